//! The journal: what was done can be taken back, brought back and put together, whoever did it and
//! whatever their clocks say.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

use assessment::self_check::answers::{AnswerText, Choice};
use assessment::self_check::journal::{Merged, Side, Stamp, as_of, merge};
use assessment::self_check::registers::Staff;
use assessment::self_check::registers::schema::{NewRows, RegisterKey};
use assessment::self_check::{Action, SelfCheck, apply};
use proptest::prelude::*;
use serde_json::{Value, json};

fn stamp(session: &str, at: &str) -> Stamp {
    Stamp { session: session.into(), who: format!("{session}的人"), at: at.into() }
}

fn sample() -> SelfCheck {
    SelfCheck::from_json(include_bytes!("sample-record.json")).unwrap()
}

/// Applies each of the actions in that session.
fn by(self_check: &SelfCheck, session: &str, at: &str, actions: &[Action]) -> SelfCheck {
    let start = self_check.clone();
    actions.iter().fold(start, |state, action| apply(&state, action.clone(), &stamp(session, at)))
}

fn choose(item: &str, choice: Choice) -> Action {
    Action::Choose { item: item.into(), choice: Some(choice) }
}

fn note(item: &str, words: &str) -> Action {
    Action::Write { item: item.into(), text: AnswerText::Note, words: words.into() }
}

fn cell(row: &str, column: &str, text: &str) -> Action {
    let register = RegisterKey::Staff;
    Action::Cell { register, row: row.into(), column: column.into(), text: text.into() }
}

fn name(text: &str) -> Action {
    Action::Profile { key: "name".into(), value: text.into() }
}

fn merged(ours: &SelfCheck, theirs: &SelfCheck) -> Merged {
    merge(ours, theirs, |_| None, &stamp("合并", "2026-11-24T00:00:00Z"))
}

/// What people see of a self-check: all but instants of change and the journal.
fn content(self_check: &SelfCheck) -> Value {
    let mut value = serde_json::to_value(self_check).unwrap();
    let map = value.as_object_mut().unwrap();
    map.remove("journal");
    map.remove("updated_at");
    value
}

/// Through a file, as it comes to the other machine.
fn sent(self_check: &SelfCheck) -> SelfCheck {
    SelfCheck::from_json(self_check.to_json().as_bytes()).unwrap()
}

/// A edits a certificate's date, a note and the name at 10:00; B, from the same earlier file, answers only
/// 17.1 at 11:00. All four stand, on either machine, in either order.
#[test]
fn what_each_side_did_stands_and_a_later_copy_overwrites_nothing() {
    let start = sample();
    let a = by(
        &start,
        "甲",
        "2026-11-23T10:00:00Z",
        &[cell("s1", "expires", "2028-01-31"), note("23.3", "已增装"), name("南宁市某某学校")],
    );
    let b = by(&start, "乙", "2026-11-23T11:00:00Z", &[choose("17.1", Choice::Unmet)]);
    for result in [merged(&a, &sent(&b)), merged(&b, &sent(&a))] {
        assert_eq!(result.conflicts, []);
        let both = result.self_check;
        assert_eq!(both.profile.text("name"), "南宁市某某学校");
        assert_eq!(both.answers["23.3"].note, "已增装");
        assert_eq!(both.answers["17.1"].state, Some(Choice::Unmet));
        assert_eq!(both.registers.staff[0].expires.unwrap().to_string(), "2028-01-31");
    }
}

#[test]
fn what_was_deleted_or_emptied_stays_so_when_an_older_copy_is_merged() {
    let older = by(&sample(), "甲", "2026-11-20T10:00:00Z", &[note("10.1", "逐项对照过")]);
    let remove = Action::RemoveRow { register: RegisterKey::Staff, row: "s1".into() };
    let newer = by(&older, "乙", "2026-11-21T10:00:00Z", &[remove, note("10.1", "")]);
    // The first release wrote no journal: its copy is where this journal begins.
    for old in [older, sample()] {
        let result = merged(&newer, &sent(&old));
        assert_eq!(result.conflicts, []);
        assert_eq!(content(&result.self_check), content(&newer));
    }
}

#[test]
fn a_wrong_clock_changes_nothing() {
    let first = by(&sample(), "甲", "2099-01-01T00:00:00Z", &[note("23.3", "钟快的")]);
    let then = by(&first, "乙", "2001-01-01T00:00:00Z", &[note("23.3", "后来改的")]);
    for result in [merged(&first, &then), merged(&then, &first)] {
        assert_eq!(result.conflicts, []);
        assert_eq!(result.self_check.answers["23.3"].note, "后来改的");
    }
}

#[test]
fn what_both_changed_without_knowing_is_for_a_person_to_decide_and_can_be_undone() {
    let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("23.3", "甲写的")]);
    let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[note("23.3", "乙写的")]);
    let open = merged(&a, &b);
    let [conflict] = open.conflicts.as_slice() else { panic!("{:?}", open.conflicts) };
    assert_eq!(conflict.path, "/answers/23.3/note");
    assert_eq!(conflict.ours.value, Some(json!("甲写的")));
    assert_eq!(
        (conflict.theirs.who.as_str(), conflict.theirs.at.as_str()),
        ("乙的人", "2026-11-23T11:00:00Z")
    );
    let now = stamp("合并", "2026-11-24T00:00:00Z");
    for (side, words) in [(Side::Ours, "甲写的"), (Side::Theirs, "乙写的")] {
        let decided = merge(&a, &b, |_| Some(side), &now).self_check;
        assert_eq!(decided.answers["23.3"].note, words);
        // The decision is known from then on: the other copy brings no conflict any more.
        for copy in [&a, &b] {
            let again = merge(&decided, copy, |_| None, &stamp("又", "2026-11-25T00:00:00Z"));
            assert_eq!(again.conflicts, []);
            assert_eq!(content(&again.self_check), content(&decided));
        }
        if side == Side::Theirs {
            let back =
                apply(&decided, Action::Undo { step: None }, &stamp("丙", "2026-11-25T00:00:00Z"));
            assert_eq!(back.answers["23.3"].note, "甲写的");
        }
    }
}

#[test]
fn a_row_that_one_deletes_while_another_writes_in_it_stays_until_a_person_has_decided() {
    let remove = Action::RemoveRow { register: RegisterKey::Staff, row: "s1".into() };
    let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[remove]);
    let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[cell("s1", "number", "45-9")]);
    for (ours, theirs) in [(&a, &b), (&b, &a)] {
        let result = merged(ours, theirs);
        assert_eq!(result.conflicts.len(), 1, "{:?}", result.conflicts);
        assert_eq!(result.self_check.registers.staff[0].number, "45-9");
    }
}

#[test]
fn steps_are_taken_back_and_brought_back_one_by_one_also_after_a_reload() {
    let people = vec![
        Staff { id: "n1".into(), name: "甲".into(), ..Staff::default() },
        Staff { id: "n2".into(), name: "乙".into(), ..Staff::default() },
    ];
    let actions = [
        choose("17.1", Choice::Unmet),
        note("17.1", "一号栏空着"),
        Action::AddRows { rows: NewRows::Staff(people) },
        Action::RemoveRow { register: RegisterKey::Staff, row: "s1".into() },
        Action::Title { title: "改名".into() },
    ];
    let mut states = vec![sample()];
    for action in actions {
        let next = by(states.last().unwrap(), "一", "2026-11-23T10:00:00Z", &[action]);
        states.push(next);
    }
    let mut now = sent(states.last().unwrap());
    for before in states.iter().rev().skip(1) {
        now = by(&now, "二", "2026-11-23T11:00:00Z", &[Action::Undo { step: None }]);
        assert_eq!(content(&now), content(before));
    }
    // Nothing is left to take back, and that changes nothing.
    assert_eq!(by(&now, "二", "2026-11-23T11:00:00Z", &[Action::Undo { step: None }]), now);
    for after in &states[1..] {
        now = by(&now, "三", "2026-11-23T12:00:00Z", &[Action::Redo]);
        assert_eq!(content(&now), content(after));
    }
}

#[test]
fn a_text_typed_on_is_one_step() {
    let typed = ["补", "补贴", "补贴公示"].map(|words| note("17.2", words));
    let state = by(&sample(), "一", "2026-11-23T10:00:00Z", &typed);
    let back = by(&state, "一", "2026-11-23T10:01:00Z", &[Action::Undo { step: None }]);
    assert_eq!(content(&back), content(&sample()));
}

#[test]
fn undo_leaves_alone_what_somebody_else_has_changed_since() {
    let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "甲")]);
    let b = by(&a, "乙", "2026-11-23T11:00:00Z", &[note("17.2", "乙")]);
    let step = assessment::self_check::journal::StepId { session: "甲".into(), step: 1 };
    let undone = by(&b, "甲", "2026-11-23T12:00:00Z", &[Action::Undo { step: Some(step) }]);
    assert_eq!(undone.answers["17.2"].note, "乙");
}

#[test]
fn a_file_edited_by_hand_is_taken_in_as_it_stands() {
    let ours = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "原文"), name("甲校")]);
    let edited = ours.to_json().replacen("\"原文\"", "\"手改的\"", 1);
    let edited = SelfCheck::from_json(edited.as_bytes()).unwrap();
    assert_eq!(edited.answers["17.2"].note, "手改的");
    let result = merged(&ours, &edited);
    assert_eq!(result.conflicts, []);
    assert_eq!(result.self_check.answers["17.2"].note, "手改的");
    assert_eq!(result.self_check.profile.text("name"), "甲校");
}

#[test]
fn what_is_attached_to_a_report_tells_no_deleted_words_and_can_still_be_merged() {
    let ours =
        by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "写错的话"), name("甲校")]);
    let ours = by(&ours, "甲", "2026-11-23T10:05:00Z", &[note("10.1", "x"), note("17.2", "")]);
    let attached = ours.to_attachment();
    assert!(!attached.contains("写错的话"));
    let restored = SelfCheck::from_json(attached.as_bytes()).unwrap();
    let theirs = by(&restored, "乙", "2026-11-24T10:00:00Z", &[choose("17.1", Choice::Met)]);
    let meanwhile = by(&ours, "丙", "2026-11-24T09:00:00Z", &[name("乙校")]);
    let result = merged(&meanwhile, &sent(&theirs));
    assert_eq!(result.conflicts, []);
    assert_eq!(result.self_check.profile.text("name"), "乙校");
    assert_eq!(result.self_check.answers["17.1"].state, Some(Choice::Met));
    assert_eq!(result.self_check.answers.get("17.2"), None);
}

#[test]
fn a_self_check_can_be_seen_as_it_was() {
    let monday = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "周一")]);
    let remove = Action::RemoveRow { register: RegisterKey::Staff, row: "s1".into() };
    let tuesday = by(&monday, "乙", "2026-11-24T10:00:00Z", &[note("17.2", "周二"), remove]);
    let then = as_of(&tuesday, "2026-11-23T15:59:59Z").unwrap();
    assert_eq!(content(&then), content(&monday));
}

#[test]
fn a_journal_of_five_and_a_half_thousand_changes_stays_under_a_megabyte() {
    let items: Vec<&str> = assessment::content::items().map(|item| item.id).collect();
    let mut state = sample();
    let before = state.to_json().len();
    for n in 0..5_500 {
        let item = items[n % items.len()];
        state = by(&state, "甲", "2026-11-23T10:00:00Z", &[note(item, &format!("备注 {n}"))]);
    }
    let journal = serde_json::to_string(&state.journal).unwrap().len();
    assert!(journal <= 1_000_000, "{journal} bytes for 5,500 entries, file {before} before");
}

/// Something that a person may do.
fn action() -> impl Strategy<Value = Action> {
    let item = prop_oneof![Just("17.1"), Just("17.2"), Just("23.3")];
    let words = prop_oneof![Just(""), Just("一"), Just("二")];
    let row = prop_oneof![Just("s1"), Just("n1")];
    prop_oneof![
        (item.clone(), prop::option::of(0_usize..4)).prop_map(|(item, choice)| Action::Choose {
            item: item.into(),
            choice: choice.map(|at| Choice::ALL[at]),
        }),
        (item, words.clone()).prop_map(|(item, words)| note(item, words)),
        (row.clone(), words.clone()).prop_map(|(row, words)| cell(row, "number", words)),
        words.prop_map(name),
        row.clone()
            .prop_map(|row| Action::RemoveRow { register: RegisterKey::Staff, row: row.into() }),
        Just(Action::AddRows {
            rows: NewRows::Staff(vec![Staff {
                id: "n1".into(),
                name: "新".into(),
                ..Staff::default()
            }])
        }),
        Just(Action::Undo { step: None }),
        Just(Action::Redo),
    ]
}

/// Rows keep the order of each side; what counts here is what they hold.
fn sorted(self_check: &SelfCheck) -> Value {
    let mut copy = self_check.clone();
    copy.registers.staff.sort_by(|a, b| a.id.cmp(&b.id));
    copy.registers.staff.dedup_by(|a, b| a.id == b.id);
    let mut value = content(&copy);
    for answer in value["answers"].as_object_mut().unwrap().values_mut() {
        answer.as_object_mut().unwrap().remove("answered_at");
    }
    // Answers stand in the order in which they were given.
    let answers: std::collections::BTreeMap<String, Value> =
        serde_json::from_value(value["answers"].take()).unwrap();
    value["answers"] = json!(answers);
    value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn merging_does_not_depend_on_the_sides_and_twice_is_once(
        a in prop::collection::vec(action(), 0..6),
        b in prop::collection::vec(action(), 0..6),
    ) {
        let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &a);
        let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &b);
        let ab = merged(&a, &sent(&b));
        let ba = merged(&b, &sent(&a));
        prop_assert_eq!(sorted(&ab.self_check), sorted(&ba.self_check));
        prop_assert_eq!(ab.conflicts.len(), ba.conflicts.len());
        let again = merge(&ab.self_check, &b, |_| None, &stamp("再", "2026-11-25T00:00:00Z"));
        prop_assert_eq!(sorted(&again.self_check), sorted(&ab.self_check));
        prop_assert_eq!(again.conflicts, vec![]);
    }

    #[test]
    fn three_copies_come_to_the_same_leaf_by_leaf_where_nobody_has_to_decide(
        a in prop::collection::vec(action(), 0..4),
        b in prop::collection::vec(action(), 0..4),
        c in prop::collection::vec(action(), 0..4),
    ) {
        let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &a);
        let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &b);
        let c = by(&sample(), "丙", "2026-11-23T12:00:00Z", &c);
        let two = |x: &SelfCheck, y: &SelfCheck, session: &str| {
            merge(x, y, |_| None, &stamp(session, "2026-11-24T00:00:00Z"))
        };
        let ab = two(&a, &b, "一");
        let bc = two(&b, &c, "二");
        let left = two(&ab.self_check, &c, "三");
        let right = two(&a, &bc.self_check, "四");
        let undecided = [&ab, &bc, &left, &right].iter().any(|one| !one.conflicts.is_empty());
        if !undecided {
            prop_assert_eq!(sorted(&left.self_check), sorted(&right.self_check));
        }
    }

    #[test]
    fn taking_back_and_bringing_back_is_as_if_nothing_had_been_done(
        actions in prop::collection::vec(action(), 1..8),
    ) {
        let state = by(&sample(), "一", "2026-11-23T10:00:00Z", &actions);
        let undone = by(&state, "二", "2026-11-23T11:00:00Z", &[Action::Undo { step: None }]);
        if undone != state {
            let redone = by(&undone, "三", "2026-11-23T12:00:00Z", &[Action::Redo]);
            prop_assert_eq!(sorted(&redone), sorted(&state));
        }
    }

    #[test]
    fn a_journal_comes_back_from_its_file_as_it_was(
        actions in prop::collection::vec(action(), 0..8),
    ) {
        let state = by(&sample(), "一", "2026-11-23T10:00:00Z", &actions);
        prop_assert_eq!(sent(&state), state);
    }
}

#[test]
fn rows_that_get_ids_on_opening_are_neither_lost_nor_doubled_by_merging() {
    let mut bare = sample();
    let person = |name: &str| Staff { name: name.into(), ..Staff::default() };
    bare.registers.staff = vec![person("甲"), person("乙"), person("丙")];
    // As an older build leaves them: changed while no row had an id, so that the journal has them in one.
    let add = Action::AddRow { register: RegisterKey::Staff, row: "new".into() };
    let old = by(&bare, "旧版", "2026-11-20T01:00:00Z", std::slice::from_ref(&add));
    for file in [&bare, &old] {
        let (ours, theirs) = (sent(file), sent(file));
        let third = ours.registers.staff[2].id.clone();
        let ours = by(&ours, "甲机", "2026-11-21T01:00:00Z", &[cell(&third, "role", "考评")]);
        let both =
            merged(&ours, &by(&theirs, "乙机", "2026-11-21T02:00:00Z", &[note("17.1", "甲")]));
        assert_eq!(both.conflicts, []);
        let staff = &both.self_check.registers.staff;
        let names: Vec<_> = staff.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(&names[..3], ["甲", "乙", "丙"]);
        assert_eq!((staff.len(), staff[2].role.as_str()), (ours.registers.staff.len(), "考评"));
    }
}
