//! What the types of `content.rs` cannot say: references resolve, quotations are verbatim, ids are unique.

use std::collections::{BTreeMap, BTreeSet};

use crate::Complaint;
use crate::content::{Article, Conditions, Content, Item, Question, Regulation};

const QUESTION_KINDS: [&str; 5] = ["text", "date", "choice", "yes-no", "rows"];
const SEVERITIES: [&str; 5] = ["redline", "rectify", "duty", "oversight", "opportunity"];

/// Refuses content that is not consistent, naming file and field of everything found.
pub fn check(content: &Content) -> Result<(), Vec<Complaint>> {
    let mut check = Check {
        complaints: Vec::new(),
        values: content.questions.iter().map(|q| (q.key.as_str(), values_of(q))).collect(),
        consequences: content.regulation.consequence.iter().map(|c| c.key.as_str()).collect(),
        deadlines: content.regulation.deadline.iter().map(|d| d.key.as_str()).collect(),
        items: content.articles.iter().flat_map(|a| &a.item).map(|i| i.id.as_str()).collect(),
    };
    check.regulation(&content.regulation, &content.articles);
    for question in &content.questions {
        check.question(question);
    }
    let mut seen = BTreeSet::new();
    for (index, article) in content.articles.iter().enumerate() {
        check.article(index, article, content.regulation.chapter.len());
        for item in &article.item {
            if !seen.insert(&item.id) {
                check.complain(&file(article), &format!("item {}", item.id), "这个 id 用了两次");
            }
        }
    }
    if check.complaints.is_empty() { Ok(()) } else { Err(check.complaints) }
}

struct Check<'a> {
    complaints: Vec<Complaint>,
    values: BTreeMap<&'a str, Vec<&'a str>>,
    consequences: BTreeSet<&'a str>,
    deadlines: BTreeSet<&'a str>,
    items: BTreeSet<&'a str>,
}

impl Check<'_> {
    fn complain(&mut self, file: &str, field: &str, what: &str) {
        self.complaints.push(format!("{file}: {field}: {what}"));
    }

    fn regulation(&mut self, regulation: &Regulation, articles: &[Article]) {
        let file = "regulation.toml";
        for (index, chapter) in regulation.chapter.iter().enumerate() {
            if usize::from(chapter.number) != index + 1 {
                self.complain(file, &format!("chapter[{index}].number"), "章号应从 1 起连续");
            }
        }
        for consequence in &regulation.consequence {
            let quoted = articles
                .iter()
                .find(|article| article.number == consequence.article)
                .is_some_and(|article| article.text.concat().contains(&consequence.quote));
            if !quoted {
                self.complain(
                    file,
                    &format!("consequence {}.quote", consequence.key),
                    "不是该条原文里的字",
                );
            }
        }
        for deadline in &regulation.deadline {
            let quoted = articles
                .iter()
                .find(|article| article.number == deadline.article)
                .is_some_and(|article| article.text.concat().contains(&deadline.quote));
            if !quoted {
                self.complain(
                    file,
                    &format!("deadline {}.quote", deadline.key),
                    "不是该条原文里的字",
                );
            }
        }
    }

    fn question(&mut self, question: &Question) {
        let file = "profile.toml";
        let field = |name: &str| format!("question {}.{name}", question.key);
        if !QUESTION_KINDS.contains(&question.kind.as_str()) {
            self.complain(
                file,
                &field("kind"),
                &format!("应是其中之一：{}", QUESTION_KINDS.join("、")),
            );
        }
        if (question.kind == "choice") == question.options.is_empty() {
            self.complain(file, &field("options"), "choice 要有选项，其他问题不要有");
        }
        if (question.kind == "yes-no") == question.means.is_none() {
            self.complain(file, &field("means"), "yes-no 要写明是和否各意味着什么");
        }
        self.conditions(file, &field("needs"), &question.needs);
    }

    fn article(&mut self, index: usize, article: &Article, chapters: usize) {
        let file = file(article);
        if usize::from(article.number) != index + 1 {
            self.complain(&file, "number", "与文件名不一致");
        }
        if article.chapter == 0 || usize::from(article.chapter) > chapters {
            self.complain(&file, "chapter", "没有这一章");
        }
        if article.title.is_empty() || article.title.chars().count() > 8 {
            self.complain(&file, "title", "短名应为 1 到 8 个字");
        }
        if article.item.is_empty() {
            self.complain(&file, "item", "每一条至少要有一个自查要点");
        }
        let text = article.text.concat();
        if text.contains([',', '(', ')', ':', ';']) {
            self.complain(&file, "text", "原文要用全角标点");
        }
        for item in &article.item {
            self.item(&file, article.number, &text, item);
        }
    }

    fn item(&mut self, file: &str, article: u8, text: &str, item: &Item) {
        let field = |name: &str| format!("item {}.{name}", item.id);
        let belongs = item.id.split_once('.').is_some_and(|(number, order)| {
            number.parse() == Ok(article) && order.parse::<u8>().is_ok()
        });
        if !belongs {
            self.complain(file, &field("id"), "应是条号加点加序号");
        }
        if !SEVERITIES.contains(&item.severity.as_str()) {
            self.complain(
                file,
                &field("severity"),
                &format!("应是其中之一：{}", SEVERITIES.join("、")),
            );
        }
        if item.ask.is_empty() || item.explain.is_empty() || item.evidence.is_empty() {
            self.complain(file, &field("ask、explain、evidence"), "都要写");
        }
        if item.quote.is_empty() {
            self.complain(file, &field("quote"), "至少引一段原文");
        }
        for quote in &item.quote {
            if quote.is_empty() || !text.contains(quote.as_str()) {
                self.complain(file, &field("quote"), &format!("不是本条原文里的字：{quote}"));
            }
        }
        let has_consequence = matches!(item.severity.as_str(), "redline" | "rectify" | "duty");
        if has_consequence != item.consequence.is_some() {
            self.complain(file, &field("consequence"), "红线、整改、义务要写后果，监管、机会不写");
        }
        for key in item.consequence.iter().flatten() {
            if !self.consequences.contains(key.as_str()) {
                self.complain(file, &field("consequence"), &format!("没有这个键：{key}"));
            }
        }
        if let Some(deadline) = &item.deadline
            && !self.deadlines.contains(deadline.as_str())
        {
            self.complain(file, &field("deadline"), &format!("没有这个期限：{deadline}"));
        }
        if let Some(linked) = &item.linked
            && (linked == &item.id || !self.items.contains(linked.as_str()))
        {
            self.complain(file, &field("linked"), &format!("没有这个要点：{linked}"));
        }
        self.conditions(file, &field("needs"), &item.needs);
        if let Some(derived) = &item.derived {
            if derived.state != "unmet" {
                self.complain(file, &field("derived.state"), "只能直接判定为 unmet");
            }
            if derived.when.is_empty() || derived.because.is_empty() {
                self.complain(file, &field("derived"), "when 和 because 都要写");
            }
            self.conditions(file, &field("derived.when"), &derived.when);
        }
    }

    fn conditions(&mut self, file: &str, field: &str, conditions: &Conditions) {
        for (key, wanted) in conditions {
            let Some(values) = self.values.get(key.as_str()) else {
                self.complain(file, field, &format!("profile.toml 里没有问题 {key}"));
                continue;
            };
            let strange: Vec<_> =
                wanted.iter().filter(|value| !values.contains(&value.as_str())).cloned().collect();
            if wanted.is_empty() || !strange.is_empty() {
                self.complain(
                    file,
                    field,
                    &format!("{key} 没有这样的答案：{}", strange.join("、")),
                );
            }
        }
    }
}

fn file(article: &Article) -> String {
    format!("articles/{:02}.toml", article.number)
}

fn values_of(question: &Question) -> Vec<&str> {
    match question.kind.as_str() {
        "yes-no" => vec!["yes", "no"],
        _ => question.options.iter().map(|option| option.value.as_str()).collect(),
    }
}
