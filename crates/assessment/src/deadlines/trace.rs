//! The days between a start and an end, each counted or skipped and why.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::{Calendar, CalendarError};

/// What became of a day in a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "mark", content = "nth")]
pub enum Mark {
    /// The computed day.
    Result,
    /// The event that the count starts from or leads up to.
    Event,
    /// Counted, as the nth.
    Counted(u32),
    /// Not counted.
    Skipped,
    /// Passed over because it is a day of rest at the end of the period.
    Rolled,
}

/// One day of a trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TraceDay {
    /// The day.
    pub date: NaiveDate,
    /// What became of it.
    #[serde(flatten)]
    pub mark: Mark,
    /// Whether it is a working day.
    pub working: bool,
    /// Why: 周末, a holiday, 调休上班, 起算日不计, …; empty on a plain counted day.
    pub reason: Cow<'static, str>,
}

/// Traces the days from `from` to `to`. `role` tells of each day whether it is counted or what else it
/// is, with a reason of its own, if any; a day's holiday goes before that reason.
///
/// # Errors
/// When the calendar does not cover a day.
pub(crate) fn trace_days(
    calendar: &Calendar,
    from: NaiveDate,
    to: NaiveDate,
    mut role: impl FnMut(NaiveDate) -> Role,
) -> Result<Vec<TraceDay>, CalendarError> {
    let mut counted = 0;
    let mut days = Vec::new();
    for date in from.iter_days().take_while(|date| *date <= to) {
        let day = calendar.day(date)?;
        let (mark, own) = match role(date) {
            Role::Count if day.working => {
                counted += 1;
                (Mark::Counted(counted), "")
            }
            Role::Count => (Mark::Skipped, ""),
            Role::Fixed(mark, own) => (mark, own),
            Role::FixedAndCounted(mark, own) => {
                counted += u32::from(day.working);
                (mark, own)
            }
        };
        days.push(TraceDay { date, mark, working: day.working, reason: because(day.reason, own) });
    }
    Ok(days)
}

/// A day's holiday and the rule's own reason, whichever there are.
pub(crate) fn because(holiday: Option<String>, own: &'static str) -> Cow<'static, str> {
    match (holiday, own) {
        (None, own) => own.into(),
        (Some(holiday), "") => holiday.into(),
        (Some(holiday), own) => format!("{holiday}；{own}").into(),
    }
}

/// What a day is to a count.
pub(crate) enum Role {
    /// Counted if it is a working day.
    Count,
    /// Marked so whatever day it is, and not counted.
    Fixed(Mark, &'static str),
    /// Marked so, and counted if it is a working day.
    FixedAndCounted(Mark, &'static str),
}
