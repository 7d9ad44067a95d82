//! Writes the content as Rust constants. `{:?}` of a string is a Rust literal, so nothing needs escaping.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

use crate::content::{Article, Conditions, Content, Item, Question};

/// Rust source defining `REGULATION`, `QUESTIONS`, `ARTICLES`, `CONSEQUENCES` and `PROVISIONS`.
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
         issuer: {:?}, issued: {}, posted: {}, validity_years: {}, notice: {}, chapters: &[{chapters}] }};",
        r.title,
        r.short_title,
        r.issuer,
        date(r.issued),
        date(r.posted),
        r.validity_years,
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
                "Provision {{ key: {:?}, clause: {:?}, article: {}, number: {:?}, unit: {}, quote: {:?} }},\n",
                d.key,
                d.clause,
                d.article,
                d.number,
                option(d.unit.as_deref()),
                d.quote
            )
        })
        .collect();
    let _ = writeln!(code, "pub(crate) static PROVISIONS: &[Provision] = &[{rules}];");
    let questions: String = content.questions.iter().map(question).collect();
    let _ = writeln!(code, "pub(crate) static QUESTIONS: &[Question] = &[{questions}];");
    let articles: String = content.articles.iter().map(article).collect();
    let _ = writeln!(code, "pub(crate) static ARTICLES: [Article; 32] = [{articles}];");
    code
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
                "QuestionKind::YesNo(&[Choice {{ value: \"yes\", label: \"是\", means: {yes:?} }}, \
                 Choice {{ value: \"no\", label: \"否\", means: {no:?} }}])"
            )
        }
        _ => {
            let choices: String = q
                .options
                .iter()
                .map(|o| {
                    format!(
                        "Choice {{ value: {:?}, label: {:?}, means: {:?} }},",
                        o.value, o.label, o.means
                    )
                })
                .collect();
            format!("QuestionKind::Choice(&[{choices}])")
        }
    };
    format!(
        "Question {{ key: {:?}, label: {:?}, help: {}, default: {}, kind: {kind}, needs: {} }},\n",
        q.key,
        q.label,
        option(q.help.as_deref()),
        option(q.default.as_deref()),
        conditions(&q.needs)
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
        "Item {{ id: {:?}, severity: Severity::{severity}, ask: {:?}, quote: {}, explain: {:?}, evidence_named: {}, \
         evidence: {}, consequence: {}, consequence_note: {}, reading: {}, needs: {}, derived: {derived}, \
         deadline: {}, linked: {} }},\n",
        i.id,
        i.ask,
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
