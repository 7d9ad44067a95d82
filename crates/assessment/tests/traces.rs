//! A trace can be checked by eye: every day of the period once, counted or skipped and why.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::num::NonZeroU32;

use assessment::calendar::Calendar;
use assessment::civil_date::is_weekend;
use assessment::deadlines::consent::{self, Consent};
use assessment::deadlines::lead::Lead;
use assessment::deadlines::{
    Computed, Mark, TraceDay, filing, rectification, reporting, retention, targets,
};
use assessment::self_check::registers::{DayCount, Term};
use assessment::self_check::settings::FilingReading;
use chrono::{Days, NaiveDate};
use support::{day, guangxi, national};

fn counted(trace: &[TraceDay]) -> Vec<u32> {
    trace
        .iter()
        .filter_map(|day| match day.mark {
            Mark::Counted(nth) => Some(nth),
            _ => None,
        })
        .collect()
}

fn on(trace: &[TraceDay], date: &str) -> TraceDay {
    trace.iter().find(|traced| traced.date == day(date)).unwrap().clone()
}

fn marked(trace: &[TraceDay], mark: Mark) -> Vec<NaiveDate> {
    trace.iter().filter(|day| day.mark == mark).map(|day| day.date).collect()
}

/// Every day once and in order, none without a reason but plain counted ones, and the weekdays right.
fn assert_complete(computed: &Computed, calendar: &Calendar) {
    let trace = &computed.trace;
    for (one, next) in trace.iter().zip(trace.iter().skip(1)) {
        assert_eq!(one.date + Days::new(1), next.date, "{}", computed.key);
    }
    for traced in trace {
        assert_eq!(Ok(traced.working), calendar.is_working(traced.date), "{traced:?}");
        if !matches!(traced.mark, Mark::Counted(_)) {
            assert!(!traced.reason.is_empty(), "{} without a reason", traced.date);
        }
        if is_weekend(traced.date) == traced.working {
            // A worked weekend or a free weekday: its holiday is named.
            assert!(traced.reason.contains("节") || traced.reason.contains("三"), "{traced:?}");
        }
    }
    let numbers = counted(trace);
    assert!(numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{numbers:?}");
}

#[test]
fn the_safe_filing_trace_counts_exactly_20_days_between_filing_and_event() {
    for event in ["2026-12-22", "2026-10-01", "2026-10-10", "2026-05-06", "2026-03-02"] {
        for calendar in [national(), guangxi()] {
            let computed = filing::compute(day(event), FilingReading::Safe, &calendar).unwrap();
            assert_complete(&computed, &calendar);
            assert_eq!(counted(&computed.trace), (1..=20).collect::<Vec<_>>(), "{event}");
            assert_eq!(marked(&computed.trace, Mark::Result), [computed.date]);
            assert_eq!(marked(&computed.trace, Mark::Event), [day(event)]);
            assert_eq!(computed.trace.first().unwrap().date, computed.date);
            assert_eq!(computed.trace.last().unwrap().date, day(event));
        }
    }
}

#[test]
fn the_literal_filing_trace_counts_the_filing_day_as_the_first() {
    let calendar = guangxi();
    let computed = filing::compute(day("2026-12-22"), FilingReading::Literal, &calendar).unwrap();
    assert_complete(&computed, &calendar);
    assert_eq!(marked(&computed.trace, Mark::Result), [day("2026-11-24")]);
    assert_eq!(counted(&computed.trace), (2..=20).collect::<Vec<_>>());
    assert_eq!(on(&computed.trace, "2026-11-23").mark, Mark::Skipped);
}

#[test]
fn the_window_filing_trace_counts_its_last_day_as_the_twentieth() {
    let calendar = guangxi();
    let computed = filing::compute(day("2026-12-22"), FilingReading::Window, &calendar).unwrap();
    assert_complete(&computed, &calendar);
    assert_eq!(marked(&computed.trace, Mark::Result), [day("2026-12-21")]);
    assert_eq!(counted(&computed.trace), (1..=19).collect::<Vec<_>>());
}

#[test]
fn a_trace_over_the_national_day_names_what_it_skips_and_what_is_worked() {
    let computed = filing::compute(day("2026-10-20"), FilingReading::Safe, &guangxi()).unwrap();
    let trace = &computed.trace;
    for (date, mark, reason) in [
        ("2026-10-01", Mark::Skipped, "国庆节放假"),
        ("2026-10-03", Mark::Skipped, "周末"),
        ("2026-10-11", Mark::Skipped, "周末"),
        ("2026-09-25", Mark::Skipped, "中秋节放假"),
    ] {
        let traced = on(trace, date);
        assert_eq!((traced.mark, traced.reason.as_ref()), (mark, reason), "{date}");
    }
    let worked = on(trace, "2026-10-10");
    assert!(matches!(worked.mark, Mark::Counted(_)));
    assert_eq!(worked.reason, "国庆节调休上班");
}

#[test]
fn a_term_in_working_days_is_counted_from_the_day_after_receipt() {
    let calendar = guangxi();
    let term = Term::days(NonZeroU32::new(15), DayCount::Working);
    let computed =
        rectification::compute(day("2026-09-24"), &term, true, &calendar).unwrap().unwrap();
    assert_complete(&computed, &calendar);
    assert_eq!(marked(&computed.trace, Mark::Event), [day("2026-09-24")]);
    assert_eq!(marked(&computed.trace, Mark::Result), [computed.date]);
    // The fifteenth is the result itself.
    assert_eq!(counted(&computed.trace), (1..=14).collect::<Vec<_>>());
}

#[test]
fn a_term_in_calendar_days_counts_rest_days_too_and_shows_what_it_rolled_past() {
    let calendar = guangxi();
    let term = Term::days(NonZeroU32::new(15), DayCount::Calendar);
    let computed =
        rectification::compute(day("2026-09-16"), &term, true, &calendar).unwrap().unwrap();
    assert_complete(&computed, &calendar);
    // 09-17 to 09-30 are 1 to 14; the fifteenth, 10-01, and the rest of the holiday are passed over.
    assert_eq!(counted(&computed.trace), (1..=14).collect::<Vec<_>>());
    let rolled: Vec<_> = (1..=7).map(|d| day(&format!("2026-10-0{d}"))).collect();
    assert_eq!(marked(&computed.trace, Mark::Rolled), rolled);
    assert_eq!(marked(&computed.trace, Mark::Result), [day("2026-10-08")]);
}

#[test]
fn an_order_that_names_the_day_of_its_receipt_ends_on_it() {
    let received = day("2026-11-23");
    let term = Term::until(Some(received));
    let computed = rectification::compute(received, &term, false, &guangxi()).unwrap().unwrap();
    assert_complete(&computed, &guangxi());
    assert_eq!(marked(&computed.trace, Mark::Result), [received]);
}

#[test]
fn days_before_an_event_are_traced_from_the_due_day_to_the_event() {
    let calendar = guangxi();
    let data = reporting::compute(day("2026-10-08"), &calendar).unwrap();
    let ten = Lead { days: NonZeroU32::new(10).unwrap(), kind: DayCount::Working };
    let lead = consent::compute(Consent::Offsite, day("2026-12-22"), ten, &calendar).unwrap();
    for (computed, from, to) in
        [(&data, "2026-09-30", "2026-10-08"), (&lead, "2026-12-08", "2026-12-22")]
    {
        assert_complete(computed, &calendar);
        assert_eq!(computed.trace.first().unwrap().date, day(from));
        assert_eq!(computed.trace.last().unwrap().date, day(to));
        assert_eq!(marked(&computed.trace, Mark::Result), [day(from)]);
    }
    // The due day is the first of the ten.
    assert_eq!(counted(&lead.trace), (2..=10).collect::<Vec<_>>());
}

#[test]
fn an_own_target_is_traced_from_the_end_of_the_event() {
    let calendar = guangxi();
    for kind in [DayCount::Working, DayCount::Calendar] {
        let ten = NonZeroU32::new(10).unwrap();
        let computed = targets::compute(ten, kind, day("2026-04-15"), &calendar).unwrap();
        assert_complete(&computed, &calendar);
        assert_eq!(counted(&computed.trace), (1..=9).collect::<Vec<_>>(), "{kind:?}");
        assert_eq!(marked(&computed.trace, Mark::Result), [computed.date]);
    }
}

#[test]
fn a_retention_trace_shows_the_start_the_end_and_only_what_lies_between_readings() {
    let trace = |rolls| {
        let record = day("2023-10-01");
        retention::compute("retention-paper", record, 3, rolls, &national()).unwrap().trace
    };
    let dates = |trace: &[TraceDay]| trace.iter().map(|day| day.date).collect::<Vec<_>>();
    assert_eq!(dates(&trace(false)), [day("2023-10-01"), day("2026-10-01")]);
    let rolled = trace(true);
    assert_eq!(marked(&rolled, Mark::Rolled).len(), 7);
    assert_eq!(
        rolled.last().map(|last| (last.date, last.mark)),
        Some((day("2026-10-08"), Mark::Result))
    );
    assert!(rolled.iter().all(|day| !day.reason.is_empty()));
}
