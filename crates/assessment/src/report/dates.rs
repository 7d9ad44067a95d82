//! Dates as the report prints them.

use super::{DateGroup, DateRow, Exit, ReadingRow, RuleRow};
use crate::civil_date::{long_date, plain_date};
use crate::deadlines::months::months;
use crate::deadlines::overview::{Obligation, Overview};
use crate::deadlines::status::Urgency;
use crate::deadlines::{Mark, exit};

/// How many dates of a rule are drawn: enough to check by eye how it counts.
const PICTURED: usize = 3;

/// All dates by group; empty groups are left out.
pub(super) fn date_groups(overview: &Overview) -> Vec<DateGroup> {
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

/// The rules behind the dates, in the order in which their dates first appear. Of each, the next few
/// unsettled dates that were counted day by day are drawn; a picture of any other would only repeat
/// what the words say.
pub(super) fn rules(overview: &Overview) -> Vec<RuleRow> {
    let mut rules: Vec<RuleRow> = Vec::new();
    for obligation in &overview.obligations {
        let row = date_row(obligation);
        let known = rules.iter().position(|rule| {
            (rule.title, rule.note) == (row.title, row.note) && rule.counting == row.counting
        });
        let index = known.unwrap_or_else(|| {
            rules.push(RuleRow {
                title: row.title,
                clause: row.clause,
                counting: row.counting.clone(),
                note: row.note,
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
        if row.urgency != Urgency::Settled && rule.pictured.len() < PICTURED {
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
        title: obligation.title,
        subject: obligation.subject.clone(),
        clause: obligation.clause,
        date: computed.date,
        date_text: long_date(computed.date),
        status: obligation.status.text(),
        urgency: obligation.status.urgency(),
        provisional: computed.provisional.clone(),
        safe_side: computed.safe_side.map(long_date),
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
        note: obligation.note,
        months: Vec::new(),
    }
}

/// What goes on after leaving the list.
pub(super) fn leaving(overview: &Overview) -> Exit {
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
