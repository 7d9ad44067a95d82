//! Numbers of articles, in either kind of numerals.

use std::ops::Range;

use crate::content::chinese_number;

/// The word with the numbers of articles in the other kind of numerals: `第17条` for `第十七条`, and the other
/// way round. `None` where it has none.
pub(super) fn in_other_numerals(word: &str) -> Option<String> {
    let chars: Vec<char> = word.chars().collect();
    let (mut other, mut at, mut changed) = (String::new(), 0, false);
    while at < chars.len() {
        match number_at(&chars, at) {
            Some((run, instead)) => {
                other.push_str(&instead);
                changed = true;
                at = run.end;
            }
            None => {
                other.push(chars[at]);
                at += 1;
            }
        }
    }
    changed.then_some(other)
}

/// The number of an article that begins there, and how it is written in the other numerals. An article's
/// number has 第 before it or 条 after it.
fn number_at(chars: &[char], start: usize) -> Option<(Range<usize>, String)> {
    let is_arabic = chars[start].is_ascii_digit();
    let belongs = |c: &char| if is_arabic { c.is_ascii_digit() } else { is_chinese_digit(*c) };
    let run = start..start + chars[start..].iter().take_while(|c| belongs(c)).count();
    let before = start.checked_sub(1).map(|before| chars[before]);
    let is_named = before == Some('第') || chars.get(run.end) == Some(&'条');
    if run.is_empty() || !is_named || before.is_some_and(|before| belongs(&before)) {
        return None;
    }
    let digits: String = chars[run.clone()].iter().collect();
    let instead = if is_arabic {
        let number = digits.parse().ok().filter(|number| (1..100).contains(number))?;
        chinese_number(number)
    } else {
        (1..100).find(|number| chinese_number(*number) == digits)?.to_string()
    };
    Some((run, instead))
}

fn is_chinese_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::in_other_numerals;

    #[test]
    fn an_article_is_meant_by_either_numerals() {
        for (arabic, chinese) in [
            ("第17条", "第十七条"),
            ("17条", "十七条"),
            ("第3", "第三"),
            ("见第20条(一)", "见第二十条(一)"),
        ] {
            assert_eq!(in_other_numerals(arabic).as_deref(), Some(chinese));
            assert_eq!(in_other_numerals(chinese).as_deref(), Some(arabic));
        }
    }

    #[test]
    fn other_numbers_stay_as_they_are() {
        for word in [
            "",
            "17",
            "20个工作日",
            "十七项",
            "第条",
            "第0条",
            "第100条",
            "第110条",
            "第十十条",
            "17.2",
        ] {
            assert_eq!(in_other_numerals(word), None, "{word}");
        }
    }
}
