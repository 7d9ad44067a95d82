//! Notices that a user enters for a year not yet known, as a table or as JSON.

mod support;

use assessment::calendar::{Calendar, Region, parse_notice};
use support::day;

#[test]
fn a_table_and_json_of_the_same_days_give_the_same_notice() {
    let table = "2027-01-01 元旦 放假\n2027-01-03，元旦，上班\n\n2027-02-08\t春节\t休\n";
    let json = r#"{"year": 2027, "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
        {"name": "元旦", "date": "2027-01-03", "isOffDay": false},
        {"name": "春节", "date": "2027-02-08", "isOffDay": true}
    ]}"#;
    let notice = parse_notice(table, 2027, Region::National).unwrap();
    assert_eq!(notice.days.len(), 3);
    assert_eq!(Ok(notice), parse_notice(json, 2027, Region::National));
}

#[test]
fn an_entered_notice_decides_which_days_are_worked() {
    let text = "2027-01-01 元旦 放假\n2027-01-03 元旦 上班";
    let notice = parse_notice(text, 2027, Region::National).unwrap();
    let calendar = Calendar::new(Region::National, &[notice]);
    assert_eq!(calendar.is_working(day("2027-01-03")), Ok(true));
    assert_eq!(calendar.last_before(day("2027-01-04")), Ok(day("2027-01-03")));
}

#[test]
fn every_wrong_line_is_told_by_number_with_what_is_expected() {
    let text = "2027-01-01 元旦 放假\n2027-02-30 春节 放假\n2027-03-01 春节 上班\n\n2027-01-01 元旦 放假\n2026-06-01 端午 放假\n2027-05-01 劳动节\n2027-05-01 劳动节 也许";
    let errors = parse_notice(text, 2027, Region::National).unwrap_err();
    let found: Vec<_> = errors.iter().map(|error| error.line).collect();
    assert_eq!(found, [2, 3, 5, 6, 7, 8]);
    for (error, words) in errors.iter().zip([
        "不是真实的日期",
        "周一至周五",
        "写了两次",
        "2027 年",
        "应是三栏",
        "应写“放假”或“上班”",
    ]) {
        assert!(error.what.contains(words), "{error}");
        assert!(error.to_string().starts_with(&format!("第 {} 行", error.line)));
    }
}

#[test]
fn a_notice_may_reach_over_the_ends_of_its_year() {
    // As the notice for 2019 did, which worked 2018-12-29 and freed 2018-12-31.
    let text = "2026-12-31 元旦 放假\n2027-01-01 元旦 放假";
    let notice = parse_notice(text, 2027, Region::National).unwrap();
    let calendar = Calendar::new(Region::National, &[notice]);
    assert_eq!(calendar.is_working(day("2026-12-31")), Ok(false));
}

#[test]
fn a_free_weekend_is_accepted_since_it_may_cancel_a_worked_one() {
    let notice = parse_notice("2027-04-10 壮族三月三 放假", 2027, Region::Guangxi).unwrap();
    assert!(notice.days[0].is_off_day);
}

#[test]
fn nothing_or_another_year_is_refused() {
    for text in ["", " \n\n", "{", r#"{"year": 2028, "days": []}"#, r#"{"year": 2027, "days": []}"#]
    {
        assert!(parse_notice(text, 2027, Region::National).is_err(), "{text:?}");
    }
}

#[test]
fn a_notice_that_leaves_holidays_at_work_names_them() {
    let part = "2027-01-01 元旦 放假\n2027-02-05 春节 放假\n2027-02-08 春节 放假";
    let notice = parse_notice(part, 2027, Region::National).unwrap();
    let forgotten: Vec<String> =
        notice.forgotten_days().iter().map(|(date, name)| format!("{date} {name}")).collect();
    // 2027-02-06 and -07, 2027-05-01 and -02 and 2027-10-02 and -03 are weekends, free without a notice.
    assert_eq!(
        forgotten,
        ["2027-04-05 清明节", "2027-06-09 端午节", "2027-09-15 中秋节", "2027-10-01 国庆节"]
    );
}

#[test]
fn a_holiday_on_a_weekend_is_forgotten_when_the_notice_makes_it_worked() {
    let forgotten = |text| {
        let notice = parse_notice(text, 2027, Region::National).unwrap();
        let days: Vec<_> = notice.forgotten_days().iter().map(|(date, _)| *date).collect();
        days.contains(&day("2027-05-01"))
    };
    // A Saturday.
    assert!(forgotten("2027-05-01 劳动节 上班"));
    assert!(!forgotten("2027-05-01 劳动节 放假"));
    assert!(!forgotten("2027-05-08 劳动节 上班"));
}

#[test]
fn of_a_notice_for_guangxi_only_its_own_holiday_is_expected() {
    let notice = parse_notice("2027-04-08 壮族三月三 放假", 2027, Region::Guangxi).unwrap();
    assert_eq!(notice.forgotten_days().len(), 1);
    let notice = parse_notice("2027-04-09 壮族三月三 放假", 2027, Region::Guangxi).unwrap();
    assert!(notice.forgotten_days().is_empty());
}

#[test]
fn nothing_is_expected_of_a_year_beyond_the_known_statutory_days() {
    let notice = parse_notice("2099-01-01 元旦 放假", 2099, Region::National).unwrap();
    assert!(notice.forgotten_days().is_empty());
}
