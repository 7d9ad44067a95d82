//! The forms of the report, its long list of dates, its size, and the seal on its data.

mod common;

use assessment::report::{Form, Report};
use assessment::self_check::registers::YesNo;
use chrono::Days;
use common::page::{read_pages, read_text};
use common::{assert_says, autumn, today, typeset, typeset_as, with, with_attachment};
use documents::readback::Reader;
use protocol::Integrity;

/// What a report may weigh, so that it can be sent by any office's mail.
const LARGEST: usize = 600_000;

fn reader(bytes: &[u8]) -> Reader {
    Reader::new(bytes.to_vec()).unwrap_or_else(|error| panic!("{error}"))
}

fn attached(bytes: &[u8]) -> Vec<u8> {
    reader(bytes).attachment("selfcheck.json").unwrap_or_else(|error| panic!("{error}"))
}

/// Forty events over a year, none of them reported.
fn forty_events() -> assessment::self_check::SelfCheck {
    with(|self_check| {
        let pattern = self_check.registers.events[0].clone();
        self_check.registers.events = (0..40_u64)
            .map(|index| {
                let mut event = pattern.clone();
                event.id = format!("e{index}");
                event.name = format!("第{}批", index + 1);
                event.date = Some(today() - Days::new(90) + Days::new(9 * index));
                event.end = event.date;
                event.filed_site = YesNo::No;
                event.reported_on = None;
                event
            })
            .collect();
    })
}

#[test]
fn the_short_form_is_cover_one_page_and_plan() {
    let self_check = autumn();
    let pdf = typeset_as(&self_check, "tier1", Form::Short);
    let pages = read_pages(&pdf.bytes);
    assert!(pages.len() <= 4, "{} pages", pages.len());
    let text: String = pages.iter().map(|page| page.text.as_str()).collect();
    for wanted in
        ["（简式）", "机构主要负责人", "机构盖章处", "一、给负责人", "二、整改措施与下一步计划"]
    {
        assert_says(&text, wanted);
    }
    for task in &Report::of(&self_check, today()).plan.rows {
        assert_says(&text, &task.measure);
        assert_says(&text, task.finding.ask);
    }
    for absent in ["逐条自查结果", "目录", "自查组织与方法", "单位基本情况"] {
        assert!(!text.contains(absent), "the short form has {absent}");
    }
    assert_eq!(attached(&pdf.bytes), self_check.to_json().into_bytes());
}

#[test]
fn the_inspectors_form_adds_an_empty_column_and_takes_nothing_away() {
    let self_check = autumn();
    let plain = read_text(&typeset(&self_check, "tier1").bytes);
    let with_column = read_text(&typeset_as(&self_check, "tier1", Form::Inspection).bytes);
    assert!(!plain.contains("检查记录"));
    // The head of the column stands above the items of each article.
    assert!(with_column.matches("类别结果检查记录").count() >= 32);
    assert_says(&with_column, "检查人员");
    for chapter in &Report::of(&self_check, today()).chapters {
        for item in chapter.articles.iter().flat_map(|article| &article.items) {
            assert_says(&with_column, &format!("{}{}", item.id, item.ask));
        }
    }
}

#[test]
fn forty_events_are_all_told_on_a_few_pages() {
    let self_check = forty_events();
    let report = Report::of(&self_check, today());
    let pages = read_pages(&typeset(&self_check, "tier1").bytes);
    // The table of contents, which has every heading too, comes before.
    let starts = |heading: &str| {
        let found = pages.iter().rposition(|page| page.text.contains(heading));
        found.unwrap_or_else(|| panic!("no {heading}"))
    };
    let (first, last) = (starts("七、期限"), starts("八、逐条自查结果"));
    let text: String = pages[first..=last].iter().map(|page| page.text.as_str()).collect();
    let mut dates = 0;
    for row in report.dates.iter().flat_map(|group| &group.rows) {
        assert_says(&text, &row.subject);
        assert_says(&text, &row.date_text);
        dates += 1;
    }
    assert!(dates > 120, "{dates} dates are too few to try the length");
    // A dozen dates to a page, and the rules with their pictures behind them.
    assert!(last - first <= 16, "{} pages of dates", last - first);
    // What is not drawn is said.
    let left: usize = report.rules.iter().map(|rule| rule.left).sum();
    assert!(left > 0);
    for rule in report.rules.iter().filter(|rule| rule.left > 0) {
        assert_says(&text, &format!("{}个日期", rule.left));
    }
    // A table that goes on says again what its columns are.
    for page in &pages[first + 1..last] {
        if page.text.contains("没有登记") && page.text.contains("按法定节日计") {
            assert!(page.text.contains("日期事项和条款状态"), "a page of dates without a head");
        }
    }
}

#[test]
fn a_usual_report_is_small() {
    for self_check in [autumn(), forty_events()] {
        let size = typeset(&self_check, "full").bytes.len();
        assert!(size < LARGEST, "{size} bytes");
    }
}

#[test]
fn the_last_page_bears_the_seal_that_the_metadata_keep() {
    for form in [Form::Full, Form::Short, Form::Inspection] {
        let self_check = autumn();
        let pdf = typeset_as(&self_check, "tier1", form);
        let Integrity::Intact { seal } = reader(&pdf.bytes).integrity(&attached(&pdf.bytes)) else {
            panic!("the seal of {form:?} does not hold");
        };
        let pages = read_pages(&pdf.bytes);
        let bearing: Vec<usize> = pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.text.contains(&seal.replace(' ', "")))
            .map(|(index, _)| index + 1)
            .collect();
        assert_eq!(bearing, [pages.len()], "{form:?}");
    }
}

#[test]
fn data_that_are_not_those_of_the_report_are_detected() {
    let self_check = autumn();
    let pdf = typeset(&self_check, "tier1");
    let other = with(|self_check| self_check.title.push('改'));
    let reader = reader(&pdf.bytes);
    let Integrity::Intact { seal } = reader.integrity(self_check.to_json().as_bytes()) else {
        panic!("the report does not know its own data");
    };
    let found = reader.integrity(other.to_json().as_bytes());
    let Integrity::Altered { printed, attached } = found else {
        panic!("altered data pass as {found:?}");
    };
    assert_eq!(printed, seal);
    assert_ne!(attached, printed);
}

#[test]
fn an_attachment_put_into_the_file_afterwards_is_detected() {
    let theirs = with(|self_check| self_check.title.push('改')).to_json();
    let altered = with_attachment(typeset(&autumn(), "tier1").bytes, &theirs);
    assert_eq!(attached(&altered), theirs.as_bytes());
    let found = reader(&altered).integrity(&attached(&altered));
    assert!(matches!(found, Integrity::Altered { .. }), "{found:?}");
}
