//! Text on its way to a file. On its way to paper, what no font can draw is found before Typst sees it.
//!
//! PDF/UA and PDF/A refuse a document with a single missing glyph, and a report that cannot be
//! made because of one rare name would be worse than one that shows the gap. So each such
//! character is replaced by the geta mark 〓, which printers have used for a missing sort for a
//! century, and is named to the caller.

use std::collections::BTreeSet;

use serde_json::Value;

/// Stands where a character could not be set.
pub(crate) const GETA: char = '〓';

/// What becomes of one character of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    /// Invisible, and refused by PDF/A: goes without a trace.
    Drop,
    /// White space that is not a line break.
    Space,
    /// Visible, and no font has it.
    Missing,
}

/// Line ends as one character, and nothing that a calendar or a workbook cannot hold.
pub(crate) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        // XML has no such characters.
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// Replaces, in every string of `value`, what cannot be set, and adds each character that was
/// lost to `missing`.
pub(crate) fn make_printable(
    value: &mut Value,
    covers: &impl Fn(char) -> bool,
    missing: &mut BTreeSet<char>,
) {
    match value {
        Value::String(text) => {
            if text.chars().any(|c| fate(c, covers) != Fate::Keep) {
                *text = printable(text, covers, missing);
            }
        }
        Value::Array(values) => {
            values.iter_mut().for_each(|value| make_printable(value, covers, missing));
        }
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| make_printable(value, covers, missing));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, covers: &impl Fn(char) -> bool, missing: &mut BTreeSet<char>) -> String {
    text.chars()
        .filter_map(|character| match fate(character, covers) {
            Fate::Keep => Some(character),
            Fate::Drop => None,
            Fate::Space => Some(' '),
            Fate::Missing => {
                missing.insert(character);
                Some(GETA)
            }
        })
        .collect()
}

fn fate(character: char, covers: &impl Fn(char) -> bool) -> Fate {
    match character {
        '\n' => Fate::Keep,
        // Spaces of any width that no font has draw nothing that could be missing.
        '\t' | '\u{a0}' => Fate::Space,
        _ if character.is_whitespace() && !covers(character) => Fate::Space,
        _ if character.is_control() || is_invisible(character) => Fate::Drop,
        // PDF/A-3a refuses private characters even where a font has a glyph: nobody else could
        // tell what they mean.
        _ if is_private(character) || !covers(character) => Fate::Missing,
        _ => Fate::Keep,
    }
}

/// Whether `character` only steers other characters: joiners, direction marks, variation
/// selectors. The plain form of the character beside it is still the right one.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_private(character: char) -> bool {
    matches!(
        character,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn ascii_and_geta(character: char) -> bool {
        character.is_ascii() || character == GETA
    }

    #[test]
    fn a_character_without_a_glyph_leaves_a_visible_mark_and_its_name() {
        let mut value = json!({ "notes": ["a𬱖b", "c"], "count": 3 });
        let mut missing = BTreeSet::new();
        make_printable(&mut value, &ascii_and_geta, &mut missing);
        assert_eq!(value, json!({ "notes": ["a〓b", "c"], "count": 3 }));
        assert_eq!(missing, BTreeSet::from(['𬱖']));
    }

    #[test]
    fn what_cannot_be_seen_goes_without_a_mark() {
        let mut value = json!("a\u{feff}\u{200d}\u{e0100}\u{7}\tb\nc");
        let mut missing = BTreeSet::new();
        make_printable(&mut value, &ascii_and_geta, &mut missing);
        assert_eq!(value, json!("a b\nc"));
        assert!(missing.is_empty());
    }

    #[test]
    fn a_space_of_any_width_is_a_space() {
        let spaces = "\u{a0}\u{2000}\u{2005}\u{2009}\u{202f}\u{205f}\u{3000}\u{2028}";
        let mut value = json!(format!("a{spaces}b"));
        let mut missing = BTreeSet::new();
        make_printable(&mut value, &ascii_and_geta, &mut missing);
        assert_eq!(value, json!("a        b"));
        assert!(missing.is_empty());
    }

    #[test]
    fn a_private_character_is_refused_even_where_a_font_has_it() {
        let mut value = json!("\u{e000}");
        let mut missing = BTreeSet::new();
        make_printable(&mut value, &|_| true, &mut missing);
        assert_eq!(value, json!("〓"));
        assert_eq!(missing, BTreeSet::from(['\u{e000}']));
    }
}
