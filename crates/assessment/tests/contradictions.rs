//! Rows of the registers that say otherwise than the profile or than an item asks: they are told, and what
//! they contradict is asked again. They never answer.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use assessment::content::item;
use assessment::report::Report;
use assessment::results::findings::ItemState;
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice, State};
use assessment::self_check::registers::Order;
use assessment::self_check::registers::schema::Row;
use serde_json::json;
use support::day;

fn with(profile: &[(&str, &str)], events: &[&[(&str, &str)]]) -> SelfCheck {
    let mut self_check = SelfCheck::new("id".to_owned(), String::new(), "2026-11-01T00:00:00Z");
    for (key, value) in profile {
        self_check.profile.set(key, (*value).into());
    }
    self_check.registers.events = events.iter().map(|cells| row(cells)).collect();
    self_check
}

fn row<T: Row>(cells: &[(&str, &str)]) -> T {
    let mut row = T::default();
    for (key, text) in cells {
        let column = T::COLUMNS.iter().find(|column| column.key == *key).unwrap();
        (column.set)(&mut row, (*text).to_owned());
    }
    row
}

fn of(self_check: &SelfCheck, id: &str) -> (State, String) {
    let state = ItemState::of(self_check, item(id).unwrap());
    (state.assessed.state, state.contradictions.join("\n"))
}

#[test]
fn an_event_away_from_the_filed_sites_asks_16_2_again_where_the_profile_has_none() {
    let mut self_check =
        with(&[("offsite", "no")], &[&[("name", "秋季批"), ("filed_site", "yes")]]);
    assert_eq!(of(&self_check, "16.2"), (State::NotApplicable, String::new()));
    self_check.registers.events.push(row(&[("name", "冬季批"), ("filed_site", "no")]));
    let (state, told) = of(&self_check, "16.2");
    assert_eq!(state, State::Unanswered);
    assert!(told.contains("第 2 行“冬季批”"), "{told}");
    // What was answered counts again, and only a person answers.
    let met = Answer { state: Some(Choice::Met), ..Answer::default() };
    self_check.answers.insert("16.2".to_owned(), met);
    assert_eq!(of(&self_check, "16.2").0, State::Met);
}

#[test]
fn an_event_in_the_period_contradicts_that_none_was_held() {
    let held = |date: &str, end: &str, period: &[(&str, &str)]| {
        let profile = [&[("held_events", "no")], period].concat();
        let event: &[(&str, &str)] = &[("name", "秋季批"), ("date", date), ("end", end)];
        of(&with(&profile, &[event]), "10.3").0
    };
    let (from, to) = (("period_from", "2026-01-01"), ("period_to", "2026-12-31"));
    for (date, end) in
        [("2026-01-01", ""), ("2026-12-31", "2027-01-01"), ("2025-12-31", "2026-01-01")]
    {
        assert_eq!(held(date, end, &[from, to]), State::Unanswered, "{date} {end}");
    }
    for date in ["2025-12-31", "2027-01-01", ""] {
        assert_eq!(held(date, "", &[from, to]), State::NotApplicable, "{date}");
    }
    assert_eq!(held("2026-10-20", "", &[from]), State::Unanswered);
    // Without a period nobody knows what it is about.
    assert_eq!(held("2026-10-20", "", &[]), State::NotApplicable);
}

#[test]
fn every_answer_of_the_profile_that_excludes_an_item_must_be_contradicted() {
    let events: &[&[(&str, &str)]] =
        &[&[("name", "秋季批"), ("date", "2026-10-20"), ("filed_site", "no")]];
    let profile = [("held_events", "no"), ("offsite", "no")];
    assert_eq!(of(&with(&profile, events), "16.2").0, State::NotApplicable);
    let period =
        [profile[0], profile[1], ("period_from", "2026-01-01"), ("period_to", "2026-12-31")];
    let (state, told) = of(&with(&period, events), "16.2");
    assert_eq!(state, State::Unanswered);
    assert!(told.contains("自查期间内"), "{told}");
}

#[test]
fn exams_by_computer_and_reviews_are_asked_again_where_an_event_has_them() {
    for (key, id) in [("intelligent_exam", "13.5"), ("review", "14.9")] {
        let event = |value| with(&[(key, "no")], &[&[("name", "秋季批"), (key, value)]]);
        assert_eq!(of(&event("no"), id).0, State::NotApplicable, "{id}");
        assert_eq!(of(&event("yes"), id).0, State::Unanswered, "{id}");
    }
}

#[test]
fn an_order_asks_27_8_again_but_a_blank_row_does_not() {
    let mut self_check = with(&[("rectification_order", "no")], &[]);
    self_check.registers.orders.push(Order::default());
    assert_eq!(of(&self_check, "27.8").0, State::NotApplicable);
    self_check.registers.orders.push(row(&[("authority", "市培训鉴定指导机构")]));
    let (state, told) = of(&self_check, "27.8");
    assert_eq!(state, State::Unanswered);
    assert!(told.contains("整改通知第 2 行"), "{told}");
}

#[test]
fn own_trainees_and_exceptions_ask_article_24_again() {
    for cell in [("own_trainees", "yes"), ("separation_consent_on", "2026-10-01")] {
        let self_check = with(&[("training", "no")], &[&[("name", "秋季批"), cell]]);
        assert_eq!(of(&self_check, "24.1").0, State::Unanswered, "{cell:?}");
    }
    assert_eq!(
        of(&with(&[("training", "no")], &[&[("name", "秋季批")]]), "24.1").0,
        State::NotApplicable
    );
}

#[test]
fn what_is_not_filed_is_told_at_10_1_10_2_and_16_1() {
    let mut self_check = with(
        &[],
        &[
            &[("name", "甲"), ("occupation", "电工"), ("level", "三级"), ("site", "校本部实训楼")],
            &[("name", "乙"), ("occupation", "焊工"), ("level", "四级"), ("site", "二分校")],
            &[
                ("name", "丙"),
                ("occupation", "电工"),
                ("level", "二级/技师"),
                ("site", "二分校"),
                ("filed_site", "no"),
            ],
        ],
    );
    // Nothing filed is nothing to compare with.
    assert_eq!(of(&self_check, "10.1").1, "");
    self_check.profile.set("occupations", json!([{"occupation": "电工", "levels": "五级至三级"}]));
    self_check.profile.set("sites", json!(["校本部实训楼"]));
    let (state, told) = of(&self_check, "10.1");
    assert_eq!(state, State::Unanswered);
    assert!(told.contains("乙") && told.contains("焊工") && told.lines().count() == 1, "{told}");
    let (_, told) = of(&self_check, "10.2");
    assert!(told.contains("丙") && told.lines().count() == 1, "{told}");
    let (_, told) = of(&self_check, "16.1");
    assert!(told.contains("乙") && told.lines().count() == 1, "{told}");
}

#[test]
fn what_was_done_after_the_event_is_told_where_it_had_to_be_before() {
    let event = |key, date| {
        with(
            &[("offsite", "yes"), ("training", "yes"), ("own_trainees", "yes")],
            &[&[
                ("name", "秋季批"),
                ("date", "2026-10-20"),
                ("filed_site", "no"),
                ("own_trainees", "yes"),
                (key, date),
            ]],
        )
    };
    for (id, key) in
        [("27.6", "reported_on"), ("16.2", "offsite_consent_on"), ("24.3", "separation_consent_on")]
    {
        let told = |date| of(&event(key, date), id).1;
        assert_eq!(told("2026-10-19"), "", "{id}");
        assert!(told("2026-10-20").contains("同日"), "{id}");
        assert!(told("2026-10-21").contains("晚于开展日"), "{id}");
    }
    // Not yet reported is no contradiction; a consent that is nowhere is one.
    let none = event("reported_on", "");
    assert_eq!(of(&none, "27.6").1, "");
    assert!(of(&none, "16.2").1.contains("没有登记"));
}

#[test]
fn many_rows_are_named_in_part_and_counted() {
    let cells: &[(&str, &str)] = &[("name", "批"), ("filed_site", "no")];
    let events = [cells; 12];
    let told = of(&with(&[("offsite", "no")], &events), "16.2").1;
    assert!(told.contains("另有 7 行"), "{told}");
}

#[test]
fn the_report_says_which_rows_contradict() {
    let events: &[&[(&str, &str)]] = &[&[("name", "秋季批"), ("filed_site", "no")]];
    let report = Report::of(&with(&[("offsite", "no")], events), day("2026-11-23"));
    let articles = report.chapters.iter().flat_map(|chapter| &chapter.articles);
    let items = articles.flat_map(|article| &article.items);
    let told: Vec<_> =
        items.filter(|item| !item.contradictions.is_empty()).map(|item| item.id).collect();
    assert_eq!(told, ["16.2"]);
}
