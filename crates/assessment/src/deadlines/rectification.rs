//! 第二十七条 and 第二十八条: the end of a 限期 set by an order.
//!
//! > ……由市培训鉴定指导机构责令评价机构限期整改，评价机构不整改或整改不符合要求的，对评价机构主要负责人
//! > 进行约谈，将相关情况推送至市公共信用信息平台。（第二十七条）
//!
//! > ……由人力资源社会保障部门责令限期整改……（第二十八条）
//!
//! The term runs from the day that the order names, else from the day on which it was received; that day
//! is not counted (民法典第二百零一条). A term in calendar days that ends on a day of rest may end on the next
//! working day (第二百零三条): whether it covers a term set by an authority, and ordinary weekends, is a
//! reading. The earlier day leads, unless the self-check's switch says otherwise.
//!
//! Worked example: 15 working days, received on 2026-10-12, end on 2026-11-02.

use chrono::{Days, NaiveDate};

use super::obligation::Obligation;
use super::status::Status;
use super::trace::{Mark, Role, trace_days};
use super::{Computed, Method, Reading};
use crate::calendar::{Calendar, CalendarError};
use crate::self_check::registers::{DayCount, Term};

/// How the rule counts.
pub const METHOD: Method = Method {
    starts: "通知书写明的起算日；没有写的，收到之日",
    first_day: "起算当日不计（民法典第二百零一条）",
    unit: "按通知书：自然日、工作日或写明的日期",
    rolls: "自然日届满遇休息日的，默认不顺延；可改为按民法典第二百零三条顺延（一种理解）；写明日期的不动",
    source: "第二十七、二十八条“限期整改”；期限以通知书为准",
};

/// Computes the end of `term` that runs from `from`, past days of rest where it `rolls`; `None` while the
/// order has neither a date nor a number of days.
///
/// Worked example: 15 calendar days received on 2026-04-02 end on 2026-04-17, and rolled on 04-21.
///
/// # Errors
/// When the calendar does not cover the period.
pub fn compute(
    from: NaiveDate,
    term: &Term,
    rolls: bool,
    calendar: &Calendar,
) -> Result<Option<Computed>, CalendarError> {
    let Some((date, readings)) = end(from, term, rolls, calendar)? else { return Ok(None) };
    let provisional = match term {
        Term::Date { .. } => None,
        Term::Days { kind: DayCount::Calendar, .. } if !rolls => None,
        Term::Days { .. } => calendar.provisional(from, date),
    };
    let safe_side = match provisional {
        Some(_) => end(from, term, rolls, calendar.most_working())?.map(|(date, _)| date),
        None => None,
    };
    let working = matches!(term, Term::Days { kind: DayCount::Working, .. });
    let unrolled = readings.first().map_or(date, |reading| reading.date);
    let mut nth = 0;
    let trace = trace_days(calendar, from.min(date), date.max(from), |day| {
        if day == from && day == date {
            // An order can name the very day on which it is received.
            return Role::Fixed(Mark::Result, "起算当日届满");
        }
        if day == from {
            return Role::Fixed(Mark::Event, "起算日不计");
        }
        nth += 1;
        if day > date {
            // Only an order that names a date can have been received after it.
            Role::Fixed(Mark::Skipped, "已在写明的日期之后")
        } else if day == date {
            Role::FixedAndCounted(Mark::Result, "限期届满")
        } else if working {
            Role::Count
        } else if day >= unrolled {
            Role::Fixed(Mark::Rolled, "届满日是休息日，顺延")
        } else {
            Role::Fixed(Mark::Counted(nth), "")
        }
    });
    // An order that names a date says all by itself, also where the calendar ends.
    let trace = if matches!(term, Term::Date { .. }) { trace.unwrap_or_default() } else { trace? };
    Ok(Some(Computed {
        key: "rectification",
        date,
        chosen: (!readings.is_empty()).then_some(if rolls { "rolled" } else { "unrolled" }),
        readings,
        provisional,
        safe_side,
        method: METHOD,
        trace,
    }))
}

/// The end of `term`, and its readings where it can be read in two ways.
fn end(
    from: NaiveDate,
    term: &Term,
    rolls: bool,
    calendar: &Calendar,
) -> Result<Option<(NaiveDate, Vec<Reading>)>, CalendarError> {
    Ok(Some(match *term {
        Term::Date { date: None, .. } | Term::Days { days: None, .. } => return Ok(None),
        Term::Date { date: Some(date), .. } => (date, Vec::new()),
        Term::Days { days: Some(days), kind: DayCount::Working, .. } => {
            (calendar.working_days_after(from, days.get())?, Vec::new())
        }
        Term::Days { days: Some(days), kind: DayCount::Calendar, .. } => {
            let unrolled = from
                .checked_add_days(Days::new(u64::from(days.get())))
                .ok_or_else(|| calendar.too_late())?;
            let rolled = calendar.on_or_after(unrolled)?;
            let provisional = calendar.provisional(unrolled, rolled).is_some();
            let readings = vec![
                Reading::of("rectification", "unrolled", unrolled, false),
                Reading::of("rectification", "rolled", rolled, provisional),
            ];
            (if rolls { rolled } else { unrolled }, readings)
        }
    }))
}

/// The obligation to carry out an order whose `term` runs from `from` and which was carried out on
/// `done`, as seen on `today`; `None` while the order says no term.
///
/// # Errors
/// When the calendar does not cover the period.
pub fn obligation(
    from: NaiveDate,
    term: &Term,
    rolls: bool,
    done: Option<NaiveDate>,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<Option<Obligation>, CalendarError> {
    let Some(computed) = compute(from, term, rolls, calendar)? else { return Ok(None) };
    let status = status(&computed, done, today, calendar);
    Ok(Some(Obligation::new(computed, status)))
}

fn status(
    computed: &Computed,
    done: Option<NaiveDate>,
    today: NaiveDate,
    calendar: &Calendar,
) -> Status {
    let reading = computed.chosen_name();
    // Where both readings come to one day, or the later one is chosen, no reading needs to be named.
    let others = computed.others_until(computed.date + Days::new(1));
    let differs = others.iter().any(Option::is_some);
    match done {
        Some(done) if done > today => Status::DoneAhead,
        Some(done) if done > computed.date && differs => match computed.others_until(done) {
            [None, None] => Status::of_duty(computed.date, today, Some(done), calendar),
            others => {
                let working = calendar.working_between(computed.date, done).ok();
                Status::DonePastReading { reading, working, others }
            }
        },
        Some(done) => Status::of_duty(computed.date, today, Some(done), calendar),
        None => Status::ahead(computed, today, calendar).unwrap_or_else(|| {
            let days = (today - computed.date).num_days();
            if differs {
                Status::PastReading { reading, days, others: computed.others_until(today) }
            } else {
                Status::of_duty(computed.date, today, None, calendar)
            }
        }),
    }
}
