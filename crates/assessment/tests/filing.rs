//! 第十一条: what people get wrong about "前20个工作日内". Every expectation is counted by hand from the
//! published arrangements; the count stands beside it, from the event backwards.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use assessment::calendar::CalendarError;
use assessment::deadlines::filing::{compute, dates};
use assessment::self_check::settings::FilingReading;
use support::{day, guangxi, national};

/// The literal and the safe day for 20 working days before `event`, in `calendar`.
fn days(event: &str, calendar: &assessment::calendar::Calendar) -> (String, String) {
    let dates = dates(day(event), 20, calendar).unwrap();
    (dates.literal_day.to_string(), dates.latest_workday.to_string())
}

fn pair(literal: &str, safe: &str) -> (String, String) {
    (literal.to_owned(), safe.to_owned())
}

#[test]
fn march_third_of_2021_frees_three_weekdays_and_works_a_sunday() {
    // National, before Mon 04-26: 25 (worked Sunday) is 1; 23–19 are 2–6; 16–12 are 7–11; 9–6 are 12–15
    // (5 is 清明); 2, 1, 3-31, 30, 29 are 16–20. Safe is the working day before 03-29: Fri 03-26.
    assert_eq!(days("2021-04-26", &national()), pair("2021-03-29", "2021-03-26"));
    // Guangxi: 25, 23–19 are 1–6; Sun 18 is worked: 7; 16, 15, 14 are free; 13, 12 are 8, 9; 9–6 are
    // 10–13; 2, 1 are 14, 15; 3-31, 30, 29 are 16–18; 26, 25 are 19, 20. Safe: 03-24.
    assert_eq!(days("2021-04-26", &guangxi()), pair("2021-03-25", "2021-03-24"));
}

#[test]
fn march_third_of_2022_frees_a_saturday_that_the_rest_of_china_works() {
    // National, before Fri 04-29: 28–24 are 1–5 (24 is a worked Sunday); 22–18 are 6–10; 15–11 are 11–15;
    // 8, 7, 6 are 16–18 (5, 4 are 清明); Sat 2 is worked: 19; 1 is 20. Safe: Thu 03-31.
    assert_eq!(days("2022-04-29", &national()), pair("2022-04-01", "2022-03-31"));
    // Guangxi: to 04-11 the same 15; 8, 7 are 16, 17; 6 is free, and Sat 2 as well; 1 is 18; 3-31, 30 are
    // 19, 20. Safe: 03-29.
    assert_eq!(days("2022-04-29", &guangxi()), pair("2022-03-30", "2022-03-29"));
}

#[test]
fn march_third_of_2023_frees_a_sunday_that_the_rest_of_china_works() {
    // National, before Mon 05-15: 12–8 are 1–5; Sat 6 is worked: 6; 5, 4 are 7, 8; 3–1 are 劳动节;
    // 4-28–24 are 9–13; Sun 23 is worked: 14; 21–17 are 15–19; 14 is 20. Safe: Thu 04-13.
    assert_eq!(days("2023-05-15", &national()), pair("2023-04-14", "2023-04-13"));
    // Guangxi: to 04-24 the same 13; Sun 23 and Fri 21 are free; 20–17 are 14–17; 14, 13, 12 are 18–20.
    assert_eq!(days("2023-05-15", &guangxi()), pair("2023-04-12", "2023-04-11"));
}

#[test]
fn march_third_of_2024_frees_two_weekdays() {
    // National, before Mon 04-29: 28 (worked Sunday) is 1; 26–22 are 2–6; 19–15 are 7–11; 12–8 are 12–16;
    // Sun 7 is worked: 17; 5, 4 are 清明; 3, 2, 1 are 18–20. Safe: Fri 03-29.
    assert_eq!(days("2024-04-29", &national()), pair("2024-04-01", "2024-03-29"));
    // Guangxi: to 04-15 the same 11; 12, 11 are free; 10, 9, 8 are 12–14; 7 is 15; 3, 2, 1 are 16–18;
    // 3-29, 28 are 19, 20. Safe: 03-27.
    assert_eq!(days("2024-04-29", &guangxi()), pair("2024-03-28", "2024-03-27"));
}

#[test]
fn march_third_of_2025_frees_two_weekdays_before_qingming() {
    // National, before Mon 04-21: 18–14 are 1–5; 11–7 are 6–10; Fri 4 is 清明; 3, 2, 1, 3-31 are 11–14;
    // 28–24 are 15–19; 21 is 20. Safe: 03-20.
    assert_eq!(days("2025-04-21", &national()), pair("2025-03-21", "2025-03-20"));
    // Guangxi: 3, 2 are 11, 12; Tue 1 and Mon 3-31 are free; 28–24 are 13–17; 21, 20, 19 are 18–20.
    assert_eq!(days("2025-04-21", &guangxi()), pair("2025-03-19", "2025-03-18"));
}

#[test]
fn march_third_of_2026_frees_the_days_around_a_weekend() {
    // National, before Thu 04-30: 29–27 are 1–3; 24–20 are 4–8; 17–13 are 9–13; 10–7 are 14–17 (6 is
    // 清明); 3, 2, 1 are 18–20. Safe: Tue 03-31.
    assert_eq!(days("2026-04-30", &national()), pair("2026-04-01", "2026-03-31"));
    // Guangxi: 29–27, 24–21 are 1–7; Mon 20 and Fri 17 are free; 16–13 are 8–11; 10–7 are 12–15;
    // 3, 2, 1 are 16–18; 3-31, 30 are 19, 20. Safe: Fri 03-27.
    assert_eq!(days("2026-04-30", &guangxi()), pair("2026-03-30", "2026-03-27"));
}

#[test]
fn in_2020_guangxi_counts_as_the_rest_of_china() {
    for event in ["2020-04-20", "2020-04-30", "2020-05-20"] {
        assert_eq!(days(event, &guangxi()), days(event, &national()), "{event}");
    }
}

#[test]
fn every_day_of_a_holiday_has_the_filing_day_of_its_first() {
    // Before Thu 2026-10-01: 9-30, 29, 28 are 1–3; Fri 25 is 中秋; 24–21 are 4–7; Sun 20 is worked: 8;
    // 18–14 are 9–13; 11–7 are 14–18; 4, 3 are 19, 20. Safe: 09-02. To 10-07 no working day is added.
    for event in ["2026-10-01", "2026-10-03", "2026-10-04", "2026-10-07", "2026-10-08"] {
        assert_eq!(days(event, &guangxi()), pair("2026-09-03", "2026-09-02"), "{event}");
    }
}

#[test]
fn a_worked_saturday_is_no_working_day_for_the_event_on_it_but_for_the_next() {
    // Before Sat 10-10 lie two more working days than before 10-08, 8 and 9: literal 09-07, the Monday
    // two working days after 09-03; safe is Fri 09-04.
    assert_eq!(days("2026-10-10", &guangxi()), pair("2026-09-07", "2026-09-04"));
    // Before Mon 10-12 that Saturday itself is counted.
    assert_eq!(days("2026-10-12", &guangxi()), pair("2026-09-08", "2026-09-07"));
}

#[test]
fn before_a_worked_sunday_the_plain_weeks_are_counted() {
    // Before Sun 2026-09-20: 18–14, 11–7, 4–1 and 8-31, 28–24 are 1–20. The Sunday before 08-24 still
    // leaves 20 full days between, but nobody is at work: safe is Fri 08-21.
    let dates = dates(day("2026-09-20"), 20, &guangxi()).unwrap();
    assert_eq!(dates.literal_day, day("2026-08-24"));
    assert_eq!(dates.latest_day, day("2026-08-23"));
    assert_eq!(dates.latest_workday, day("2026-08-21"));
    assert_eq!(dates.window_end, day("2026-09-18"));
}

#[test]
fn a_filing_for_january_is_counted_back_over_new_year() {
    // Before Mon 2026-01-05: Sun 4 is worked: 1; 1, 2 are 元旦; 12-31–29 are 2–4; 26–22 are 5–9; 19–15 are
    // 10–14; 12–8 are 15–19; Fri 5 is 20. Safe: 12-04.
    assert_eq!(days("2026-01-05", &guangxi()), pair("2025-12-05", "2025-12-04"));
    let computed = compute(day("2026-01-05"), FilingReading::Safe, &guangxi()).unwrap();
    assert_eq!(computed.provisional, None);
}

#[test]
fn the_first_of_january_counts_only_days_of_the_old_year() {
    // Before Thu 2026-01-01: 12-31–29 are 1–3; 26–22 are 4–8; 19–15 are 9–13; 12–8 are 14–18; 5, 4 are
    // 19, 20. Safe: 12-03. The 31st itself has one working day less before it.
    assert_eq!(days("2026-01-01", &guangxi()), pair("2025-12-04", "2025-12-03"));
    assert_eq!(days("2025-12-31", &guangxi()), pair("2025-12-03", "2025-12-02"));
}

#[test]
fn an_event_on_the_29th_of_february_is_counted_back_over_the_spring_festival() {
    // Before Thu 2024-02-29: 28–26 are 1–3; 23–19 are 4–8; Sun 18 is worked: 9; 17–10 are 春节; 9–5 are
    // 10–14; Sun 4 is worked: 15; 2, 1, 1-31, 30, 29 are 16–20. Safe: Fri 01-26.
    assert_eq!(days("2024-02-29", &national()), pair("2024-01-29", "2024-01-26"));
    // The day after has one more before it, the 29th.
    assert_eq!(days("2024-03-01", &national()), pair("2024-01-30", "2024-01-29"));
}

#[test]
fn an_event_in_a_year_without_a_notice_is_provisional_and_names_the_year() {
    // Before Mon 2027-01-04: Fri 1 is 元旦; 12-31–28 are 1–4; 25–21, 18–14, 11–7 are 5–19; Fri 4 is 20.
    for calendar in [national(), guangxi()] {
        let computed = compute(day("2027-01-04"), FilingReading::Safe, &calendar).unwrap();
        assert_eq!(computed.date, day("2026-12-03"));
        assert!(computed.provisional.is_some_and(|why| why.contains("2027")));
    }
}

#[test]
fn the_event_day_and_the_filing_day_are_both_left_out_of_the_safe_count() {
    // Strictly between Mon 2026-06-01 and Mon 06-29 lie 18 working days: four weeks have 20, less the
    // first Monday, less 端午 on Fri 06-19.
    let dates = dates(day("2026-06-29"), 18, &national()).unwrap();
    assert_eq!(dates.latest_workday, day("2026-06-01"));
}

#[test]
fn the_readings_stand_in_the_order_of_their_strictness() {
    let (mut event, last) = (day("2019-06-01"), day("2026-12-31"));
    let calendar = guangxi();
    while event <= last {
        let computed = compute(event, FilingReading::Safe, &calendar).unwrap();
        let date = |key| computed.readings.iter().find(|r| r.key == key).unwrap().date;
        assert!(date("safe") < date("literal"), "{event}");
        assert_eq!(date("literal"), date("window-start"), "{event}");
        assert!(date("window-start") <= date("window-end"), "{event}");
        assert!(date("window-end") < event);
        event = event.succ_opt().unwrap();
    }
}

#[test]
fn the_chosen_reading_decides_the_date_and_the_others_stay_shown() {
    for (reading, key, date) in [
        (FilingReading::Safe, "safe", "2026-11-23"),
        (FilingReading::Literal, "literal", "2026-11-24"),
        (FilingReading::Window, "window-end", "2026-12-21"),
    ] {
        let computed = compute(day("2026-12-22"), reading, &guangxi()).unwrap();
        assert_eq!((computed.chosen, computed.date), (Some(key), day(date)));
        let shown: Vec<_> = computed.readings.iter().map(|r| (r.key, r.date)).collect();
        let all = [
            ("safe", day("2026-11-23")),
            ("literal", day("2026-11-24")),
            ("window-start", day("2026-11-24")),
            ("window-end", day("2026-12-21")),
        ];
        assert_eq!(shown, all);
    }
}

#[test]
fn a_count_that_would_reach_into_2018_is_refused() {
    // 2019 begins: 1-01 is free, 2, 3, 4 are working days; before Tue 01-08 lie 2, 3, 4, 7.
    let calendar = national();
    let early = dates(day("2019-01-08"), 4, &calendar);
    assert!(matches!(early, Err(CalendarError::TooEarly { .. })), "{early:?}");
    assert!(dates(day("2019-01-08"), 3, &calendar).is_ok());
    assert!(compute(day("2018-12-31"), FilingReading::Safe, &calendar).is_err());
    let message = compute(day("2019-01-20"), FilingReading::Safe, &calendar).unwrap_err();
    assert!(message.to_string().contains("没有放假调休数据"), "{message}");
}

#[test]
fn an_event_beyond_the_last_known_year_is_refused() {
    let after = guangxi().last().succ_opt().unwrap();
    let refused = compute(after, FilingReading::Safe, &guangxi());
    assert!(matches!(refused, Err(CalendarError::TooLate { .. })), "{refused:?}");
}
