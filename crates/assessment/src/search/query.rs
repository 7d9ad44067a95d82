//! What is looked for, and how well a place fits.

use std::ops::Range;

use super::{
    fold::{Folded, fold},
    numerals::in_other_numerals,
    readings::{Readings, Typed, letters},
};

/// A place that can be found, folded once, so that each key is answered at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searchable {
    /// What it is called: its label, its title, and other names for it.
    names: Vec<String>,
    text: String,
}

impl Searchable {
    /// Folds a place's names and its text.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>, text: &str) -> Self {
        let names = names.into_iter().map(fold).filter(|name| !name.is_empty()).collect();
        Self { names, text: fold(text) }
    }

    /// The characters that are compared.
    pub fn chars(&self) -> impl Iterator<Item = char> {
        self.names.iter().chain([&self.text]).flat_map(|text| text.chars())
    }
}

/// How well a place fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It is called exactly so.
    Exact,
    /// A name of it begins so.
    Begins,
    /// All the words stand in its names.
    Named,
    /// All the words stand in its names or its text.
    Text,
    /// A name of it begins with what the letters spell.
    BeginsBySound,
    /// What the letters spell stands in a name of it.
    NamedBySound,
    /// What the letters spell, in whole syllables, stands in its text.
    TextBySound,
}

/// A word in each way it may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word(Vec<String>);

impl Word {
    fn new(typed: &str) -> Self {
        let word = fold(typed);
        let other = in_other_numerals(&word);
        Self(std::iter::once(word).chain(other).collect())
    }

    fn is_in(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.contains(word.as_str()))
    }
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    whole: Word,
    words: Vec<Word>,
    spelling: Option<(String, &'a Readings)>,
}

impl<'a> Query<'a> {
    /// Takes what was typed; without `readings`, letters stand for nothing but themselves.
    pub fn new(typed: &str, readings: Option<&'a Readings>) -> Self {
        let words = typed.split_whitespace().map(Word::new).filter(|word| !word.0[0].is_empty());
        Self {
            whole: Word::new(typed),
            words: words.collect(),
            spelling: letters(typed).zip(readings),
        }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a place fits; `None` where it does not.
    pub fn grade(&self, place: &Searchable) -> Option<Grade> {
        if self.is_empty() {
            return None;
        }
        let names = &place.names;
        let any_name = |fits: &dyn Fn(&str, &str) -> bool| {
            names.iter().any(|name| self.whole.0.iter().any(|whole| fits(name, whole)))
        };
        let named = |word: &Word| names.iter().any(|name| word.is_in(name));
        if any_name(&|name, whole| name == whole) {
            Some(Grade::Exact)
        } else if any_name(&|name, whole| name.starts_with(whole)) {
            Some(Grade::Begins)
        } else if self.words.iter().all(named) {
            Some(Grade::Named)
        } else if self.words.iter().all(|word| named(word) || word.is_in(&place.text)) {
            Some(Grade::Text)
        } else {
            self.grade_by_sound(place)
        }
    }

    fn grade_by_sound(&self, place: &Searchable) -> Option<Grade> {
        let (letters, readings) = self.spelling.as_ref()?;
        let spelt = |text: &str, typed: Typed| {
            let chars: Vec<char> = text.chars().collect();
            (0..chars.len()).find(|at| readings.spelt(&chars[*at..], letters, typed).is_some())
        };
        let in_names = place.names.iter().filter_map(|name| spelt(name, Typed::InPart)).min();
        match in_names {
            Some(0) => Some(Grade::BeginsBySound),
            Some(_) => Some(Grade::NamedBySound),
            None => spelt(&place.text, Typed::Whole).map(|_| Grade::TextBySound),
        }
    }

    /// Where in a folded text the words stand, or else what the letters spell; by places of characters.
    pub(super) fn places(&self, text: &[Folded]) -> Vec<Range<usize>> {
        let chars: Vec<char> = text.iter().map(|(c, _)| *c).collect();
        let mut found: Vec<Range<usize>> = self
            .words
            .iter()
            .flat_map(|word| &word.0)
            .flat_map(|word| occurrences(&chars, word))
            .collect();
        if let Some((letters, readings)) = self.spelling.as_ref().filter(|_| found.is_empty()) {
            let spelt = |typed| {
                let at = |at| Some(at..at + readings.spelt(&chars[at..], letters, typed)?);
                (0..chars.len()).filter_map(at).collect::<Vec<_>>()
            };
            found = spelt(Typed::Whole);
            if found.is_empty() {
                found = spelt(Typed::InPart);
            }
        }
        joined(found)
    }
}

fn occurrences(chars: &[char], word: &str) -> Vec<Range<usize>> {
    let word: Vec<char> = word.chars().collect();
    let places = chars.windows(word.len().max(1)).enumerate();
    places.filter(|(_, part)| *part == word).map(|(at, _)| at..at + word.len()).collect()
}

/// In order, those that touch as one.
fn joined(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match joined.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(typed: &str, names: &[&str], text: &str) -> Option<Grade> {
        Query::new(typed, None).grade(&Searchable::new(names.iter().copied(), text))
    }

    #[test]
    fn what_is_called_so_comes_first_then_what_begins_so() {
        assert_eq!(grade("１７．２", &["17.2"], ""), Some(Grade::Exact));
        assert_eq!(grade("17.", &["17.2"], ""), Some(Grade::Begins));
        assert_eq!(grade("7.2", &["17.2"], ""), Some(Grade::Named));
        assert_eq!(grade("公示", &["17.2"], "公示栏"), Some(Grade::Text));
        assert_eq!(grade("公告", &["17.2"], "公示栏"), None);
        assert!(Grade::Exact < Grade::Begins && Grade::Text < Grade::BeginsBySound);
    }

    #[test]
    fn an_article_is_found_by_either_numerals() {
        let names = ["第十七条", "十七条", "17"];
        for typed in ["第17条", "17条", "第十七条", "十七条", "第 17 条", "１７"] {
            assert_eq!(grade(typed, &names, ""), Some(Grade::Exact), "{typed}");
        }
        assert_eq!(grade("第17", &names, ""), Some(Grade::Begins));
        assert_eq!(grade("第7条", &names, ""), None);
    }

    #[test]
    fn blanks_make_no_difference_and_all_the_words_are_wanted() {
        assert_eq!(grade("20个工作日", &[], "开展前 20 个工作日"), Some(Grade::Text));
        assert_eq!(grade("20 个工作日", &[], "开展前20个工作日"), Some(Grade::Text));
        assert_eq!(grade("录像 考场", &["录像"], "各考场"), Some(Grade::Text));
        assert_eq!(grade("录像 考场", &["录像"], ""), None);
        assert_eq!(grade("AB公司", &["ＡＢ公司"], ""), Some(Grade::Exact));
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        for typed in ["", " 　", "\u{200b}"] {
            assert!(Query::new(typed, None).is_empty());
            assert_eq!(grade(typed, &["公示"], "公示"), None);
        }
    }

    #[test]
    fn letters_find_what_they_spell_after_what_they_are() {
        let readings: Readings = [('公', "gong"), ('示', "shi"), ('已', "yi")]
            .map(|(c, reading)| (c, vec![reading.to_owned()]))
            .into_iter()
            .collect();
        let grade = |typed: &str, name: &str, text: &str| {
            Query::new(typed, Some(&readings)).grade(&Searchable::new([name], text))
        };
        assert_eq!(grade("gs", "公示栏", ""), Some(Grade::BeginsBySound));
        assert_eq!(grade("gong shi", "已公示", ""), Some(Grade::NamedBySound));
        assert_eq!(grade("gongshi", "", "已公示"), Some(Grade::TextBySound));
        assert_eq!(grade("gs", "", "已公示"), None);
        assert_eq!(grade("gs", "gs 文件", ""), Some(Grade::Begins));
    }
}
