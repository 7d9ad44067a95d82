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
    pub questions: Vec<Question>,
    pub articles: Vec<Article>,
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
    pub notice: Vec<String>,
    pub chapter: Vec<Chapter>,
    pub consequence: Vec<Consequence>,
    pub deadline: Vec<Deadline>,
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    question: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub key: String,
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
    pub severity: String,
    pub ask: String,
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

/// Reads every file; all that do not parse are reported together.
pub fn read(root: &Path) -> Result<Content, Vec<Complaint>> {
    let mut complaints = Vec::new();
    let regulation = parse::<Regulation>(root, "regulation.toml", &mut complaints);
    let profile = parse::<ProfileFile>(root, "profile.toml", &mut complaints);
    let articles: Vec<Article> = (1..=32)
        .filter_map(|number| parse(root, &format!("articles/{number:02}.toml"), &mut complaints))
        .collect();
    match (regulation, profile) {
        (Some(regulation), Some(profile)) if complaints.is_empty() => {
            Ok(Content { regulation, questions: profile.question, articles })
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
