//! Notices that a user enters for a year not yet known, as a table or as JSON.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

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
fn the_notices_own_sentences_are_read() {
    // As the notice of 2026 has them, its head and its end with it.
    let text = "国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日";
    let notice = parse_notice(text, 2026, Region::National).unwrap();
    let days = |off| notice.days.iter().filter(|day| day.is_off_day == off).count();
    assert_eq!((days(true), days(false)), (33, 6));
    // Day by day it is the arrangement that the product brings along.
    let known = Calendar::new(Region::National, &[]);
    for named in &notice.days {
        assert_eq!(known.is_working(named.date), Ok(!named.is_off_day), "{}", named.date);
    }
    let saturday = notice.days.iter().find(|named| named.date == day("2026-10-10")).unwrap();
    assert_eq!((saturday.name.as_str(), saturday.is_off_day), ("国庆节", false));
}

#[test]
fn sentences_of_other_years_and_of_guangxi_are_read() {
    let named = |text, year, region| {
        let notice = parse_notice(text, year, region).unwrap();
        let days = notice.days.iter();
        days.map(|day| format!("{} {}", day.date, if day.is_off_day { "休" } else { "班" }))
            .collect::<Vec<_>>()
            .join("，")
    };
    for (text, year, region, expected) in [
        (
            "一、元旦：2026年12月31日至2027年1月2日放假调休，共3天。",
            2027,
            Region::National,
            "2026-12-31 休，2027-01-01 休，2027-01-02 休",
        ),
        ("元旦：12月31日至1月1日放假。", 2027, Region::National, "2026-12-31 休，2027-01-01 休"),
        ("一、元旦：1月1日放假，与周末连休。", 2027, Region::National, "2027-01-01 休"),
        (
            "国庆节、中秋节：10月1日至２日放假，10月9日（星期六）上班。",
            2027,
            Region::National,
            "2027-10-01 休，2027-10-02 休，2027-10-09 班",
        ),
        (
            "2027年广西“壮族三月三”放假时间为4月9日（周五）、12日（周一），共2天",
            2027,
            Region::Guangxi,
            "2027-04-09 休，2027-04-12 休",
        ),
    ] {
        assert_eq!(named(text, year, region), expected, "{text}");
    }
}

#[test]
fn a_sentence_that_contradicts_itself_is_told() {
    for (text, what) in [
        // 2027-02-05 is a Friday.
        ("春节：2月5日（周四）至12日（周五）放假调休，共8天。", "是周五，不是周四"),
        ("春节：2月5日（周五）至12日（周五）放假调休，共6天。", "共 6 天"),
        ("劳动节：5月3日（周一）上班。", "周一至周五"),
        ("春节：2月30日放假。", "不是真实的日期"),
        ("国庆节：10月7日至1日放假。", "早于"),
    ] {
        let errors = parse_notice(text, 2027, Region::National).unwrap_err();
        assert!(errors.iter().any(|error| error.what.contains(what)), "{text}: {errors:?}");
    }
}

fn open(text: &str, region: Region) -> Vec<String> {
    let notice = parse_notice(text, 2027, region).unwrap();
    notice.open_days().iter().map(|(date, name)| format!("{date} {name}")).collect()
}

#[test]
fn a_notice_that_is_silent_on_holidays_names_them() {
    let part = "2027-01-01 元旦 放假\n2027-02-05 春节 放假\n2027-02-08 春节 放假";
    // Weekends of a holiday of which other days are listed need no words: 2027-02-06 and -07. Those of one
    // that is not mentioned do, for it will be arranged.
    assert_eq!(
        open(part, Region::National),
        [
            "2027-04-05 清明节",
            "2027-05-01 劳动节",
            "2027-05-02 劳动节",
            "2027-06-09 端午节",
            "2027-09-15 中秋节",
            "2027-10-01 国庆节",
            "2027-10-02 国庆节",
            "2027-10-03 国庆节"
        ]
    );
}

#[test]
fn a_holiday_on_a_weekend_is_open_when_the_notice_makes_it_worked() {
    let is_open = |text| open(text, Region::National).iter().any(|day| day == "2027-05-01 劳动节");
    // A Saturday.
    assert!(is_open("2027-05-01 劳动节 上班"));
    assert!(!is_open("2027-05-01 劳动节 放假"));
    assert!(!is_open("2027-05-08 劳动节 上班"));
}

#[test]
fn of_a_notice_for_guangxi_only_its_own_holiday_is_expected() {
    assert_eq!(open("2027-04-08 壮族三月三 放假", Region::Guangxi).len(), 1);
    assert!(open("2027-04-09 壮族三月三 放假", Region::Guangxi).is_empty());
}

#[test]
fn nothing_is_expected_of_a_year_beyond_the_known_statutory_days() {
    let notice = parse_notice("2099-01-01 元旦 放假", 2099, Region::National).unwrap();
    assert!(notice.open_days().is_empty());
}
