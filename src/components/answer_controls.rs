//! Names of the controls in which the answer to an item is entered.

use assessment::self_check::answers::{AnswerDay, AnswerText};

/// The name of the control of one of an answer's texts.
pub fn text_name(text: AnswerText, item: &str) -> String {
    format!("{}-{item}", text.key())
}

/// The name of the control of one of an answer's days.
pub fn day_name(day: AnswerDay, item: &str) -> String {
    format!("{}-{item}", day.key())
}
