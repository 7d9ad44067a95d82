//! Characters by their sound: 拼音 as people type it, whole or by initials.

use std::collections::HashMap;

/// Fewer letters than this stand for nearly everything.
const FEWEST: usize = 2;
/// Letters beyond this are no word any more.
const MOST: usize = 40;
/// Initials of two letters; of every other syllable people type the first letter.
const LONG_INITIALS: [&str; 3] = ["zh", "ch", "sh"];

/// How characters are read: all readings of each, without tones, `ü` as `v`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readings(HashMap<char, Vec<String>>);

impl FromIterator<(char, Vec<String>)> for Readings {
    fn from_iter<I: IntoIterator<Item = (char, Vec<String>)>>(readings: I) -> Self {
        Self(readings.into_iter().collect())
    }
}

/// How much of each syllable must have been typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// All of it.
    Whole,
    /// All of it or its initial; the last one may be unfinished.
    InPart,
}

/// The letters of a text that may be 拼音: it has nothing but letters, blanks and apostrophes.
pub fn letters(typed: &str) -> Option<String> {
    let folded = super::fold::fold(typed).replace(['\'', '’'], "");
    let fits =
        (FEWEST..=MOST).contains(&folded.len()) && folded.chars().all(|c| c.is_ascii_lowercase());
    fits.then_some(folded)
}

impl Readings {
    /// How many of the characters, from the first on, the letters stand for; `None` where they do not.
    pub(super) fn spelt(&self, chars: &[char], letters: &str, typed: Typed) -> Option<usize> {
        if letters.is_empty() {
            return Some(0);
        }
        let (first, rest) = chars.split_first()?;
        let after = |part: &str| {
            let left = letters.strip_prefix(part)?;
            self.spelt(rest, left, typed).map(|more| more + 1)
        };
        let Some(readings) = self.0.get(first) else {
            return after(first.encode_utf8(&mut [0; 4]));
        };
        readings.iter().filter(|reading| !reading.is_empty()).find_map(|reading| {
            let in_part = || {
                if typed == Typed::Whole {
                    return None;
                }
                let long = LONG_INITIALS.iter().find(|initial| reading.starts_with(**initial));
                // A sound of one letter was tried as a whole.
                let initials = long.copied().into_iter().chain(reading.get(..1));
                let initials = initials.filter(|initial| *initial != *reading);
                let unfinished = reading.starts_with(letters).then_some(1);
                unfinished.or_else(|| initials.into_iter().find_map(after))
            };
            after(reading).or_else(in_part)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings() -> Readings {
        [
            ('公', vec!["gong"]),
            ('示', vec!["shi"]),
            ('长', vec!["chang", "zhang"]),
            ('女', vec!["nv", "ru"]),
        ]
        .map(|(c, readings)| (c, readings.into_iter().map(ToOwned::to_owned).collect()))
        .into_iter()
        .collect()
    }

    fn in_part(text: &str, letters: &str) -> Option<usize> {
        readings().spelt(&text.chars().collect::<Vec<_>>(), letters, Typed::InPart)
    }

    #[test]
    fn whole_syllables_initials_and_what_is_between_them() {
        for letters in ["gongshi", "gs", "gsh", "gongs", "gongsh", "gshi"] {
            assert_eq!(in_part("公示栏", letters), Some(2), "{letters}");
        }
        assert_eq!(in_part("公示栏", "gong"), Some(1));
        assert_eq!(in_part("公示栏", "gongsi"), None);
        assert_eq!(in_part("公示栏", "gongshilan"), None);
    }

    #[test]
    fn any_reading_of_a_character_will_do() {
        assert_eq!(in_part("长", "zhang"), Some(1));
        assert_eq!(in_part("长", "chang"), Some(1));
        assert_eq!(in_part("女", "nv"), Some(1));
    }

    #[test]
    fn letters_among_the_characters_stand_for_themselves() {
        assert_eq!(in_part("ab公示", "abgs"), Some(4));
    }

    #[test]
    fn whole_syllables_where_they_are_asked_for() {
        let whole = |letters| readings().spelt(&['公', '示'], letters, Typed::Whole);
        assert_eq!(whole("gongshi"), Some(2));
        assert_eq!(whole("gs"), None);
        assert_eq!(whole("gongsh"), None);
    }

    #[test]
    fn only_letters_can_be_a_spelling() {
        assert_eq!(letters("Gong Shi").as_deref(), Some("gongshi"));
        assert_eq!(letters("xi'an").as_deref(), Some("xian"));
        assert_eq!(letters("ｇｓ").as_deref(), Some("gs"));
        for typed in ["", "g", "公示", "gs1", "17.2", "公gs"] {
            assert_eq!(letters(typed), None, "{typed}");
        }
    }
}
