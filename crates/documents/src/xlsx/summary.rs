//! One workbook over the self-checks of many institutions, for whoever receives their files.

use assessment::content::question::question;
use assessment::deadlines::status::Urgency;
use assessment::report::Report;
use assessment::results::findings::Gravity;
use assessment::self_check::SelfCheck;
use chrono::{NaiveDate, NaiveTime};

use super::table::{Book, Cell, Column, Content, Look, Sheet};
use super::{LIMITS, Workbook, WorkbookError, finish};

/// A file that was received.
#[derive(Debug)]
pub struct Received {
    /// Its name.
    pub file: String,
    /// The self-check in it, or why there is none.
    pub self_check: Result<SelfCheck, String>,
}

const INSTITUTIONS: &[Column] = &[
    Column::new("文件", 30),
    Column::new("机构名称", 30),
    Column::new("机构类型", 18),
    Column::new("自查名称", 18),
    Column::new("自查期间", 26),
    Column::new("总的情况", 40),
    Column::new("红线（项）", 9),
    Column::new("红线要点", 20),
    Column::new("整改情形（类）", 10),
    Column::new("整改情形", 34),
    Column::new("不足（项）", 9),
    Column::new("没有写全（项）", 10),
    Column::new("符合", 7),
    Column::new("部分符合", 7),
    Column::new("不符合", 7),
    Column::new("不适用", 7),
    Column::new("未答", 7),
    Column::new("逾期的日期", 9),
    Column::new("30天内的日期", 9),
    Column::new("逾期的事项", 40),
];

const UNREADABLE: &[Column] = &[Column::new("文件", 40), Column::new("原因", 90)];

/// The summary of `received`, in that order, as of `today`.
///
/// # Errors
/// Fails when there is more than a workbook can hold, and when the finished file does not read back
/// as what was put in.
pub fn summary(received: &[Received], today: NaiveDate) -> Result<Workbook, WorkbookError> {
    let mut institutions = Vec::new();
    let mut unreadable = Vec::new();
    for Received { file, self_check } in received {
        match self_check {
            Ok(self_check) => institutions.push(institution(file, self_check, today)),
            Err(reason) => unreadable.push(vec![Cell::text(file), Cell::text(reason)]),
        }
    }
    let content = format!("机构 {} 家、无法读取 {} 份", institutions.len(), unreadable.len());
    let book = Book {
        title: TITLE.to_owned(),
        owner: TITLE.to_owned(),
        limits: LIMITS,
        made: today.and_time(NaiveTime::MIN).and_utc(),
        sheets: vec![
            cover(today, institutions.len(), unreadable.len()),
            Sheet::list("各机构", INSTITUTIONS, 2, institutions),
            Sheet::list("无法读取", UNREADABLE, 1, unreadable),
        ],
    };
    Ok(Workbook { bytes: finish(book)?, content })
}

const TITLE: &str = "职业技能等级认定自查汇总";

fn cover(today: NaiveDate, institutions: usize, unreadable: usize) -> Sheet {
    let line = |label: &str, words: Cell| (Look::Line, [Cell::text(label), words]);
    let rows = vec![
        (Look::Title, [Cell::text(TITLE), Cell::Blank]),
        line("截至", Cell::date(Some(today))),
        line("机构（家）", Cell::count(institutions)),
        line("无法读取（份）", Cell::count(unreadable)),
        line("注意", Cell::text(format!("各行是各机构{LIMITS}；未答不计入任何一类。"))),
        line("同名", Cell::text("同一机构交来几份文件的，各占一行，没有合并。")),
    ];
    Sheet { name: "首页", content: Content::Page(rows) }
}

fn institution(file: &str, self_check: &SelfCheck, today: NaiveDate) -> Vec<Cell> {
    let report = Report::of(self_check, today);
    let tally = report.tally;
    let dates = |urgency| {
        let groups = report.dates.iter().filter(move |group| group.urgency == urgency);
        groups.flat_map(|group| &group.rows)
    };
    let red = report.headline.gravity == Gravity::RedLine;
    let red_lines: Vec<&str> = report.red_lines.iter().map(|finding| finding.id).collect();
    let situations: Vec<&str> = report.situations.iter().map(|one| one.label).collect();
    let late =
        dates(Urgency::Late).map(|row| format!("{} {} {}", row.date, row.title, row.subject));
    vec![
        Cell::text(file),
        Cell::text(&report.institution),
        Cell::text(kind(self_check)),
        Cell::text(&report.record_title),
        Cell::text(&report.period),
        Cell::loud(red, &report.headline.text),
        Cell::count(report.red_lines.len()),
        Cell::text(red_lines.join("、")),
        Cell::count(report.situations.len()),
        Cell::text(situations.join("、")),
        Cell::count(report.shortfalls),
        Cell::count(report.plan.incomplete),
        Cell::count(tally.met),
        Cell::count(tally.partly),
        Cell::count(tally.unmet),
        Cell::count(tally.not_applicable),
        Cell::count(tally.unanswered),
        Cell::count(dates(Urgency::Late).count()),
        Cell::count(dates(Urgency::Soon).count()),
        Cell::lines(late),
    ]
}

/// The kind of institution in words; what was written where it is none of the known ones.
fn kind(self_check: &SelfCheck) -> &str {
    let value = self_check.profile.text("kind");
    question("kind")
        .and_then(|question| self_check.profile.chosen(question))
        .map_or(value, |choice| choice.label)
}
