//! What is shown of a text, with what was found marked.

use super::{fold::folded, query::Query};

/// How many characters stand before the first place found.
const BEFORE: usize = 12;
/// How many characters are shown.
const AROUND: usize = 72;
/// What stands for the words left out.
const CUT: &str = "……";

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// Whether they are what was looked for.
    pub found: bool,
}

/// The words around the first place found; the beginning where there is none. A short text is shown whole.
pub fn excerpt<'a>(query: &Query<'_>, text: &'a str) -> Vec<Piece<'a>> {
    let folded: Vec<_> = folded(text).collect();
    let found: Vec<_> = query
        .places(&folded)
        .into_iter()
        .map(|place| folded[place.start].1.start..folded[place.end - 1].1.end)
        .collect();
    let is_short = text.chars().nth(AROUND).is_none();
    let from = found.first().filter(|_| !is_short).map_or(0, |first| back(text, first.start));
    let to = text[from..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| from + at);
    let mut pieces = Vec::new();
    let mut push = |text: &'a str, found: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text, found });
        }
    };
    if from > 0 {
        push(CUT, false);
    }
    let mut at = from;
    for place in found.into_iter().filter(|place| place.start < to) {
        // Two parts of one character, such as ㈠, may be found one by one.
        let (start, end) = (place.start.max(at), place.end.min(to).max(at));
        push(&text[at..start], false);
        push(&text[start..end], true);
        at = end;
    }
    push(&text[at..to], false);
    if to < text.len() {
        push(CUT, false);
    }
    pieces
}

/// Some characters before that place.
fn back(text: &str, at: usize) -> usize {
    text[..at].char_indices().rev().nth(BEFORE - 1).map_or(0, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt with what was found in brackets.
    fn shown(typed: &str, text: &str) -> String {
        let pieces = excerpt(&Query::new(typed, None), text);
        let bracketed = |piece: &Piece| match piece.found {
            true => format!("[{}]", piece.text),
            false => piece.text.to_owned(),
        };
        pieces.iter().map(bracketed).collect()
    }

    #[test]
    fn what_was_found_is_marked_as_it_stands_in_the_text() {
        assert_eq!(shown("ab公司", "委托ＡＢ 公司办理"), "委托[ＡＢ 公司]办理");
        assert_eq!(shown("20个", "提前 20 个工作日"), "提前 [20 个]工作日");
        assert_eq!(shown("第17条", "依照第十七条公布"), "依照[第十七条]公布");
        assert_eq!(shown("公 示", "公示、公告"), "[公示]、[公]告");
        assert_eq!(shown("(一)", "㈠资质"), "[㈠]资质");
        assert_eq!(shown("无", "公示"), "公示");
        assert_eq!(shown("", "公示"), "公示");
    }

    #[test]
    fn an_excerpt_holds_what_was_looked_for() {
        let text = "甲".repeat(80) + "公示栏" + &"乙".repeat(80);
        let shown = shown("公示栏", &text);
        assert!(shown.starts_with("……甲") && shown.ends_with("乙……"), "{shown}");
        assert!(shown.contains("甲[公示栏]乙"), "{shown}");
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let text = "甲".repeat(60) + "公示";
        assert_eq!(shown("公示", &text), format!("{}[公示]", "甲".repeat(60)));
    }

    #[test]
    fn what_is_found_beyond_the_excerpt_is_left_out() {
        let text = "公示".to_owned() + &"乙".repeat(200) + "公示";
        assert_eq!(shown("公示", &text), format!("[公示]{}……", "乙".repeat(70)));
        assert_eq!(shown("公示", ""), "");
    }
}
