//! Numbers of other programs, kept digit for digit.
//!
//! A number under a key that this version does not know may have more digits than a 64-bit number holds.
//! While the self-check is in memory such a number is a text: a mark that no program writes, then its
//! digits. (`RawValue` cannot stand in a flattened map, and `arbitrary_precision` would change every number
//! of every program that is built together with this crate.)

use std::borrow::Cow;

use serde_json::{Number, Value};

/// A code point that Unicode keeps from being a character.
const MARK: char = '\u{fdd0}';

/// The text of a file with every number marked that would not come back as it stands.
pub(super) fn mark(json: &str) -> Cow<'_, str> {
    let mut marked = String::new();
    let mut copied = 0;
    let mut at = 0;
    let bytes = json.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = after_string(bytes, at),
            b'-' | b'0'..=b'9' => {
                let end = after_number(bytes, at);
                let number = &json[at..end];
                if !comes_back(number) {
                    marked.push_str(&json[copied..at]);
                    marked.extend(['"', MARK]);
                    marked.push_str(number);
                    marked.push('"');
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    marked.push_str(&json[copied..]);
    Cow::Owned(marked)
}

/// The text of a file with every marked number as it stood.
pub(super) fn unmark(json: String) -> String {
    let begin: String = ['"', MARK].iter().collect();
    if !json.contains(&begin) {
        return json;
    }
    let mut parts = json.split(begin.as_str());
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('"').filter(|(number, _)| is_number(number)) {
            Some((number, rest)) => {
                text.push_str(number);
                text.push_str(rest);
            }
            None => {
                text.push_str(&begin);
                text.push_str(part);
            }
        }
    }
    text
}

/// A marked number without its mark; any other text as it is.
pub(super) fn shown(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(in_number) && serde_json::from_str::<Number>(text).is_ok()
        || is_beyond_all_numbers(text)
}

/// `1e400` is a number in JSON, and larger than any that is read.
fn is_beyond_all_numbers(text: &str) -> bool {
    text.split_once(['e', 'E']).is_some_and(|(number, exponent)| {
        let digits = exponent.trim_start_matches(['+', '-']);
        serde_json::from_str::<Number>(number).is_ok()
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn comes_back(number: &str) -> bool {
    match serde_json::from_str::<Value>(number) {
        Ok(read) => {
            let again = read.to_string();
            again == number
        }
        // What is no number at all is refused where the file is read.
        Err(_) => !is_beyond_all_numbers(number),
    }
}

fn in_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')
}

fn after_number(bytes: &[u8], at: usize) -> usize {
    let length = bytes[at..].iter().take_while(|byte| in_number(**byte)).count();
    at + length
}

fn after_string(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}
