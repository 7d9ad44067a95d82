//! Changing a self-check: pure, dated by the caller, and without leftovers.

mod support;

use std::num::NonZeroU32;

use assessment::self_check::answers::{AnswerDay, AnswerText, Choice};
use assessment::self_check::journal::Stamp;
use assessment::self_check::registers::Staff;
use assessment::self_check::registers::schema::{NewRows, RegisterKey};
use assessment::self_check::{self, Action, SelfCheck, Switch};
use proptest::prelude::*;
use serde_json::{Value, json};

const FIRST: &str = "2026-11-20T01:00:00Z";
const SECOND: &str = "2026-11-21T02:00:00Z";

fn empty() -> SelfCheck {
    SelfCheck::new("id".into(), "2026年度自查".into(), "2026-11-19T00:00:00Z")
}

fn apply(self_check: &SelfCheck, action: Action, now: &str) -> SelfCheck {
    let stamp = Stamp { session: "s".into(), who: String::new(), at: now.into() };
    self_check::apply(self_check, action, &stamp)
}

fn choose(item: &str, choice: Option<Choice>) -> Action {
    Action::Choose { item: item.into(), choice }
}

fn note(words: &str) -> Action {
    Action::Write { item: "23.3".into(), text: AnswerText::Note, words: words.into() }
}

fn answered(self_check: &SelfCheck, choice: Option<Choice>, now: &str) -> SelfCheck {
    apply(self_check, choose("23.3", choice), now)
}

fn profile(self_check: &SelfCheck, key: &str, value: Value) -> SelfCheck {
    apply(self_check, Action::Profile { key: key.into(), value }, FIRST)
}

#[test]
fn the_same_change_of_the_same_self_check_gives_the_same_and_leaves_the_old_alone() {
    let self_check = empty();
    let before = self_check.clone();
    let one = answered(&self_check, Some(Choice::Met), FIRST);
    let two = answered(&self_check, Some(Choice::Met), FIRST);
    assert_eq!(one, two);
    assert_eq!(self_check, before);
    assert_ne!(one, before);
}

#[test]
fn every_change_is_dated_and_the_creation_is_not() {
    let register = RegisterKey::Staff;
    let rows = NewRows::Staff(vec![Staff { id: "a".into(), ..Staff::default() }]);
    let (key, label) = ("conclusion".to_owned(), "评价结论作出".to_owned());
    for action in [
        Action::Title { title: "另一次".into() },
        Action::Profile { key: "name".into(), value: "甲".into() },
        Action::ProfileRows { key: "sites".into(), rows: vec![vec!["一楼".into()]] },
        choose("1.1", Some(Choice::Met)),
        Action::ChooseAll { items: vec!["1.1".into(), "1.2".into()], choice: Choice::Met },
        note("再看"),
        Action::Day {
            item: "23.3".into(),
            day: AnswerDay::Due,
            date: Some(support::day("2026-12-05")),
        },
        Action::AddRow { register, row: "a".into() },
        Action::AddRows { rows },
        Action::TargetDays { key, label, days: NonZeroU32::new(3) },
        Action::Switch { switch: Switch::Guangxi(false) },
    ] {
        let changed = apply(&empty(), action.clone(), SECOND);
        assert_eq!(changed.updated_at, SECOND, "{action:?}");
        assert_eq!(changed.created_at, empty().created_at, "{action:?}");
        // And the change itself arrived.
        let undated = SelfCheck { updated_at: empty().updated_at, ..changed };
        assert_ne!(undated, empty(), "{action:?}");
    }
}

#[test]
fn an_answer_is_dated_when_its_choice_changes_and_not_when_its_notes_do() {
    let first = answered(&empty(), Some(Choice::Met), FIRST);
    assert_eq!(first.answers["23.3"].answered_at, FIRST);

    let second = apply(&first, note("已试录"), SECOND);
    assert_eq!(second.answers["23.3"].answered_at, FIRST);

    let third = answered(&second, Some(Choice::Partly), SECOND);
    assert_eq!(third.answers["23.3"].answered_at, SECOND);
    assert_eq!(third.answers["23.3"].note, "已试录");
}

#[test]
fn a_choice_taken_back_is_not_dated_and_its_notes_stay() {
    let first = apply(&answered(&empty(), Some(Choice::Met), FIRST), note("再看"), FIRST);
    let second = answered(&first, None, SECOND);
    let left = &second.answers["23.3"];
    assert_eq!((left.state, left.answered_at.as_str(), left.note.as_str()), (None, "", "再看"));
}

#[test]
fn a_blank_answer_leaves_nothing_behind() {
    let first = answered(&empty(), Some(Choice::Met), FIRST);
    let second = answered(&first, None, SECOND);
    assert!(second.answers.is_empty());
    // Taking away what was never there is no error.
    assert!(answered(&empty(), None, FIRST).answers.is_empty());
}

#[test]
fn the_other_answers_keep_their_order_when_one_is_taken_away() {
    let mut self_check = empty();
    for id in ["5.1", "1.1", "23.3", "9.1"] {
        self_check = apply(&self_check, choose(id, Some(Choice::Met)), FIRST);
    }
    self_check = answered(&self_check, None, SECOND);
    assert_eq!(self_check.answers.keys().collect::<Vec<_>>(), ["5.1", "1.1", "9.1"]);
}

#[test]
fn an_emptied_profile_answer_is_absent_from_the_file() {
    let filled = profile(&empty(), "first_event", json!("2026-12-22"));
    assert_eq!(filled.profile.text("first_event"), "2026-12-22");
    for blank in [json!(""), Value::Null] {
        let emptied = profile(&filled, "first_event", blank);
        assert!(emptied.profile.values().get("first_event").is_none());
    }
    let sites = Action::ProfileRows { key: "sites".into(), rows: vec![vec!["一楼".into()]] };
    let filled = apply(&empty(), sites, FIRST);
    let none = Action::ProfileRows { key: "sites".into(), rows: Vec::new() };
    assert!(apply(&filled, none, SECOND).profile.values().get("sites").is_none());
}

#[test]
fn a_row_keeps_its_unknown_keys_while_it_or_another_is_edited() {
    let file = json!({
        "format": "selfcheck", "version": 1, "regulation": "nanning-2021", "id": "a",
        "profile": {"occupations": [
            {"occupation": "电工", "levels": "四级", "later": 1},
            {"occupation": "焊工", "levels": "三级", "later": 2},
            {"occupation": "钳工", "levels": "五级", "later": 3},
        ]},
    });
    let self_check = SelfCheck::from_json(file.to_string().as_bytes()).unwrap();
    let after = |edit: fn(&mut Vec<Vec<String>>)| {
        let mut rows = self_check.profile.rows("occupations");
        edit(&mut rows);
        let key = "occupations".to_owned();
        let changed = apply(&self_check, Action::ProfileRows { key, rows }, FIRST);
        let rows = changed.profile.values()["occupations"].as_array().unwrap().clone();
        let told =
            |row: &Value| (row["occupation"].as_str().unwrap().to_owned(), row["later"].as_i64());
        rows.iter().map(told).collect::<Vec<_>>()
    };
    let row = |name: &str, later| (name.to_owned(), later);
    let [first, second, third] = [row("电工", Some(1)), row("焊工", Some(2)), row("钳工", Some(3))];
    let edited = after(|rows| rows[1][0].push('师'));
    assert_eq!(edited, [first.clone(), row("焊工师", Some(2)), third.clone()]);
    let fewer = after(|rows| drop(rows.remove(0)));
    assert_eq!(fewer, [second.clone(), third.clone()]);
    let more = after(|rows| rows.push(vec!["车工".into(), String::new()]));
    assert_eq!(more, [first, second, third, row("车工", None)]);
}

#[test]
fn rows_are_saved_in_the_shape_of_the_file_format() {
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let occupations = vec![cells(&["电工", "五级、四级"]), cells(&["焊工", "三级"])];
    let self_check = apply(
        &empty(),
        Action::ProfileRows { key: "occupations".into(), rows: occupations.clone() },
        FIRST,
    );
    let self_check = apply(
        &self_check,
        Action::ProfileRows { key: "sites".into(), rows: vec![cells(&["校本部，一楼"])] },
        FIRST,
    );
    let file: Value = serde_json::from_str(&self_check.to_json()).unwrap();
    let expected = json!([
        { "occupation": "电工", "levels": "五级、四级" },
        { "occupation": "焊工", "levels": "三级" },
    ]);
    assert_eq!(file["profile"]["occupations"], expected);
    assert_eq!(file["profile"]["sites"], json!(["校本部，一楼"]));
    assert_eq!(self_check.profile.rows("occupations"), occupations);
}

/// Few different rows, so that some are the same before and after.
fn occupations() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop::sample::select(vec!["电工", "焊工", ""]).prop_map(str::to_owned);
    prop::collection::vec(prop::collection::vec(cell, 2), 1..6)
}

proptest! {
    #[test]
    fn rows_put_in_place_of_any_others_come_back(former in occupations(), rows in occupations()) {
        let put = |self_check: &SelfCheck, rows: &[Vec<String>]| {
            let rows = rows.to_vec();
            apply(self_check, Action::ProfileRows { key: "occupations".into(), rows }, FIRST)
        };
        let changed = put(&put(&empty(), &former), &rows);
        prop_assert_eq!(changed.profile.rows("occupations"), rows);
    }
}
