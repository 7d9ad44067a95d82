//! The shape of `regulation/*.toml`. An unknown field is an error: a misspelt one must not go unnoticed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Complaint;

/// Key of a profile question → the values under which something holds.
pub type Conditions = BTreeMap<String, Vec<String>>;

pub struct Content {
    pub regulation: Regulation,
    pub profile: Profile,
    pub articles: Vec<Article>,
    pub later_documents: Vec<LaterDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    pub title: String,
    pub short_title: String,
    pub issuer: String,
    pub issued: NaiveDate,
    pub posted: NaiveDate,
    pub validity_years: u32,
    pub suspicion_note: String,
    pub source_note: String,
    pub notice: Vec<String>,
    pub chapter: Vec<Chapter>,
    pub consequence: Vec<Consequence>,
    pub deadline: Vec<Deadline>,
    pub calculator: Vec<Calculator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    pub number: u8,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    pub key: String,
    pub article: u8,
    pub label: String,
    pub short: String,
    pub quote: String,
    pub authority: String,
    pub follows: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    pub key: String,
    pub clause: String,
    pub article: u8,
    pub number: Option<u32>,
    pub unit: Option<String>,
    pub quote: String,
    pub title: String,
    pub day: String,
    pub note: String,
    pub item: Option<String>,
    #[serde(default)]
    pub readings: Vec<Reading>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub key: String,
    pub label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calculator {
    pub key: String,
    pub title: String,
    pub summary: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub group: Vec<Group>,
    pub question: Vec<Question>,
    #[serde(default)]
    pub doubt: Vec<Doubt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub key: String,
    pub title: String,
    pub help: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    pub at: String,
    pub when: Conditions,
    pub says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub key: String,
    pub group: String,
    pub kind: String,
    pub label: String,
    pub help: Option<String>,
    pub default: Option<String>,
    #[serde(default)]
    pub options: Vec<Choice>,
    #[serde(default)]
    pub columns: Vec<Column>,
    #[serde(default)]
    pub needs: Conditions,
    pub means: Option<YesNoMeans>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub means: String,
    pub advice: Option<String>,
    pub saved: Option<Saved>,
}

/// How a choice is saved that older versions do not know: a value that they know, or none, and a key
/// of its own beside it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    #[serde(default)]
    pub value: String,
    pub beside: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub key: String,
    pub label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YesNoMeans {
    pub yes: String,
    pub no: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    pub number: u8,
    pub chapter: u8,
    pub title: String,
    pub text: Vec<String>,
    pub look: Option<String>,
    #[serde(default)]
    pub item: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: String,
    #[serde(default)]
    pub own: bool,
    pub severity: String,
    pub ask: String,
    pub finding: Option<String>,
    pub quote: Vec<String>,
    pub explain: String,
    #[serde(default)]
    pub evidence_named: Vec<String>,
    pub evidence: Vec<String>,
    pub consequence: Option<Vec<String>>,
    pub consequence_note: Option<String>,
    pub reading: Option<String>,
    #[serde(default)]
    pub needs: Conditions,
    pub derived: Option<Derived>,
    pub deadline: Option<String>,
    pub linked: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derived {
    pub when: Conditions,
    pub state: String,
    pub because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LaterDocuments {
    document: Vec<LaterDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaterDocument {
    pub title: String,
    pub number: Option<String>,
    pub issued: String,
    pub matters: String,
    pub source: String,
    pub seen: String,
    pub attested: String,
    pub items: Vec<String>,
}

/// Reads every file; all that do not parse are reported together.
pub fn read(root: &Path) -> Result<Content, Vec<Complaint>> {
    let mut complaints = Vec::new();
    let regulation = parse::<Regulation>(root, "regulation.toml", &mut complaints);
    let profile = parse::<Profile>(root, "profile.toml", &mut complaints);
    let later = parse::<LaterDocuments>(root, "later-documents.toml", &mut complaints);
    let articles: Vec<Article> = (1..=32)
        .filter_map(|number| parse(root, &format!("articles/{number:02}.toml"), &mut complaints))
        .collect();
    match (regulation, profile, later) {
        (Some(regulation), Some(profile), Some(later)) if complaints.is_empty() => {
            Ok(Content { regulation, profile, articles, later_documents: later.document })
        }
        _ => Err(complaints),
    }
}

fn parse<T: DeserializeOwned>(
    root: &Path,
    file: &str,
    complaints: &mut Vec<Complaint>,
) -> Option<T> {
    let text = match fs::read_to_string(root.join(file)) {
        Ok(text) => text,
        Err(error) => {
            complaints.push(format!("{file}: {error}"));
            return None;
        }
    };
    // One line an error: cargo prints each complaint as a line of its own.
    toml::from_str(&text)
        .map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start].matches('\n').count() + 1);
            complaints.push(format!("{file}:{line}: {}", error.message().replace('\n', " ")));
        })
        .ok()
}
