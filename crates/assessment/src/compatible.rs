//! Characters in their compatible form (Unicode Standard Annex 15): full width, Kangxi radicals and the like
//! as the characters that people mean by them.
//!
//! Every JavaScript engine brings the tables, which are 110 KB: compiled for one, this asks it. That is no
//! matter of the browser; `unicode-normalization` gives the same everywhere else.

/// The text in the form NFKC: `２０２６` is `2026`, and `⼦` is `子`.
pub(crate) fn nfkc(text: &str) -> String {
    if text.chars().all(is_plain) { text.to_owned() } else { engine::nfkc(text) }
}

/// A character in the form NFKD, which may be several.
pub(crate) fn nfkd(character: char) -> impl Iterator<Item = char> {
    let plain = is_plain(character).then_some(character);
    let others = if plain.is_some() { Vec::new() } else { engine::nfkd(character) };
    plain.into_iter().chain(others)
}

/// Whether a character is of those that stand for themselves and make up nearly every text.
fn is_plain(character: char) -> bool {
    matches!(character, '\0'..='\u{7f}' | '\u{3001}'..='\u{3020}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(target_arch = "wasm32")]
mod engine {
    use js_sys::JsString;

    pub(super) fn nfkc(text: &str) -> String {
        JsString::from(text).normalize("NFKC").into()
    }

    pub(super) fn nfkd(character: char) -> Vec<char> {
        String::from(JsString::from(character).normalize("NFKD")).chars().collect()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod engine {
    use unicode_normalization::UnicodeNormalization as _;

    pub(super) fn nfkc(text: &str) -> String {
        text.nfkc().collect()
    }

    pub(super) fn nfkd(character: char) -> Vec<char> {
        std::iter::once(character).nfkd().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_plain_stands_for_itself() {
        for character in ('\0'..=char::MAX).filter(|character| is_plain(*character)) {
            assert_eq!(engine::nfkd(character), [character]);
            assert_eq!(engine::nfkc(&character.to_string()), character.to_string());
        }
    }
}
