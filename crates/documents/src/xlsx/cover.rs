//! The first sheet: where the institution stands, and what the other sheets hold.

use assessment::report::Report;
use assessment::results::findings::Gravity;

use super::table::{Cell, Content, Look, Sheet};

type Rows = Vec<(Look, [Cell; 2])>;

/// The page before `sheets`.
pub(super) fn page(report: &Report, sheets: &[Sheet]) -> Sheet {
    let mut rows: Rows = vec![(Look::Title, [Cell::text(TITLE), Cell::Blank])];
    line(&mut rows, "机构名称", Cell::text(&report.institution));
    line(&mut rows, "自查名称", Cell::text(&report.record_title));
    line(&mut rows, "自查期间", Cell::text(&report.period));
    line(&mut rows, "生成日期", Cell::date(Some(report.today)));
    line(&mut rows, "依据", Cell::text(report.regulation.title));

    part(&mut rows, "自查结果");
    let red = report.headline.gravity == Gravity::RedLine;
    line(&mut rows, "总的情况", Cell::loud(red, &report.headline.text));
    line(&mut rows, "作答情况", Cell::text(&report.headline.beside));
    line(&mut rows, "红线情形（项）", Cell::count(report.red_lines.len()));
    line(&mut rows, "整改情形（类）", Cell::count(report.situations.len()));
    line(&mut rows, "不足合计（项）", Cell::count(report.shortfalls));
    line(&mut rows, "其中没有写全（项）", Cell::count(report.plan.incomplete));
    line(&mut rows, "未答（项）", Cell::count(report.tally.unanswered));
    line(&mut rows, "不适用（项）", Cell::count(report.tally.not_applicable));
    for group in &report.dates {
        line(&mut rows, &format!("日期：{}", group.label), Cell::count(group.rows.len()));
    }

    part(&mut rows, "各章");
    for chapter in &report.chapters {
        line(&mut rows, &chapter.heading, Cell::text(chapter.tally.words()));
    }

    if !report.situations.is_empty() {
        part(&mut rows, "整改情形");
    }
    for situation in &report.situations {
        let items: Vec<&str> = situation.items.iter().map(|finding| finding.id).collect();
        let words =
            format!("{}　要点：{}。{}", situation.quote, items.join("、"), situation.follows);
        line(&mut rows, situation.label, Cell::text(words));
    }

    part(&mut rows, "先要知道");
    for (number, caution) in (1..).zip(&report.cautions) {
        line(&mut rows, &format!("（{number}）"), Cell::text(caution));
    }
    for note in &report.method {
        line(&mut rows, note.heading, Cell::text(&note.text));
    }

    part(&mut rows, "各表");
    for sheet in sheets {
        line(&mut rows, sheet.name, Cell::text(format!("{} 条", sheet.entries())));
    }
    for register in report.registers.iter().filter(|register| !register.totals.is_empty()) {
        line(&mut rows, &format!("{}合计", register.title), Cell::text(&register.totals));
    }
    line(
        &mut rows,
        "填写",
        Cell::text(
            "整改状态、备齐情况从列表里选；日期写成 2026-12-31 这样。在表里改的内容不会回到自查里：定稿请在自查页面上改，再导出一份。",
        ),
    );
    Sheet { name: "首页", content: Content::Page(rows) }
}

const TITLE: &str = "职业技能等级认定自查：整改台账";

fn line(rows: &mut Rows, label: &str, words: Cell) {
    rows.push((Look::Line, [Cell::text(label), words]));
}

fn part(rows: &mut Rows, heading: &str) {
    rows.push((Look::Line, [Cell::Blank, Cell::Blank]));
    rows.push((Look::Part, [Cell::text(heading), Cell::Blank]));
}
