//! Gathers a report from a record: what was found, put into rows and words.

use chrono::NaiveDate;

use super::{
    ArticleSection, ChapterSection, DateGroup, DateRow, Director, Exit, FindingRow, ItemRow,
    MethodNote, PlanRow, PlanTable, ProfileRow, ReadingRow, RegulationLine, Report, SituationRow,
};
use crate::answers::{Basis, State};
use crate::deadlines::months::months;
use crate::deadlines::overview::{Obligation, Overview, overview_with};
use crate::deadlines::status::Urgency;
use crate::deadlines::{exit, long_date, plain_date, validity};
use crate::findings::{ArticleState, Findings, ItemState, Shortfall};
use crate::plan::{Task, plan};
use crate::profile::{QuestionKind, questions};
use crate::record::Record;
use crate::regulation::{Severity, article_label, regulation};

/// How many of the gravest shortfalls stand on the director's page.
const GRAVEST: usize = 5;

impl Report {
    /// Gathers the report of `record` as of `today`.
    pub fn of(record: &Record, today: NaiveDate) -> Self {
        let calendar = record.settings.calendar();
        let findings = Findings::of(record);
        let overview = overview_with(record, today, &calendar);
        let tasks = plan(record, &findings, today, &calendar);
        let rows = Rows { record };
        let plan = PlanTable {
            incomplete: tasks.iter().filter(|task| task.is_incomplete()).count(),
            rows: tasks.iter().map(|task| rows.task(task)).collect(),
        };
        let headline = findings.headline();
        Self {
            title: "职业技能等级认定自查报告",
            institution: record.institution().to_owned(),
            record_title: record.title.clone(),
            today,
            today_text: plain_date(today),
            period: period(record),
            regulation: regulation_line(),
            cautions: cautions(record, &overview, plan.incomplete),
            director: director(&rows, &findings, &overview, &plan, today),
            headline,
            tally: findings.tally,
            shortfalls: findings.shortfalls.len(),
            red_lines: findings.red_lines.iter().map(|short| rows.finding(short)).collect(),
            situations: situations(&rows, &findings),
            advice: findings.advice.iter().map(|short| rows.finding(short)).collect(),
            dates: date_groups(&overview),
            date_failures: overview
                .failures
                .iter()
                .map(|failure| format!("{}：{}", failure.title, failure.error))
                .collect(),
            exit: (record.profile.text("leaving") == "yes").then(|| leaving(&overview)),
            plan,
            chapters: chapters(&rows, &findings),
            profile: profile(record),
            method: method(record),
        }
    }
}

/// Turns what was found into rows, with the texts that the record has for them.
struct Rows<'a> {
    record: &'a Record,
}

impl Rows<'_> {
    fn finding(&self, shortfall: &Shortfall) -> FindingRow {
        let item = shortfall.item;
        let answers = &self.record.answers;
        let note = answers.get(item.id).map(|answer| answer.note.clone()).unwrap_or_default();
        let note = match shortfall.assessed.basis {
            Basis::Derived(because) if note.is_empty() => because.to_owned(),
            Basis::Derived(because) => format!("{because} {note}"),
            _ => note,
        };
        let mut follows: Vec<String> =
            item.consequences().map(|consequence| consequence.follows.to_owned()).collect();
        follows.dedup();
        FindingRow {
            id: item.id,
            article: article_label(item.article_number()),
            severity: item.severity.label(),
            ask: item.ask,
            state: shortfall.assessed.state.label(),
            note,
            also: shortfall.also.iter().map(|item| item.id).collect(),
            clauses: item.consequences().map(|consequence| consequence.label).collect(),
            follows,
            consequence_note: item.consequence_note,
        }
    }

    fn task(&self, task: &Task) -> PlanRow {
        PlanRow {
            finding: self.finding(&task.shortfall),
            measure: task.measure.clone(),
            owner: task.owner.clone(),
            due_text: task.due.map(plain_date).unwrap_or_default(),
            due: task.due,
            status: task.status.map(|status| status.text()).unwrap_or_default(),
            missing: task.missing(),
            advice: task.advice,
        }
    }

    fn item(&self, state: &ItemState) -> ItemRow {
        let answer = self.record.answers.get(state.item.id).cloned().unwrap_or_default();
        let why = match &state.assessed.basis {
            Basis::Profile(reason) => reason.clone(),
            Basis::Derived(because) => (*because).to_owned(),
            Basis::ReasonMissing => "选了不适用，但没有写理由，按未答计".to_owned(),
            Basis::Answered if state.assessed.state == State::NotApplicable => {
                answer.reason.clone()
            }
            Basis::Answered => String::new(),
        };
        let mut plan = Vec::new();
        if state.is_shortfall() {
            plan.extend([&answer.measure, &answer.owner].into_iter().cloned());
            plan.extend(answer.due.map(plain_date));
            plan.retain(|part| !part.trim().is_empty());
        }
        ItemRow {
            id: state.item.id,
            severity: state.item.severity.label(),
            ask: state.item.ask,
            state: state.assessed.state,
            state_label: state.assessed.state.label(),
            why,
            note: answer.note,
            evidence: answer.evidence,
            plan: plan.join("；"),
        }
    }
}

fn article_section(rows: &Rows, state: &ArticleState) -> ArticleSection {
    ArticleSection {
        number: state.article.number,
        label: state.article.label(),
        title: state.article.title,
        text: state.article.text,
        state: state.state(),
        state_label: state.state().label(),
        tally: state.tally,
        items: state.items.iter().map(|item| rows.item(item)).collect(),
    }
}

fn chapters(rows: &Rows, findings: &Findings) -> Vec<ChapterSection> {
    crate::findings::chapters(findings)
        .map(|(chapter, tally)| ChapterSection {
            heading: chapter.heading(),
            tally,
            articles: findings
                .chapter(chapter)
                .map(|article| article_section(rows, article))
                .collect(),
        })
        .collect()
}

fn situations(rows: &Rows, findings: &Findings) -> Vec<SituationRow> {
    findings
        .situations
        .iter()
        .map(|situation| SituationRow {
            label: situation.consequence.label,
            quote: situation.consequence.quote,
            follows: situation.consequence.follows,
            items: situation
                .items
                .iter()
                .filter_map(|item| findings.item(item.id))
                .map(|state| {
                    let assessed = state.assessed.clone();
                    rows.finding(&Shortfall { item: state.item, assessed, also: None })
                })
                .collect(),
        })
        .collect()
}

fn director(
    rows: &Rows,
    findings: &Findings,
    overview: &Overview,
    plan: &PlanTable,
    today: NaiveDate,
) -> Director {
    let near = [Urgency::Late, Urgency::Soon].into_iter().flat_map(|group| overview.group(group));
    let mut decisions = Vec::new();
    if findings.outside_article_3() {
        decisions
            .push("向主管部门核实备案公布情况；核实之前，不以评价机构名义开展认定。".to_owned());
    }
    if !findings.red_lines.is_empty() {
        decisions.push(format!(
            "红线情形 {} 项：指定专人核查事实，决定是否停止相关评价，并如实报告。",
            findings.red_lines.len()
        ));
    }
    if plan.incomplete > 0 {
        decisions.push(format!(
            "{} 项不足还没有定下措施、责任人或完成日期：逐项指定，报告才算完整。",
            plan.incomplete
        ));
    }
    let late = overview.group(Urgency::Late).count();
    if late > 0 {
        decisions.push(format!("{late} 个日期已过而没有办理记录：说明情况，尽快补办。"));
    }
    if findings.tally.unanswered > 0 {
        decisions
            .push(format!("{} 项未答：安排人员答完，再据以下结论。", findings.tally.unanswered));
    }
    if today > validity::last_day() {
        decisions.push("核实本细则是否延期或已有新规定，确认今天适用哪一份规定。".to_owned());
    }
    Director {
        gravest: findings
            .shortfalls
            .iter()
            .take(GRAVEST)
            .map(|short| rows.finding(short))
            .collect(),
        more: findings.shortfalls.len().saturating_sub(GRAVEST),
        dates: near.map(date_row).collect(),
        decisions,
    }
}

fn date_groups(overview: &Overview) -> Vec<DateGroup> {
    [Urgency::Late, Urgency::Soon, Urgency::Later, Urgency::Settled]
        .into_iter()
        .map(|urgency| DateGroup {
            label: urgency.label(),
            urgency,
            rows: overview.group(urgency).map(date_row).collect(),
        })
        .filter(|group| !group.rows.is_empty())
        .collect()
}

/// One date as the report prints it.
pub fn date_row(obligation: &Obligation) -> DateRow {
    let computed = &obligation.computed;
    let method = computed.method;
    DateRow {
        title: obligation.title,
        subject: obligation.subject.clone(),
        clause: obligation.clause,
        date: computed.date,
        date_text: long_date(computed.date),
        status: obligation.status.text(),
        urgency: obligation.status.urgency(),
        provisional: computed.provisional.clone(),
        safe_side: computed.safe_side.map(long_date),
        counting: vec![
            ("起算", method.starts),
            ("首日", method.first_day),
            ("计算单位", method.unit),
            ("休息日", method.rolls),
            ("依据", method.source),
        ],
        readings: computed
            .readings
            .iter()
            .map(|reading| ReadingRow {
                label: reading.label,
                date_text: long_date(reading.date),
                chosen: computed.chosen == Some(reading.key),
            })
            .collect(),
        note: obligation.note,
        // What is settled needs no checking by eye, and would fill the report.
        months: match obligation.status.urgency() {
            Urgency::Settled => Vec::new(),
            _ => months(&computed.trace),
        },
    }
}

fn leaving(overview: &Overview) -> Exit {
    let continuing = exit::continuing(&overview.obligations);
    let retention = match continuing.retention_until {
        Some(until) => format!(
            "资料批次中有 {} 批还在最短保管期内，最晚的到{}届满。",
            continuing.batches,
            plain_date(until)
        ),
        None => "资料批次台账里没有还在最短保管期内的批次；请核对台账是否登记齐全。".to_owned(),
    };
    Exit { retention, advice: continuing.advice }
}

fn regulation_line() -> RegulationLine {
    let regulation = regulation();
    RegulationLine {
        title: regulation.title,
        issuer: regulation.issuer,
        issued: plain_date(regulation.issued),
        valid_until: plain_date(validity::last_day()),
    }
}

fn cautions(record: &Record, overview: &Overview, incomplete: usize) -> Vec<String> {
    let mut cautions = vec![
        format!(
            "效力提示：本细则有效期二年，已于{}届满（印发当日不计）。结果按印发原文计算，请先核实是否延期、有无新规定。",
            plain_date(validity::last_day())
        ),
        "本报告是根据作答算出的自查结果，不是主管部门的认定或结论。".to_owned(),
    ];
    if record.profile.text("in_scope") == "no" {
        cautions.push(
            "机构画像填写：不在南宁市行政区域内面向劳动者开展认定。第二条规定的适用范围可能不包括本机构，以下仅供对照。"
                .to_owned(),
        );
    }
    if overview.obligations.iter().any(|obligation| obligation.computed.provisional.is_some()) {
        cautions
            .push("标有“暂定”的日期涉及放假安排尚未录入的年份，通知公布后请重新核对。".to_owned());
    }
    if incomplete > 0 {
        cautions.push(format!(
            "报告尚不完整：有 {incomplete} 项不足没有写全整改措施、责任人和完成日期。"
        ));
    }
    cautions
}

fn period(record: &Record) -> String {
    let date = |key| record.profile.date(key).map(plain_date);
    match (date("period_from"), date("period_to")) {
        (Some(from), Some(to)) => format!("{from}至{to}"),
        (Some(from), None) => format!("{from}起"),
        (None, Some(to)) => format!("至{to}"),
        (None, None) => "未填自查期间".to_owned(),
    }
}

fn profile(record: &Record) -> Vec<ProfileRow> {
    questions()
        .iter()
        .filter(|question| record.profile.asks(question))
        .map(|question| {
            let text = record.profile.text(question.key);
            let answer = match question.kind {
                QuestionKind::Rows(_) => record
                    .profile
                    .rows(question.key)
                    .iter()
                    .map(|cells| cells.join("："))
                    .collect::<Vec<_>>()
                    .join("；"),
                QuestionKind::Date => {
                    record.profile.date(question.key).map(plain_date).unwrap_or_default()
                }
                QuestionKind::YesNo(choices) | QuestionKind::Choice(choices) => choices
                    .iter()
                    .find(|choice| choice.value == text)
                    .map_or(text, |choice| choice.label)
                    .to_owned(),
                QuestionKind::Text => text.to_owned(),
            };
            let answer = if answer.is_empty() { "未答".to_owned() } else { answer };
            ProfileRow { label: question.label, answer }
        })
        .collect()
}

fn method(record: &Record) -> Vec<MethodNote> {
    let note = |heading, text: &str| MethodNote { heading, text: text.to_owned() };
    let severities = [
        (
            Severity::Redline,
            "第二十条、第二十八条的情形，或不属第三条所称评价机构；部分符合按发生计",
        ),
        (Severity::Rectify, "第二十七条（一）至（六）点名的情形"),
        (Severity::Duty, "原文的其他要求，不足归入第二十七条（七）"),
        (Severity::Oversight, "主管部门的动作或原文的隐含要求，不足只作建议"),
        (Severity::Opportunity, "原文鼓励的事项，不计为不足"),
    ];
    let severities: Vec<String> =
        severities.iter().map(|(severity, what)| format!("{}：{what}", severity.label())).collect();
    vec![
        MethodNote {
            heading: "依据",
            text: format!(
                "{}（{}，{}印发）印发原文，共三十二条。",
                regulation().title,
                regulation().issuer,
                plain_date(regulation().issued)
            ),
        },
        note(
            "计数",
            "未答不计入任何一类；不适用须有理由，由机构画像得出或由填写人写明；同一件事的两个要点只计一项不足。",
        ),
        MethodNote { heading: "级别", text: format!("{}。", severities.join("；")) },
        MethodNote {
            heading: "工作日",
            text: format!(
                "按{}计算：国务院办公厅历年放假调休通知；壮族三月三是否按放假计是可切换的理解。",
                record.settings.region().label()
            ),
        },
        note(
            "不含什么",
            "本细则所列上位文件的内容不在本工具之内；标明“本工具建议”的不是原文要求，标明“一种理解”的可有别的读法。",
        ),
        note("数据", "全部计算在填写人的电脑上完成，没有向任何地方发送数据。"),
    ]
}
