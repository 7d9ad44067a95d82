//! Putting two copies of a self-check together, and telling beforehand what that would change.
//!
//! Colleagues answer parts on other machines and send files. Merging loses nothing: what only one side
//! has is kept; where both differ the later one wins, by the instant saved with the answer, else by that
//! of the record. The result does not depend on which side is called ours.

use indexmap::IndexMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::answers::Answer;
use crate::calendar::Notice;
use crate::profile::question;
use crate::record::Record;
use crate::registers::Registers;

/// One place in which two copies differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about, in words: `11.1`, `机构名称`, `评价批次 e1`.
    pub place: String,
    /// What we have; empty for nothing.
    pub ours: String,
    /// What the other copy has; empty for nothing.
    pub theirs: String,
}

/// Where `theirs` differs from `ours`, in the order of the file.
pub fn differences(ours: &Record, theirs: &Record) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |place: String, ours: String, theirs: String| {
        if ours != theirs {
            found.push(Difference { place, ours, theirs });
        }
    };
    compare("自查名称".to_owned(), ours.title.clone(), theirs.title.clone());
    let (our_profile, their_profile) = (ours.profile.values(), theirs.profile.values());
    for key in union(our_profile.keys(), their_profile.keys()) {
        let place = question(key).map_or(key, |question| question.label).to_owned();
        compare(place, words(our_profile.get(key)), words(their_profile.get(key)));
    }
    for id in union(ours.answers.keys(), theirs.answers.keys()) {
        let text = |record: &Record| record.answers.get(id).map(summary).unwrap_or_default();
        compare(format!("要点 {id}"), text(ours), text(theirs));
    }
    let (our_rows, their_rows) = (rows(&ours.registers), rows(&theirs.registers));
    for place in union(our_rows.keys(), their_rows.keys()) {
        compare(place.to_owned(), words(our_rows.get(place)), words(their_rows.get(place)));
    }
    compare("自定目标".to_owned(), json(&ours.targets), json(&theirs.targets));
    compare("读法和日历".to_owned(), json(&ours.settings), json(&theirs.settings));
    found
}

/// Merges two copies of the same self-check. Commutative and idempotent.
pub fn merge(ours: &Record, theirs: &Record) -> Record {
    // One total order on copies, so that the result does not depend on the sides.
    let rank = |record: &Record| (record.updated_at.clone(), record.to_json());
    let (older, newer) = if rank(ours) <= rank(theirs) { (ours, theirs) } else { (theirs, ours) };
    let mut merged = newer.clone();
    merged.created_at = match (older.created_at.as_str(), newer.created_at.as_str()) {
        ("", created) | (created, "") => created.to_owned(),
        (one, other) => one.min(other).to_owned(),
    };
    if merged.title.is_empty() {
        merged.title.clone_from(&older.title);
    }
    merged.profile.fill_from(&older.profile);
    for (id, answer) in &older.answers {
        match merged.answers.get_mut(id) {
            None => {
                merged.answers.insert(id.clone(), answer.clone());
            }
            Some(kept) => {
                let mut other = answer.clone();
                if other.answered_at > kept.answered_at {
                    std::mem::swap(kept, &mut other);
                }
                // The instant is that of the choice: the same choice may since have been given a
                // measure on one machine and an owner on another.
                if kept.state == other.state {
                    fill_blanks(kept, &other);
                }
            }
        }
    }
    let (from, to) = (&older.registers, &mut merged.registers);
    fill(&mut to.events, &from.events, |row| &row.id);
    fill(&mut to.staff, &from.staff, |row| &row.id);
    fill(&mut to.records, &from.records, |row| &row.id);
    fill(&mut to.orders, &from.orders, |row| &row.id);
    fill_map(&mut to.extra, &from.extra);
    fill(&mut merged.targets, &older.targets, |row| &row.key);
    for notice in &older.settings.notices {
        let same = |kept: &Notice| (kept.year, kept.region) == (notice.year, notice.region);
        if !merged.settings.notices.iter().any(same) {
            merged.settings.notices.push(notice.clone());
        }
    }
    fill_map(&mut merged.settings.extra, &older.settings.extra);
    fill_map(&mut merged.extra, &older.extra);
    merged
}

/// Adds the rows whose id is not there yet, and to the others the cells that are blank.
fn fill<T>(rows: &mut Vec<T>, from: &[T], id: fn(&T) -> &String)
where
    T: Clone + PartialEq + Serialize + DeserializeOwned,
{
    for row in from {
        // Rows without an id are the same only if they are equal.
        let same = |kept: &&mut T| id(kept) == id(row) && (!id(row).is_empty() || **kept == *row);
        match rows.iter_mut().find(same) {
            Some(kept) => fill_blanks(kept, row),
            None => rows.push(row.clone()),
        }
    }
}

/// Takes over from `other` what is blank or absent in `kept`.
fn fill_blanks<T: Serialize + DeserializeOwned>(kept: &mut T, other: &T) {
    let (Value::Object(mut map), Value::Object(from)) = (value(kept), value(other)) else { return };
    map.retain(|_, value| !is_blank(value));
    fill_map(&mut map, &from);
    if let Ok(filled) = serde_json::from_value(Value::Object(map)) {
        *kept = filled;
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Object(map) => map.values().all(is_blank),
        _ => false,
    }
}

pub(crate) fn fill_map(map: &mut Map<String, Value>, from: &Map<String, Value>) {
    for (key, value) in from {
        if !map.contains_key(key) {
            map.insert(key.clone(), value.clone());
        }
    }
}

fn union<'a>(
    ours: impl Iterator<Item = &'a String>,
    theirs: impl Iterator<Item = &'a String>,
) -> impl Iterator<Item = &'a str> {
    ours.chain(theirs).map(String::as_str).collect::<indexmap::IndexSet<_>>().into_iter()
}

fn rows(registers: &Registers) -> IndexMap<String, Value> {
    let mut rows = IndexMap::new();
    let mut add = |register: &str, id: &str, row: Value| {
        rows.insert(format!("{register} {id}"), row);
    };
    for row in &registers.events {
        add("评价批次", &row.id, value(row));
    }
    for row in &registers.staff {
        add("工作人员", &row.id, value(row));
    }
    for row in &registers.records {
        add("资料批次", &row.id, value(row));
    }
    for row in &registers.orders {
        add("整改通知", &row.id, value(row));
    }
    rows
}

fn summary(answer: &Answer) -> String {
    let due = answer.due.map(|due| due.to_string()).unwrap_or_default();
    [
        answer.state.map_or("", crate::answers::Choice::label),
        &answer.reason,
        &answer.note,
        &answer.evidence,
        &answer.measure,
        &answer.owner,
        &due,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("；")
}

fn words(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(rows)) => {
            rows.iter().map(|row| words(Some(row))).collect::<Vec<_>>().join("；")
        }
        Some(Value::Object(cells)) => {
            let cells = cells.values().map(|cell| words(Some(cell)));
            cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Some(other) => other.to_string(),
    }
}

fn value(row: &impl Serialize) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

fn json(part: &impl Serialize) -> String {
    serde_json::to_string(part).unwrap_or_default()
}
