//! Gathers a report from a record: computes once, and hands what was found to rows and words.

use chrono::NaiveDate;

use super::dates::{self, date_row};
use super::rows::{self, Rows};
use super::{Director, PlanTable, Progress, Report, words};
use crate::deadlines::overview::{Overview, overview_with};
use crate::deadlines::plain_date;
use crate::deadlines::status::Urgency;
use crate::findings::Findings;
use crate::occasion::Occasion;
use crate::plan::plan;
use crate::record::Record;

/// How many of the gravest shortfalls stand on the director's page.
const GRAVEST: usize = 5;

impl Report {
    /// Gathers the report of `record` as of `today`.
    pub fn of(record: &Record, today: NaiveDate) -> Self {
        let calendar = record.settings.calendar();
        let findings = Findings::of(record);
        let overview = overview_with(record, today, &calendar);
        let tasks = plan(record, &findings, today, &calendar);
        let rows = Rows::of(record);
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
            period: Occasion::of(record).period_words(),
            regulation: words::regulation_line(),
            cautions: words::cautions(record, &overview, plan.incomplete, today),
            director: director(&rows, &findings, &overview, &plan, today),
            progress: None,
            headline,
            tally: findings.tally,
            shortfalls: findings.shortfalls.len(),
            red_lines: findings.red_lines.iter().map(|short| rows.finding(short)).collect(),
            situations: rows::situations(&rows, &findings),
            advice: findings.advice.iter().map(|short| rows.finding(short)).collect(),
            dates: dates::date_groups(&overview),
            rules: dates::rules(&overview),
            date_failures: overview
                .failures
                .iter()
                .map(|failure| format!("{}：{}", failure.title, failure.error))
                .collect(),
            exit: (record.profile.text("leaving") == "yes").then(|| dates::leaving(&overview)),
            plan,
            chapters: rows::chapters(&rows, &findings),
            profile: words::profile(record),
            method: words::method(record),
        }
    }

    /// The same, compared with an `earlier` self-check if there is one.
    pub fn since(earlier: Option<&Record>, record: &Record, today: NaiveDate) -> Self {
        let progress = earlier.map(|earlier| Progress::between(earlier, record));
        Self { progress, ..Self::of(record, today) }
    }
}

fn director(
    rows: &Rows,
    findings: &Findings,
    overview: &Overview,
    plan: &PlanTable,
    today: NaiveDate,
) -> Director {
    let near = [Urgency::Late, Urgency::Soon].into_iter().flat_map(|group| overview.group(group));
    Director {
        gravest: findings
            .shortfalls
            .iter()
            .take(GRAVEST)
            .map(|short| rows.finding(short))
            .collect(),
        more: findings.shortfalls.len().saturating_sub(GRAVEST),
        dates: near.map(date_row).collect(),
        decisions: words::decisions(findings, overview, plan.incomplete, today),
    }
}
