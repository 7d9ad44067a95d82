//! Rows pasted from a spreadsheet: what can be read is taken, the rest is told and given back whole.

mod support;

use assessment::self_check::registers::paste::{date, new_rows, read};
use assessment::self_check::registers::{ArchiveBatch, Event, Medium, Staff};
use support::day;

#[test]
fn the_heading_of_a_table_is_no_row_even_below_empty_lines() {
    for text in [
        "姓名\t岗位\t证件\t证件编号\t有效期至\n莫䶮\t考评\t考评员证\t45-1\t2027年3月31日\n",
        "\u{feff}\t\t\t\t\n姓名\t岗位\t证件\t证件编号\t有效期至\n莫䶮\t考评\t考评员证\t45-1\t2027/3/31",
    ] {
        let parsed = read::<Staff>(text);
        assert_eq!(parsed.errors, []);
        assert_eq!(parsed.rows.len(), 1);
        assert_eq!(parsed.rows[0].name, "莫䶮");
        assert_eq!(parsed.rows[0].expires, Some(day("2027-03-31")));
    }
}

#[test]
fn a_row_that_cannot_be_read_stops_no_other() {
    let parsed =
        read::<ArchiveBatch>("甲,纸质,2026-01-02,是\n乙,胶片,2026-01-02\n丙,电子,2026-01-03\n");
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
    let parsed = read::<Event>(&text);
    let names: Vec<_> = parsed.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["秋季批", "春季批"]);
    assert_eq!(parsed.errors.iter().map(|error| error.line).collect::<Vec<_>>(), [2, 7]);
    assert_eq!(parsed.refused, format!("{broken}\n冬季批\t明天"));
    // Put right, it is read.
    let mended = parsed.refused.replace("没有日期", "2026-05-01").replace("明天", "2026-12-01");
    let again = read::<Event>(&mended);
    assert_eq!(again.rows[0].name, "两行的\n名称");
    assert_eq!((again.rows.len(), again.refused.as_str()), (2, ""));
}

#[test]
fn an_event_that_ends_before_it_begins_is_refused() {
    let parsed = read::<Event>("秋季批,2026-12-22,2026-12-21");
    assert_eq!(parsed.rows, []);
    assert_eq!(parsed.refused, "秋季批,2026-12-22,2026-12-21");
}

#[test]
fn columns_are_found_by_their_heading_in_any_order() {
    let parsed = read::<Staff>(
        "序号\t姓名\t证件\t证件编号\t岗位\t有效期至\n1\t莫䶮\t考评员证\t46-1\t考评\t2026-12-10",
    );
    assert_eq!(parsed.errors, []);
    let person = &parsed.rows[0];
    assert_eq!((person.name.as_str(), person.role.as_str()), ("莫䶮", "考评"));
    assert_eq!((person.certificate.as_str(), person.number.as_str()), ("考评员证", "46-1"));
    // A heading without what a row needs is refused, and nothing is lost.
    let refused = read::<Staff>("证件\t岗位\n考评员证\t考评");
    assert_eq!((refused.rows.len(), refused.refused.as_str()), (0, "证件\t岗位\n考评员证\t考评"));
}

#[test]
fn quotation_marks_swallow_no_row_and_stay() {
    let parsed = read::<Staff>("莫䶮\t考评\n\"\t督导\n\"\t考务\n覃喆\t考评");
    let names: Vec<_> = parsed.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["莫䶮", "\"", "\"", "覃喆"]);
    let parsed = read::<Event>("\"东盟\"职校第一批\t2026-12-22\n第二批\t2026-12-23");
    assert_eq!(parsed.rows[0].name, "\"东盟\"职校第一批");
    assert_eq!(parsed.rows.len(), 2);
}

#[test]
fn cells_that_were_merged_are_filled_from_above_and_that_is_said() {
    let parsed = read::<Staff>(
        "莫䶮\t考评\t考评员证\t45-1\t2027-03-31\n\t督导人员\t督导员证\t46-1\t2026-12-10",
    );
    assert_eq!(parsed.rows[1].name, "莫䶮");
    assert!(parsed.notes.concat().contains("莫䶮"), "{:?}", parsed.notes);
    // There is nothing above the first row.
    assert_eq!(read::<Staff>("\t督导人员\t督导员证").errors.len(), 1);
}

#[test]
fn what_keeps_a_number_from_being_counted_is_taken_off() {
    for guarded in ["'450102199001011234", "\u{1f}450102199001011234", "’450102199001011234"] {
        let parsed = read::<Staff>(&format!("莫䶮\t考评\t考评员证\t{guarded}\t2027-03-31"));
        assert_eq!(parsed.rows[0].number, "450102199001011234");
    }
    // An apostrophe in front of a name is part of it.
    assert_eq!(read::<Staff>("'阿明\t考评").rows[0].name, "'阿明");
}

#[test]
fn dates_are_read_as_people_and_spreadsheets_write_them() {
    let forms = [
        "2026-10-01",
        "2026/10/1",
        "2026/10/1 0:00",
        "2026.10.1",
        "20261001",
        "2026年10月1日",
        "2026年10月1日 星期四",
        "２０２６－１０－０１",
        "2026年10⽉1⽇",
        "46296",
        " 2026-10-1 ",
    ];
    for form in forms {
        assert_eq!(date(form), Some(day("2026-10-01")), "{form}");
    }
    for none in ["26-10-1", "12026-10-01", "2026-02-30", "2月30日", "明天", "10/1/2026", ""] {
        assert_eq!(date(none), None, "{none}");
    }
    assert_eq!(
        read::<ArchiveBatch>("甲，电⼦，２０２６／１／３").rows[0].medium,
        Medium::Electronic
    );
}

#[test]
fn empty_columns_at_the_end_say_nothing_and_filled_ones_are_not_dropped() {
    assert_eq!(read::<Staff>("莫䶮\t考评\t\t\t\t\t\t").rows.len(), 1);
    let more = read::<Staff>("莫䶮\t考评\t证\t1\t2027-03-31\t备注");
    assert_eq!((more.rows.len(), more.errors.len()), (0, 1));
}

#[test]
fn rows_that_are_there_already_are_told() {
    let rows = || read::<Staff>("莫䶮\t考评\n覃喆\t督导").rows;
    let (new, doubles) = new_rows(&rows()[..1], rows());
    assert_eq!((new.len(), doubles), (1, 1));
    assert_eq!(new[0].name, "覃喆");
}

#[test]
fn a_merged_name_is_never_that_of_an_earlier_person_where_its_own_row_is_kept_back() {
    let parsed = read::<Staff>(
        "莫䶮\t考评\t证\t1\t2027-03-31\n覃喆\t考评\t证\t2\t明天\n\t督导\t督导员证\t3\t2027-03-31",
    );
    assert_eq!(parsed.errors.len(), 1);
    let names: Vec<_> = parsed.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["莫䶮", "覃喆"]);
}

#[test]
fn a_number_that_is_no_count_of_days_is_no_date() {
    assert_eq!(date("12345"), None);
    assert_eq!(date("99999"), None);
}
