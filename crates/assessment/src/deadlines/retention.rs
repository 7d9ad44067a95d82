//! 第二十二条: how long records are kept at the least.
//!
//! > ……纸质材料（包括报名、考务、试卷、评分等过程纸质材料）保管不少于3年，电子材料（包括电子数据、视频等）
//! > 不少于5年。……各方盖章或者签字的评价记录、评价资料等，应当保存具有法律效力的原件。
//!
//! The text names no start; the day of the batch's last document is a reading. The period ends on the
//! corresponding day, or on the month's last day where there is none (民法典第二百零二条): it has run out
//! when that day is over. By default the end does not roll past days of rest (第二百零三条 would): a
//! least period is neither stretched nor cut by it. Originals signed or sealed have no end in the clause.
//!
//! Worked examples: paper of 2020-02-29 to 2023-02-28; of 2021-02-28 to 2024-02-28, not the 29th.

use chrono::{Days, Months, NaiveDate};

use super::obligation::Obligation;
use super::status::Status;
use super::trace::{Mark, TraceDay, because};
use super::{Computed, Method, Reading};
use crate::calendar::{Calendar, CalendarError};
use crate::civil_date::is_weekend;

/// Years for paper.
pub const PAPER_YEARS: u32 = 3;
/// Years for electronic material.
pub const ELECTRONIC_YEARS: u32 = 5;

/// How the rule counts.
pub const METHOD: Method = Method {
    starts: "该批资料最后一份形成的日期（原文未写起算日，属一种理解）",
    first_day: "当日不计（民法典第二百零一条）",
    unit: "年；届满日为对应日，没有对应日的为当月末日（民法典第二百零二条）",
    rolls: "不顺延：“不少于”只定下限（默认）；可改为按民法典第二百零三条顺延",
    source: "第二十二条；起算日、是否顺延属一种理解。届满只表示最短保管期已满，不等于可以销毁",
};

/// The day on which the least period of `years` years from `record` ends.
///
/// Returns `None` only where the calendar of the world ends.
pub fn last_day(record: NaiveDate, years: u32) -> Option<NaiveDate> {
    record.checked_add_months(Months::new(years.checked_mul(12)?))
}

/// Computes the end of the least period; `rolls` moves it past days of rest.
///
/// # Errors
/// When rolling is asked for and the calendar does not cover the end.
pub fn compute(
    key: &'static str,
    record: NaiveDate,
    years: u32,
    rolls: bool,
    calendar: &Calendar,
) -> Result<Computed, CalendarError> {
    let unrolled = last_day(record, years).ok_or_else(|| calendar.too_late())?;
    let rolled = calendar.on_or_after(unrolled);
    let date = if rolls { rolled? } else { unrolled };
    let mut readings = Vec::with_capacity(2);
    readings.push(Reading::of(key, "unrolled", unrolled, false));
    if let Ok(rolled) = rolled {
        let provisional = calendar.provisional(unrolled, rolled).is_some();
        readings.push(Reading::of(key, "rolled", rolled, provisional));
    }
    // Without rolling no working day is involved, so nothing can be provisional.
    let provisional = if rolls { calendar.provisional(unrolled, date) } else { None };
    Ok(Computed {
        key,
        date,
        chosen: Some(if rolls { "rolled" } else { "unrolled" }),
        readings,
        safe_side: provisional
            .is_some()
            .then(|| calendar.fewest_working().on_or_after(unrolled))
            .transpose()?,
        provisional,
        method: METHOD,
        trace: trace(record, unrolled, date, calendar),
    })
}

/// What the material of a batch is, and how its period is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Material {
    /// Electronic material is kept five years, paper three.
    pub electronic: bool,
    /// Whether it holds signed or sealed originals, to which the clause gives no end.
    pub originals: bool,
    /// Whether the end moves past days of rest.
    pub rolls: bool,
}

impl Material {
    /// Key of the rule.
    pub fn key(self) -> &'static str {
        if self.electronic { "retention-electronic" } else { "retention-paper" }
    }

    fn years(self) -> u32 {
        if self.electronic { ELECTRONIC_YEARS } else { PAPER_YEARS }
    }
}

/// The obligation to keep material whose last document is of `last_document`, as seen on `today`.
///
/// # Errors
/// When rolling is asked for and the calendar does not cover the end.
pub fn obligation(
    material: Material,
    last_document: NaiveDate,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<Obligation, CalendarError> {
    let Material { originals, rolls, .. } = material;
    let computed = compute(material.key(), last_document, material.years(), rolls, calendar)?;
    let status = Status::of_period(computed.leading(), today);
    let is_rolled_known = computed.readings.iter().any(|reading| reading.key == "rolled");
    let mut obligation = Obligation::new(computed, status);
    if originals {
        obligation.note = "含签字盖章的原件：原件的期限第二十二条未写，届满后继续保存。".into();
    } else if !is_rolled_known {
        obligation.note = "届满日不在日历范围内，顺延的读法不能计算；不顺延的结果不受影响。".into();
    }
    Ok(obligation)
}

/// The telling days only: the start, the corresponding day, and those passed over.
fn trace(
    record: NaiveDate,
    unrolled: NaiveDate,
    date: NaiveDate,
    calendar: &Calendar,
) -> Vec<TraceDay> {
    let day = |date, mark, own| {
        let known = calendar.day(date).ok();
        let working = known.as_ref().map_or(!is_weekend(date), |day| day.working);
        let reason = because(known.and_then(|day| day.reason), own);
        TraceDay { date, mark, working, reason }
    };
    // A register may hold ten thousand batches, each with a trace: mostly of two days.
    let mut days = Vec::with_capacity(2);
    days.push(day(record, Mark::Event, "最后一份资料形成，当日不计"));
    let mut passed = unrolled;
    while passed < date {
        days.push(day(passed, Mark::Rolled, "届满日是休息日，顺延"));
        passed = passed + Days::new(1);
    }
    days.push(day(date, Mark::Result, "最短保管期届满，当日仍须保管"));
    days
}
