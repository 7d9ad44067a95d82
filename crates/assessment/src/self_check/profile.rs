//! 机构画像: the answers to the questions about the institution.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::civil_date;
use crate::content::question::{
    Choice, Column, Condition, Question, QuestionKind, doubts, question, questions,
};

/// The answers given. Keys that this version does not know are kept as they came.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Profile(Map<String, Value>);

impl Profile {
    /// The profile of a new self-check: nothing but the defaults.
    pub fn with_defaults() -> Self {
        let mut profile = Self::default();
        for question in questions() {
            if let Some(default) = question.default {
                profile.set(question.key, Value::from(default));
            }
        }
        profile
    }

    /// The answer to `key` as text; empty when unanswered.
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// The answer to `key` as a date.
    pub fn date(&self, key: &str) -> Option<NaiveDate> {
        civil_date::parse(self.text(key))
    }

    /// Whether 自查期间 ends before it begins: a slip that only the user can put right.
    pub fn period_is_reversed(&self) -> bool {
        self.date("period_from").zip(self.date("period_to")).is_some_and(|(from, to)| to < from)
    }

    /// The rows of `key`; a plain line is a row with one cell.
    pub fn rows(&self, key: &str) -> Vec<Vec<String>> {
        let Some(QuestionKind::Rows(columns)) = question(key).map(|question| question.kind) else {
            return Vec::new();
        };
        let cell = |row: &Value, column: &Column| {
            row.get(column.key).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        self.0
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|row| match row {
                Value::String(line) => vec![line.clone()],
                _ => columns.iter().map(|column| cell(row, column)).collect(),
            })
            .collect()
    }

    /// Answers `key`; an empty text or list takes the answer away. A choice that has a key of its own is
    /// saved under it, beside the value that older versions know.
    pub fn set(&mut self, key: &str, value: Value) {
        let Some(question) = question(key) else { return self.save(key, value) };
        let chosen = value.as_str().and_then(|value| question.choice(value));
        self.save(key, chosen.map_or(value, |choice| Value::from(choice.stored)));
        for own_key in question.choices().iter().filter_map(|choice| choice.beside) {
            let is_chosen = chosen.is_some_and(|choice| choice.beside == Some(own_key));
            self.save(own_key, if is_chosen { Value::from("yes") } else { Value::Null });
        }
    }

    fn save(&mut self, key: &str, value: Value) {
        let blank = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(rows) => rows.is_empty(),
            _ => false,
        };
        if blank {
            // Keeps the order of the remaining answers, which the saved file shows.
            self.0.shift_remove(key);
        } else {
            self.0.insert(key.to_owned(), value);
        }
    }

    /// Answers `key` with rows of cells, in the shape the saved file has for it. A row that stays, or that
    /// is edited in its place, keeps the keys that this version does not know.
    pub fn set_rows(&mut self, key: &str, rows: Vec<Vec<String>>) {
        let Some(QuestionKind::Rows(columns)) = question(key).map(|question| question.kind) else {
            return;
        };
        let former = self.rows(key);
        let places = places(&former, &rows);
        let saved = self.0.get(key).and_then(Value::as_array);
        let rows = rows.into_iter().zip(places).map(|(cells, place)| {
            if columns.is_empty() {
                return Value::from(cells.into_iter().next().unwrap_or_default());
            }
            let known = place.and_then(|place| saved?.get(place)?.as_object());
            let mut row = known.cloned().unwrap_or_default();
            row.extend(
                columns
                    .iter()
                    .map(|column| column.key.to_owned())
                    .zip(cells.into_iter().map(Value::from)),
            );
            row.into()
        });
        let rows = Value::Array(rows.collect());
        self.set(key, rows);
    }

    /// All answers by key, those to unknown questions included.
    pub fn values(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Whether the question is asked, given the answers so far: `own_trainees` only after `training` = yes.
    pub fn asks(&self, question: &Question) -> bool {
        question.needs.iter().all(|condition| self.holds(condition))
    }

    /// Whether the answer saved for the condition's question is one of its values. A choice with a key of its
    /// own counts as the value saved beside it, as in versions that do not know it.
    pub fn holds(&self, condition: &Condition) -> bool {
        condition.values.contains(&self.text(condition.key))
    }

    /// Whether exactly one of the condition's values was chosen.
    pub fn has_chosen(&self, condition: &Condition) -> bool {
        let chosen = question(condition.key).and_then(|question| self.chosen(question));
        chosen.is_some_and(|choice| condition.values.contains(&choice.value))
    }

    /// Whether `question` has any answer.
    pub fn has_answered(&self, question: &Question) -> bool {
        self.0.contains_key(question.key) || self.chosen(question).is_some()
    }

    /// What was chosen at `question`.
    pub fn chosen(&self, question: &Question) -> Option<&'static Choice> {
        let stored = self.text(question.key);
        let mut fitting = question.choices().iter().filter(|choice| choice.stored == stored);
        let own_key = |choice: &&Choice| choice.beside.is_some_and(|key| self.text(key) == "yes");
        fitting.clone().find(own_key).or_else(|| fitting.find(|choice| choice.beside.is_none()))
    }

    /// What makes the answer to `key` doubtful, given the others.
    pub fn doubts(&self, key: &str) -> impl Iterator<Item = &'static str> {
        let found = doubts().iter().filter(move |doubt| doubt.at == key);
        found
            .filter(|doubt| doubt.when.iter().all(|one| self.has_chosen(one)))
            .map(|doubt| doubt.says)
    }

    /// The first known answer whose value has the wrong shape, by key, and what was expected.
    pub(crate) fn misshapen(&self) -> Option<(&'static str, &'static str)> {
        questions().iter().find_map(|question| {
            let value = self.0.get(question.key)?;
            let expected = match question.kind {
                QuestionKind::Text => (!value.is_string()).then_some("应是文字"),
                QuestionKind::Date => {
                    let text = value.as_str();
                    let fine = text
                        .is_some_and(|text| text.is_empty() || civil_date::parse(text).is_some());
                    (!fine).then_some("应是日期，如 2026-10-01")
                }
                QuestionKind::YesNo(_) | QuestionKind::Choice(_) => {
                    let text = value.as_str();
                    let fine = text.is_some_and(|text| text.is_empty() || question.can_store(text));
                    (!fine).then_some("不是这个问题的选项")
                }
                QuestionKind::Rows(columns) => {
                    let row_fits = |row: &Value| {
                        if columns.is_empty() { row.is_string() } else { row.is_object() }
                    };
                    let fine = value.as_array().is_some_and(|rows| rows.iter().all(row_fits));
                    (!fine).then_some("应是若干行")
                }
            };
            expected.map(|expected| (question.key, expected))
        })
    }
}

/// The place among `former` that each of `rows` had. What changed lies between the rows that are the same
/// from the front and from the back: one row edited, added or taken away.
fn places(former: &[Vec<String>], rows: &[Vec<String>]) -> Vec<Option<usize>> {
    let front = former.iter().zip(rows).take_while(|(old, new)| old == new).count();
    let (former_rest, rest) = (&former[front..], &rows[front..]);
    let pairs = former_rest.iter().rev().zip(rest.iter().rev());
    let back = pairs.take_while(|(old, new)| old == new).count();
    let changed_end = former.len() - back;
    (0..rows.len())
        .map(|row| match row {
            row if row < rows.len() - back => Some(row).filter(|row| *row < changed_end),
            row => Some(row + former.len() - rows.len()),
        })
        .collect()
}
