//! How the report is set: where lines begin and end, how tables go on, and that every character that
//! a person types comes out. All of it read from the places of the glyphs in the finished file.

mod common;

use common::page::{PageText, read_pages, read_text, squeezed};
use common::{autumn, typeset, with, with_note};

/// May not begin a line (GB/T 15834).
const NEVER_FIRST: &str = "，。、；：？！）》」』】〉”’…";
/// May not end a line.
const NEVER_LAST: &str = "（《「『【〈“‘";
/// The characters of 通用规范汉字表.
const STANDARD: &str = include_str!("../fonts/general-standard-8105.txt");

/// Each end of a line with the start of the next: in a column, the pen goes back and down.
fn line_breaks(page: &PageText) -> Vec<(&str, &str)> {
    page.origins
        .windows(2)
        .filter(|pair| {
            let (here, next) = (pair[0].1, pair[1].1);
            // More than a row of a table is no line of the same text.
            next.x < here.x && (1.0..26.0).contains(&(next.y - here.y))
        })
        .map(|pair| (pair[0].0.as_str(), pair[1].0.as_str()))
        .collect()
}

/// Prose with marks at every distance, so that whatever the width some would fall on a line's end.
fn prose() -> String {
    (1..60).fold(String::new(), |mut text, length| {
        text.push_str(&"查".repeat(length % 7 + 1));
        text.push_str(
            ["，", "。", "、", "（甲）", "《乙》", "“丙”", "；", "GB 2312 与 "][length % 8],
        );
        text
    })
}

#[test]
fn no_line_begins_or_ends_with_a_mark_that_may_not_stand_there() {
    let self_check = with(|self_check| {
        for id in ["10.1", "14.7", "23.3"] {
            let answer = self_check.answers.entry(id.to_owned()).or_default();
            answer.note = prose();
            answer.measure = prose();
            answer.evidence = prose();
        }
    });
    let pages = read_pages(&typeset(&self_check, "tier1").bytes);
    let breaks: Vec<_> = pages.iter().flat_map(line_breaks).collect();
    assert!(breaks.len() > 300, "only {} lines were found", breaks.len());
    for (last, first) in breaks {
        let bad = |text: &str, marks: &str| text.chars().any(|mark| marks.contains(mark));
        assert!(!bad(first, NEVER_FIRST), "a line begins with {first}, after {last}");
        assert!(!bad(last, NEVER_LAST), "a line ends with {last}, before {first}");
    }
}

#[test]
fn chinese_and_latin_stand_apart_by_less_than_a_character() {
    let pages = read_pages(&typeset(&with_note("测试ABC测试"), "tier1").bytes);
    let page = pages
        .iter()
        .find(|page| page.text.contains("测试ABC测试"))
        .unwrap_or_else(|| panic!("the remark is not there"));
    let at = page
        .glyphs
        .windows(7)
        .position(|run| {
            run.iter().map(|glyph| glyph.0.as_str()).collect::<String>() == "测试ABC测试"
        })
        .unwrap_or_else(|| panic!("the remark is parted"));
    let run = &page.glyphs[at..at + 7];
    let gap = |index: usize| run[index + 1].1.x0 - run[index].1.x1;
    let height = run[0].1.height();
    for (index, within) in [(1, 2), (4, 3)] {
        assert!(gap(index) > gap(within), "no air at {}", run[index].0);
        assert!(gap(index) < height, "a hole at {}", run[index].0);
    }
}

#[test]
fn no_head_of_a_table_stays_alone_and_none_is_missing_where_a_table_goes_on() {
    let self_check = with(|self_check| {
        // Rows of many heights move the page breaks about.
        for (index, item) in assessment::content::items().enumerate() {
            let answer = self_check.answers.entry(item.id.to_owned()).or_default();
            answer.note = "说明文字。".repeat(index % 23);
        }
    });
    let head = "要点自查内容类别结果";
    let ids: Vec<&str> = assessment::content::items().map(|item| item.id).collect();
    let mut heads = 0;
    for (index, page) in read_pages(&typeset(&self_check, "tier1").bytes).iter().enumerate() {
        for (at, _) in page.text.match_indices(head) {
            heads += 1;
            let after = &page.text[at + head.len()..];
            assert!(
                ids.iter().any(|id| after.starts_with(id)),
                "page {} has a head without a row: {}",
                index + 1,
                after.chars().take(20).collect::<String>()
            );
        }
    }
    // One for each of the 32, and more where a table goes on.
    assert!(heads > 32, "{heads} heads");
}

#[test]
fn a_remark_of_five_thousand_characters_comes_out_whole() {
    // Counted by characters that no page's head or foot can part.
    let marks = |text: String| text.matches('龙').count();
    let before = marks(read_text(&typeset(&autumn(), "tier1").bytes));
    let long = typeset(&with_note(&"龙".repeat(5_000)), "tier1");
    assert_eq!(marks(read_text(&long.bytes)), before + 5_000);
}

/// The characters that the report, with all of them as a remark, does not say.
fn lost(characters: &str, tier: &str) -> String {
    let pdf = typeset(&with_note(characters), tier);
    assert!(pdf.missing.is_empty(), "{tier} lacks {:?}", pdf.missing);
    let text = read_text(&pdf.bytes);
    squeezed(characters).chars().filter(|character| !text.contains(*character)).collect()
}

fn assert_all_come_out(characters: &str, tier: &str) {
    let lost = lost(characters, tier);
    assert!(lost.is_empty(), "not in the report: {lost}");
}

#[test]
fn every_character_of_the_general_standard_comes_out_with_the_first_tier() {
    let standard = squeezed(STANDARD);
    assert_eq!(standard.chars().count(), 8_105);
    assert_all_come_out(&standard, "tier1");
}

#[test]
#[ignore = "long: thirty pages of single characters"]
fn every_ideograph_of_the_basic_block_comes_out_with_the_full_fonts() {
    let block: String = ('\u{4e00}'..='\u{9fa5}').collect();
    assert_eq!(block.chars().count(), 20_902);
    // A few share a glyph with another; beside one another the second is told by the file's
    // replacement text, which this reader of glyphs does not see. By itself it comes out.
    let twins = lost(&block, "full");
    assert!(twins.chars().count() < 10, "lost: {twins}");
    assert_all_come_out(&twins, "full");
}

#[test]
fn latin_greek_and_symbols_come_out() {
    let ascii: String = ('!'..='~').collect();
    assert_all_come_out(&ascii, "tier1");
    assert_all_come_out("αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΩ", "full");
    assert_all_come_out("①②③Ⅰ Ⅱ ℃ № ± × ÷ ≤ ≥ ≠ ￥ → ■ □ ● ○ ★ § ° ‰ ㎡ —— ……", "full");
}

#[test]
fn an_emoji_leaves_a_visible_sign_and_is_reported() {
    let pdf = typeset(&with_note("完成😀了"), "full");
    assert_eq!(pdf.missing, ['😀']);
    assert!(read_text(&pdf.bytes).contains("完成〓了"));
}
