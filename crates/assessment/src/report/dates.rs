//! Dates as the report prints them.

use super::{DateGroup, DateRow, Exit, ReadingRow, RuleRow, UnrecordedRow};
use crate::civil_date::{long_date, plain_date};
use crate::deadlines::months::months;
use crate::deadlines::obligation::Obligation;
use crate::deadlines::schedule::Schedule;
use crate::deadlines::status::Urgency;
use crate::deadlines::{Mark, exit};

/// How many dates of a rule are drawn: enough to check by eye how it counts.
const PICTURED: usize = 3;

/// All dates by group; empty groups are left out. What is past with nothing entered stands in
/// [`unrecorded`] instead, a line for each rule.
pub(super) fn date_groups(schedule: &Schedule) -> Vec<DateGroup> {
    Urgency::ALL
        .into_iter()
        .filter(|urgency| *urgency != Urgency::Unrecorded)
        .map(|urgency| DateGroup {
            label: urgency.label(),
            urgency,
            rows: schedule.group(urgency).map(date_row).collect(),
        })
        .filter(|group| !group.rows.is_empty())
        .collect()
}

/// What is past with nothing entered, each rule with its events.
pub(super) fn unrecorded(schedule: &Schedule) -> Vec<UnrecordedRow> {
    schedule
        .unrecorded()
        .iter()
        .map(|rule| UnrecordedRow {
            words: rule.words(),
            clause: rule.first.clause(),
            subjects: rule.all.iter().map(|one| one.subject.clone()).collect(),
        })
        .collect()
}

/// The rules behind the dates, in the order in which their dates first appear. Of each, the next few
/// unsettled dates that were counted day by day are drawn; a picture of any other would only repeat
/// what the words say.
pub(super) fn rules(schedule: &Schedule) -> Vec<RuleRow> {
    let mut rules: Vec<RuleRow> = Vec::new();
    for obligation in &schedule.obligations {
        let row = date_row(obligation);
        let known = rules.iter().position(|rule| {
            (rule.title, &rule.note, &rule.counting) == (row.title, &row.note, &row.counting)
        });
        let index = known.unwrap_or_else(|| {
            rules.push(RuleRow {
                title: row.title,
                clause: row.clause,
                counting: row.counting.clone(),
                note: row.note.clone(),
                dates: 0,
                pictured: Vec::new(),
                left: 0,
            });
            rules.len() - 1
        });
        let rule = &mut rules[index];
        rule.dates += 1;
        let trace = &obligation.computed.trace;
        let counted = trace.iter().any(|day| matches!(day.mark, Mark::Counted(_)));
        if !counted {
            continue;
        }
        if row.urgency < Urgency::Unrecorded && rule.pictured.len() < PICTURED {
            rule.pictured.push(DateRow { months: months(trace), ..row });
        } else {
            rule.left += 1;
        }
    }
    rules
}

/// One date as the report prints it.
pub(super) fn date_row(obligation: &Obligation) -> DateRow {
    let computed = &obligation.computed;
    DateRow {
        title: obligation.title(),
        subject: obligation.subject.clone(),
        clause: obligation.clause(),
        date: computed.leading(),
        date_text: long_date(computed.leading()),
        status: obligation.status.text(),
        urgency: obligation.status.urgency(),
        provisional: computed.provisional.clone(),
        by_statutory_days: computed.safe_side.map(|_| long_date(computed.date)),
        counting: computed.method.labelled().to_vec(),
        readings: computed
            .readings
            .iter()
            .map(|reading| ReadingRow {
                label: reading.label,
                date_text: reading.date_words(),
                chosen: computed.chosen == Some(reading.key),
            })
            .collect(),
        note: obligation.note.to_string(),
        months: Vec::new(),
    }
}

/// What goes on after leaving the list.
pub(super) fn leaving(schedule: &Schedule) -> Exit {
    let continuing = exit::continuing(&schedule.obligations);
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
