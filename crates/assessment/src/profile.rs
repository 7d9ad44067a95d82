//! The institution: the questions about it, its answers, and which items they make apply.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::blank_date;
use crate::merge::fill_map;
use crate::regulation::{Item, QUESTIONS};

/// One question about the institution (机构画像).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Stable key; saved files use it.
    pub key: &'static str,
    /// The question.
    pub label: &'static str,
    /// A hint below it.
    pub help: Option<&'static str>,
    /// The answer assumed in a new record.
    pub default: Option<&'static str>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// What must be answered before it is asked at all.
    pub needs: &'static [Condition],
}

/// The kinds of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionKind {
    /// A line of text.
    Text,
    /// A civil date.
    Date,
    /// Yes or no.
    YesNo(&'static [Choice]),
    /// One of several.
    Choice(&'static [Choice]),
    /// Rows with these columns; plain lines where there are none.
    Rows(&'static [Column]),
}

/// One possible answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The value saved.
    pub value: &'static str,
    /// What the control shows.
    pub label: &'static str,
    /// What the answer means, to explain why an item does not apply.
    pub means: &'static str,
}

/// A column of a question with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Key in the saved row.
    pub key: &'static str,
    /// Its heading.
    pub label: &'static str,
}

/// Holds when the profile's answer to `key` is one of `values`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Key of the question.
    pub key: &'static str,
    /// The answers under which it holds.
    pub values: &'static [&'static str],
}

impl Question {
    /// The possible answers; none for text, dates and rows.
    pub fn choices(&self) -> &'static [Choice] {
        match self.kind {
            QuestionKind::YesNo(choices) | QuestionKind::Choice(choices) => choices,
            QuestionKind::Text | QuestionKind::Date | QuestionKind::Rows(_) => &[],
        }
    }

    /// The possible answer with that value.
    pub fn choice(&self, value: &str) -> Option<&'static Choice> {
        self.choices().iter().find(|choice| choice.value == value)
    }
}

/// All questions, in order.
pub fn questions() -> &'static [Question] {
    QUESTIONS
}

/// The question with that key.
pub fn question(key: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.key == key)
}

/// The answers given. Keys that this version does not know are kept as they came.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Profile(Map<String, Value>);

impl Profile {
    /// The profile of a new record: nothing but the defaults.
    pub fn with_defaults() -> Self {
        let mut profile = Self::default();
        for question in QUESTIONS {
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
        blank_date::parse(self.text(key))
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

    /// Answers `key`; an empty text or list takes the answer away.
    pub fn set(&mut self, key: &str, value: Value) {
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

    /// Takes over the answers that `other` has and this one lacks.
    pub(crate) fn fill_from(&mut self, other: &Self) {
        fill_map(&mut self.0, &other.0);
    }

    /// Whether the question is asked, given the answers so far: `own_trainees` only after `training` = yes.
    pub fn asks(&self, question: &Question) -> bool {
        question.needs.iter().all(|condition| self.holds(condition))
    }

    /// Why `item` does not apply, in words; `None` when it applies.
    ///
    /// Only an answer can make an item inapplicable: unanswered and 还不清楚 never do (coverage rule).
    pub fn inapplicable(&self, item: &Item) -> Option<String> {
        item.needs.iter().find_map(|condition| {
            // What was answered to a question that is no longer asked is hidden, and decides nothing.
            let question = question(condition.key).filter(|question| self.asks(question))?;
            let choice = question.choice(self.text(condition.key))?;
            let excludes = choice.value != "unknown" && !condition.values.contains(&choice.value);
            excludes.then(|| format!("机构画像：{}。", choice.means))
        })
    }

    /// Why `item` is 不符合 without being asked, in words; `None` when it is to be asked.
    pub fn derived(&self, item: &Item) -> Option<&'static str> {
        item.derived
            .filter(|derived| derived.when.iter().all(|condition| self.holds(condition)))
            .map(|derived| derived.because)
    }

    /// Whether the answer to the condition's question is one of its values.
    pub fn holds(&self, condition: &Condition) -> bool {
        condition.values.contains(&self.text(condition.key))
    }

    /// The first known answer whose value has the wrong shape, by key, and what was expected.
    pub(crate) fn misshapen(&self) -> Option<(&'static str, &'static str)> {
        QUESTIONS.iter().find_map(|question| {
            let value = self.0.get(question.key)?;
            let expected = match question.kind {
                QuestionKind::Text => (!value.is_string()).then_some("应是文字"),
                QuestionKind::Date => {
                    let text = value.as_str();
                    let fine = text
                        .is_some_and(|text| text.is_empty() || blank_date::parse(text).is_some());
                    (!fine).then_some("应是日期，如 2026-10-01")
                }
                QuestionKind::YesNo(_) | QuestionKind::Choice(_) => {
                    let text = value.as_str();
                    let fine =
                        text.is_some_and(|text| text.is_empty() || question.choice(text).is_some());
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
