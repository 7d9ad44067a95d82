//! Putting two copies of a self-check together, and telling beforehand what that would change.
//!
//! Colleagues answer parts on other machines and send files. What only one side has is kept, field by
//! field; where both have something and it differs, the later one wins, by the instant saved with the
//! answer, else by that of the self-check. Of two choices that differ, the earlier goes, and with it what
//! belongs to that choice alone: its reason and who made it. Its note, evidence, measure, owner and due
//! date still fill what the later answer leaves blank. The result does not depend on which side is
//! called ours.

mod differences;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers::Answer;
use super::unknown_keys::fill_map;
use crate::calendar::Notice;
use crate::self_check::SelfCheck;
pub use differences::{Difference, differences};

/// Merges two copies of the same self-check. Commutative and idempotent.
pub fn merge(ours: &SelfCheck, theirs: &SelfCheck) -> SelfCheck {
    // One total order on copies, so that the result does not depend on the sides.
    let rank = |self_check: &SelfCheck| self_check.to_json();
    let (ours_at, theirs_at) = (instant(&ours.updated_at), instant(&theirs.updated_at));
    let ours_first = ours_at < theirs_at || ours_at == theirs_at && rank(ours) <= rank(theirs);
    let (older, newer) = if ours_first { (ours, theirs) } else { (theirs, ours) };
    let mut merged = newer.clone();
    merged.created_at = match (older.created_at.as_str(), newer.created_at.as_str()) {
        ("", created) | (created, "") => created.to_owned(),
        (one, other) if instant(one) <= instant(other) => one.to_owned(),
        (_, other) => other.to_owned(),
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
            Some(kept) => fill_answer(kept, answer.clone()),
        }
    }
    let (from, to) = (&older.registers, &mut merged.registers);
    fill(&mut to.events, &from.events, |row| &row.id);
    fill(&mut to.staff, &from.staff, |row| &row.id);
    fill(&mut to.archives, &from.archives, |row| &row.id);
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

/// An instant as it can be compared: texts of other offsets or precision do not sort as instants do.
/// What is no instant comes before all; the text decides where the instant does not.
pub(crate) fn instant(text: &str) -> (Option<DateTime<Utc>>, &str) {
    (DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.to_utc()), text)
}

/// Puts another answer to the same item into `kept`: the later choice stays, blanks are filled.
fn fill_answer(kept: &mut Answer, mut other: Answer) {
    if instant(&other.answered_at) > instant(&kept.answered_at) {
        std::mem::swap(kept, &mut other);
    }
    // A reason belongs to its choice: beside another one it would be a reason for something else.
    if kept.state.is_some() && other.state.is_some() && kept.state != other.state {
        other.reason.clear();
        other.answered_by.clear();
    }
    fill_blanks(kept, &other);
}

/// Adds the rows whose id is not there yet, and to the others the cells that are blank.
fn fill<T>(rows: &mut Vec<T>, from: &[T], id: fn(&T) -> &String)
where
    T: Clone + PartialEq + Serialize + DeserializeOwned,
{
    // An edited file may give one id twice: each row is used once, so that none swallows another.
    let mut unused = vec![true; rows.len()];
    for row in from {
        // Rows without an id are the same only if they are equal.
        let same = |kept: &T| id(kept) == id(row) && (!id(row).is_empty() || *kept == *row);
        let found = rows.iter_mut().zip(&mut unused).find(|(kept, unused)| **unused && same(kept));
        match found {
            Some((kept, unused)) => {
                *unused = false;
                fill_blanks(kept, row);
            }
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

fn value(row: &impl Serialize) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}
