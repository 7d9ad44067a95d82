//! Dates as the report prints them.

use super::{DateGroup, DateRow, Exit, ReadingRow};
use crate::deadlines::months::months;
use crate::deadlines::overview::{Obligation, Overview};
use crate::deadlines::status::Urgency;
use crate::deadlines::{exit, long_date, plain_date};

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

/// One date as the report prints it.
pub(super) fn date_row(obligation: &Obligation) -> DateRow {
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
                date_text: reading.date_words(),
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
