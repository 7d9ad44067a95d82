//! Rows pasted from a spreadsheet: what can be read is taken, the rest is told and given back whole.

mod support;

use assessment::self_check::registers::paste::{date, part_doubles, read};
use assessment::self_check::registers::{ArchiveBatch, Event, Medium, Order, Staff};
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
    assert_eq!(parsed.rows.len(), 4);
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
    for guarded in [
        "'450102199001011234",
        "\u{1f}450102199001011234",
        "’450102199001011234",
        "=\"450102199001011234\"",
    ] {
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
        "2026 年 10 月 1 日（周四）",
        "2026-10-01T09:30:00",
        "2026/10/1 上午 9:30",
        "46296",
        " 2026-10-1 ",
    ];
    for form in forms {
        assert_eq!(date(form), Some(day("2026-10-01")), "{form}");
    }
    for none in [
        "26-10-1",
        "12026-10-01",
        "2026-02-30",
        "2月30日",
        "明天",
        "10/1/2026",
        "2026-10",
        "2026-10-01至2026-10-03",
        "2026年10月1日至3日",
        "2026年10月1日前",
        "2026-10-01，3日",
        "2026.10.1 9",
        "",
    ] {
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
fn a_ditto_mark_is_the_cell_above_and_that_is_said() {
    for ditto in ["\"", "〃", "同上", "”"] {
        let text = format!("莫䶮\t考评\n{ditto}\t督导\n{ditto}\t考务\n覃喆\t{ditto}");
        let parsed = read::<Staff>(&text);
        let rows: Vec<_> =
            parsed.rows.iter().map(|row| (row.name.as_str(), row.role.as_str())).collect();
        let expected = [("莫䶮", "考评"), ("莫䶮", "督导"), ("莫䶮", "考务"), ("覃喆", "考务")];
        assert_eq!(rows, expected, "{ditto}");
        assert_eq!(parsed.notes.len(), 3, "{:?}", parsed.notes);
        assert!(parsed.notes[0].contains("第 2 行") && parsed.notes[0].contains("莫䶮"));
    }
    // There is nothing above the first row.
    let parsed = read::<Staff>("〃\t督导");
    assert_eq!((parsed.rows.len(), parsed.refused.as_str()), (0, "〃\t督导"));
    assert!(parsed.errors[0].what.contains("同上"), "{}", parsed.errors[0].what);
}

#[test]
fn a_row_kept_back_is_given_with_its_heading_and_with_what_was_filled_in() {
    let text = "有效期至\t姓名\t岗位\n2027-03-31\t莫䶮\t考评\n明年\t\t督导\n2027-03-31\t韦㛃\t考评\n26-3-1\t〃\t";
    let parsed = read::<Staff>(text);
    assert_eq!(parsed.rows.len(), 2);
    assert_eq!(parsed.refused, "有效期至\t姓名\t岗位\n明年\t莫䶮\t督导\n26-3-1\t韦㛃\t");
    // Put right, each is read as the person's that it was.
    let again = read::<Staff>(&parsed.refused.replace("明年", "2027-06-01").replace("26-3-1", ""));
    let names: Vec<_> = again.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["莫䶮", "韦㛃"]);
    // A name in quotation marks stays in them.
    let parsed = read::<Event>("\"两行的\n名称\"\t2026-12-22\n\t明天");
    assert_eq!(parsed.refused, "\"两行的\n名称\"\t明天");
}

#[test]
fn a_heading_that_names_a_column_twice_is_refused_whole() {
    let text = "姓名\t证件\t证件名称\n莫䶮\t一\t二";
    let parsed = read::<Staff>(text);
    assert_eq!((parsed.rows.len(), parsed.refused.as_str()), (0, text));
    assert!(parsed.errors[0].what.contains("证件"), "{}", parsed.errors[0].what);
}

#[test]
fn columns_that_are_not_read_are_told_where_they_hold_something() {
    let told = |text| read::<Staff>(text).notes.concat();
    let notes = told("姓名\t\t籍贯\t岗位\t备注\n莫䶮\t壮\t南宁\t考评\t");
    assert!(notes.contains("第 2 栏") && notes.contains("籍贯"), "{notes}");
    assert!(!notes.contains("备注"), "{notes}");
    // A single known name makes a heading where it is that of the rows.
    assert_eq!(read::<Staff>("姓名\t籍贯\n莫䶮\t南宁").rows.len(), 1);
}

#[test]
fn a_running_number_is_no_name() {
    let parsed = read::<Staff>("1\t莫䶮\t考评\t考评员证\t45-1\t2027-03-31\n2\t韦㛃\t督导");
    let names: Vec<_> = parsed.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["莫䶮", "韦㛃"]);
    assert!(parsed.notes[0].contains("序号"), "{:?}", parsed.notes);
}

#[test]
fn a_row_of_sums_is_kept_back() {
    let parsed = read::<Staff>("莫䶮\t考评\n合计\t1 人");
    assert_eq!((parsed.rows.len(), parsed.refused.as_str()), (1, "合计\t1 人"));
}

#[test]
fn orders_are_read_with_their_term_and_events_with_their_numbers() {
    let heading = "责令机关\t文号\t收到日期\t整改期限";
    for (term, read_as) in [
        ("15个工作日", "15 个工作日"),
        ("１５ 天", "15 天"),
        ("30日", "30 天"),
        ("2026年12月1日", "2026-12-01"),
    ] {
        let text = format!("{heading}\n市培训鉴定指导机构\t南鉴改1号\t2026-10-12\t{term}");
        let order = &read::<Order>(&text).rows[0];
        assert_eq!(
            (order.number.as_str(), order.term.to_string().as_str()),
            ("南鉴改1号", read_as)
        );
    }
    assert_eq!(read::<Order>(&format!("{heading}\n某机构\t\t\t尽快")).errors.len(), 1);
    let parsed = read::<Event>("批次\t日期\t实考\t合格\n秋季批\t2026-12-22\t1,030人\t26");
    assert_eq!((parsed.rows[0].sat, parsed.rows[0].passed), (Some(1_030), Some(26)));
}

#[test]
fn rows_that_say_nothing_new_are_told_apart() {
    let text = "莫䶮\t考评\t考评员证\t45-1\t2027-03-31\n韦㛃\t督导";
    let mut kept = read::<Staff>(text).rows;
    // What was added by hand since then is not in the table.
    kept[0].level = "三级".to_owned();
    let names = |rows: &[Staff]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    let again = format!("{text}\n覃喆\t考务\n覃喆\t考务\n韦㛃\t考务");
    let (new, doubles) = part_doubles(&kept, read::<Staff>(&again).rows);
    assert_eq!(names(&new), ["覃喆", "韦㛃"]);
    assert_eq!(names(&doubles), ["莫䶮", "韦㛃", "覃喆"]);
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
