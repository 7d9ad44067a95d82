//! The schema of the registers: what is entered in a column is read from it.

use assessment::self_check::registers::schema::Row;
use assessment::self_check::registers::{
    ArchiveBatch, CurrentRule, Event, Order, Registers, Staff,
};

fn row<T: Row>(values: &[(&str, &str)]) -> T {
    let mut row = T::default();
    row.set_id("a".to_owned());
    enter(&mut row, values);
    row
}

fn enter<T: Row>(row: &mut T, values: &[(&str, &str)]) {
    for (key, value) in values {
        let column = T::COLUMNS.iter().find(|column| column.key == *key);
        (column.unwrap_or_else(|| panic!("no column {key}")).set)(row, (*value).to_owned());
    }
}

/// Every column of a register, entered and read again.
fn comes_back<T: Row>(values: &[(&str, &str)]) {
    let row: T = row(values);
    let asked: Vec<_> = T::COLUMNS
        .iter()
        .filter(|column| column.is_asked(&row))
        .map(|column| (column.key, (column.get)(&row)))
        .collect();
    let asked: Vec<_> = asked.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let entered: Vec<_> = values.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
    assert_eq!(asked, entered);
}

#[test]
fn what_is_entered_in_a_column_is_read_from_it() {
    comes_back::<Event>(&[
        ("name", "一批"),
        ("date", "2026-12-22"),
        ("end", "2026-12-23"),
        ("site", "实训楼"),
        ("filed_site", "no"),
        ("occupation", "电工"),
        ("level", "四级"),
        ("reported_on", "2026-12-15"),
        ("offsite_applied_on", "2026-11-20"),
        ("offsite_consent_on", "2026-12-02"),
        ("separation_applied_on", "2026-11-21"),
        ("separation_consent_on", "2026-12-01"),
        ("leader", "莫䶮"),
        ("assessors", "韦㛃、覃喆"),
        ("invigilators", "农芸"),
        ("supervisor", "蒙丽"),
        ("enrolled", "30"),
        ("sat", "28"),
        ("passed", "25"),
        ("certified", "25"),
        ("recordings", "档案室 3 号盘"),
        ("intelligent_exam", "yes"),
        ("review", "no"),
        ("own_trainees", "yes"),
    ]);
    comes_back::<Staff>(&[
        ("name", "莫䶮"),
        ("role", "考评人员"),
        ("certificate", "考评员证"),
        ("number", "45-1"),
        ("expires", "2027-03-31"),
        ("occupation", "电工"),
        ("level", "三级及以下"),
        ("employment", "兼职"),
        ("engaged_until", "2027-12-31"),
    ]);
    comes_back::<ArchiveBatch>(&[
        ("name", "试卷"),
        ("medium", "electronic"),
        ("last_document", "2023-10-10"),
        ("originals", "yes"),
    ]);
    comes_back::<Order>(&[
        ("authority", "市培训鉴定指导机构"),
        ("clause", "27（三）"),
        ("received", "2026-10-12"),
        ("runs_from", "2026-10-13"),
        ("term_kind", "working"),
        ("term_days", "15"),
        ("done_on", "2026-10-30"),
        ("number", "南人社函〔2026〕9号"),
        ("report_due", "2026-11-05"),
        ("reported_on", "2026-11-04"),
        ("reinspection", "符合要求"),
        ("reinspected_on", "2026-11-20"),
    ]);
}

#[test]
fn an_order_is_asked_for_its_date_or_for_its_days() {
    let until: Order = row(&[("term_kind", "date"), ("term_date", "2026-12-01")]);
    let asked = |order: &Order| {
        let columns = Order::COLUMNS.iter().filter(|column| column.is_asked(order));
        columns.map(|column| column.key).filter(|key| key.starts_with("term_")).collect::<Vec<_>>()
    };
    assert_eq!(asked(&until), ["term_kind", "term_date"]);
    assert_eq!(asked(&row(&[("term_kind", "calendar")])), ["term_kind", "term_days"]);
}

#[test]
fn the_date_of_a_term_comes_back_with_its_wording() {
    let mut order: Order = row(&[("term_date", "2026-12-01"), ("term_kind", "working")]);
    let of = |order: &Order, key: &str| {
        let column = Order::COLUMNS.iter().find(|column| column.key == key);
        column.map(|column| (column.get)(order)).unwrap_or_default()
    };
    assert_eq!((of(&order, "term_date"), of(&order, "term_days")), (String::new(), String::new()));
    enter(&mut order, &[("term_days", "15"), ("term_kind", "calendar"), ("term_kind", "date")]);
    assert_eq!(of(&order, "term_date"), "2026-12-01");
    // Saved between the two, it comes back all the same.
    let mut order: Order = serde_json::from_str(&serde_json::to_string(&order).unwrap()).unwrap();
    enter(&mut order, &[("term_kind", "working")]);
    assert_eq!(of(&order, "term_days"), "15");
}

#[test]
fn a_row_is_blank_until_something_is_entered() {
    assert!(row::<Event>(&[]).is_blank());
    assert!(!row::<Event>(&[("level", "四级")]).is_blank());
    assert!(row::<Order>(&[("received", "2026-10-12"), ("received", "")]).is_blank());
}

#[test]
fn an_event_that_ends_before_it_starts_is_doubted() {
    let event = |end| row::<Event>(&[("date", "2026-12-22"), ("end", end)]);
    assert!(event("2026-12-21").doubt().is_some());
    assert_eq!(event("2026-12-22").doubt(), None);
    assert_eq!(event("").doubt(), None);
    let order = row::<Order>(&[("received", "2026-10-12"), ("done_on", "2026-10-11")]);
    assert!(order.doubt().is_some());
}

#[test]
fn the_numbers_of_an_event_give_its_pass_rate_and_are_doubted_where_they_cannot_be_right() {
    let event = |sat, passed| row::<Event>(&[("sat", sat), ("passed", passed)]);
    for (sat, passed, rate) in [
        ("30", "26", "86.7%"),
        ("3", "3", "100.0%"),
        ("3", "0", "0.0%"),
        // 0.05 % is half of a tenth, which is rounded up.
        ("2000", "1", "0.1%"),
        ("0", "0", ""),
        ("30", "", ""),
        ("", "26", ""),
        ("26", "30", ""),
    ] {
        assert_eq!(event(sat, passed).pass_rate(), rate, "{passed} of {sat}");
    }
    assert_eq!(event("30", "26").doubt(), None);
    assert!(event("26", "30").doubt().is_some());
    assert!(row::<Event>(&[("enrolled", "5"), ("sat", "6")]).doubt().is_some());
    assert!(row::<Event>(&[("passed", "5"), ("certified", "6")]).doubt().is_some());
}

#[test]
fn the_numbers_of_all_events_are_added_up_and_rated_where_both_are_entered() {
    let events = [
        row::<Event>(&[("enrolled", "32"), ("sat", "30"), ("passed", "26")]),
        row::<Event>(&[("enrolled", "10"), ("sat", "10"), ("passed", "4"), ("certified", "4")]),
        // Held, and not marked yet: it does not lower the rate.
        row::<Event>(&[("sat", "60")]),
        row::<Event>(&[("name", "未开展")]),
    ];
    assert_eq!(
        Event::totals(&events),
        "报名 42 人（2 批），实考 100 人（3 批），合格 30 人（2 批），发证 4 人（1 批）；\
         合格率 75.0%，按实考、合格都填了的 2 批计算。"
    );
    assert_eq!(Event::totals(&events[2..]), "实考 60 人（1 批）。");
    assert_eq!(Event::totals(&events[3..]), "");
}

#[test]
fn a_row_is_found_by_words_in_any_of_its_columns() {
    let staff: Staff = row(&[("name", "莫䶮"), ("number", "GX-45"), ("expires", "2027-03-31")]);
    assert!(staff.holds("gx-45 2027"));
    assert!(staff.holds("ＧＸ－45　莫 䶮"));
    assert!(staff.holds(" "));
    assert!(!staff.holds("莫䶮 2028"));
}

#[test]
fn rules_found_to_be_in_force_are_named_once_their_day_is_entered_and_nothing_is_claimed_beyond() {
    let words = |rows: &[&[(&str, &str)]]| {
        let current_rules = rows.iter().map(|values| row::<CurrentRule>(values)).collect();
        Registers { current_rules, ..Registers::default() }.confirmed_rules()
    };
    let day = ("confirmed_on", "2026-11-20");
    assert_eq!(words(&[]), None);
    assert_eq!(words(&[&[("name", "某某管理办法")], &[day]]), None);
    let both = words(&[
        &[("name", "某某管理办法"), ("number", "某人社发〔2025〕6号"), day],
        &[("name", "关于《某某细则》的通知"), day],
    ]);
    assert_eq!(
        both.as_deref(),
        Some(
            "本机构登记的现行规定（本工具没有核对）：《某某管理办法》（某人社发〔2025〕6号，2026年11月20日核实）、关于《某某细则》的通知（2026年11月20日核实）"
        )
    );
}
