//! The lists of the workbook, from a self-check.

use assessment::content;
use assessment::deadlines::obligation::{Failure, Obligation};
use assessment::deadlines::schedule::schedule;
use assessment::deadlines::status::Urgency;
use assessment::report::{ArticleSection, FindingRow, ItemRow, PlanRow, Report};
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::State;
use chrono::NaiveDate;

use super::table::{Cell, Column, Sheet};

/// The words of all stages of a measure.
const STAGES: &[&str] = &["整改中", "已完成待复核", "已销号"];
const READINESS: &[&str] = &["已备齐", "部分备齐", "未备齐", "不需要"];
/// The words at most items, then those at the red lines of 第二十、二十八条, then those at both.
const STATES: &[&str] =
    &["符合", "部分符合", "不符合", "未发生", "有疑点", "已发生", "不适用", "未答"];

const LEDGER: &[Column] = &[
    Column::new("序号", 6),
    Column::new("要点", 8),
    Column::new("条", 11),
    Column::new("级别", 7),
    Column::new("要点内容", 34),
    Column::choice("自查结果", 10, STATES),
    Column::new("存在的问题", 34),
    Column::new("依据与后果", 34),
    Column::new("原因", 24),
    Column::new("整改措施", 34),
    Column::new("责任人", 12),
    Column::date("完成时限"),
    Column::new("期限情况", 16),
    Column::new("尚缺", 14),
    Column::choice("整改状态", 14, STAGES),
    Column::date("实际完成日期"),
    Column::new("完成情况", 34),
    Column::new("佐证材料及存放处", 30),
    Column::new("复核（销号）人", 12),
    Column::date("复核销号日期"),
    Column::new("备注", 24),
];

/// 整改台账: every shortfall, those that need a plan first, and after them what was put right.
pub(super) fn ledger(report: &Report) -> Sheet {
    let rows = (1..).zip(&report.plan.rows).map(|(number, row)| {
        let finding = &row.finding;
        let late = row.due.is_some_and(|due| due < row.completed_on.unwrap_or(report.today));
        let missing = if row.former { String::new() } else { row.missing.join("、") };
        vec![
            Cell::count(number),
            Cell::text(ids(finding)),
            Cell::text(&finding.article),
            Cell::loud(finding.severity == "红线", finding.severity),
            Cell::text(finding.ask),
            Cell::text(finding.state),
            Cell::text(&finding.note),
            Cell::lines(consequences(row)),
            Cell::text(&finding.cause),
            Cell::text(&row.measure),
            Cell::text(&row.owner),
            Cell::date(row.due),
            Cell::loud(late, &row.status),
            Cell::text(missing),
            Cell::text(row.stage_label),
            Cell::date(row.completed_on),
            Cell::text(&row.result),
            Cell::text(&row.completion_evidence),
            Cell::text(&row.checked_by),
            Cell::date(row.checked_on),
            Cell::text(row.doubt),
        ]
    });
    Sheet::list("整改台账", LEDGER, 2, rows.collect())
}

fn ids(finding: &FindingRow) -> String {
    std::iter::once(finding.id).chain(finding.also.iter().copied()).collect::<Vec<_>>().join("、")
}

fn consequences(row: &PlanRow) -> Vec<String> {
    let advice = row.advice.then(|| "监管事项，仅作建议".to_owned());
    let clauses = Some(row.finding.clauses.join("、"));
    let note = row.finding.consequence_note.map(ToOwned::to_owned);
    advice.into_iter().chain(clauses).chain(row.finding.follows.clone()).chain(note).collect()
}

const DATES: &[Column] = &[
    Column::new("分组", 14),
    Column::new("事项", 26),
    Column::new("对象", 30),
    Column::new("条款", 12),
    Column::date("日期"),
    Column::new("情况", 24),
    Column::choice("暂定", 7, &["暂定"]),
    Column::date("按法定节日计"),
    Column::new("暂定的原因", 30),
    Column::new("读法", 34),
    Column::new("怎样计算", 40),
    Column::new("说明", 34),
];

/// 期限: every date of the self-check, and what could not be computed.
pub(super) fn dates(self_check: &SelfCheck, today: NaiveDate) -> Sheet {
    let schedule = schedule(self_check, today);
    let rows = schedule.obligations.iter().map(obligation);
    Sheet::list("期限", DATES, 2, rows.chain(schedule.failures.iter().map(failure)).collect())
}

fn obligation(obligation: &Obligation) -> Vec<Cell> {
    let computed = &obligation.computed;
    let urgency = obligation.status.urgency();
    let late = urgency == Urgency::Late;
    let readings = computed.readings.iter().map(|reading| {
        let chosen = if computed.chosen == Some(reading.key) { "采用" } else { "另一种" };
        format!("{chosen}：{}，{}", reading.label, reading.date_words())
    });
    let counting = computed.method.labelled();
    let counting = counting.iter().filter(|(_, words)| !words.is_empty());
    vec![
        Cell::loud(late, urgency.label()),
        Cell::text(obligation.title()),
        Cell::text(&obligation.subject),
        Cell::text(obligation.clause()),
        Cell::date(Some(computed.leading())),
        Cell::loud(late, obligation.status.text()),
        Cell::text(if computed.provisional.is_some() { "暂定" } else { "" }),
        Cell::date(computed.safe_side.map(|_| computed.date)),
        Cell::text(computed.provisional.as_deref().unwrap_or_default()),
        Cell::lines(readings),
        Cell::lines(counting.map(|(label, words)| format!("{label}：{words}"))),
        Cell::text(&obligation.note),
    ]
}

fn failure(failure: &Failure) -> Vec<Cell> {
    let mut cells = vec![Cell::Blank; DATES.len()];
    cells[0] = Cell::Loud("无法计算".to_owned());
    cells[1] = Cell::text(&failure.title);
    cells[5] = Cell::loud(true, failure.error.to_string());
    cells
}

const EVIDENCE: &[Column] = &[
    Column::new("条", 11),
    Column::new("要点", 8),
    Column::new("要点内容", 34),
    Column::choice("自查结果", 10, STATES),
    Column::new("原文写明的证据", 34),
    Column::new("建议准备的证据（本工具建议）", 44),
    Column::new("本机构的证据及存放位置", 34),
    Column::choice("备齐情况", 10, READINESS),
    Column::new("核对人及日期", 16),
];

/// 证据清单: what to have ready for each item, and what is.
pub(super) fn evidence(self_check: &SelfCheck, report: &Report) -> Sheet {
    let rows = asked(report).map(|(_, article, row)| {
        let item = content::item(row.id);
        let at_hand = self_check.answers.get(row.id).map(|answer| answer.evidence.as_str());
        vec![
            Cell::text(&article.label),
            Cell::text(row.id),
            Cell::text(row.ask),
            Cell::text(row.state_label),
            Cell::lines(item.map(|item| item.evidence_named).unwrap_or_default()),
            Cell::lines(item.map(|item| item.evidence).unwrap_or_default()),
            Cell::text(at_hand.unwrap_or_default()),
            Cell::text(if row.state == State::NotApplicable { "不需要" } else { "" }),
            Cell::Blank,
        ]
    });
    Sheet::list("证据清单", EVIDENCE, 2, rows.collect())
}

const ITEMS: &[Column] = &[
    Column::new("章", 18),
    Column::new("条", 11),
    Column::new("条名", 16),
    Column::new("要点", 8),
    Column::new("级别", 7),
    Column::new("要点内容", 34),
    Column::choice("自查结果", 10, STATES),
    Column::new("结果的由来", 30),
    Column::new("台账的不同记载", 30),
    Column::new("备注", 34),
    Column::new("证据", 30),
    Column::new("整改措施", 30),
    Column::new("责任人", 12),
    Column::date("完成时限"),
    Column::new("作答人", 12),
];

/// 全部要点: all items with all that was written at them.
pub(super) fn items(self_check: &SelfCheck, report: &Report) -> Sheet {
    let rows = asked(report).map(|(chapter, article, row)| {
        let answer = self_check.answers.get(row.id).cloned().unwrap_or_default();
        vec![
            Cell::text(chapter),
            Cell::text(&article.label),
            Cell::text(article.title),
            Cell::text(row.id),
            Cell::loud(row.severity == "红线" && row.state.falls_short(), row.severity),
            Cell::text(row.ask),
            Cell::text(row.state_label),
            Cell::text(&row.why),
            Cell::lines(&row.contradictions),
            Cell::text(answer.note),
            Cell::text(answer.evidence),
            Cell::text(answer.measure),
            Cell::text(answer.owner),
            Cell::date(answer.due),
            Cell::text(answer.answered_by),
        ]
    });
    Sheet::list("全部要点", ITEMS, 4, rows.collect())
}

fn asked(report: &Report) -> impl Iterator<Item = (&str, &ArticleSection, &ItemRow)> {
    report.chapters.iter().flat_map(|chapter| {
        chapter.articles.iter().flat_map(move |article| {
            article.items.iter().map(move |item| (chapter.heading.as_str(), article, item))
        })
    })
}
