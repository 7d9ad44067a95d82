//! What a date means today, said in words, and into which group it falls.

mod support;

use assessment::civil_date::{long_date, plain_date};
use assessment::deadlines::status::{Early, Status, Urgency};
use chrono::NaiveDate;
use support::{day, guangxi};

fn duty(date: &str, today: &str, done: Option<&str>) -> Status {
    Status::of_duty(day(date), day(today), done.map(day), &guangxi())
}

#[test]
fn today_is_still_on_time() {
    let status = duty("2026-11-23", "2026-11-23", None);
    assert_eq!((status, status.urgency()), (Status::Today, Urgency::Soon));
    assert_eq!(status.text(), "就是今天，还来得及");
}

#[test]
fn yesterday_is_late_and_tomorrow_is_not() {
    assert_eq!(duty("2026-11-23", "2026-11-24", None).text(), "已逾期 1 天（1 个工作日）");
    assert_eq!(duty("2026-11-24", "2026-11-23", None).text(), "还有 1 天（1 个工作日）");
    assert_eq!(duty("2026-11-23", "2026-11-24", None).urgency(), Urgency::Late);
}

#[test]
fn working_days_are_told_beside_calendar_days_over_a_holiday() {
    // From Wed 09-30 to Thu 10-08 lie eight days, of which only 10-08 is worked.
    assert_eq!(duty("2026-10-08", "2026-09-30", None).text(), "还有 8 天（1 个工作日）");
    // Late over the same days: only 10-08 has passed as a working day.
    assert_eq!(duty("2026-09-30", "2026-10-08", None).text(), "已逾期 8 天（1 个工作日）");
    assert_eq!(duty("2026-09-30", "2026-10-07", None).text(), "已逾期 7 天（0 个工作日）");
}

#[test]
fn working_days_are_left_out_where_no_calendar_covers_them() {
    assert_eq!(duty("2051-01-02", "2051-01-01", None).text(), "还有 1 天");
    assert_eq!(duty("2010-01-01", "2010-01-02", None).text(), "已逾期 1 天");
}

#[test]
fn what_is_done_on_the_day_is_on_time_and_a_day_after_is_a_day_late() {
    assert_eq!(duty("2026-11-02", "2026-12-01", Some("2026-11-02")).text(), "已办理");
    assert_eq!(duty("2026-11-02", "2026-12-01", Some("2026-10-20")), Status::Done);
    assert_eq!(duty("2026-11-02", "2026-12-01", Some("2026-11-03")).text(), "已办理，迟 1 天");
    for done in ["2026-11-02", "2026-11-03"] {
        assert_eq!(duty("2026-11-02", "2026-12-01", Some(done)).urgency(), Urgency::Settled);
    }
}

#[test]
fn thirty_days_ahead_is_soon_and_thirty_one_is_later() {
    assert_eq!(duty("2026-12-23", "2026-11-23", None).urgency(), Urgency::Soon);
    assert_eq!(duty("2026-12-24", "2026-11-23", None).urgency(), Urgency::Later);
    let running = |date| Status::of_period(day(date), day("2026-11-23")).urgency();
    assert_eq!(running("2026-12-23"), Urgency::Soon);
    assert_eq!(running("2026-12-24"), Urgency::Later);
}

#[test]
fn a_least_period_still_runs_on_its_last_day() {
    let text = |date| Status::of_period(day(date), day("2026-11-23")).text();
    assert_eq!(text("2026-11-23"), "今天届满，当日仍须保管");
    assert_eq!(text("2026-11-24"), "还须保管 1 天");
    assert_eq!(text("2026-11-22"), "最短保管期已满 1 天");
}

#[test]
fn no_status_says_that_anything_may_be_destroyed() {
    let today = day("2026-11-23");
    let dates = today.iter_days().take(3).chain([day("2020-01-01"), day("2035-01-01")]);
    for date in dates {
        let texts = [
            Status::of_period(date, today).text(),
            Status::of_duty(date, today, None, &guangxi()).text(),
        ];
        assert!(texts.iter().all(|text| !text.contains("销毁") && !text.contains("处置")));
    }
}

#[test]
fn a_target_that_passed_is_not_called_late_and_a_time_before_the_rule_not_either() {
    let passed = Status::Passed { days: 3 }.text();
    assert!(passed.contains("请核对") && !passed.contains("逾期"), "{passed}");
    let before = Status::BeforeRegulation { early: Early::Event };
    assert!(!before.text().contains("逾期"));
    assert_eq!(before.urgency(), Urgency::Settled);
}

#[test]
fn dates_are_written_as_people_read_them() {
    let date: NaiveDate = day("2026-11-01");
    assert_eq!(long_date(date), "2026年11月1日（周日）");
    assert_eq!(plain_date(date), "2026年11月1日");
}
