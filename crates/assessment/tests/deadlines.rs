//! The deadlines besides 第十一条: what people get wrong about months, holidays and first days.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::num::NonZeroU32;

use assessment::calendar::CalendarError;
use assessment::deadlines::consent::{self, Consent};
use assessment::deadlines::lead::Lead;
use assessment::deadlines::{
    Computed, Mark, certificate_expiry, rectification, reporting, retention, targets, validity,
};
use assessment::self_check::registers::{DayCount, Term};
use chrono::NaiveDate;
use support::{day, guangxi, national};

fn last_day(record: &str, years: u32) -> NaiveDate {
    retention::last_day(day(record), years).unwrap()
}

fn days(days: u32, kind: DayCount) -> Term {
    Term::days(NonZeroU32::new(days), kind)
}

fn rectified(from: &str, term: &Term) -> Computed {
    rectification::compute(day(from), term, true, &guangxi()).unwrap().unwrap()
}

fn reading(computed: &Computed, key: &str) -> Option<NaiveDate> {
    computed.readings.iter().find(|reading| reading.key == key).map(|reading| reading.date)
}

#[test]
fn a_period_in_years_ends_on_the_corresponding_day_or_the_months_last() {
    assert_eq!(last_day("2020-02-29", 3), day("2023-02-28"));
    assert_eq!(last_day("2020-02-29", 5), day("2025-02-28"));
    // The corresponding day exists, so the leap day after it is not reached.
    assert_eq!(last_day("2021-02-28", 3), day("2024-02-28"));
    assert_eq!(last_day("2019-02-28", 5), day("2024-02-28"));
    assert_eq!(last_day("2021-03-01", 3), day("2024-03-01"));
    for (record, end) in [
        ("2023-01-31", "2026-01-31"),
        ("2023-04-30", "2026-04-30"),
        ("2022-12-31", "2025-12-31"),
        ("2023-01-01", "2026-01-01"),
    ] {
        assert_eq!(last_day(record, 3), day(end));
    }
}

#[test]
fn a_least_period_is_not_stretched_by_a_holiday_unless_rolling_is_chosen() {
    // 2026-10-01 to 10-07 is free; Thu 10-08 is the next working day.
    let compute = |rolls| {
        retention::compute("retention-paper", day("2023-10-01"), 3, rolls, &national()).unwrap()
    };
    for (rolls, chosen, date) in [(false, "unrolled", "2026-10-01"), (true, "rolled", "2026-10-08")]
    {
        let computed = compute(rolls);
        assert_eq!((computed.chosen, computed.date), (Some(chosen), day(date)));
        assert_eq!(reading(&computed, "unrolled"), Some(day("2026-10-01")));
        assert_eq!(reading(&computed, "rolled"), Some(day("2026-10-08")));
    }
}

#[test]
fn rolling_stops_at_a_worked_saturday_and_passes_march_third_in_guangxi() {
    let roll = |record, calendar| {
        retention::compute("retention-electronic", day(record), 5, true, &calendar).unwrap().date
    };
    assert_eq!(roll("2021-02-14", national()), day("2026-02-14"));
    // 2026-04-17 is 三月三: from Friday over the weekend to Tue 04-21, since Mon 20 is free as well.
    assert_eq!(roll("2021-04-17", national()), day("2026-04-17"));
    assert_eq!(roll("2021-04-17", guangxi()), day("2026-04-21"));
}

#[test]
fn an_end_beyond_the_calendar_is_known_as_long_as_it_does_not_roll() {
    let compute =
        |rolls| retention::compute("retention-electronic", day("2031-05-01"), 5, rolls, &guangxi());
    let computed = compute(false).unwrap();
    assert_eq!((computed.date, computed.provisional), (day("2036-05-01"), None));
    let refused = compute(true);
    assert!(matches!(refused, Err(CalendarError::TooLate { .. })), "{refused:?}");
}

#[test]
fn a_term_in_calendar_days_leaves_out_the_day_of_receipt_and_rolls_past_rest() {
    // 15 days from Wed 2026-09-16 end on 10-01, which is free to 10-07.
    let computed = rectified("2026-09-16", &days(15, DayCount::Calendar));
    assert_eq!(computed.date, day("2026-10-08"));
    assert_eq!(reading(&computed, "unrolled"), Some(day("2026-10-01")));
    // 10 days from 09-10 end on Sun 09-20, which is worked.
    assert_eq!(rectified("2026-09-10", &days(10, DayCount::Calendar)).date, day("2026-09-20"));
    assert_eq!(rectified("2026-03-02", &days(1, DayCount::Calendar)).date, day("2026-03-03"));
    // Over the end of February: 30 days from 01-29 are 2026-02-28, a worked Saturday.
    assert_eq!(rectified("2026-01-29", &days(30, DayCount::Calendar)).date, day("2026-02-28"));
}

#[test]
fn a_term_in_working_days_counts_worked_weekends_and_skips_holidays() {
    // From Thu 2026-09-24: 25 is 中秋; 28, 29, 30 are 1–3; to 10-07 free; 8, 9 are 4, 5; Sat 10 is 6.
    assert_eq!(rectified("2026-09-24", &days(5, DayCount::Working)).date, day("2026-10-09"));
    assert_eq!(rectified("2026-09-24", &days(6, DayCount::Working)).date, day("2026-10-10"));
    // Received on a day of rest: the next working day is the first.
    assert_eq!(rectified("2026-10-03", &days(1, DayCount::Working)).date, day("2026-10-08"));
}

#[test]
fn a_date_named_by_the_order_stands_also_on_a_sunday_and_beyond_the_calendar() {
    for date in ["2026-10-04", "2051-06-30"] {
        let computed = rectified("2026-09-16", &Term::until(Some(day(date))));
        assert_eq!((computed.date, computed.provisional), (day(date), None));
    }
    let open = rectification::compute(day("2026-09-16"), &Term::until(None), false, &guangxi());
    assert_eq!(open, Ok(None));
}

#[test]
fn days_after_a_named_date_are_not_called_rolled() {
    // The order was received a week after the date that it sets.
    let computed = rectified("2026-03-16", &Term::until(Some(day("2026-03-09"))));
    let marks = |mark| computed.trace.iter().filter(|day| day.mark == mark).count();
    assert_eq!((marks(Mark::Result), marks(Mark::Event), marks(Mark::Rolled)), (1, 1, 0));
}

#[test]
fn terms_that_reach_an_unknown_year_are_provisional_and_beyond_all_refused() {
    let computed = rectified("2026-12-28", &days(10, DayCount::Working));
    assert!(computed.provisional.is_some_and(|why| why.contains("2027")));
    for kind in [DayCount::Calendar, DayCount::Working] {
        for number in [20_000, u32::MAX] {
            let refused =
                rectification::compute(day("2026-12-28"), &days(number, kind), true, &guangxi());
            assert!(matches!(refused, Err(CalendarError::TooLate { .. })), "{refused:?}");
        }
    }
}

#[test]
fn candidate_data_are_due_on_the_last_working_day_before_the_event() {
    for (event, due) in [
        ("2026-12-22", "2026-12-21"),
        // After 国庆 and 春节; the day before the latter's break is a worked Saturday.
        ("2026-10-08", "2026-09-30"),
        ("2026-02-24", "2026-02-14"),
        ("2026-10-12", "2026-10-10"),
        // On a day of rest, and on the first of January.
        ("2026-06-21", "2026-06-18"),
        ("2026-01-01", "2025-12-31"),
    ] {
        let computed = reporting::compute(day(event), &guangxi()).unwrap();
        assert_eq!(computed.date, day(due), "{event}");
    }
}

#[test]
fn consent_is_asked_for_the_institutions_own_lead_before_the_event() {
    let compute = |consent, days| {
        let lead = Lead { days: NonZeroU32::new(days).unwrap(), kind: DayCount::Working };
        consent::compute(consent, day("2026-12-22"), lead, &guangxi()).unwrap()
    };
    // Before Tue 12-22: 21 is 1; 18–14 are 2–6; 11–8 are 7–10.
    assert_eq!(compute(Consent::Offsite, 10).date, day("2026-12-08"));
    assert_eq!(compute(Consent::Separation, 1).date, day("2026-12-21"));
    assert_eq!(compute(Consent::Offsite, 1).key, "offsite-approval");
    assert_eq!(compute(Consent::Separation, 1).key, "separation-approval");
}

#[test]
fn a_lead_in_calendar_days_that_leads_to_a_day_of_rest_ends_on_the_working_day_before() {
    let compute = |event, days| {
        let lead = Lead { days: NonZeroU32::new(days).unwrap(), kind: DayCount::Calendar };
        consent::compute(Consent::Offsite, day(event), lead, &guangxi()).unwrap()
    };
    // 10 days before Tue 12-22 is Sat 12-12; in working days it would be 12-08.
    let computed = compute("2026-12-22", 10);
    assert_eq!(computed.date, day("2026-12-11"));
    let marks: Vec<_> = computed.trace.iter().map(|day| day.mark).collect();
    assert_eq!(marks[..3], [Mark::Result, Mark::Counted(1), Mark::Counted(2)]);
    assert_eq!(marks[10..], [Mark::Counted(10), Mark::Event]);
    // 5 days before Sat 10-10 is Mon 10-05; the holiday began on Thu 10-01.
    let computed = compute("2026-10-10", 5);
    assert_eq!(computed.date, day("2026-09-30"));
    assert_eq!(computed.trace.iter().filter(|day| day.mark == Mark::Rolled).count(), 4);
    // A worked Saturday is a day on which one can ask.
    assert_eq!(compute("2026-10-12", 2).date, day("2026-10-10"));
}

#[test]
fn the_institutions_own_targets_run_from_the_day_after_the_event() {
    let due = |days, kind, end| {
        let days = NonZeroU32::new(days).unwrap();
        targets::compute(days, kind, day(end), &guangxi()).unwrap()
    };
    // From Wed 2026-04-15: 16 is 1; 17 and 20 are 三月三; 21 is 2.
    assert_eq!(due(2, DayCount::Working, "2026-04-15").date, day("2026-04-21"));
    assert_eq!(due(2, DayCount::Calendar, "2026-04-15").date, day("2026-04-17"));
    let computed = due(10, DayCount::Calendar, "2026-12-28");
    assert_eq!((computed.date, computed.provisional), (day("2027-01-07"), None));
    assert!(due(10, DayCount::Working, "2026-12-28").provisional.is_some());
    assert!(computed.method.source.contains("自定"));
}

#[test]
fn a_certificate_is_valid_on_its_last_day_which_does_not_roll() {
    // A Sunday.
    assert_eq!(certificate_expiry::compute(day("2027-02-28")).date, day("2027-02-28"));
}

#[test]
fn the_regulation_was_valid_to_2023_12_07_or_with_its_first_day_counted_to_the_6th() {
    let computed = validity::compute();
    assert_eq!(computed.date, day("2023-12-07"));
    assert_eq!(reading(&computed, "first-day-counted"), Some(day("2023-12-06")));
    assert_eq!(validity::last_day(), day("2023-12-07"));
}

#[test]
fn a_provisional_date_shows_a_safe_side_that_never_trusts_the_unknown_year() {
    // Something to be done before an event: by the safe side earlier or on the same day.
    for event in ["2027-01-06", "2027-02-18", "2027-05-11", "2027-10-14"] {
        let computed = reporting::compute(day(event), &guangxi()).unwrap();
        assert!(computed.safe_side.unwrap() <= computed.date, "{event}");
    }
    // Something to be done within working days: no later than the provisional day either.
    let computed = rectified("2026-12-28", &days(40, DayCount::Working));
    assert!(computed.safe_side.unwrap() <= computed.date);
    // A firm date needs none.
    assert_eq!(rectified("2026-09-16", &days(15, DayCount::Calendar)).safe_side, None);
}

#[test]
fn a_reading_that_rolls_in_an_unpublished_year_is_provisional_where_the_chosen_day_is_firm() {
    // 2027-05-01 is a Saturday; of 2027 no notice is known.
    let compute = |record, rolls| {
        retention::compute("retention-paper", day(record), 3, rolls, &guangxi()).unwrap()
    };
    let unknown = compute("2024-05-01", false);
    assert_eq!(unknown.provisional, None);
    let marks = |computed: &Computed| -> Vec<_> {
        computed.readings.iter().map(|reading| (reading.key, reading.provisional)).collect()
    };
    assert_eq!(marks(&unknown), [("unrolled", false), ("rolled", true)]);
    assert!(compute("2024-05-01", true).provisional.is_some());
    let known = compute("2023-05-01", false);
    assert_eq!(marks(&known), [("unrolled", false), ("rolled", false)]);
    assert!(unknown.readings[1].date_words().ends_with("（暂定）"));
    assert!(!known.readings[1].date_words().contains("暂定"));
}
