//! Working days against a second implementation that is slow and obviously right: it reads the rows of
//! the notices by itself, keeps the working days in a set, and looks for what a definition says day by day.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::BTreeSet;
use std::ops::Bound::{Excluded, Included};
use std::sync::LazyLock;

use assessment::calendar::Calendar;
use assessment::deadlines::filing;
use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use proptest::prelude::*;
use support::{day, guangxi, national, rows};

const NATIONAL: &str = include_str!("../../../regulation/calendars/national.csv");
const GUANGXI: &str = include_str!("../../../regulation/calendars/guangxi.csv");
const STATUTORY: &str = include_str!("../../../regulation/calendars/statutory.csv");

/// The first year of the data and the last that the tests look at; 2027 is where counts from 2026 end.
const YEARS: (i32, i32) = (2019, 2027);

/// The working days of the years, one by one.
struct Slow {
    working: BTreeSet<NaiveDate>,
    first: NaiveDate,
    last: NaiveDate,
}

impl Slow {
    fn new(with_guangxi: bool) -> Self {
        let first = NaiveDate::from_ymd_opt(YEARS.0, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(YEARS.1, 12, 31).unwrap();
        let mut working: BTreeSet<NaiveDate> = first
            .iter_days()
            .take_while(|date| *date <= last)
            .filter(|date| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun))
            .collect();
        for row in rows(STATUTORY) {
            if with_guangxi || !row["name"].contains("三月三") {
                working.remove(&day(&row["date"]));
            }
        }
        for row in rows(NATIONAL)
            .into_iter()
            .chain(with_guangxi.then(|| rows(GUANGXI)).into_iter().flatten())
        {
            let date = day(&row["date"]);
            match row["kind"].as_str() {
                "work" if date >= first => {
                    working.insert(date);
                }
                "off" => {
                    working.remove(&date);
                }
                _ => {}
            }
        }
        Self { working, first, last }
    }

    /// Working days strictly between two days.
    fn between(&self, after: NaiveDate, before: NaiveDate) -> usize {
        self.working.range((Excluded(after), Excluded(before))).count()
    }

    /// The latest day before `event` that fulfils `condition`, if the data reach that far.
    fn latest(&self, event: NaiveDate, condition: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        let mut date = event;
        while date > self.first {
            date = date - Days::new(1);
            if condition(date) {
                return Some(date);
            }
        }
        None
    }

    /// At least `n` full working days lie strictly between it and the event, and it is one itself.
    fn safe(&self, event: NaiveDate, n: usize) -> Option<NaiveDate> {
        self.latest(event, |date| self.working.contains(&date) && self.between(date, event) >= n)
    }

    /// The same without being a working day itself.
    fn latest_day(&self, event: NaiveDate, n: usize) -> Option<NaiveDate> {
        self.latest(event, |date| self.between(date, event) >= n)
    }

    /// At least `n` working days lie from it, itself counted, up to the event.
    fn literal(&self, event: NaiveDate, n: usize) -> Option<NaiveDate> {
        let reaches = |date| self.working.range(date..event).count() >= n;
        if reaches(event) { Some(event) } else { self.latest(event, reaches) }
    }

    /// The day on which the `n`th working day after `date` is counted.
    fn after(&self, date: NaiveDate, n: usize) -> Option<NaiveDate> {
        let mut counted = 0;
        let mut day = date;
        while counted < n && day < self.last {
            day = day + Days::new(1);
            counted += usize::from(self.working.contains(&day));
        }
        (counted == n).then_some(day)
    }

    fn on_or_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        if self.working.contains(&date) { Some(date) } else { self.after(date, 1) }
    }
}

/// The calendar under test beside the slow one, for all China and for Guangxi.
static BOTH: LazyLock<[(Calendar, Slow); 2]> =
    LazyLock::new(|| [(national(), Slow::new(false)), (guangxi(), Slow::new(true))]);

/// Every day of the published years.
fn known_days() -> impl Iterator<Item = NaiveDate> {
    day("2019-01-01").iter_days().take_while(|date| *date <= day("2026-12-31"))
}

fn assert_filing(calendar: &Calendar, slow: &Slow, event: NaiveDate, n: u32) {
    let found = filing::dates(event, n, calendar).ok();
    let count = usize::try_from(n).unwrap();
    let case = || format!("{n} working days before {event}, {:?}", calendar.region());
    assert_eq!(found.map(|dates| dates.latest_workday), slow.safe(event, count), "{}", case());
    if let Some(dates) = found {
        assert_eq!(Some(dates.latest_day), slow.latest_day(event, count), "{}", case());
        assert_eq!(Some(dates.literal_day), slow.literal(event, count), "{}", case());
        assert_eq!(Some(dates.window_end), slow.safe(event, 0), "{}", case());
    }
}

fn assert_after(calendar: &Calendar, slow: &Slow, date: NaiveDate, n: u32) {
    let found = calendar.working_days_after(date, n).ok();
    let case = || format!("{n} working days after {date}, {:?}", calendar.region());
    assert_eq!(found, slow.after(date, usize::try_from(n).unwrap()), "{}", case());
}

#[test]
fn every_day_of_the_known_years_is_worked_or_free_as_the_notices_say() {
    for (calendar, slow) in BOTH.iter() {
        for date in known_days() {
            assert_eq!(calendar.is_working(date), Ok(slow.working.contains(&date)), "{date}");
            assert_eq!(calendar.on_or_after(date).ok(), slow.on_or_after(date), "{date}");
            assert_eq!(calendar.last_before(date).ok(), slow.safe(date, 0), "{date}");
        }
    }
}

#[test]
fn every_filing_day_of_the_known_years_is_what_the_definition_says() {
    for (calendar, slow) in BOTH.iter() {
        for event in known_days() {
            for n in [0, 1, 5, 20, 60] {
                assert_filing(calendar, slow, event, n);
            }
        }
    }
}

#[test]
fn every_count_forward_from_the_known_years_is_what_the_definition_says() {
    for (calendar, slow) in BOTH.iter() {
        for date in known_days() {
            for n in [0, 1, 5, 20, 60] {
                assert_after(calendar, slow, date, n);
            }
        }
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let days = (day("2026-12-31") - day("2019-01-01")).num_days().unsigned_abs();
    (0..=days).prop_map(|offset| day("2019-01-01") + Days::new(offset))
}

proptest! {
    #[test]
    fn any_number_of_days_before_and_after_any_date(date in any_day(), n in 0_u32..=60) {
        for (calendar, slow) in BOTH.iter() {
            assert_filing(calendar, slow, date, n);
            assert_after(calendar, slow, date, n);
        }
    }

    #[test]
    fn working_days_between_leave_out_the_earlier_and_count_the_later(a in any_day(), b in any_day()) {
        let (earlier, later) = (a.min(b), a.max(b));
        for (calendar, slow) in BOTH.iter() {
            let expected = slow.working.range((Included(earlier), Included(later))).count()
                - usize::from(slow.working.contains(&earlier));
            let found = calendar.working_between(earlier, later).unwrap();
            prop_assert_eq!(usize::try_from(found).unwrap(), expected);
        }
    }

    #[test]
    fn counting_forward_and_measuring_agree(date in any_day(), n in 1_u32..=60) {
        for (calendar, _) in BOTH.iter() {
            let end = calendar.working_days_after(date, n).unwrap();
            prop_assert_eq!(calendar.working_between(date, end), Ok(n));
            prop_assert_eq!(calendar.is_working(end), Ok(true));
        }
    }

    #[test]
    fn an_unknown_year_never_has_fewer_working_days_than_assumed_on_the_safe_side(
        offset in 0_u64..365,
        n in 1_u32..=40,
    ) {
        // The safe side of a count must bound the provisional day from below in both directions.
        let date = day("2027-01-01") + Days::new(offset);
        for (calendar, _) in BOTH.iter() {
            let provisional = filing::dates(date, n, calendar).unwrap();
            let safe = filing::dates(date, n, calendar.fewest_working()).unwrap();
            prop_assert!(safe.latest_workday <= provisional.latest_workday);
            let after = calendar.working_days_after(date, n).unwrap();
            prop_assert!(calendar.most_working().working_days_after(date, n).unwrap() <= after);
        }
    }
}
