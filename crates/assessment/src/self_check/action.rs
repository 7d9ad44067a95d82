//! What a person does to a self-check, as plain data, and the pure [`apply`].

use std::num::NonZeroU32;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::SelfCheck;
use super::answers::{AnswerText, Choice};
use super::registers::columns::Row;
use super::registers::{
    ArchiveBatch, DayCount, Event, Order, RegisterKind, Registers, Rows, Staff, YesNo,
};
use super::settings::{FilingReading, Target};
use crate::calendar::{Notice, Region};

/// One thing that a person does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "do", content = "with")]
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
    /// Puts a removed row of a profile answer back, at its place or at the end.
    RestoreProfileRow {
        /// Key of the question.
        key: String,
        /// The place, counted from 0.
        at: usize,
        /// The row as the file has it.
        row: Value,
    },
    /// Chooses an answer; `None` takes the choice back and leaves the texts.
    Choose {
        /// Id of the item.
        item: String,
        /// The choice.
        choice: Option<Choice>,
    },
    /// Writes one text of an answer.
    Write {
        /// Id of the item.
        item: String,
        /// Which text.
        text: AnswerText,
        /// The whole text.
        words: String,
    },
    /// Sets by when a shortfall is mended, or takes the date away.
    Due {
        /// Id of the item.
        item: String,
        /// The date.
        date: Option<NaiveDate>,
    },
    /// Sets one cell of a register.
    Cell {
        /// The register.
        register: RegisterKind,
        /// Id of the row.
        row: String,
        /// Key of the column.
        column: String,
        /// The text entered.
        text: String,
    },
    /// Puts rows into a register; a row whose id is there already is left as it is.
    InsertRows {
        /// The place of the first one, counted from 0; `None` for the end.
        at: Option<usize>,
        /// The rows.
        rows: Rows,
    },
    /// Removes a row of a register.
    RemoveRow {
        /// The register.
        register: RegisterKind,
        /// Id of the row.
        row: String,
    },
    /// Sets the number of days of an own target, or takes it away.
    TargetDays {
        /// Key of the target.
        key: String,
        /// What the target is for; kept with a target that is made by this.
        label: String,
        /// How many days.
        days: Option<NonZeroU32>,
    },
    /// Sets how the days of an own target are counted.
    TargetKind {
        /// Key of the target.
        key: String,
        /// What the target is for; kept with a target that is made by this.
        label: String,
        /// How they are counted.
        kind: DayCount,
    },
    /// Changes one of the switches.
    Switch(Switch),
    /// Enters a year's notice, in place of one of the same year and region.
    EnterNotice(Notice),
    /// Removes a notice.
    RemoveNotice {
        /// Its year.
        year: i32,
        /// Its region.
        region: Region,
    },
}

/// One switch and what it is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// Whether 壮族三月三 is free.
    Guangxi(bool),
    /// How 第十一条's "前20个工作日内" is read.
    FilingReading(FilingReading),
    /// Whether the end of a retention period rolls past days of rest.
    RetentionRolls(bool),
}

/// Applies `action`, done at the instant `now` (RFC 3339). Pure: the same input gives the same self-check.
pub fn apply(self_check: &SelfCheck, action: &Action, now: &str) -> SelfCheck {
    let mut self_check = self_check.clone();
    now.clone_into(&mut self_check.updated_at);
    match action {
        Action::Title(title) => self_check.title.clone_from(title),
        Action::Profile { key, value } => self_check.profile.set(key, value.clone()),
        Action::ProfileRows { key, rows } => self_check.profile.set_rows(key, rows.clone()),
        Action::RestoreProfileRow { key, at, row } => {
            self_check.profile.insert_row(key, *at, row.clone());
        }
        Action::Choose { item, choice } => self_check.change_answer(item, |answer| {
            if answer.state != *choice {
                answer.state = *choice;
                answer.answered_at = choice.map(|_| now.to_owned()).unwrap_or_default();
            }
        }),
        Action::Write { item, text, words } => self_check.change_answer(item, |answer| {
            words.clone_into(text.of_mut(answer));
        }),
        Action::Due { item, date } => self_check.change_answer(item, |answer| answer.due = *date),
        Action::Cell { register, row, column, text } => {
            let all = &mut self_check.registers;
            match register {
                RegisterKind::Events => set_cell::<Event>(all, row, column, text),
                RegisterKind::Staff => set_cell::<Staff>(all, row, column, text),
                RegisterKind::Archives => set_cell::<ArchiveBatch>(all, row, column, text),
                RegisterKind::Orders => set_cell::<Order>(all, row, column, text),
            }
        }
        Action::InsertRows { at, rows } => {
            let all = &mut self_check.registers;
            match rows {
                Rows::Events(rows) => insert(all, *at, rows),
                Rows::Staff(rows) => insert(all, *at, rows),
                Rows::Archives(rows) => insert(all, *at, rows),
                Rows::Orders(rows) => insert(all, *at, rows),
            }
        }
        Action::RemoveRow { register, row } => {
            let all = &mut self_check.registers;
            match register {
                RegisterKind::Events => remove::<Event>(all, row),
                RegisterKind::Staff => remove::<Staff>(all, row),
                RegisterKind::Archives => remove::<ArchiveBatch>(all, row),
                RegisterKind::Orders => remove::<Order>(all, row),
            }
        }
        Action::TargetDays { key, label, days } => {
            target(&mut self_check.targets, key, label).days = *days;
        }
        Action::TargetKind { key, label, kind } => {
            target(&mut self_check.targets, key, label).kind = *kind;
        }
        Action::Switch(switch) => match switch {
            Switch::Guangxi(on) => self_check.settings.guangxi = YesNo::from(*on),
            Switch::FilingReading(reading) => self_check.settings.filing_reading = *reading,
            Switch::RetentionRolls(on) => self_check.settings.retention_rolls = YesNo::from(*on),
        },
        Action::EnterNotice(notice) => {
            let notices = &mut self_check.settings.notices;
            notices.retain(|old| (old.year, old.region) != (notice.year, notice.region));
            notices.push(notice.clone());
            notices.sort_by_key(|notice| notice.year);
        }
        Action::RemoveNotice { year, region } => {
            let notices = &mut self_check.settings.notices;
            notices.retain(|old| (old.year, old.region) != (*year, *region));
        }
    }
    self_check
}

fn set_cell<T: Row>(all: &mut Registers, row: &str, column: &str, text: &str) {
    let row = T::list_mut(all).iter_mut().find(|known| known.id() == row);
    let column = T::COLUMNS.iter().find(|known| known.key == column);
    if let (Some(row), Some(column)) = (row, column) {
        (column.set)(row, text.to_owned());
    }
}

fn insert<T: Row>(all: &mut Registers, at: Option<usize>, rows: &[T]) {
    let list = T::list_mut(all);
    let mut place = at.map_or(list.len(), |at| at.min(list.len()));
    for row in rows {
        if list.iter().all(|known| known.id() != row.id()) {
            list.insert(place, row.clone());
            place += 1;
        }
    }
}

fn remove<T: Row>(all: &mut Registers, row: &str) {
    T::list_mut(all).retain(|known| known.id() != row);
}

/// The target of that key, which is made where there is none yet.
fn target<'a>(targets: &'a mut Vec<Target>, key: &str, label: &str) -> &'a mut Target {
    let place = targets.iter().position(|target| target.key == key).unwrap_or_else(|| {
        targets.push(Target {
            key: key.to_owned(),
            label: label.to_owned(),
            kind: DayCount::Working,
            ..Target::default()
        });
        targets.len() - 1
    });
    &mut targets[place]
}
