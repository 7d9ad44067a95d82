//! Texts as they are compared.

use std::ops::Range;

use crate::compatible::nfkd;

/// A character of a folded text, and the bytes of the text that it stands for.
pub(super) type Folded = (char, Range<usize>);

/// The characters of a text as they are compared: in compatible form, in lower case, without blanks. Each is
/// folded by itself, so that what is found can be marked in the text; decomposed, since composing would need
/// its neighbours.
pub(super) fn folded(text: &str) -> impl Iterator<Item = Folded> {
    text.char_indices().flat_map(|(at, own)| {
        let from = at..at + own.len_utf8();
        nfkd(own)
            .flat_map(char::to_lowercase)
            .filter(|c| !is_passed_over(*c))
            .map(move |c| (as_typed(c), from.clone()))
    })
}

/// The same without the places.
pub(super) fn fold(text: &str) -> String {
    folded(text).map(|(c, _)| c).collect()
}

/// What is not seen: blanks, line ends, and marks that pasted texts carry.
fn is_passed_over(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

/// A Chinese keyboard gives `17。2` where `17.2` is meant.
fn as_typed(c: char) -> char {
    if c == '。' { '.' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_blanks_make_no_difference() {
        assert_eq!(fold("１７．２"), "17.2");
        assert_eq!(fold("17。2"), "17.2");
        assert_eq!(fold("ＡＢ公司"), fold("ab 公司"));
        assert_eq!(fold("20 个\n工作日　"), "20个工作日");
        assert_eq!(fold("（三）"), "(三)");
        assert_eq!(fold("公\u{200b}示"), "公示");
    }

    #[test]
    fn variants_of_a_character_are_the_character() {
        // A radical, and a compatibility ideograph, as copied from some PDF files.
        assert_eq!(fold("\u{2f08}员"), "人员");
        assert_eq!(fold("\u{f90a}"), "金");
        // Composed or not.
        assert_eq!(fold("caf\u{e9}"), fold("cafe\u{301}"));
    }

    #[test]
    fn each_character_knows_where_it_stood() {
        let places: Vec<_> = folded("甲 ①Ｂ").collect();
        assert_eq!(places, [('甲', 0..3), ('1', 4..7), ('b', 7..10)]);
    }
}
