//! Gathers a report from a self-check: computes once, and hands what was found to rows and words.

use chrono::NaiveDate;

use super::dates::{self, date_row};
use super::rows::{self, Rows};
use super::{Director, PlanTable, ProfileSections, Progress, Report, registers, words};
use crate::civil_date::plain_date;
use crate::deadlines::schedule::{Schedule, schedule_with};
use crate::deadlines::status::Urgency;
use crate::results::findings::Findings;
use crate::results::plan::plan;
use crate::self_check::SelfCheck;
use crate::self_check::identity::Identity;

/// How many of the gravest shortfalls stand on the director's page.
const GRAVEST: usize = 5;

impl Report {
    /// Gathers the report of `self_check` as of `today`.
    pub fn of(self_check: &SelfCheck, today: NaiveDate) -> Self {
        let calendar = self_check.settings.calendar();
        let findings = Findings::of(self_check);
        let schedule = schedule_with(self_check, today, &calendar);
        let tasks = plan(self_check, &findings, today, &calendar);
        let rows = Rows::of(self_check);
        let plan = PlanTable {
            incomplete: tasks.iter().filter(|task| task.is_incomplete()).count(),
            rows: tasks.iter().map(|task| rows.task(task, today)).collect(),
        };
        let headline = findings.headline();
        Self {
            title: "职业技能等级认定自查报告",
            institution: self_check.institution().to_owned(),
            record_title: self_check.title.clone(),
            today,
            today_text: plain_date(today),
            period: Identity::of(self_check).period_words(),
            regulation: words::regulation_line(),
            cautions: words::cautions(self_check, &schedule, plan.incomplete, today),
            director: director(self_check, &rows, &findings, &schedule, &plan, today),
            progress: None,
            headline,
            tally: findings.tally,
            shortfalls: findings.shortfalls.len(),
            red_lines: findings.red_lines.iter().map(|short| rows.finding(short)).collect(),
            situations: rows::situations(&rows, &findings),
            advice: findings.advice.iter().map(|short| rows.finding(short)).collect(),
            dates: dates::date_groups(&schedule),
            unrecorded: dates::unrecorded(&schedule),
            rules: dates::rules(&schedule),
            date_failures: schedule
                .failures
                .iter()
                .map(|failure| format!("{}：{}", failure.title, failure.error))
                .collect(),
            exit: (self_check.profile.text("leaving") == "yes").then(|| dates::leaving(&schedule)),
            plan,
            chapters: rows::chapters(&rows, &findings),
            profile: ProfileSections::of(&self_check.profile),
            method: words::method(self_check),
            registers: registers::tables(&self_check.registers),
            history: None,
        }
    }

    /// The same, compared with an `earlier` self-check if there is one.
    pub fn since(earlier: Option<&SelfCheck>, self_check: &SelfCheck, today: NaiveDate) -> Self {
        let progress = earlier.map(|earlier| Progress::between(earlier, self_check));
        Self { progress, ..Self::of(self_check, today) }
    }
}

fn director(
    self_check: &SelfCheck,
    rows: &Rows,
    findings: &Findings,
    schedule: &Schedule,
    plan: &PlanTable,
    today: NaiveDate,
) -> Director {
    let near = [Urgency::Late, Urgency::Now, Urgency::Soon];
    let near = near.into_iter().flat_map(|group| schedule.group(group));
    Director {
        gravest: findings
            .shortfalls
            .iter()
            .take(GRAVEST)
            .map(|short| rows.finding(short))
            .collect(),
        more: findings.shortfalls.len().saturating_sub(GRAVEST),
        dates: near.map(date_row).collect(),
        decisions: words::decisions(self_check, findings, schedule, plan.incomplete, today),
    }
}
