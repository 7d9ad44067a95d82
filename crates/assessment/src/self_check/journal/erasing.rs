//! Erasing for good what must not be kept, such as an identity number pasted by mistake: from the state and
//! from every step that ever set it. This is the one thing that cannot be undone.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::leaves::{FORMER_JOURNAL, Leaves, segments};
use super::merging::{Unusable, with_values};
use super::record::{Scope, part};
use super::session::{Session, Stamp};
use super::words::place_words;
use crate::content::question::{QuestionKind, question};
use crate::self_check::SelfCheck;
use crate::self_check::answers::AnswerText;
use crate::self_check::registers::schema::RegisterKey;

/// A shorter text is part of too many words.
pub const SHORTEST_ERASED: usize = 4;

/// Where that text stands or ever stood, in the words of the forms; nowhere, where it is too short.
pub fn erasable(self_check: &SelfCheck, words: &str) -> BTreeSet<String> {
    if words.chars().count() < SHORTEST_ERASED {
        return BTreeSet::new();
    }
    let state = part(self_check, &Scope::All);
    let steps = self_check.journal.steps().flat_map(|(_, _, step)| &step.set);
    let holding = state.iter().chain(steps).filter(|(path, value)| holds(path, value, words));
    let places = holding.map(|(path, _)| place_words(path, &[self_check]));
    let unread = self_check.journal.unread.iter().chain(self_check.extra.get(FORMER_JOURNAL));
    let unread = unread.filter(|journal| is_within(journal, words));
    places.chain(unread.map(|_| "本版本读不了的改动记录".to_owned())).collect()
}

/// Erases that text wherever people wrote it, now or ever; what else stands beside it stays. In copies that
/// are put together with this one it is erased too, unless somebody wrote it anew.
///
/// # Errors
/// When the journal holds a value that no self-check can have.
pub fn erase(self_check: &SelfCheck, words: &str, stamp: &Stamp) -> Result<SelfCheck, Unusable> {
    if erasable(self_check, words).is_empty() {
        return Ok(self_check.clone());
    }
    let mut journal = self_check.journal.clone();
    journal.end_typing();
    for session in journal.sessions.values_mut() {
        if session.steps.iter().any(|step| is_in(&step.set, words)) {
            erase_in(Arc::make_mut(session), words);
        }
    }
    let mut state = part(self_check, &Scope::All);
    state.retain(|path, value| holds(path, value, words));
    let values = state.iter().map(|(path, value)| (path.as_str(), without(value, words)));
    let values: Vec<(&str, Option<Value>)> = values.collect();
    let values = values.iter().map(|(path, value)| (*path, value.as_ref()));
    let mut erased = with_values(self_check, values, &self_check.journal.row_order())?;
    let unread = journal.unread.iter_mut().chain(erased.extra.get_mut(FORMER_JOURNAL));
    unread.for_each(|journal| *journal = emptied(journal, words));
    Ok(SelfCheck { journal, updated_at: stamp.at.clone(), ..erased })
}

fn erase_in(session: &mut Session, words: &str) {
    for step in session.steps.iter_mut().filter(|step| is_in(&step.set, words)) {
        let step = Arc::make_mut(step);
        for (path, value) in &mut step.set {
            if holds(path, value, words) {
                *value = without(value, words).unwrap_or_default();
                step.erased.insert(path.clone());
            }
        }
    }
}

fn is_in(set: &Leaves, words: &str) -> bool {
    set.iter().any(|(path, value)| holds(path, value, words))
}

/// Whether a leaf that people write in holds that text.
fn holds(path: &str, value: &Value, words: &str) -> bool {
    is_within(value, words) && is_written(path)
}

fn is_within(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.contains(words),
        Value::Array(values) => values.iter().any(|value| is_within(value, words)),
        Value::Object(cells) => cells.values().any(|value| is_within(value, words)),
        _ => false,
    }
}

/// Whether people write words there, rather than choose or enter a date.
fn is_written(path: &str) -> bool {
    let parts = segments(path);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        ["title"] => true,
        ["profile", key] => question(key).is_some_and(|question| {
            matches!(question.kind, QuestionKind::Text | QuestionKind::Rows(_))
        }),
        ["answers", _, field] => AnswerText::ALL.iter().any(|text| text.key() == *field),
        ["registers", register, _, cell] => RegisterKey::ALL
            .into_iter()
            .any(|known| known.key() == *register && known.is_text(cell)),
        _ => false,
    }
}

/// The value without that text; `None` where nothing is left.
fn without(value: &Value, words: &str) -> Option<Value> {
    match value {
        Value::String(text) => {
            Some(text.replace(words, "")).filter(|left| !left.is_empty()).map(Value::String)
        }
        Value::Array(values) => Some(values.iter().map(|one| emptied(one, words)).collect()),
        Value::Object(cells) => {
            let cells = cells.iter().map(|(key, cell)| (key.clone(), emptied(cell, words)));
            Some(cells.collect())
        }
        other => Some(other.clone()),
    }
}

/// The same of a value within another one, which keeps its shape.
fn emptied(value: &Value, words: &str) -> Value {
    without(value, words).unwrap_or_else(|| Value::from(""))
}
