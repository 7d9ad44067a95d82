//! Changing a self-check: pure, dated by the caller, and without leftovers.

mod support;

use std::num::NonZeroU32;

use assessment::calendar::Region;
use assessment::self_check::answers::{Answer, AnswerText, Choice};
use assessment::self_check::registers::{DayCount, RegisterKind, Rows, Staff};
use assessment::self_check::settings::FilingReading;
use assessment::self_check::{Action, SelfCheck, Switch, apply};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{notice, with_answer};

const FIRST: &str = "2026-11-20T01:00:00Z";
const SECOND: &str = "2026-11-21T02:00:00Z";

fn empty() -> SelfCheck {
    SelfCheck::new("id".into(), "2026年度自查".into(), "2026-11-19T00:00:00Z")
}

fn answered(self_check: &SelfCheck, answer: Answer, now: &str) -> SelfCheck {
    with_answer(self_check, "23.3", &answer, now)
}

fn person(id: &str) -> Staff {
    Staff { id: id.into(), name: id.into(), ..Staff::default() }
}

/// One action of each kind, each of which changes an empty self-check.
fn every_action() -> Vec<Action> {
    let (item, key) = (|| "1.1".to_owned(), || "conclusion".to_owned());
    let label = || "评价结论作出".to_owned();
    let row = json!("一楼");
    vec![
        Action::Title("另一次".into()),
        Action::Profile { key: "name".into(), value: "甲".into() },
        Action::ProfileRows { key: "sites".into(), rows: vec![vec!["一楼".into()]] },
        Action::RestoreProfileRow { key: "sites".into(), at: 0, row },
        Action::Choose { item: item(), choice: Some(Choice::Met) },
        Action::Write { item: item(), text: AnswerText::Note, words: "已试录".into() },
        Action::Due { item: item(), date: Some(support::day("2026-12-22")) },
        Action::InsertRows { at: None, rows: Rows::Staff(vec![person("莫䶮")]) },
        Action::TargetDays { key: key(), label: label(), days: NonZeroU32::new(3) },
        Action::TargetKind { key: key(), label: label(), kind: DayCount::Calendar },
        Action::Switch(Switch::Guangxi(false)),
        Action::Switch(Switch::FilingReading(FilingReading::Literal)),
        Action::Switch(Switch::RetentionRolls(true)),
        Action::EnterNotice(notice(2027)),
    ]
}

fn staff(self_check: &SelfCheck) -> Vec<&str> {
    self_check.registers.staff.iter().map(|row| row.name.as_str()).collect()
}

fn met() -> Answer {
    Answer { state: Some(Choice::Met), ..Answer::default() }
}

fn profile(self_check: &SelfCheck, key: &str, value: Value) -> SelfCheck {
    apply(self_check, &Action::Profile { key: key.into(), value }, FIRST)
}

#[test]
fn the_same_change_of_the_same_self_check_gives_the_same_and_leaves_the_old_alone() {
    let self_check = empty();
    let before = self_check.clone();
    let one = answered(&self_check, met(), FIRST);
    let two = answered(&self_check, met(), FIRST);
    assert_eq!(one, two);
    assert_eq!(self_check, before);
    assert_ne!(one, before);
}

#[test]
fn every_change_is_dated_and_the_creation_is_not() {
    for action in every_action() {
        let changed = apply(&empty(), &action, SECOND);
        assert_eq!(changed.updated_at, SECOND, "{action:?}");
        assert_eq!(changed.created_at, empty().created_at, "{action:?}");
        // And the change itself arrived.
        let undated = SelfCheck { updated_at: empty().updated_at, ..changed };
        assert_ne!(undated, empty(), "{action:?}");
    }
}

#[test]
fn an_answer_is_dated_when_its_choice_changes_and_not_when_its_notes_do() {
    let first = answered(&empty(), met(), FIRST);
    assert_eq!(first.answers["23.3"].answered_at, FIRST);

    let noted = Answer { note: "已试录".into(), ..first.answers["23.3"].clone() };
    let second = answered(&first, noted, SECOND);
    assert_eq!(second.answers["23.3"].answered_at, FIRST);

    let changed = Answer { state: Some(Choice::Partly), ..second.answers["23.3"].clone() };
    let third = answered(&second, changed, SECOND);
    assert_eq!(third.answers["23.3"].answered_at, SECOND);
    assert_eq!(third.answers["23.3"].note, "已试录");
}

#[test]
fn a_choice_taken_back_is_not_dated_and_its_notes_stay() {
    let noted = Answer { note: "再看".into(), ..met() };
    let first = answered(&empty(), noted, FIRST);
    let undone = Answer { state: None, ..first.answers["23.3"].clone() };
    let second = answered(&first, undone, SECOND);
    let left = &second.answers["23.3"];
    assert_eq!((left.state, left.answered_at.as_str(), left.note.as_str()), (None, "", "再看"));
}

#[test]
fn a_blank_answer_leaves_nothing_behind() {
    let first = answered(&empty(), met(), FIRST);
    let blank = Answer { state: None, ..first.answers["23.3"].clone() };
    let second = answered(&first, blank, SECOND);
    assert!(second.answers.is_empty());
    assert!(!second.to_json().contains("23.3"));
    // Taking away what was never there is no error.
    assert!(answered(&empty(), Answer::default(), FIRST).answers.is_empty());
}

#[test]
fn the_other_answers_keep_their_order_when_one_is_taken_away() {
    let mut self_check = empty();
    for id in ["5.1", "1.1", "23.3", "9.1"] {
        self_check = with_answer(&self_check, id, &met(), FIRST);
    }
    self_check = answered(&self_check, Answer::default(), SECOND);
    assert_eq!(self_check.answers.keys().collect::<Vec<_>>(), ["5.1", "1.1", "9.1"]);
}

#[test]
fn an_emptied_profile_answer_is_absent_from_the_file() {
    let filled = profile(&empty(), "first_event", json!("2026-12-22"));
    assert_eq!(filled.profile.text("first_event"), "2026-12-22");
    for blank in [json!(""), Value::Null] {
        let emptied = profile(&filled, "first_event", blank);
        assert!(!emptied.to_json().contains("first_event"));
    }
    let sites = Action::ProfileRows { key: "sites".into(), rows: vec![vec!["一楼".into()]] };
    let filled = apply(&empty(), &sites, FIRST);
    let none = Action::ProfileRows { key: "sites".into(), rows: Vec::new() };
    assert!(!apply(&filled, &none, SECOND).to_json().contains("sites"));
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
        let changed = apply(&self_check, &Action::ProfileRows { key, rows }, FIRST);
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
        &Action::ProfileRows { key: "occupations".into(), rows: occupations.clone() },
        FIRST,
    );
    let self_check = apply(
        &self_check,
        &Action::ProfileRows { key: "sites".into(), rows: vec![cells(&["校本部，一楼"])] },
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

#[test]
fn an_action_is_plain_data_that_comes_back_from_its_text() {
    let removals = [
        Action::Choose { item: "1.1".into(), choice: None },
        Action::RemoveRow { register: RegisterKind::Orders, row: "a".into() },
        Action::RemoveNotice { year: 2027, region: Region::Guangxi },
    ];
    for action in every_action().into_iter().chain(removals) {
        let text = serde_json::to_string(&action).unwrap();
        assert_eq!(serde_json::from_str::<Action>(&text).unwrap(), action, "{text}");
    }
}

#[test]
fn taking_a_choice_back_keeps_what_was_written() {
    let write = |text, words: &str| Action::Write { item: "1.1".into(), text, words: words.into() };
    let choose = |choice| Action::Choose { item: "1.1".into(), choice };
    let actions =
        [choose(Some(Choice::Unmet)), write(AnswerText::Measure, "补贴公示"), choose(None)];
    let after = actions.iter().fold(empty(), |before, action| apply(&before, action, FIRST));
    assert_eq!(after.answers["1.1"].state, None);
    assert_eq!(after.answers["1.1"].measure, "补贴公示");
}

#[test]
fn a_cell_is_set_in_the_row_of_that_id_and_in_no_other() {
    let rows = Rows::Staff(vec![person("甲"), person("乙")]);
    let before = apply(&empty(), &Action::InsertRows { at: None, rows }, FIRST);
    let cell = |row: &str, column: &str| Action::Cell {
        register: RegisterKind::Staff,
        row: row.into(),
        column: column.into(),
        text: "2027-03-31".into(),
    };
    let after = apply(&before, &cell("乙", "expires"), SECOND);
    assert_eq!(after.registers.staff[1].expires, Some(support::day("2027-03-31")));
    assert_eq!(after.registers.staff[0], before.registers.staff[0]);
    // What is gone by then, or unknown, changes nothing.
    for action in [cell("丙", "expires"), cell("乙", "unknown")] {
        assert_eq!(apply(&before, &action, SECOND).registers, before.registers);
    }
}

#[test]
fn a_deleted_row_comes_back_in_its_place_and_once() {
    let staffed = |names: &[&str]| {
        let rows = Rows::Staff(names.iter().map(|name| person(name)).collect());
        apply(&empty(), &Action::InsertRows { at: None, rows }, FIRST)
    };
    let after = |names: &[&str], at| {
        let rows = Rows::Staff(vec![person("乙")]);
        apply(&staffed(names), &Action::InsertRows { at: Some(at), rows }, SECOND)
    };
    assert_eq!(staff(&after(&["甲", "丙"], 1)), ["甲", "乙", "丙"]);
    assert_eq!(staff(&after(&["甲"], 5)), ["甲", "乙"]);
    assert_eq!(staff(&after(&["甲", "乙"], 0)), ["甲", "乙"]);
    let remove = Action::RemoveRow { register: RegisterKind::Staff, row: "甲".into() };
    assert_eq!(staff(&apply(&staffed(&["甲", "丙"]), &remove, SECOND)), ["丙"]);
}

#[test]
fn an_own_target_is_made_by_its_first_change_and_keeps_its_words() {
    let (key, label) = (|| "conclusion".to_owned(), || "评价结论作出".to_owned());
    let days = Action::TargetDays { key: key(), label: label(), days: NonZeroU32::new(10) };
    let kind = Action::TargetKind { key: key(), label: String::new(), kind: DayCount::Calendar };
    let after = apply(&apply(&empty(), &days, FIRST), &kind, SECOND);
    let [target] = after.targets.as_slice() else { panic!("{:?}", after.targets) };
    assert_eq!((target.label.as_str(), target.kind), ("评价结论作出", DayCount::Calendar));
    assert_eq!(target.days, NonZeroU32::new(10));
}

#[test]
fn a_notice_takes_the_place_of_that_of_its_year_and_region() {
    let enter = |year| Action::EnterNotice(notice(year));
    let entered = [enter(2028), enter(2027), enter(2028)];
    let after = entered.iter().fold(empty(), |before, action| apply(&before, action, FIRST));
    let years = |self_check: &SelfCheck| -> Vec<i32> {
        self_check.settings.notices.iter().map(|notice| notice.year).collect()
    };
    assert_eq!(years(&after), [2027, 2028]);
    let remove = |region| Action::RemoveNotice { year: 2027, region };
    assert_eq!(years(&apply(&after, &remove(Region::Guangxi), SECOND)), [2027, 2028]);
    assert_eq!(years(&apply(&after, &remove(Region::National), SECOND)), [2028]);
}

#[test]
fn a_removed_row_of_the_profile_comes_back_with_what_this_version_does_not_know() {
    let row = |name: &str| json!({ "occupation": name, "levels": "", "later": name });
    let restore = |name: &str, at| Action::RestoreProfileRow {
        key: "occupations".into(),
        at,
        row: row(name),
    };
    let actions = [restore("甲", 0), restore("丙", 9), restore("乙", 1)];
    let after = actions.iter().fold(empty(), |before, action| apply(&before, action, FIRST));
    let expected = json!([row("甲"), row("乙"), row("丙")]);
    assert_eq!(after.profile.values()["occupations"], expected);
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
            apply(self_check, &Action::ProfileRows { key: "occupations".into(), rows }, FIRST)
        };
        let changed = put(&put(&empty(), &former), &rows);
        prop_assert_eq!(changed.profile.rows("occupations"), rows);
    }
}
