//! What a person does to a self-check, as data, and what it comes to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::SelfCheck;
use super::answers::{Answer, AnswerDay, AnswerText, Choice};
use super::journal::{self, Scope, Stamp, StepId};
use super::registers::schema::{NewRows, RegisterKey};
use super::registers::{DayCount, YesNo};
use super::settings::{FilingReading, Target};
use crate::calendar::{Notice, Region};
use crate::content::question::question;

/// A change that a person makes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Action {
    /// Names the self-check.
    Title {
        /// The name.
        title: String,
    },
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
    /// Chooses one of the four answers to an item; `None` takes the choice back and leaves the texts.
    Choose {
        /// Id of the item.
        item: String,
        /// The choice.
        choice: Option<Choice>,
    },
    /// Chooses one answer for several items in one step.
    ChooseAll {
        /// Ids of the items.
        items: Vec<String>,
        /// The choice.
        choice: Choice,
    },
    /// Writes one text of an answer.
    Write {
        /// Id of the item.
        item: String,
        /// Which text.
        text: AnswerText,
        /// The words.
        words: String,
    },
    /// Sets one day of an answer, or takes it away.
    Day {
        /// Id of the item.
        item: String,
        /// Which day.
        day: AnswerDay,
        /// The date.
        date: Option<NaiveDate>,
    },
    /// Enters a text in one cell of a register.
    Cell {
        /// The register.
        register: RegisterKey,
        /// Id of the row.
        row: String,
        /// Key of the column.
        column: String,
        /// What was entered.
        text: String,
    },
    /// Adds an empty row to a register.
    AddRow {
        /// The register.
        register: RegisterKey,
        /// Id of the new row.
        row: String,
    },
    /// Adds pasted rows, in one step.
    AddRows {
        /// The rows, with their ids.
        rows: NewRows,
    },
    /// Takes a row of a register away.
    RemoveRow {
        /// The register.
        register: RegisterKey,
        /// Id of the row.
        row: String,
    },
    /// Sets the number of days of an own target, or takes it away.
    TargetDays {
        /// Key of the target.
        key: String,
        /// What it is for, where it is new.
        label: String,
        /// How many.
        days: Option<std::num::NonZeroU32>,
    },
    /// Sets how the days of an own target are counted.
    TargetUnit {
        /// Key of the target.
        key: String,
        /// What it is for, where it is new.
        label: String,
        /// Calendar or working days.
        unit: DayCount,
    },
    /// Sets a switch.
    Switch {
        /// The switch, and how it stands.
        switch: Switch,
    },
    /// Enters a year's notice in the place of any former one of that year and region.
    EnterNotice {
        /// The notice.
        notice: Notice,
    },
    /// Takes an entered notice away.
    RemoveNotice {
        /// Its year.
        year: i32,
        /// Whose it is.
        region: Region,
    },
    /// Takes a step back: the given one, or the last one that still stands.
    Undo {
        /// The step.
        step: Option<StepId>,
    },
    /// Brings back the step that was taken back last.
    Redo,
    /// Goes back to how the self-check stood after a step.
    ReturnTo {
        /// The step.
        step: StepId,
    },
    /// Erases a text for good, now and in all that was done before; it cannot be undone.
    Erase {
        /// The text.
        words: String,
    },
}

/// A switch of the calculators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// Whether 三月三 counts as free.
    Guangxi(bool),
    /// How 第十一条 is read.
    FilingReading(FilingReading),
    /// Whether the end of a least period rolls past days of rest.
    RetentionRolls(bool),
    /// Whether the end of an order's term rolls past days of rest.
    RectificationRolls(bool),
}

impl Action {
    /// The part of the self-check that it touches.
    fn scope(&self) -> Scope {
        match self {
            Self::Title { .. } => Scope::Title,
            Self::Profile { .. } | Self::ProfileRows { .. } => Scope::Profile,
            Self::Choose { item, .. } | Self::Write { item, .. } | Self::Day { item, .. } => {
                Scope::Answers(vec![item.clone()])
            }
            Self::ChooseAll { items, .. } => Scope::Answers(items.clone()),
            Self::Cell { register, row, .. } => Scope::Row(*register, row.clone()),
            Self::AddRow { register, .. } | Self::RemoveRow { register, .. } => {
                Scope::Register(*register)
            }
            Self::AddRows { rows } => Scope::Register(rows.register()),
            Self::TargetDays { .. } | Self::TargetUnit { .. } => Scope::Targets,
            Self::Switch { .. } | Self::EnterNotice { .. } | Self::RemoveNotice { .. } => {
                Scope::Settings
            }
            Self::Undo { .. } | Self::Redo | Self::ReturnTo { .. } | Self::Erase { .. } => {
                Scope::All
            }
        }
    }

    /// Whether it comes key by key, so that a text typed in at one go is one step.
    fn is_typing(&self, before: &SelfCheck) -> bool {
        match self {
            Self::Title { .. } | Self::Write { .. } | Self::Day { .. } => true,
            Self::TargetDays { .. } => true,
            Self::Profile { key, .. } => question(key).is_none_or(|one| one.choices().is_empty()),
            // One more row, or one less, is no typing.
            Self::ProfileRows { key, rows } => rows.len() == before.profile.rows(key).len(),
            Self::Cell { register, column, .. } => register.is_typed(column),
            _ => false,
        }
    }
}

/// Applies `action`, made by whom and when `stamp` says, and notes it in the journal. Pure: the same input
/// gives the same self-check. An action that changes nothing gives an equal self-check.
pub fn apply(self_check: &SelfCheck, action: Action, stamp: &Stamp) -> SelfCheck {
    let undone = match &action {
        Action::Undo { step } => Some(journal::undo(self_check, step.as_ref(), stamp)),
        Action::Redo => Some(journal::redo(self_check, stamp)),
        Action::ReturnTo { step } => Some(journal::return_to(self_check, step, stamp)),
        Action::Erase { words } => Some(journal::erase(self_check, words, stamp).ok()),
        _ => None,
    };
    if let Some(undone) = undone {
        return undone.unwrap_or_else(|| self_check.clone());
    }
    let (scope, typed) = (action.scope(), action.is_typing(self_check));
    let mut after = self_check.clone();
    after.updated_at.clone_from(&stamp.at);
    change(&mut after, action, &stamp.at);
    let changed = journal::note(self_check, &mut after, &scope, stamp, typed);
    if changed { after } else { self_check.clone() }
}

fn change(after: &mut SelfCheck, action: Action, now: &str) {
    match action {
        Action::Title { title } => after.title = title,
        Action::Profile { key, value } => after.profile.set(&key, value),
        Action::ProfileRows { key, rows } => after.profile.set_rows(&key, rows),
        Action::Choose { item, choice } => {
            change_answer(after, item, |answer| choose(answer, choice, now));
        }
        Action::ChooseAll { items, choice } => {
            for item in items {
                change_answer(after, item, |answer| choose(answer, Some(choice), now));
            }
        }
        Action::Write { item, text, words } => {
            change_answer(after, item, |answer| *text.of_mut(answer) = words);
        }
        Action::Day { item, day, date } => {
            change_answer(after, item, |answer| *day.of_mut(answer) = date);
        }
        Action::Cell { register, row, column, text } => {
            register.enter(&mut after.registers, &row, &column, text);
        }
        Action::AddRow { register, row } => register.add(&mut after.registers, row),
        Action::AddRows { rows } => rows.append(&mut after.registers),
        Action::RemoveRow { register, row } => register.remove(&mut after.registers, &row),
        Action::TargetDays { key, label, days } => {
            target(&mut after.targets, key, label).days = days;
        }
        Action::TargetUnit { key, label, unit } => {
            target(&mut after.targets, key, label).kind = unit;
        }
        Action::Switch { switch } => {
            let settings = &mut after.settings;
            match switch {
                Switch::Guangxi(on) => settings.guangxi = YesNo::from(on),
                Switch::FilingReading(reading) => settings.filing_reading = reading,
                Switch::RetentionRolls(on) => settings.retention_rolls = YesNo::from(on),
                Switch::RectificationRolls(on) => settings.rectification_rolls = YesNo::from(on),
            }
        }
        Action::EnterNotice { notice } => {
            let notices = &mut after.settings.notices;
            notices.retain(|old| (old.year, old.region) != (notice.year, notice.region));
            notices.push(notice);
            notices.sort_by_key(|notice| notice.year);
        }
        Action::RemoveNotice { year, region } => {
            after.settings.notices.retain(|old| (old.year, old.region) != (year, region));
        }
        // Carried out by the journal.
        Action::Undo { .. } | Action::Redo | Action::ReturnTo { .. } | Action::Erase { .. } => {}
    }
}

/// Changes the answer to an item; one that is blank then is taken away.
fn change_answer(self_check: &mut SelfCheck, item: String, change: impl FnOnce(&mut Answer)) {
    let mut answer = self_check.answers.get(&item).cloned().unwrap_or_default();
    change(&mut answer);
    if answer.is_blank() {
        self_check.answers.shift_remove(&item);
    } else {
        self_check.answers.insert(item, answer);
    }
}

fn choose(answer: &mut Answer, choice: Option<Choice>, now: &str) {
    if answer.state != choice {
        answer.answered_at = if choice.is_some() { now.to_owned() } else { String::new() };
    }
    answer.state = choice;
}

/// The own target of that key, which is made where there is none yet.
fn target(targets: &mut Vec<Target>, key: String, label: String) -> &mut Target {
    let place = targets.iter().position(|target| target.key == key).unwrap_or_else(|| {
        targets.push(Target { key, label, kind: DayCount::Working, ..Target::default() });
        targets.len() - 1
    });
    &mut targets[place]
}
