//! The workbook as an office program takes it in: its cells by a reader, the rest by its XML.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use assessment::deadlines::schedule::schedule;
use assessment::results::findings::Findings;
use assessment::self_check::SelfCheck;
use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use documents::xlsx::workbook;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn self_check() -> SelfCheck {
    SelfCheck::from_json(include_bytes!("fixtures/autumn.json"))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn with(change: impl FnOnce(&mut SelfCheck)) -> SelfCheck {
    let mut self_check = self_check();
    change(&mut self_check);
    self_check
}

fn written(self_check: &SelfCheck) -> Vec<u8> {
    workbook(self_check, day("2026-11-23")).unwrap_or_else(|error| panic!("{error}")).bytes
}

/// The rows of a list, each by the headings of its columns.
fn list(bytes: &[u8], name: &str) -> Vec<BTreeMap<String, Data>> {
    let mut file: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let range = file.worksheet_range(name).unwrap_or_else(|error| panic!("{error}"));
    let heads: Vec<String> = range.headers().unwrap_or_default();
    range
        .rows()
        .skip(1)
        .map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

fn text(row: &BTreeMap<String, Data>, column: &str) -> String {
    match &row[column] {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("{column} is no text: {other:?}"),
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip =
        zip::ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let mut file = zip.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap_or_else(|error| panic!("{name}: {error}"));
    text
}

#[test]
fn every_shortfall_has_its_note_measure_owner_and_due_date() {
    let self_check = self_check();
    let rows = list(&written(&self_check), "整改台账");
    let short: Vec<_> = self_check
        .answers
        .iter()
        .filter(|(_, answer)| answer.state.is_some_and(falls_short))
        .collect();
    assert_eq!(short.len(), 5);
    assert_eq!(rows.len(), short.len());
    for (id, answer) in short {
        let row = rows.iter().find(|row| text(row, "要点") == *id);
        let row = row.unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(text(row, "存在的问题"), answer.note);
        assert_eq!(text(row, "整改措施"), answer.measure);
        assert_eq!(text(row, "责任人"), answer.owner);
        assert_eq!(row["完成时限"].as_date(), answer.due, "{id}");
        assert_eq!(row["完成时限"].is_datetime(), answer.due.is_some(), "{id}");
    }
}

fn falls_short(choice: assessment::self_check::answers::Choice) -> bool {
    assessment::self_check::answers::State::from(choice).falls_short()
}

#[test]
fn two_items_that_are_one_shortfall_keep_the_words_of_both() {
    let self_check = with(|self_check| {
        for (id, note, owner) in [("14.1", "没有方案", "莫䶮"), ("21.2", "方案没有报送", "莫䶮")]
        {
            let answer = self_check.answers.entry(id.to_owned()).or_default();
            answer.state = Some(assessment::self_check::answers::Choice::Unmet);
            note.clone_into(&mut answer.note);
            owner.clone_into(&mut answer.owner);
        }
    });
    let rows = list(&written(&self_check), "整改台账");
    let row = rows.iter().find(|row| text(row, "要点") == "14.1、21.2");
    let row = row.unwrap_or_else(|| panic!("the two are not one row"));
    assert_eq!(text(row, "存在的问题"), "14.1：没有方案\n21.2：方案没有报送");
    assert_eq!(text(row, "责任人"), "莫䶮");
}

#[test]
fn every_date_is_there_as_a_date_past_ones_too() {
    // Of 2027 only the statutory days are known, so the readings of the filing are provisional.
    let self_check = with(|self_check| self_check.profile.set("first_event", "2027-03-22".into()));
    let expected = schedule(&self_check, day("2026-11-23")).obligations;
    let rows = list(&written(&self_check), "期限");
    assert_eq!(rows.len(), expected.len());
    assert!(expected.iter().any(|one| one.computed.date < day("2026-11-23")));
    assert!(expected.iter().any(|one| one.computed.provisional.is_some()));
    let mut provisional_readings = 0;
    for (row, obligation) in rows.iter().zip(&expected) {
        assert!(row["日期"].is_datetime());
        assert_eq!(row["日期"].as_date(), Some(obligation.leading()));
        assert_eq!(
            row["按法定节日计"].as_date(),
            obligation.computed.safe_side.map(|_| obligation.computed.date)
        );
        assert_eq!(text(row, "条款"), obligation.clause());
        let provisional = obligation.computed.provisional.is_some();
        assert_eq!(text(row, "暂定"), if provisional { "暂定" } else { "" });
        let readings = text(row, "读法");
        assert_eq!(readings.lines().count(), obligation.computed.readings.len());
        for (line, reading) in readings.lines().zip(&obligation.computed.readings) {
            assert!(line.contains(&assessment::civil_date::plain_date(reading.date)), "{line}");
            assert_eq!(line.contains("暂定"), reading.provisional, "{line}");
            provisional_readings += usize::from(reading.provisional);
        }
    }
    assert!(provisional_readings > 0, "no reading is provisional");
}

#[test]
fn every_item_is_listed_once_with_its_state() {
    let self_check = self_check();
    let findings = Findings::of(&self_check);
    let bytes = written(&self_check);
    for sheet in ["全部要点", "证据清单"] {
        let rows = list(&bytes, sheet);
        let ids: Vec<_> = rows.iter().map(|row| text(row, "要点")).collect();
        let all: Vec<_> = assessment::content::items().map(|item| item.id).collect();
        assert_eq!(ids, all, "{sheet}");
        for row in &rows {
            let state = findings.item(&text(row, "要点"));
            let label = state.map(|state| state.assessed.state.label_for(state.item));
            assert_eq!(Some(text(row, "自查结果").as_str()), label);
        }
    }
}

#[test]
fn what_is_unanswered_and_not_applicable_stands_on_the_first_sheet() {
    let self_check = self_check();
    let tally = Findings::of(&self_check).tally;
    let rows = first_sheet(&written(&self_check));
    assert_eq!(rows["未答（项）"], Data::Float(u32::try_from(tally.unanswered).unwrap().into()));
    assert_eq!(
        rows["不适用（项）"],
        Data::Float(u32::try_from(tally.not_applicable).unwrap().into())
    );
    assert!(rows["总的情况"].to_string().contains("红线情形 1 项"));
    assert!(rows["（2）"].to_string().contains("不是主管部门的认定或结论"));
}

fn first_sheet(bytes: &[u8]) -> BTreeMap<String, Data> {
    let mut file: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let range = file.worksheet_range("首页").unwrap_or_else(|error| panic!("{error}"));
    range.rows().map(|row| (row[0].to_string(), row[1].clone())).collect()
}

#[test]
fn what_looks_like_a_formula_is_text() {
    for typed in ["=1+1", "+86 771", "-5", "@SUM(A1)", "\t=1", "=HYPERLINK(\"x\")", "'0", "007"] {
        let bytes = written(&with(|self_check| note(self_check, typed)));
        let rows = list(&bytes, "整改台账");
        assert!(rows.iter().any(|row| row["存在的问题"] == Data::String(typed.to_owned())));
        for sheet in 1..=5 {
            let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(!xml.contains("<f>") && !xml.contains("<f "), "{typed} is a formula");
        }
        // Opened for editing and left again it would be one, but for this mark.
        let marked = part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\"");
        assert_eq!(marked, typed != "007", "{typed}");
    }
}

fn note(self_check: &mut SelfCheck, note: &str) {
    note.clone_into(&mut self_check.answers.entry("14.7".to_owned()).or_default().note);
}

#[test]
fn what_was_typed_comes_back() {
    for (typed, read) in [
        ("两行，\"引号\"\r\n<b>&amp; 覃喆𬱖", "两行，\"引号\"\n<b>&amp; 覃喆𬱖"),
        ("  前后有空格  ", "  前后有空格  "),
        ("_x0041_ _x000D_ _x", "_x0041_ _x000D_ _x"),
        ("不可见\u{7}\u{0}\u{ffff}的字", "不可见的字"),
    ] {
        let self_check = with(|self_check| note(self_check, typed));
        let rows = list(&written(&self_check), "全部要点");
        assert!(rows.iter().any(|row| row["备注"] == Data::String(read.to_owned())), "{typed:?}");
    }
}

#[test]
fn a_text_longer_than_a_cell_goes_on_in_a_sheet_of_its_own() {
    let typed: String = (0..9000).map(|number| format!("第{number}句。")).collect();
    let bytes = written(&with(|self_check| note(self_check, &typed)));
    let rows = list(&bytes, "整改台账");
    let row = rows.iter().find(|row| text(row, "要点") == "14.7");
    let kept = text(row.unwrap_or_else(|| panic!("no such row")), "存在的问题");
    let (kept, mark) = kept.split_at(kept.find("……").unwrap_or_else(|| panic!("no mark")));
    assert_eq!(mark, "……（未完，接“续文”表第 2 行）");
    let rest = list(&bytes, "续文");
    let parts: String = rest
        .iter()
        .filter(|row| text(row, "所在表") == "整改台账")
        .map(|row| text(row, "接续的文字"))
        .collect();
    assert_eq!(format!("{kept}{parts}"), typed);
}

#[test]
fn dates_that_no_workbook_knows_are_text() {
    let self_check = with(|self_check| {
        self_check.answers.entry("14.7".to_owned()).or_default().due = Some(day("1811-05-06"));
    });
    let rows = list(&written(&self_check), "整改台账");
    assert!(rows.iter().any(|row| row["完成时限"] == Data::String("1811-05-06".to_owned())));
}

#[test]
fn lists_have_frozen_heads_filters_choices_and_a_set_up_for_printing() {
    let bytes = written(&self_check());
    for (sheet, frozen) in [(2, "C2"), (3, "C2"), (4, "C2"), (5, "E2")] {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        for wanted in [
            &format!("topLeftCell=\"{frozen}\" activePane=\"bottomRight\" state=\"frozen\""),
            "<autoFilter ref=\"A1:",
            "paperSize=\"9\"",
            "orientation=\"landscape\"",
            "fitToHeight=\"0\"",
            "第 &amp;P / &amp;N 页",
            "type=\"list\"",
        ] {
            assert!(xml.contains(wanted), "sheet {sheet}: no {wanted}");
        }
    }
    let ledger = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(ledger.contains("整改中,已完成待复核,已销号"));
    assert!(ledger.contains("type=\"date\""));
    assert!(part(&bytes, "xl/workbook.xml").contains("整改台账!$1:$1"));
    assert!(part(&bytes, "xl/styles.xml").contains("formatCode=\"yyyy-mm-dd\""));
}

#[test]
fn the_file_is_dated_by_the_self_check_and_the_same_every_time() {
    let bytes = written(&self_check());
    assert_eq!(bytes, written(&self_check()));
    let properties = part(&bytes, "docProps/core.xml");
    assert!(properties.contains("<dc:title>南宁市示例技工学校整改台账</dc:title>"), "{properties}");
    assert!(properties.contains(">2026-11-20T08:30:00Z</dcterms:created>"), "{properties}");
}

#[test]
fn an_empty_self_check_gives_a_workbook_too() {
    let self_check = SelfCheck::new("r".to_owned(), String::new(), "2026-11-23T00:00:00Z");
    let bytes = written(&self_check);
    assert_eq!(list(&bytes, "整改台账"), []);
    assert_eq!(list(&bytes, "期限"), []);
}

#[test]
fn the_registers_have_a_sheet_each_with_dates_and_numbers_of_their_own_kind() {
    let self_check = with(|self_check| {
        let event = &mut self_check.registers.events[0];
        (event.sat, event.passed) = (Some(30), Some(26));
        self_check.registers.staff.clear();
    });
    let bytes = written(&self_check);
    let events = list(&bytes, "评价批次");
    assert_eq!(events.len(), self_check.registers.events.len());
    let event = &self_check.registers.events[0];
    assert_eq!(text(&events[0], "名称"), event.name);
    assert_eq!(events[0]["开始日期"].as_date(), event.date);
    assert_eq!(events[0]["实考人数"], Data::Float(30.0));
    assert_eq!(text(&events[0], "合格率"), "86.7%");
    assert_eq!(text(&list(&bytes, "整改通知")[0], "限期"), "15 个工作日");
    let file: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(&bytes)).unwrap_or_else(|error| panic!("{error}"));
    assert!(!file.sheet_names().contains(&"工作人员".to_owned()));
}
