//! The questions about the institution (机构画像), and the conditions that rest on their answers.

use super::{DOUBTS, GROUPS, QUESTIONS};

/// Questions that stand together under a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Key that its questions name.
    pub key: &'static str,
    /// Such as 基本情况.
    pub title: &'static str,
    /// A hint below the title.
    pub help: Option<&'static str>,
}

impl Group {
    /// Its questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &'static Question> {
        let key = self.key;
        QUESTIONS.iter().filter(move |question| question.group == key)
    }
}

/// What makes a combination of answers doubtful; it is said, and nothing is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Key of the question beside which it is said.
    pub at: &'static str,
    /// The choices that make it so; all of them.
    pub when: &'static [Condition],
    /// What is said.
    pub says: &'static str,
}

/// One question about the institution (机构画像).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Stable key; saved files use it.
    pub key: &'static str,
    /// Key of the group that it stands in.
    pub group: &'static str,
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
    /// The value of its control, and the value saved unless [`Self::beside`] says otherwise.
    pub value: &'static str,
    /// What the control shows.
    pub label: &'static str,
    /// What the answer means, to explain why an item does not apply.
    pub means: &'static str,
    /// What to do after choosing it.
    pub advice: Option<&'static str>,
    /// The value saved under the question's key; empty where none is.
    pub stored: &'static str,
    /// The key of its own that is saved as `yes` beside [`Self::stored`], for a choice that older versions
    /// do not know: they read what is stored, keep the key and lose nothing.
    pub beside: Option<&'static str>,
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

    /// Whether `value` may be saved under the question's own key.
    pub fn can_store(&self, value: &str) -> bool {
        self.choice(value).is_some_and(|choice| choice.beside.is_none())
    }

    /// The possible answer with that value.
    pub fn choice(&self, value: &str) -> Option<&'static Choice> {
        self.choices().iter().find(|choice| choice.value == value)
    }
}

/// All groups of questions, in order.
pub fn groups() -> &'static [Group] {
    GROUPS
}

/// All combinations of answers that are doubtful.
pub fn doubts() -> &'static [Doubt] {
    DOUBTS
}

/// The question and the choice whose own key `key` is, such as `city_paper`.
pub fn saved_beside(key: &str) -> Option<(&'static Question, &'static Choice)> {
    QUESTIONS.iter().find_map(|question| {
        let choice = question.choices().iter().find(|choice| choice.beside == Some(key))?;
        Some((question, choice))
    })
}

/// All questions, in order.
pub fn questions() -> &'static [Question] {
    QUESTIONS
}

/// The question with that key.
pub fn question(key: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.key == key)
}
