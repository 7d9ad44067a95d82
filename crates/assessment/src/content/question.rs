//! The questions about the institution (机构画像), and the conditions that rest on their answers.

use super::QUESTIONS;

/// One question about the institution (机构画像).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Stable key; saved files use it.
    pub key: &'static str,
    /// The question.
    pub label: &'static str,
    /// A hint below it.
    pub help: Option<&'static str>,
    /// The answer assumed in a new self-check.
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
