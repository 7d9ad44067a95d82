//! The safe side of a provisional date against what the notices of all known years really brought: each
//! year is hidden in turn, with all after it, and whatever was then called safe must hold.

mod support;

use assessment::calendar::{Calendar, HolidayRows, Region};
use assessment::content::Change;
use assessment::deadlines::filing;
use chrono::{Datelike as _, NaiveDate};
use support::day;

/// The lunar holidays and 清明 of the known years: 春节, 清明, 三月三, 端午, 中秋.
const MOVABLE: [[&str; 5]; 8] = [
    ["2019-02-05", "2019-04-05", "2019-04-07", "2019-06-07", "2019-09-13"],
    ["2020-01-25", "2020-04-04", "2020-03-26", "2020-06-25", "2020-10-01"],
    ["2021-02-12", "2021-04-04", "2021-04-14", "2021-06-14", "2021-09-21"],
    ["2022-02-01", "2022-04-05", "2022-04-03", "2022-06-03", "2022-09-10"],
    ["2023-01-22", "2023-04-05", "2023-04-22", "2023-06-22", "2023-09-29"],
    ["2024-02-10", "2024-04-04", "2024-04-11", "2024-06-10", "2024-09-17"],
    ["2025-01-29", "2025-04-04", "2025-03-31", "2025-05-31", "2025-10-06"],
    ["2026-02-17", "2026-04-05", "2026-04-19", "2026-06-19", "2026-09-25"],
];

fn statutory_day(date: NaiveDate, name: &'static str) -> Change {
    Change { date, off: true, name, year: date.year(), note: "" }
}

/// The statutory days by the law of their time: 除夕 and the second day of May only since 2025.
fn statutory_of_known_years() -> Vec<Change> {
    let mut days = Vec::new();
    for [spring, qingming, third, dragon_boat, autumn] in MOVABLE.map(|year| year.map(day)) {
        let year = spring.year();
        let fixed = |month, from: u32, to: u32| {
            (from..=to).filter_map(move |day| NaiveDate::from_ymd_opt(year, month, day))
        };
        let since_2025 = i64::from(year >= 2025);
        let spring_days = (-since_2025..3).map(|offset| spring + chrono::TimeDelta::days(offset));
        days.extend(fixed(1, 1, 1).map(|day| statutory_day(day, "元旦")));
        days.extend(spring_days.map(|day| statutory_day(day, "春节")));
        days.push(statutory_day(qingming, "清明节"));
        days.push(statutory_day(third, "壮族三月三"));
        let labour = if year >= 2025 { 2 } else { 1 };
        days.extend(fixed(5, 1, labour).map(|day| statutory_day(day, "劳动节")));
        days.push(statutory_day(dragon_boat, "端午节"));
        days.push(statutory_day(autumn, "中秋节"));
        days.extend(fixed(10, 1, 3).map(|day| statutory_day(day, "国庆节")));
    }
    days.sort_by_key(|change| change.date);
    days
}

/// The calendar as it was known before the notice of `year`.
fn before_the_notice_of(year: i32, region: Region) -> Calendar {
    let product = HolidayRows::PRODUCT;
    let earlier = |rows: &[Change]| -> Vec<Change> {
        rows.iter().filter(|row| row.year < year).copied().collect()
    };
    let mut statutory: Vec<Change> =
        statutory_of_known_years().into_iter().filter(|row| row.year >= year).collect();
    statutory.extend(product.statutory);
    let rows = HolidayRows {
        national: &earlier(product.national),
        guangxi: &earlier(product.guangxi),
        statutory: &statutory,
    };
    Calendar::of_rows(region, rows, &[])
}

/// The calendar in hindsight beside the one before the notice, for every year and region.
fn each_hidden_year() -> impl Iterator<Item = (i32, Calendar, Calendar)> {
    (2019..=2026).flat_map(|year| {
        [Region::National, Region::Guangxi]
            .map(|region| (year, Calendar::new(region, &[]), before_the_notice_of(year, region)))
    })
}

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = day(&format!("{year}-01-01"));
    first.iter_days().take_while(move |day| day.year() == year)
}

#[test]
fn a_safe_day_before_an_event_is_never_later_than_the_one_by_the_real_notice() {
    for (year, real, hidden) in each_hidden_year() {
        let safe = hidden.fewest_working();
        for event in days_of(year) {
            for n in 0..=60 {
                // In early 2019 a count back leaves the data, on both calendars alike or sooner.
                let Ok(safe) = filing::dates(event, n, safe) else { continue };
                let real = filing::dates(event, n, &real).unwrap();
                let case = format!("{n} before {event}, {:?}", hidden.region());
                assert!(safe.latest_workday <= real.latest_workday, "{case}");
                assert!(safe.literal_day <= real.literal_day, "{case}");
                assert!(safe.window_end <= real.window_end, "{case}");
            }
        }
    }
}

#[test]
fn a_safe_end_of_a_term_is_never_later_than_the_one_by_the_real_notice() {
    for (year, real, hidden) in each_hidden_year() {
        for from in days_of(year) {
            for n in 1..=60 {
                let safe = hidden.most_working().working_days_after(from, n).unwrap();
                let real = real.working_days_after(from, n).unwrap();
                assert!(safe <= real, "{n} after {from}, {:?}: {safe} {real}", hidden.region());
            }
        }
    }
}

#[test]
fn a_safe_rolled_end_is_never_earlier_for_what_is_kept_nor_later_for_what_is_due() {
    for (year, real, hidden) in each_hidden_year() {
        for end in days_of(year) {
            let real = real.on_or_after(end).unwrap();
            assert!(hidden.fewest_working().on_or_after(end).unwrap() >= real, "{end}");
            assert!(hidden.most_working().on_or_after(end).unwrap() <= real, "{end}");
        }
    }
}

#[test]
fn every_count_that_a_notice_changed_was_marked_before_it() {
    for (year, real, hidden) in each_hidden_year() {
        // And the December before, into which a notice may reach.
        let december = days_of(year - 1).skip(330).filter(|day| *day >= real.first());
        for event in december.chain(days_of(year)) {
            let told = hidden.provisional(event, event).is_some();
            let differs = real.is_working(event) != hidden.is_working(event);
            assert!(told || !differs, "{event}, {:?}", hidden.region());
        }
    }
}

#[test]
fn the_days_before_a_new_year_on_monday_are_not_settled_until_its_notice_is_known() {
    // 2029-01-01 is a Monday, as 2007-01-01 was, whose notice worked 2006-12-30 and 31.
    let known = |years: &[i32]| {
        let notices: Vec<_> = years.iter().map(|year| support::notice(*year)).collect();
        Calendar::new(Region::National, &notices)
    };
    let calendar = known(&[2027, 2028]);
    assert_eq!(calendar.provisional(day("2028-12-01"), day("2028-12-29")), None);
    for date in ["2028-12-30", "2028-12-31"] {
        let why = calendar.provisional(day("2028-12-01"), day(date));
        assert!(why.is_some_and(|why| why.contains("2029") && !why.contains("2028")), "{date}");
        assert_eq!(calendar.most_working().is_working(day(date)), Ok(true), "{date}");
        assert_eq!(calendar.is_working(day(date)), Ok(false), "{date}");
    }
    assert_eq!(known(&[2027, 2028, 2029]).provisional(day("2028-12-01"), day("2028-12-31")), None);
}

#[test]
fn the_monday_before_a_new_year_on_tuesday_may_become_free() {
    // 2030-01-01 is a Tuesday, as 2019-01-01 was: 2018-12-29 was worked and 2018-12-31 free.
    let notices: Vec<_> = (2027..=2029).map(support::notice).collect();
    let calendar = Calendar::new(Region::National, &notices);
    assert_eq!(calendar.provisional(day("2029-12-01"), day("2029-12-28")), None);
    assert!(calendar.provisional(day("2029-12-01"), day("2029-12-31")).is_some());
    assert_eq!(calendar.fewest_working().is_working(day("2029-12-31")), Ok(false));
    assert_eq!(calendar.most_working().is_working(day("2029-12-29")), Ok(true));
}

#[test]
fn the_days_before_a_new_year_on_friday_are_settled() {
    // 2027-01-01: it adjoins the weekend after it.
    let calendar = Calendar::new(Region::National, &[]);
    assert_eq!(calendar.provisional(day("2026-12-01"), day("2026-12-31")), None);
}
