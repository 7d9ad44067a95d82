//! Rows pasted from a spreadsheet: what can be read is taken, the rest is told and given back whole.

mod support;

use assessment::self_check::registers::Medium;
use assessment::self_check::registers::paste::{archive_batches, events, staff};
use support::day;

#[test]
fn the_heading_of_a_table_is_no_row_even_below_empty_lines() {
    for text in [
        "姓名\t岗位\t证件\t证件编号\t有效期至\n莫䶮\t考评\t考评员证\t45-1\t2027年3月31日\n",
        "\u{feff}\t\t\t\t\n姓名\t岗位\t证件\t证件编号\t有效期至\n莫䶮\t考评\t考评员证\t45-1\t2027/3/31",
    ] {
        let parsed = staff(text);
        assert_eq!(parsed.errors, []);
        assert_eq!(parsed.rows.len(), 1);
        assert_eq!(parsed.rows[0].name, "莫䶮");
        assert_eq!(parsed.rows[0].expires, Some(day("2027-03-31")));
    }
}

#[test]
fn a_row_that_cannot_be_read_stops_no_other() {
    let parsed = archive_batches("甲,纸质,2026-01-02,是\n乙,胶片,2026-01-02\n丙,电子,2026-01-03\n");
    let media: Vec<_> = parsed.rows.iter().map(|row| (row.name.as_str(), row.medium)).collect();
    assert_eq!(media, [("甲", Medium::Paper), ("丙", Medium::Electronic)]);
    assert_eq!(parsed.errors.len(), 1);
    assert_eq!(parsed.errors[0].line, 2);
    assert!(parsed.errors[0].what.contains("纸质"), "{}", parsed.errors[0].what);
    assert_eq!(parsed.refused, "乙,胶片,2026-01-02");
}

#[test]
fn a_refused_row_is_given_back_whole_over_all_its_lines() {
    let broken = "\"两行的\n名称\"\t没有日期\t\t\"实训楼，\n二楼\"";
    let text = format!("秋季批\t2026-12-22\r\n{broken}\r\n\r\n春季批\t2026-04-01\n冬季批\t明天");
    let parsed = events(&text);
    let names: Vec<_> = parsed.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["秋季批", "春季批"]);
    assert_eq!(parsed.errors.iter().map(|error| error.line).collect::<Vec<_>>(), [2, 7]);
    assert_eq!(parsed.refused, format!("{broken}\n冬季批\t明天"));
    // Put right, it is read.
    let mended = parsed.refused.replace("没有日期", "2026-05-01").replace("明天", "2026-12-01");
    let again = events(&mended);
    assert_eq!(again.rows[0].name, "两行的\n名称");
    assert_eq!((again.rows.len(), again.refused.as_str()), (2, ""));
}

#[test]
fn an_event_that_ends_before_it_begins_is_refused() {
    let parsed = events("秋季批,2026-12-22,2026-12-21");
    assert_eq!(parsed.rows, []);
    assert_eq!(parsed.refused, "秋季批,2026-12-22,2026-12-21");
}
