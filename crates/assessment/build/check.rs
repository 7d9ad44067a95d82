//! What the types of `content.rs` cannot say: references resolve, quotations are verbatim, ids are unique.

use std::collections::{BTreeMap, BTreeSet};

use crate::Complaint;
use crate::content::{
    Article, Conditions, Content, Item, LaterDocument, Profile, Question, Regulation,
};

const QUESTION_KINDS: [&str; 5] = ["text", "date", "choice", "yes-no", "rows"];
/// How well a later document is attested, from an authority's site down to a mere quotation of it.
const ATTESTATIONS: [&str; 4] = ["official", "official-elsewhere", "reprint", "cited"];
const SEVERITIES: [&str; 5] = ["redline", "rectify", "duty", "oversight", "opportunity"];

/// Refuses content that is not consistent, naming file and field of everything found.
pub fn check(content: &Content) -> Result<(), Vec<Complaint>> {
    let mut check = Check {
        complaints: Vec::new(),
        values: content.profile.question.iter().map(|q| (q.key.as_str(), values_of(q))).collect(),
        consequences: content.regulation.consequence.iter().map(|c| c.key.as_str()).collect(),
        deadlines: content.regulation.deadline.iter().map(|d| d.key.as_str()).collect(),
        items: content.articles.iter().flat_map(|a| &a.item).map(|i| i.id.as_str()).collect(),
    };
    check.regulation(&content.regulation, &content.articles);
    check.profile(&content.profile);
    for document in &content.later_documents {
        check.later_document(document);
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
            let items = articles.iter().flat_map(|article| &article.item);
            if let Some(id) = &deadline.item
                && !items.into_iter().any(|item| item.id == *id)
            {
                let field = format!("deadline {}.item", deadline.key);
                self.complain(file, &field, &format!("没有这个要点：{id}"));
            }
        }
    }

    fn profile(&mut self, profile: &Profile) {
        let file = "profile.toml";
        let groups: Vec<&str> = profile.group.iter().map(|group| group.key.as_str()).collect();
        let mut reached = 0;
        for question in &profile.question {
            match groups.iter().position(|group| *group == question.group) {
                Some(place) if place >= reached => reached = place,
                Some(_) => self.complain(file, &question.key, "同一组的问题要放在一起，按组的次序"),
                None => {
                    self.complain(file, &question.key, &format!("没有这一组：{}", question.group))
                }
            }
            self.question(question);
        }
        for doubt in &profile.doubt {
            let field = format!("doubt {}", doubt.at);
            if !self.values.contains_key(doubt.at.as_str()) {
                self.complain(file, &field, "没有这个问题");
            }
            self.conditions(file, &field, &doubt.when);
        }
    }

    fn later_document(&mut self, document: &LaterDocument) {
        let file = "later-documents.toml";
        let field = |name: &str| format!("document {}.{name}", document.title);
        if !ATTESTATIONS.contains(&document.attested.as_str()) {
            let known = ATTESTATIONS.join("、");
            self.complain(file, &field("attested"), &format!("应是其中之一：{known}"));
        }
        let texts = [&document.title, &document.issued, &document.matters, &document.source];
        if texts.iter().any(|text| text.is_empty()) || document.seen.is_empty() {
            self.complain(file, &field("title、issued、matters、source、seen"), "都要写");
        }
        for item in &document.items {
            if !self.items.contains(item.as_str()) {
                self.complain(file, &field("items"), &format!("没有这个要点：{item}"));
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
        for option in &question.options {
            let Some(saved) = &option.saved else { continue };
            let known = question
                .options
                .iter()
                .any(|other| other.saved.is_none() && other.value == saved.value);
            if !saved.value.is_empty() && !known {
                self.complain(file, &field("saved.value"), "应是旧版本认识的选项，或者不写");
            }
            if saved.beside.is_empty() || self.values.contains_key(saved.beside.as_str()) {
                self.complain(file, &field("saved.beside"), "应是一个不与问题重名的键");
            }
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
        let situation = item.severity == "redline" && matches!(article, 20 | 28);
        if situation != item.finding.as_ref().is_some_and(|finding| !finding.is_empty()) {
            self.complain(
                file,
                &field("finding"),
                "第二十、二十八条的红线要写发生的是什么，其他要点不写",
            );
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
