//! Names of the controls in which the answer to an item is entered.

use assessment::self_check::answers::AnswerText;

/// The name of the control of one of an answer's texts.
pub fn text_name(text: AnswerText, item: &str) -> String {
    format!("{}-{item}", text.key())
}
