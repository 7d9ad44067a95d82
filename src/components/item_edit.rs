//! What a person does to the answer of one item.

use assessment::self_check::answers::{Answer, Choice};
use chrono::NaiveDate;

/// One of an answer's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Remark, or what the problem is.
    Note,
    /// Evidence at hand.
    Evidence,
    /// Why the item does not apply.
    Reason,
    /// What will be done.
    Measure,
    /// By whom.
    Owner,
}

impl Text {
    /// The name of its control for an item.
    pub fn name(self, item: &str) -> String {
        let key = match self {
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Reason => "reason",
            Self::Measure => "measure",
            Self::Owner => "owner",
        };
        format!("{key}-{item}")
    }

    /// The text as it stands in an answer.
    pub fn of(self, answer: &Answer) -> &str {
        match self {
            Self::Note => &answer.note,
            Self::Evidence => &answer.evidence,
            Self::Reason => &answer.reason,
            Self::Measure => &answer.measure,
            Self::Owner => &answer.owner,
        }
    }

    fn of_mut(self, answer: &mut Answer) -> &mut String {
        match self {
            Self::Note => &mut answer.note,
            Self::Evidence => &mut answer.evidence,
            Self::Reason => &mut answer.reason,
            Self::Measure => &mut answer.measure,
            Self::Owner => &mut answer.owner,
        }
    }
}

/// One change of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Chooses one of the four; `None` takes the choice back and leaves the texts.
    Choose(Option<Choice>),
    /// Writes a text.
    Write(Text, String),
    /// Sets the due date, or takes it away.
    Due(Option<NaiveDate>),
}

impl Edit {
    /// Carries it out.
    pub fn apply(self, answer: &mut Answer) {
        match self {
            Self::Choose(choice) => answer.state = choice,
            Self::Write(text, words) => *text.of_mut(answer) = words,
            Self::Due(due) => answer.due = due,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_a_choice_back_keeps_what_was_written() {
        let mut answer = Answer::default();
        Edit::Choose(Some(Choice::Unmet)).apply(&mut answer);
        Edit::Write(Text::Measure, "补贴公示".to_owned()).apply(&mut answer);
        Edit::Choose(None).apply(&mut answer);
        assert_eq!(answer.state, None);
        assert_eq!(Text::Measure.of(&answer), "补贴公示");
    }
}
