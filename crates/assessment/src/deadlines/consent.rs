//! 第十六条 and 第二十四条: consent to be had before an event.
//!
//! > 需在备案场所外开展评价的，需经市培训鉴定指导机构审核同意。（第十六条）
//!
//! > ……经市培训鉴定指导机构同意后，可按人员回避有关规定在本评价机构开展认定评价。（第二十四条）
//!
//! Neither names a period: the consent must be there when the event begins. How long before it to ask is
//! the institution's own lead time, one working day unless it sets another.
//! Worked example: with a lead of 10 working days, an event on 2026-12-22 has 2026-12-08.

use chrono::NaiveDate;

use super::lead::{self, Before, Lead};
use super::obligation::Obligation;
use super::targets::{OFFSITE_LEAD, SEPARATION_LEAD};
use super::{Computed, Method};
use crate::calendar::{Calendar, CalendarError};
use crate::self_check::registers::Asked;

/// The two consents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// 第十六条, for an event away from the filed sites.
    Offsite,
    /// 第二十四条, for an exception to 培训与评价分离.
    Separation,
}

impl Consent {
    /// Key of the rule.
    pub fn key(self) -> &'static str {
        match self {
            Self::Offsite => "offsite-approval",
            Self::Separation => "separation-approval",
        }
    }

    /// Key of the institution's own lead time for it.
    pub fn lead_key(self) -> &'static str {
        match self {
            Self::Offsite => OFFSITE_LEAD,
            Self::Separation => SEPARATION_LEAD,
        }
    }

    /// How the rule counts.
    pub fn method(self) -> Method {
        Method {
            starts: "该批次开展评价的首日",
            first_day: "开展当日不计",
            unit: "原文没有天数；按本机构自定的提前量（工作日或自然日），未设的取前一个工作日",
            rolls: "落在休息日的，提前到前一个工作日",
            source: match self {
                Self::Offsite => "第十六条只要求“审核同意”；提前量是本机构自定",
                Self::Separation => "第二十四条写明“同意后”；提前量是本机构自定",
            },
        }
    }
}

/// Computes the day by which to have asked: `lead` before `event`.
///
/// # Errors
/// When the calendar does not cover it.
pub fn compute(
    consent: Consent,
    event: NaiveDate,
    lead: Lead,
    calendar: &Calendar,
) -> Result<Computed, CalendarError> {
    lead::compute(consent.key(), consent.method(), event, lead, calendar)
}

/// The obligation to have the consent before an event on `event`, as seen on `today`.
///
/// The computed day is the one by which to ask; whether the clause was kept is judged by the day of the
/// consent against the event alone. With a lead of 10 working days an event on 2026-12-22 is asked for by
/// 2026-12-08, and a consent of 12-15 is in order.
///
/// # Errors
/// When the calendar does not cover the day.
pub fn obligation(
    consent: Consent,
    event: NaiveDate,
    asked: Asked,
    lead: Lead,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<Obligation, CalendarError> {
    let computed = compute(consent, event, lead, calendar)?;
    let Asked { applied_on, consented_on } = asked;
    let facts = Before { event, asked: applied_on, done: consented_on, what: "同意日" };
    let status = facts.status(&computed, today, calendar);
    Ok(Obligation::new(computed, status))
}
