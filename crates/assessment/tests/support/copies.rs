//! What people do to copies of one self-check.

use std::collections::HashSet;

use assessment::self_check::answers::{AnswerText, Choice};
use assessment::self_check::journal::{Merged, Stamp, merge};
use assessment::self_check::registers::Staff;
use assessment::self_check::registers::schema::{NewRows, RegisterKey};
use assessment::self_check::{Action, SelfCheck, apply};
use proptest::prelude::*;
use serde_json::Value;

/// What every test begins with: the sample, which has no journal.
pub fn sample() -> SelfCheck {
    SelfCheck::from_json(include_bytes!("../sample-record.json")).unwrap()
}

/// Somebody in a session of that name.
pub fn stamp(session: &str, at: &str) -> Stamp {
    Stamp { session: session.into(), who: format!("{session}的人"), at: at.into() }
}

/// Applies each of the actions in that session.
pub fn by(self_check: &SelfCheck, session: &str, at: &str, actions: &[Action]) -> SelfCheck {
    let start = self_check.clone();
    actions.iter().fold(start, |state, action| apply(&state, action.clone(), &stamp(session, at)))
}

/// Through a file, as it comes to another machine or is opened again.
pub fn sent(self_check: &SelfCheck) -> SelfCheck {
    SelfCheck::from_json(self_check.to_json().as_bytes()).unwrap()
}

/// Puts theirs together with ours where nobody decides anything.
pub fn merged(ours: &SelfCheck, theirs: &SelfCheck) -> Merged {
    merge(ours, theirs, |_| None, &stamp("合并", "2026-11-24T00:00:00Z")).unwrap()
}

/// What people see of a self-check: all but the instant of the last change.
pub fn content(self_check: &SelfCheck) -> Value {
    let mut value = serde_json::to_value(self_check).unwrap();
    value.as_object_mut().unwrap().remove("updated_at");
    value
}

pub fn choose(item: &str, choice: Choice) -> Action {
    Action::Choose { item: item.into(), choice: Some(choice) }
}

pub fn note(item: &str, words: &str) -> Action {
    write(item, AnswerText::Note, words)
}

pub fn write(item: &str, text: AnswerText, words: &str) -> Action {
    Action::Write { item: item.into(), text, words: words.into() }
}

/// Enters a text in the register of staff.
pub fn cell(row: &str, column: &str, text: &str) -> Action {
    let register = RegisterKey::Staff;
    Action::Cell { register, row: row.into(), column: column.into(), text: text.into() }
}

/// Takes a row out of the register of staff.
pub fn remove(row: &str) -> Action {
    Action::RemoveRow { register: RegisterKey::Staff, row: row.into() }
}

/// Adds people, each with an id equal to the name.
pub fn add(names: &[&str]) -> Action {
    let person =
        |name: &&str| Staff { id: (*name).into(), name: (*name).into(), ..Staff::default() };
    Action::AddRows { rows: NewRows::Staff(names.iter().map(person).collect()) }
}

/// Names the institution.
pub fn name(text: &str) -> Action {
    Action::Profile { key: "name".into(), value: text.into() }
}

/// The names in the register of staff.
pub fn staff(self_check: &SelfCheck) -> Vec<&str> {
    self_check.registers.staff.iter().map(|row| row.name.as_str()).collect()
}

/// Something that a person may do.
pub fn action() -> impl Strategy<Value = Action> {
    let item = || prop::sample::select(vec!["17.1", "23.3"]);
    let words = || prop::sample::select(vec!["", "一", "二", "三"]);
    let row = || prop::sample::select(vec!["s1", "丙", "丁"]);
    let choice = prop::sample::select(Choice::ALL.to_vec());
    prop_oneof![
        (item(), words()).prop_map(|(item, words)| note(item, words)),
        (item(), words()).prop_map(|(item, words)| write(item, AnswerText::Reason, words)),
        (item(), choice).prop_map(|(item, choice)| choose(item, choice)),
        item().prop_map(|item| Action::Choose { item: item.into(), choice: None }),
        (row(), words()).prop_map(|(row, words)| cell(row, "number", words)),
        row().prop_map(remove),
        prop::sample::select(vec!["丙", "丁"]).prop_map(|name| add(&[name])),
        words().prop_map(name),
        words().prop_map(|title| Action::Title { title: title.into() }),
    ]
}

/// Whether an action does not add a row under an id that was used before: the app never does.
pub fn has_new_id(action: &Action, used: &mut HashSet<String>) -> bool {
    match action {
        Action::AddRows { rows: NewRows::Staff(rows) } => {
            rows.iter().all(|row| used.insert(row.id.clone()))
        }
        _ => true,
    }
}
