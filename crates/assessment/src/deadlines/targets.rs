//! 第十四条 and 第二十条: 按时 and 及时, which have no number.
//!
//! > 要严格执行考务管理程序，按时领取、分发和收回试卷或相关材料。（第十四条）
//!
//! > 评价机构应当及时作出评价结论……（第二十条）
//!
//! The institution may set targets of its own; every date from them is marked as its own.
//! Worked example: a conclusion within 10 working days of an event that ended on 2026-12-23 is due on
//! 2027-01-07 (provisional: of 2027 only the statutory days are known).

use std::num::NonZeroU32;

use chrono::{Days, NaiveDate};

use super::obligation::Obligation;
use super::status::Status;
use super::trace::{Mark, Role, trace_days};
use super::{Computed, Method};
use crate::calendar::{Calendar, CalendarError};
use crate::self_check::registers::DayCount;
use crate::self_check::settings::Target;

/// Key of the target that runs before an event for consent away from the filed sites (第十六条).
pub const OFFSITE_LEAD: &str = "offsite-lead";
/// Key of the target that runs before an event for consent to an exception (第二十四条).
pub const SEPARATION_LEAD: &str = "separation-lead";

/// How the rule counts.
pub const METHOD: Method = Method {
    starts: "该批次评价结束的日期",
    first_day: "当日不计",
    unit: "本机构自定的天数",
    rolls: "不顺延",
    source: "本机构自定；原文只写“按时”“及时”，没有天数",
};

/// The targets that run from the end of an event: all but the leads for consents.
pub fn after_events(targets: &[Target]) -> impl Iterator<Item = &Target> {
    targets.iter().filter(|target| ![OFFSITE_LEAD, SEPARATION_LEAD].contains(&target.key.as_str()))
}

/// Computes the day that lies `days` of `kind` after `end`.
///
/// # Errors
/// When the calendar does not cover the period.
pub fn compute(
    days: NonZeroU32,
    kind: DayCount,
    end: NaiveDate,
    calendar: &Calendar,
) -> Result<Computed, CalendarError> {
    let (days, working) = (days.get(), kind == DayCount::Working);
    let date = match kind {
        DayCount::Working => calendar.working_days_after(end, days)?,
        DayCount::Calendar => {
            end.checked_add_days(Days::new(u64::from(days))).ok_or_else(|| calendar.too_late())?
        }
    };
    let provisional = if working { calendar.provisional(end, date) } else { None };
    let mut nth = 0;
    Ok(Computed {
        key: "target",
        date,
        chosen: None,
        readings: Vec::new(),
        safe_side: provisional
            .is_some()
            .then(|| calendar.most_working().working_days_after(end, days))
            .transpose()?,
        provisional,
        method: METHOD,
        trace: trace_days(calendar, end, date, |day| {
            if day == end {
                return Role::Fixed(Mark::Event, "评价结束，当日不计");
            }
            nth += 1;
            match (day == date, working) {
                (true, _) => Role::FixedAndCounted(Mark::Result, "目标日"),
                (false, true) => Role::Count,
                (false, false) => Role::Fixed(Mark::Counted(nth), ""),
            }
        })?,
    })
}

/// The obligation of an event that ended on `end`, as seen on `today`. A target is the institution's own:
/// once past, it is to be checked, never late.
///
/// # Errors
/// When the calendar does not cover the period.
pub fn obligation(
    days: NonZeroU32,
    kind: DayCount,
    end: NaiveDate,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<Obligation, CalendarError> {
    let computed = compute(days, kind, end, calendar)?;
    let status = Status::ahead(&computed, today, calendar)
        .unwrap_or(Status::Passed { days: (today - computed.date).num_days() });
    Ok(Obligation::new(computed, status))
}
