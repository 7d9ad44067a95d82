//! Writes the content as Rust constants. `{:?}` of a string is a Rust literal, so nothing needs escaping.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

use crate::content::{
    Article, Choice, Conditions, Content, Item, LaterDocument, Profile, Question,
};

/// Rust source defining `REGULATION`, `CONSEQUENCES`, `PROVISIONS`, `CALCULATORS`, `GROUPS`, `QUESTIONS`, `DOUBTS`,
/// `ARTICLES` and `LATER_DOCUMENTS`.
pub fn emit(content: &Content) -> String {
    let r = &content.regulation;
    let mut code = String::new();
    let chapters: String = r
        .chapter
        .iter()
        .map(|c| format!("Chapter {{ number: {}, title: {:?} }},", c.number, c.title))
        .collect();
    let _ = writeln!(
        code,
        "pub(crate) static REGULATION: Regulation = Regulation {{ title: {:?}, short_title: {:?}, \
         issuer: {:?}, issued: {}, posted: {}, validity_years: {}, suspicion_note: {:?}, source_note: {:?}, notice: {}, chapters: &[{chapters}] }};",
        r.title,
        r.short_title,
        r.issuer,
        date(r.issued),
        date(r.posted),
        r.validity_years,
        r.suspicion_note,
        r.source_note,
        strings(&r.notice)
    );
    let consequences: String = r
        .consequence
        .iter()
        .map(|c| {
            format!(
                "Consequence {{ key: {:?}, article: {}, label: {:?}, short: {:?}, quote: {:?}, authority: {:?}, \
                 follows: {:?} }},\n",
                c.key, c.article, c.label, c.short, c.quote, c.authority, c.follows
            )
        })
        .collect();
    let _ = writeln!(code, "pub(crate) static CONSEQUENCES: &[Consequence] = &[{consequences}];");
    let rules: String = r
        .deadline
        .iter()
        .map(|d| {
            format!(
                "Provision {{ key: {:?}, clause: {:?}, article: {}, number: {:?}, unit: {}, quote: {:?}, title: {:?}, \
                 day: {:?}, note: {:?}, item: {}, readings: &[{}] }},\n",
                d.key,
                d.clause,
                d.article,
                d.number,
                option(d.unit.as_deref()),
                d.quote,
                d.title,
                d.day,
                d.note,
                option(d.item.as_deref()),
                d.readings.iter().map(|r| format!("({:?}, {:?}),", r.key, r.label)).collect::<String>()
            )
        })
        .collect();
    let _ = writeln!(code, "pub(crate) static PROVISIONS: &[Provision] = &[{rules}];");
    let calculators: String = r
        .calculator
        .iter()
        .map(|c| {
            format!(
                "Calculator {{ key: {:?}, title: {:?}, summary: {:?} }},\n",
                c.key, c.title, c.summary
            )
        })
        .collect();
    let _ = writeln!(code, "pub(crate) static CALCULATORS: &[Calculator] = &[{calculators}];");
    code.push_str(&profile(&content.profile));
    let articles: String = content.articles.iter().map(article).collect();
    let _ = writeln!(code, "pub(crate) static ARTICLES: [Article; 32] = [{articles}];");
    let documents: String = content.later_documents.iter().map(later_document).collect();
    let _ = writeln!(code, "pub(crate) static LATER_DOCUMENTS: &[LaterDocument] = &[{documents}];");
    code
}

fn profile(profile: &Profile) -> String {
    let mut code = String::new();
    let groups: String = profile
        .group
        .iter()
        .map(|g| {
            let help = option(g.help.as_deref());
            format!("Group {{ key: {:?}, title: {:?}, help: {help} }},\n", g.key, g.title)
        })
        .collect();
    let _ = writeln!(code, "pub(crate) static GROUPS: &[Group] = &[{groups}];");
    let questions: String = profile.question.iter().map(question).collect();
    let _ = writeln!(code, "pub(crate) static QUESTIONS: &[Question] = &[{questions}];");
    let doubts: String = profile
        .doubt
        .iter()
        .map(|d| {
            let when = conditions(&d.when);
            format!("Doubt {{ at: {:?}, when: {when}, says: {:?} }},\n", d.at, d.says)
        })
        .collect();
    let _ = writeln!(code, "pub(crate) static DOUBTS: &[Doubt] = &[{doubts}];");
    code
}

fn later_document(d: &LaterDocument) -> String {
    let attested = match d.attested.as_str() {
        "official" => "Official",
        "official-elsewhere" => "OfficialElsewhere",
        "reprint" => "Reprint",
        _ => "Cited",
    };
    format!(
        "LaterDocument {{ title: {:?}, number: {}, issued: {:?}, matters: {:?}, source: {:?}, seen: {:?}, \
         attested: Attestation::{attested}, items: {} }},\n",
        d.title,
        option(d.number.as_deref()),
        d.issued,
        d.matters,
        d.source,
        d.seen,
        strings(&d.items)
    )
}

fn question(q: &Question) -> String {
    let kind = match q.kind.as_str() {
        "text" => "QuestionKind::Text".to_owned(),
        "date" => "QuestionKind::Date".to_owned(),
        "rows" => {
            let columns: String = q
                .columns
                .iter()
                .map(|c| format!("Column {{ key: {:?}, label: {:?} }},", c.key, c.label))
                .collect();
            format!("QuestionKind::Rows(&[{columns}])")
        }
        "yes-no" => {
            let (yes, no) = q.means.as_ref().map_or(("", ""), |m| (&m.yes, &m.no));
            format!(
                "QuestionKind::YesNo(&[{}{}])",
                choice("yes", "是", yes),
                choice("no", "否", no)
            )
        }
        _ => {
            let choices: String = q.options.iter().map(any_choice).collect();
            format!("QuestionKind::Choice(&[{choices}])")
        }
    };
    format!(
        "Question {{ key: {:?}, group: {:?}, label: {:?}, help: {}, default: {}, kind: {kind}, needs: {} }},\n",
        q.key,
        q.group,
        q.label,
        option(q.help.as_deref()),
        option(q.default.as_deref()),
        conditions(&q.needs)
    )
}

/// A choice that is saved as it is, and has nothing more to say.
fn choice(value: &str, label: &str, means: &str) -> String {
    let (value, label, means) = (value.to_owned(), label.to_owned(), means.to_owned());
    any_choice(&Choice { value, label, means, advice: None, saved: None })
}

fn any_choice(c: &Choice) -> String {
    let beside = c.saved.as_ref().map(|saved| saved.beside.as_str());
    format!(
        "Choice {{ value: {:?}, label: {:?}, means: {:?}, advice: {}, stored: {:?}, beside: {} }},",
        c.value,
        c.label,
        c.means,
        option(c.advice.as_deref()),
        c.saved.as_ref().map_or(&c.value, |saved| &saved.value),
        option(beside)
    )
}

fn article(a: &Article) -> String {
    let items: String = a.item.iter().map(item).collect();
    format!(
        "Article {{ number: {}, chapter: {}, title: {:?}, text: {}, look: {}, items: &[{items}] }},\n",
        a.number,
        a.chapter,
        a.title,
        strings(&a.text),
        option(a.look.as_deref())
    )
}

fn item(i: &Item) -> String {
    let severity = match i.severity.as_str() {
        "redline" => "Redline",
        "rectify" => "Rectify",
        "duty" => "Duty",
        "oversight" => "Oversight",
        _ => "Opportunity",
    };
    let derived = i.derived.as_ref().map_or_else(
        || "None".to_owned(),
        |d| format!("Some(Derived {{ when: {}, because: {:?} }})", conditions(&d.when), d.because),
    );
    format!(
        "Item {{ id: {:?}, own: {}, severity: Severity::{severity}, ask: {:?}, finding: {}, quote: {}, explain: {:?}, evidence_named: {}, \
         evidence: {}, consequence: {}, consequence_note: {}, reading: {}, needs: {}, derived: {derived}, \
         deadline: {}, linked: {} }},\n",
        i.id,
        i.own,
        i.ask,
        option(i.finding.as_deref()),
        strings(&i.quote),
        i.explain,
        strings(&i.evidence_named),
        strings(&i.evidence),
        strings(i.consequence.as_deref().unwrap_or_default()),
        option(i.consequence_note.as_deref()),
        option(i.reading.as_deref()),
        conditions(&i.needs),
        option(i.deadline.as_deref()),
        option(i.linked.as_deref()),
    )
}

fn conditions(conditions: &Conditions) -> String {
    let all: String = conditions
        .iter()
        .map(|(key, values)| format!("Condition {{ key: {key:?}, values: {} }},", strings(values)))
        .collect();
    format!("&[{all}]")
}

fn strings(strings: &[String]) -> String {
    format!("&{strings:?}")
}

fn option(text: Option<&str>) -> String {
    format!("{text:?}")
}

/// A date as a constant expression: `from_ymd_opt` is const, and the compiler proves that it is `Some`.
pub fn date(date: NaiveDate) -> String {
    format!(
        "match NaiveDate::from_ymd_opt({}, {}, {}) {{ Some(date) => date, None => panic!() }}",
        date.year(),
        date.month(),
        date.day()
    )
}
