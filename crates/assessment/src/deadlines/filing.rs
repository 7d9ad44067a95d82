//! 第十一条: filing with 市培训鉴定指导机构 before the first event in Nanning.
//!
//! > ……应在首次开展认定评价工作前20个工作日内向市培训鉴定指导机构备案……
//!
//! "前20个工作日内" can be read in three ways; all are computed:
//! - safe: at least 20 full working days lie strictly between the filing and the event;
//! - literal: 20 working days with the filing day counted;
//! - window: within the last 20 working days before the event, from `window-start` to `window-end`.
//!
//! Worked example: an event on 2026-12-22 is filed by 2026-11-23 (safe), by 2026-11-24 (literal), or
//! from 2026-11-24 to 2026-12-21 (window).

use chrono::{Days, NaiveDate};

use super::obligation::Obligation;
use super::status::{Early, Status};
use super::trace::{Mark, Role, trace_days};
use super::{Computed, Method, Reading};
use crate::calendar::{Calendar, CalendarError};
use crate::civil_date::plain_date;
use crate::content::regulation;
use crate::self_check::settings::FilingReading;

/// The number of working days in the clause.
pub const WORKING_DAYS: u32 = 20;

/// The days that the readings lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// The last working day with at least n full working days strictly between it and the event.
    pub latest_workday: NaiveDate,
    /// The same without asking that it be a working day itself.
    pub latest_day: NaiveDate,
    /// The last day from which n working days lie before the event, that day counted; also the first
    /// day of the window of the last n working days.
    pub literal_day: NaiveDate,
    /// The last day of that window: the last working day before the event.
    pub window_end: NaiveDate,
}

/// How the rule counts.
pub const METHOD: Method = Method {
    starts: "首次开展认定评价工作的日期，向前推算",
    first_day: "备案当日与开展当日都不计",
    unit: "20 个工作日",
    rolls: "落在休息日的，提前到前一个工作日",
    source: "第十一条；“前20个工作日内”的三种读法均属理解，请向市培训鉴定指导机构核实",
};

/// Computes the days for an event on `event` and `days` working days, in constant time.
///
/// # Errors
/// When the calendar does not cover the period.
pub fn dates(event: NaiveDate, days: u32, calendar: &Calendar) -> Result<Dates, CalendarError> {
    let before = calendar.working_before(event)?;
    // The n-th working day before the event: the last day from which n working days lie in [day, event).
    let nth = before.checked_sub(days).ok_or_else(|| calendar.too_early())?;
    let literal_day = if days == 0 { event } else { calendar.nth_working(nth)? };
    let previous = nth.checked_sub(1).ok_or_else(|| calendar.too_early())?;
    Ok(Dates {
        latest_workday: calendar.nth_working(previous)?,
        latest_day: literal_day - Days::new(1),
        literal_day,
        window_end: calendar.last_before(event)?,
    })
}

/// Computes the deadline by `reading`, with the other readings and the trace.
///
/// # Errors
/// When the calendar does not cover the period.
pub fn compute(
    event: NaiveDate,
    reading: FilingReading,
    calendar: &Calendar,
) -> Result<Computed, CalendarError> {
    let dates = dates(event, WORKING_DAYS, calendar)?;
    let by_reading = |dates: Dates| match reading {
        FilingReading::Safe => ("safe", dates.latest_workday),
        FilingReading::Literal => ("literal", dates.literal_day),
        FilingReading::Window => ("window-end", dates.window_end),
    };
    let (chosen, date) = by_reading(dates);
    let from = dates.latest_workday;
    let provisional = calendar.provisional(from, event);
    let safe_side = match provisional {
        Some(_) => Some(by_reading(self::dates(event, WORKING_DAYS, calendar.fewest_working())?).1),
        None => None,
    };
    let reading =
        |key, date| Reading::of("filing", key, date, calendar.provisional(date, event).is_some());
    Ok(Computed {
        key: "filing",
        date,
        chosen: Some(chosen),
        readings: vec![
            reading("safe", dates.latest_workday),
            reading("literal", dates.literal_day),
            reading("window-start", dates.literal_day),
            reading("window-end", dates.window_end),
        ],
        provisional,
        safe_side,
        method: METHOD,
        trace: trace_days(calendar, from, event, |day| {
            if day == event {
                Role::Fixed(Mark::Event, "首次开展，当日不计")
            } else if day == date && day == from {
                Role::Fixed(Mark::Result, "最迟备案日，当日不计")
            } else if day == date {
                Role::FixedAndCounted(Mark::Result, "最迟备案日，当日计入")
            } else if day == from {
                Role::Fixed(Mark::Skipped, "不在所选读法的期间内")
            } else {
                Role::Count
            }
        })?,
    })
}

/// What is known of the filing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filed {
    /// The day on which it was filed.
    pub on: Option<NaiveDate>,
    /// Whether item 11.1 says that it was filed in time, on a day that is not entered.
    pub confirmed: bool,
}

/// The obligation to file before a first event on `event`, as seen on `today`.
///
/// Whether a filing was late depends on the reading, so the status names it. An event, or a last day,
/// before the day of issue brings no lateness: of an event on 2021-12-20 the safe day was 2021-11-19, when
/// the rule did not exist.
///
/// # Errors
/// When the calendar does not cover the period.
pub fn obligation(
    event: NaiveDate,
    filed: Filed,
    reading: FilingReading,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<Obligation, CalendarError> {
    let computed = compute(event, reading, calendar)?;
    let status = status(event, filed, &computed, today, calendar);
    let mut obligation = Obligation::new(computed, status);
    let regulation = regulation();
    if event < regulation.issued {
        obligation.note =
            format!("开展日早于本细则印发之日（{}），当时还没有这一要求。", regulation.issued)
                .into();
    }
    if (regulation.issued..regulation.posted).contains(&event) {
        obligation.note = format!(
            "{}开展时本细则已印发、尚未在官网公布（{}公布），当时是否已知悉，请自行说明。",
            obligation.note,
            plain_date(regulation.posted)
        )
        .into();
    }
    Ok(obligation)
}

fn status(
    event: NaiveDate,
    filed: Filed,
    computed: &Computed,
    today: NaiveDate,
    calendar: &Calendar,
) -> Status {
    let issued = regulation().issued;
    if event < issued {
        return Status::BeforeRegulation { early: Early::Event };
    }
    if computed.date < issued {
        return Status::BeforeRegulation { early: Early::Deadline };
    }
    let reading = computed.chosen_name();
    match filed {
        Filed { on: Some(on), .. } if on > today => Status::DoneAhead,
        Filed { on: Some(on), .. } if on >= event => {
            Status::AfterEvent { days: (on - event).num_days() }
        }
        Filed { on: Some(on), .. } if on > computed.date => Status::DonePastReading {
            reading,
            working: calendar.working_between(computed.date, on).ok(),
            others: computed.others_until(on),
        },
        Filed { on: Some(_), .. } | Filed { confirmed: true, .. } => Status::Done,
        _ if today > event => Status::NotRecorded { what: "备案日" },
        _ => Status::ahead(computed, today, calendar).unwrap_or_else(|| Status::PastReading {
            reading,
            days: (today - computed.date).num_days(),
            others: computed.others_until(today),
        }),
    }
}
