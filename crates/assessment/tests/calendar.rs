//! Which days are worked, how far that is known, and what a notice entered by the user changes.

mod support;

use assessment::calendar::{Attestation, Calendar, CalendarError, Notice, NoticeDay, Region};
use serde_json::Map;
use support::{day, guangxi, national};

fn notice(year: i32, region: Region, days: Vec<NoticeDay>) -> Notice {
    Notice { year, region, days, extra: Map::new() }
}

/// The national notice of 2027 as a user might enter it; shaped like a real one, the days are made up.
fn national_2027() -> Notice {
    let off = ["2027-02-09", "2027-02-10", "2027-02-11"];
    let named = |name: &str, date: &str, is_off_day| NoticeDay {
        name: name.to_owned(),
        date: day(date),
        is_off_day,
        extra: Map::new(),
    };
    let mut days: Vec<_> = off.into_iter().map(|date| named("春节", date, true)).collect();
    days.push(named("元旦", "2027-01-03", false));
    days.extend(support::notice(2027).days);
    notice(2027, Region::National, days)
}

fn guangxi_2027() -> Notice {
    let off = |date: &str| NoticeDay {
        name: "壮族三月三".to_owned(),
        date: day(date),
        is_off_day: true,
        extra: Map::new(),
    };
    notice(2027, Region::Guangxi, vec![off("2027-04-09"), off("2027-04-12")])
}

fn attested(calendar: &Calendar, year: i32) -> Option<Attestation> {
    calendar.years().find(|(known, _)| *known == year).map(|(_, attestation)| attestation)
}

#[test]
fn a_day_says_why_it_is_free_or_worked() {
    for (date, working, reason) in [
        ("2026-10-09", true, None),
        ("2026-10-10", true, Some("国庆节调休上班")),
        ("2026-10-11", false, Some("周末")),
        ("2026-10-01", false, Some("国庆节放假")),
        ("2026-10-03", false, Some("周末")),
        ("2026-04-20", false, Some("壮族三月三放假")),
    ] {
        let known = guangxi().day(day(date)).unwrap();
        assert_eq!((known.working, known.reason.as_deref()), (working, reason), "{date}");
    }
    assert_eq!(national().day(day("2026-04-20")).unwrap().reason, None);
}

#[test]
fn the_last_working_day_before_a_holiday_may_be_a_saturday() {
    // 春节 2026 lasts from Sun 02-15 to Mon 02-23; Sat 02-14 is worked for it.
    let calendar = national();
    assert_eq!(calendar.last_before(day("2026-02-24")), Ok(day("2026-02-14")));
    assert_eq!(calendar.last_before(day("2026-02-16")), Ok(day("2026-02-14")));
    // And the first after it is Tue 02-24, but after Fri 02-27 it is Sat 02-28.
    assert_eq!(calendar.on_or_after(day("2026-02-15")), Ok(day("2026-02-24")));
    assert_eq!(calendar.working_days_after(day("2026-02-27"), 1), Ok(day("2026-02-28")));
}

#[test]
fn a_count_of_working_days_leaves_out_the_day_that_it_starts_on() {
    let calendar = guangxi();
    // From a working day and from the free days that follow it the next working day is the same.
    assert_eq!(calendar.working_days_after(day("2026-09-30"), 1), Ok(day("2026-10-08")));
    assert_eq!(calendar.working_days_after(day("2026-10-04"), 1), Ok(day("2026-10-08")));
    // 12-31 to the worked Sunday 01-04: 元旦 2026 is free on 1 and 2, Sat 3 is a weekend.
    assert_eq!(calendar.working_days_after(day("2025-12-31"), 1), Ok(day("2026-01-04")));
    assert_eq!(calendar.working_between(day("2025-12-31"), day("2026-01-04")), Ok(1));
    assert_eq!(calendar.working_between(day("2026-10-01"), day("2026-10-07")), Ok(0));
}

#[test]
fn the_29th_of_february_is_a_day_like_any_other() {
    // Thu 2024-02-29; the week before is plain.
    let calendar = national();
    assert_eq!(calendar.is_working(day("2024-02-29")), Ok(true));
    assert_eq!(calendar.working_days_after(day("2024-02-28"), 2), Ok(day("2024-03-01")));
    assert_eq!(calendar.last_before(day("2024-03-01")), Ok(day("2024-02-29")));
}

#[test]
fn years_without_data_are_refused_and_never_counted_as_plain_weeks() {
    for calendar in [national(), guangxi()] {
        // 2018-12-31 is even named in the notice for 2019; that does not make 2018 known.
        for date in ["2018-12-31", "2018-06-15", "2015-01-05"] {
            let refused = calendar.is_working(day(date));
            assert!(matches!(refused, Err(CalendarError::TooEarly { .. })), "{refused:?}");
        }
        let refused = calendar.last_before(day("2019-01-02"));
        assert!(matches!(refused, Err(CalendarError::TooEarly { .. })), "{refused:?}");
        let after = calendar.last().succ_opt().unwrap();
        let refused = calendar.on_or_after(after);
        assert!(matches!(refused, Err(CalendarError::TooLate { .. })), "{refused:?}");
        let refused = calendar.working_days_after(calendar.last(), 1);
        assert!(matches!(refused, Err(CalendarError::TooLate { .. })), "{refused:?}");
    }
}

#[test]
fn a_number_of_days_beyond_all_calendars_is_refused() {
    let refused = guangxi().working_days_after(day("2026-10-12"), u32::MAX);
    assert!(matches!(refused, Err(CalendarError::TooLate { .. })), "{refused:?}");
}

#[test]
fn refusals_name_the_date_and_the_limit() {
    let early = national().is_working(day("2018-12-31")).unwrap_err().to_string();
    assert!(early.contains("2018-12-31") && early.contains("2019-01-01"), "{early}");
    let late = national().is_working(day("2051-05-06")).unwrap_err().to_string();
    assert!(late.contains("2051-05-06") && late.contains("2035-12-31"), "{late}");
}

#[test]
fn years_2019_to_2026_are_published_and_the_later_ones_only_statutory() {
    for calendar in [national(), guangxi()] {
        let known: Vec<_> = calendar.years().collect();
        let published = (2019..=2026).map(|year| (year, Attestation::Published));
        let statutory = (2027..=2035).map(|year| (year, Attestation::StatutoryOnly));
        assert_eq!(known, published.chain(statutory).collect::<Vec<_>>());
        assert_eq!(calendar.provisional(day("2019-01-01"), day("2026-12-31")), None);
        let why = calendar.provisional(day("2026-12-31"), day("2027-01-04"));
        assert!(why.is_some_and(|why| why.contains("2027 年") && !why.contains("2026")));
        let why = calendar.provisional(day("2026-12-31"), day("2028-01-04"));
        assert!(why.is_some_and(|why| why.contains("2027、2028 年")));
    }
}

#[test]
fn in_2027_the_statutory_days_are_free_and_march_third_in_guangxi_alone() {
    for calendar in [national(), guangxi()] {
        assert_eq!(calendar.is_working(day("2027-01-01")), Ok(false));
        assert_eq!(calendar.is_working(day("2027-02-08")), Ok(false));
        assert_eq!(calendar.is_working(day("2027-09-15")), Ok(false));
    }
    assert_eq!(guangxi().is_working(day("2027-04-09")), Ok(false));
    assert_eq!(national().is_working(day("2027-04-09")), Ok(true));
}

#[test]
fn an_entered_national_notice_replaces_the_statutory_days_and_makes_the_year_firm() {
    let calendar = Calendar::new(Region::National, &[national_2027()]);
    assert_eq!(attested(&calendar, 2027), Some(Attestation::Entered));
    assert_eq!(calendar.provisional(day("2026-12-01"), day("2027-12-31")), None);
    // The notice works a Sunday and lengthens 春节.
    assert_eq!(calendar.is_working(day("2027-01-03")), Ok(true));
    assert_eq!(calendar.is_working(day("2027-02-11")), Ok(false));
}

#[test]
fn a_year_entered_in_part_stays_provisional_for_what_the_notice_does_not_name() {
    let mut part = support::notice(2027);
    part.days.retain(|day| day.name.contains("元旦") || day.name.contains("春节"));
    let calendar = Calendar::new(Region::National, &[part]);
    assert_eq!(attested(&calendar, 2027), Some(Attestation::EnteredInPart));
    // January and February are arranged; 清明节 on Mon 04-05 is not, nor is what lies near it.
    assert_eq!(calendar.provisional(day("2027-01-04"), day("2027-03-01")), None);
    assert!(calendar.provisional(day("2027-03-01"), day("2027-03-31")).is_some());
    assert!(calendar.provisional(day("2027-09-10"), day("2027-09-10")).is_some());
    // A forgotten holiday stays free: no arrangement works a statutory day.
    for date in ["2027-04-05", "2027-09-15", "2027-10-01"] {
        assert_eq!(calendar.is_working(day(date)), Ok(false), "{date}");
    }
    // And the safe side still reckons with what its notice may bring.
    assert_eq!(calendar.fewest_working().is_working(day("2027-10-04")), Ok(false));
    assert_eq!(calendar.fewest_working().is_working(day("2027-02-11")), Ok(true));
}

#[test]
fn from_late_october_on_the_next_years_notice_is_asked_for() {
    let none = national();
    let asked = |calendar: &Calendar, today| calendar.missing_notice_words(day(today));
    assert_eq!(asked(&none, "2026-10-24"), None);
    for today in ["2026-10-25", "2026-12-31", "2027-01-01", "2027-10-24"] {
        assert!(asked(&none, today).is_some_and(|words| words.starts_with("2027 年")), "{today}");
    }
    let entered = Calendar::new(Region::National, &[support::notice(2027)]);
    assert_eq!(asked(&entered, "2026-11-25"), None);
    // Guangxi's own holiday is announced in March and is not missed in November.
    let entered = Calendar::new(Region::Guangxi, &[support::notice(2027)]);
    assert_eq!(asked(&entered, "2026-11-25"), None);
    let mut part = support::notice(2027);
    part.days.truncate(1);
    let part = Calendar::new(Region::National, &[part]);
    assert!(asked(&part, "2026-11-25").is_some());
}

#[test]
fn guangxi_stays_provisional_until_its_own_notice_is_entered() {
    let one = Calendar::new(Region::Guangxi, &[national_2027()]);
    assert_eq!(attested(&one, 2027), Some(Attestation::StatutoryOnly));
    assert!(one.provisional(day("2027-01-01"), day("2027-01-05")).is_some());
    // The national notice counts already, and the lunar date of 三月三 stays free.
    assert_eq!(one.is_working(day("2027-01-03")), Ok(true));
    assert_eq!(one.is_working(day("2027-04-09")), Ok(false));

    let both = Calendar::new(Region::Guangxi, &[guangxi_2027(), national_2027()]);
    assert_eq!(attested(&both, 2027), Some(Attestation::Entered));
    assert_eq!(both.provisional(day("2027-01-01"), day("2027-12-31")), None);
    assert_eq!(both.is_working(day("2027-04-09")), Ok(false));
    assert_eq!(both.is_working(day("2027-04-12")), Ok(false));
}

#[test]
fn guangxis_own_notice_alone_does_not_make_a_year_firm() {
    let calendar = Calendar::new(Region::Guangxi, &[guangxi_2027()]);
    assert_eq!(attested(&calendar, 2027), Some(Attestation::StatutoryOnly));
    assert_eq!(calendar.is_working(day("2027-09-15")), Ok(false));
}

#[test]
fn guangxis_own_notice_changes_nothing_for_the_rest_of_china() {
    let calendar = Calendar::new(Region::National, &[national_2027(), guangxi_2027()]);
    assert_eq!(calendar.is_working(day("2027-04-12")), Ok(true));
}

#[test]
fn an_entered_year_that_leaves_a_gap_does_not_make_the_years_between_plain_weeks() {
    for year in [2012, 2038] {
        let gap = Notice { year, ..national_2027() };
        let calendar = Calendar::new(Region::National, &[gap]);
        for between in ["2018-10-01", "2014-05-01", "2036-10-02", "2037-05-01"] {
            assert!(calendar.is_working(day(between)).is_err(), "{year}: {between}");
        }
        // Nor is the year itself of use: no period that ends or begins today could reach it.
        assert_eq!(attested(&calendar, year), None);
    }
}

#[test]
fn an_entered_year_next_to_the_known_ones_extends_them() {
    for (year, first, last) in
        [(2018, "2018-01-01", "2035-12-31"), (2036, "2019-01-01", "2036-12-31")]
    {
        let next = notice(year, Region::National, Vec::new());
        let calendar = Calendar::new(Region::National, &[next]);
        assert_eq!((calendar.first(), calendar.last()), (day(first), day(last)));
        assert_eq!(attested(&calendar, year), Some(Attestation::Entered));
    }
}

#[test]
fn a_firm_year_between_provisional_ones_is_not_named() {
    let entered = support::notice(2028);
    let calendar = Calendar::new(Region::National, &[entered]);
    // On the last Saturday the notice of 2029, a New Year on Monday, begins to matter.
    assert_eq!(calendar.provisional(day("2028-01-01"), day("2028-12-29")), None);
    let why = calendar.provisional(day("2027-12-31"), day("2029-01-03"));
    assert!(why.is_some_and(|why| why.contains("2027、2029 年")));
}
