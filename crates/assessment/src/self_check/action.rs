//! What a person does to a self-check, and the pure `apply`.

use serde_json::Value;

use super::SelfCheck;
use super::answers::Answer;
use super::registers::Registers;
use super::settings::{Settings, Target};

/// A change that a person makes.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Names the self-check.
    Title(String),
    /// Answers a question of the profile; an empty value takes the answer away.
    Profile {
        /// Key of the question.
        key: String,
        /// Its answer.
        value: Value,
    },
    /// Answers a question of the profile that has rows of cells.
    ProfileRows {
        /// Key of the question.
        key: String,
        /// A row is a list of cells in the order of the columns.
        rows: Vec<Vec<String>>,
    },
    /// Puts an item's answer in place of the former one; a blank one takes it away.
    Answer {
        /// Id of the item.
        item: String,
        /// The whole answer.
        answer: Answer,
    },
    /// Puts the registers in place of the former ones.
    Registers(Registers),
    /// Puts the own targets in place of the former ones.
    Targets(Vec<Target>),
    /// Puts the switches in place of the former ones.
    Settings(Settings),
}

/// Applies `action`, made at the instant `now` (RFC 3339). Pure: the same input gives the same self-check.
pub fn apply(self_check: &SelfCheck, action: Action, now: &str) -> SelfCheck {
    let mut self_check = self_check.clone();
    now.clone_into(&mut self_check.updated_at);
    match action {
        Action::Title(title) => self_check.title = title,
        Action::Profile { key, value } => self_check.profile.set(&key, value),
        Action::ProfileRows { key, rows } => self_check.profile.set_rows(&key, rows),
        Action::Answer { item, mut answer } => {
            let former = self_check.answers.get(&item);
            if former.and_then(|former| former.state) != answer.state {
                answer.answered_at =
                    if answer.state.is_some() { now.to_owned() } else { String::new() };
            }
            if answer.is_blank() {
                self_check.answers.shift_remove(&item);
            } else {
                self_check.answers.insert(item, answer);
            }
        }
        Action::Registers(registers) => self_check.registers = registers,
        Action::Targets(targets) => self_check.targets = targets,
        Action::Settings(settings) => self_check.settings = settings,
    }
    self_check
}
