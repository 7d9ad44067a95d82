//! 第二十七条（六）: candidate data reported through the platform before an event is carried out.
//!
//! > ……具体实施评价前未通过系统平台向市培训鉴定指导机构上报考生信息等数据的；
//!
//! The text has no number of days. The last working day before the event is the tool's own caution,
//! since the platform and the authority may not be at work on the days between.
//! Worked example: an event on Thursday 2026-10-08 has 2026-09-30.

use chrono::NaiveDate;

use super::lead::{self, Before, Lead};
use super::obligation::Obligation;
use super::{Computed, Method};
use crate::calendar::{Calendar, CalendarError};

/// How the rule counts.
pub const METHOD: Method = Method {
    starts: "该批次开展评价的首日",
    first_day: "开展当日不计",
    unit: "原文没有天数；取开展前的最后一个工作日",
    rolls: "落在休息日的，提前到前一个工作日",
    source: "第二十七条（六）只要求“具体实施评价前”；提前到工作日是本工具建议",
};

/// Computes the last working day before `event`.
///
/// # Errors
/// When the calendar does not cover it.
pub fn compute(event: NaiveDate, calendar: &Calendar) -> Result<Computed, CalendarError> {
    lead::compute("candidate-data", METHOD, event, Lead::WORKING_DAY, calendar)
}

/// The obligation of an event on `event` whose candidate data were reported on `reported`, as seen on
/// `today`.
///
/// 第二十七条（六） asks for a report before the event, so only the event's day decides: an event on
/// 2026-10-08 reported on 10-07 is in order, though the advised day was 09-30.
///
/// # Errors
/// When the calendar does not cover the day.
pub fn obligation(
    event: NaiveDate,
    reported: Option<NaiveDate>,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<Obligation, CalendarError> {
    let computed = compute(event, calendar)?;
    let facts = Before { event, asked: None, done: reported, what: "上报日" };
    let status = facts.status(&computed, today, calendar);
    Ok(Obligation::new(computed, status))
}
