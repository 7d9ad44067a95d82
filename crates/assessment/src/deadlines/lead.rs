//! Counting back from an event, as the rules do that lead up to one.

use std::num::NonZeroU32;

use chrono::{Days, NaiveDate};

use super::status::{Early, Status};
use super::trace::{Mark, Role, trace_days};
use super::{Computed, Method};
use crate::calendar::{Calendar, CalendarError};
use crate::content::regulation;
use crate::self_check::registers::DayCount;

/// How long before an event something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// How many days; the event's own is not counted.
    pub days: NonZeroU32,
    /// Calendar or working days. A lead in calendar days that leads to a day of rest ends on the working
    /// day before it, for nobody is there to be asked.
    pub kind: DayCount,
}

impl Lead {
    /// The last working day before the event.
    pub const WORKING_DAY: Self = Self { days: NonZeroU32::MIN, kind: DayCount::Working };

    /// The day to which it leads before `event`, and the day before it is moved off days of rest.
    fn before(
        self,
        event: NaiveDate,
        calendar: &Calendar,
    ) -> Result<(NaiveDate, NaiveDate), CalendarError> {
        let days = self.days.get();
        match self.kind {
            DayCount::Working => {
                let before = calendar.working_before(event)?;
                let nth = before.checked_sub(days).ok_or_else(|| calendar.too_early())?;
                let date = calendar.nth_working(nth)?;
                Ok((date, date))
            }
            DayCount::Calendar => {
                let day = event
                    .checked_sub_days(Days::new(u64::from(days)))
                    .ok_or_else(|| calendar.too_early())?;
                let date =
                    if calendar.is_working(day)? { day } else { calendar.last_before(day)? };
                Ok((date, day))
            }
        }
    }
}

/// Computes the day that lies `lead` before `event`, by the rule `key`.
///
/// # Errors
/// When the calendar does not cover it.
pub(super) fn compute(
    key: &'static str,
    method: Method,
    event: NaiveDate,
    lead: Lead,
    calendar: &Calendar,
) -> Result<Computed, CalendarError> {
    let (date, unmoved) = lead.before(event, calendar)?;
    let provisional = calendar.provisional(date, event);
    let safe_side = match provisional {
        Some(_) => Some(lead.before(event, calendar.fewest_working())?.0),
        None => None,
    };
    let mut nth = 0;
    Ok(Computed {
        key,
        date,
        chosen: None,
        readings: Vec::new(),
        provisional,
        safe_side,
        method,
        trace: trace_days(calendar, date, event, |day| {
            nth += u32::from(day >= unmoved);
            if day == event {
                Role::Fixed(Mark::Event, "开展评价，当日不计")
            } else if day == date {
                Role::FixedAndCounted(Mark::Result, "最迟办理日")
            } else if day < unmoved {
                Role::Fixed(Mark::Rolled, "落在休息日，提前")
            } else if lead.kind == DayCount::Calendar {
                Role::Fixed(Mark::Counted(nth), "")
            } else {
                Role::Count
            }
        })?,
    })
}

/// Something that a clause wants done before an event, and what is entered about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    /// First day of the event.
    pub(super) event: NaiveDate,
    /// When it was asked for, where others have to answer.
    pub(super) asked: Option<NaiveDate>,
    /// When it was done.
    pub(super) done: Option<NaiveDate>,
    /// What is missing where nothing is entered, such as `上报日`.
    pub(super) what: &'static str,
}

impl Before {
    /// Where it stands on `today`. The event's day judges; the computed day is advice.
    pub(super) fn status(
        self,
        computed: &Computed,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Status {
        if self.event < regulation().issued {
            return Status::BeforeRegulation { early: Early::Event };
        }
        if let Some(done) = self.done {
            return match (done - self.event).num_days() {
                _ if done > today => Status::DoneAhead,
                0 => Status::OnEventDay,
                days @ 1.. => Status::AfterEvent { days },
                _ => Status::Done,
            };
        }
        let days = (self.event - today).num_days();
        if days < 0 {
            return Status::NotRecorded { what: self.what };
        }
        if self.asked.is_some() && days > 0 {
            return Status::Awaited { days };
        }
        Status::ahead(computed, today, calendar).unwrap_or(Status::PastAdvice { days })
    }
}
