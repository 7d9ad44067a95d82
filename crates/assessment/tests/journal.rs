//! The journal: what was done can be told, taken back and brought back, one step at a time, also after the
//! file was closed.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::HashSet;

use assessment::self_check::answers::Choice;
use assessment::self_check::journal::{StepId, as_of, history, place_words, value_words};
use assessment::self_check::registers::Staff;
use assessment::self_check::registers::schema::RegisterKey;
use assessment::self_check::{Action, SelfCheck};
use proptest::prelude::*;
use serde_json::json;

use support::copies::{
    action, add, by, cell, choose, content, has_new_id, merged, name, note, remove, sample, sent,
    staff,
};

const UNDO: Action = Action::Undo { step: None };

fn step(of: &SelfCheck) -> StepId {
    of.journal.last_step().unwrap()
}

#[test]
fn steps_are_taken_back_and_brought_back_one_by_one_also_after_a_reload() {
    let actions = [
        choose("17.1", Choice::Unmet),
        note("17.1", "一号栏空着"),
        add(&["甲", "乙"]),
        remove("s1"),
        Action::Title { title: "改名".into() },
    ];
    let mut states = vec![sample()];
    for action in actions {
        let next = by(states.last().unwrap(), "一", "2026-11-23T10:00:00Z", &[action]);
        states.push(next);
    }
    let mut now = sent(states.last().unwrap());
    for before in states.iter().rev().skip(1) {
        now = by(&now, "二", "2026-11-23T11:00:00Z", &[UNDO]);
        assert_eq!(content(&now), content(before));
    }
    // Nothing is left to take back, and that changes nothing.
    assert_eq!(by(&now, "二", "2026-11-23T11:00:00Z", &[UNDO]), now);
    for after in &states[1..] {
        now = by(&now, "三", "2026-11-23T12:00:00Z", &[Action::Redo]);
        assert_eq!(content(&now), content(after));
    }
}

#[test]
fn a_text_typed_on_is_one_step_and_a_choice_is_one_each() {
    let typed = ["补", "补贴", "补贴公示"].map(|words| note("17.2", words));
    let typed = by(&sample(), "一", "2026-11-23T10:00:00Z", &typed);
    assert_eq!(content(&by(&typed, "一", "2026-11-23T10:01:00Z", &[UNDO])), content(&sample()));

    let chosen = by(&typed, "一", "2026-11-23T10:01:00Z", &[choose("17.2", Choice::Met)]);
    let again = by(&chosen, "一", "2026-11-23T10:02:00Z", &[choose("17.2", Choice::Unmet)]);
    assert_eq!(content(&by(&again, "一", "2026-11-23T10:03:00Z", &[UNDO])), content(&chosen));
    // Typing after something else, in another session, or after the file was opened again, is another step.
    let more = note("17.2", "补贴公示栏");
    for (before, session) in [(again, "一"), (typed.clone(), "二"), (sent(&typed), "一")] {
        let other = by(&before, session, "2026-11-23T10:03:00Z", std::slice::from_ref(&more));
        assert_eq!(
            by(&other, "一", "2026-11-23T10:04:00Z", &[UNDO]).answers["17.2"].note,
            "补贴公示"
        );
    }
}

#[test]
fn typing_into_a_row_of_the_profile_is_a_step_apart_from_adding_and_removing_rows() {
    let sites = |rows: &[&str]| Action::ProfileRows {
        key: "sites".into(),
        rows: rows.iter().map(|row| vec![(*row).to_owned()]).collect(),
    };
    let after = |actions: &[Action]| by(&sample(), "一", "2026-11-23T10:00:00Z", actions);
    let all = [
        sites(&["校本部实训楼", ""]),
        sites(&["校本部实训楼", "二"]),
        sites(&["校本部实训楼", "二楼"]),
        sites(&["二楼"]),
        sites(&["二楼东"]),
        sites(&["二楼东侧"]),
    ];
    let mut now = after(&all);
    for left in [4, 3, 1, 0] {
        now = by(&now, "二", "2026-11-23T11:00:00Z", &[UNDO]);
        assert_eq!(content(&now), content(&after(&all[..left])), "{left}");
    }
}

#[test]
fn a_row_that_comes_back_stands_in_its_place_with_all_its_cells() {
    let start =
        by(&sample(), "一", "2026-11-23T10:00:00Z", &[add(&["乙"]), cell("s1", "number", "7")]);
    let gone = by(&start, "一", "2026-11-23T10:01:00Z", &[remove("s1")]);
    let step = step(&gone);
    let later = by(&gone, "一", "2026-11-23T10:02:00Z", &[add(&["丙"])]);
    let back =
        by(&sent(&later), "二", "2026-11-23T11:00:00Z", &[Action::Undo { step: Some(step) }]);
    assert_eq!(staff(&back), ["莫䶮", "乙", "丙"]);
    assert_eq!(back.registers.staff[0], start.registers.staff[0]);
}

#[test]
fn undo_leaves_alone_what_somebody_else_has_changed_since() {
    let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "甲")]);
    let b = by(&a, "乙", "2026-11-23T11:00:00Z", &[note("17.2", "乙")]);
    let undone = by(&b, "甲", "2026-11-23T12:00:00Z", &[Action::Undo { step: Some(step(&a)) }]);
    assert_eq!(undone, b);
}

#[test]
fn what_changes_nothing_is_no_step() {
    let state = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "甲")]);
    let same = [note("17.2", "甲"), remove("none"), choose("10.1", Choice::Met), Action::Redo];
    assert_eq!(by(&state, "甲", "2026-11-23T11:00:00Z", &same), state);
}

#[test]
fn a_file_edited_by_hand_is_taken_in_as_it_stands_and_can_be_undone() {
    let ours = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "原文"), name("甲校")]);
    let edited = ours.to_json().replacen("\"原文\"", "\"手改的\"", 1);
    let edited = SelfCheck::from_json(edited.as_bytes()).unwrap();
    assert_eq!(edited.answers["17.2"].note, "手改的");
    let undone = by(&edited, "乙", "2026-11-23T11:00:00Z", &[UNDO]);
    assert_eq!(undone.answers["17.2"].note, "原文");
    assert_eq!(history(&edited)[0].label, Some("在别的程序里改的"));
}

#[test]
fn a_self_check_can_be_seen_as_it_was_and_gone_back_to_whatever_the_clocks_say() {
    let monday = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "周一")]);
    let later = [note("17.2", "周二"), remove("s1"), choose("5.1", Choice::Met)];
    let tuesday = by(&monday, "乙", "2001-01-01T00:00:00Z", &later);
    assert_eq!(content(&as_of(&tuesday, &step(&monday)).unwrap()), content(&monday));
    let back = Action::ReturnTo { step: step(&monday) };
    let back = by(&tuesday, "丙", "2026-11-25T10:00:00Z", &[back]);
    assert_eq!(content(&back), content(&monday));
    assert_eq!(content(&by(&back, "丙", "2026-11-25T10:01:00Z", &[UNDO])), content(&tuesday));
}

#[test]
fn the_trail_tells_who_changed_what_and_when_in_the_words_of_the_forms() {
    let actions = [
        choose("20.1", Choice::Unmet),
        cell("s1", "expires", "2028-01-31"),
        remove("s1"),
        Action::Profile { key: "published_by".into(), value: "city".into() },
        Action::Undo { step: None },
    ];
    let state = by(&sample(), "甲", "2026-11-23T10:00:00Z", &actions);
    let told: Vec<String> = history(&state)
        .into_iter()
        .map(|step| {
            assert_eq!((step.who.as_str(), step.at.as_str()), ("甲的人", "2026-11-23T10:00:00Z"));
            let words = |change: &assessment::self_check::journal::LeafChange| {
                let value = |value: Option<&serde_json::Value>| value_words(&change.path, value);
                let (was, now) = (value(change.was.as_ref()), value(change.value.as_ref()));
                format!("{}|{was}|{now}", change.place)
            };
            let changes: Vec<String> = step.changes.iter().map(words).collect();
            format!("{}{}", step.label.unwrap_or_default(), changes.join("，"))
        })
        .collect();
    assert_eq!(
        told,
        [
            "撤销由谁备案公布（第三条）：手里只有市级人社部门的文件|选了这一项|，由谁备案公布（第三条）|还不清楚|自治区人社部门",
            "由谁备案公布（第三条）：手里只有市级人社部门的文件||选了这一项，由谁备案公布（第三条）|自治区人社部门|还不清楚",
            "工作人员“莫䶮”|在册|",
            "工作人员“莫䶮”：有效期至|2027年3月31日|2028年1月31日",
            "要点 20.1：作答||已发生",
        ]
    );
}

#[test]
fn each_kind_of_value_is_told_as_its_form_shows_it() {
    let told = |path: &str, value: serde_json::Value| {
        format!("{}|{}", place_words(path, &[&sample()]), value_words(path, Some(&value)))
    };
    let orders = RegisterKey::Orders.key();
    let term = json!({ "days": 15, "kind": "working" });
    assert_eq!(
        [
            told("/title", json!("年度自查")),
            told("/answers/23.3/due", json!("2026-12-05")),
            told("/profile/sites", json!(["一楼", "二楼"])),
            told("/profile/first_event", json!("2026-12-22")),
            told("/registers/records/r1/medium", json!("electronic")),
            told(&format!("/registers/{orders}/o1/term"), term),
            told("/registers/staff/s1/later", json!({ "a": "甲", "b": 1 })),
            told("/targets/conclusion/days", json!(10)),
            told("/targets/conclusion/kind", json!("working")),
            told("/settings/filing_reading", json!("literal")),
            told("/settings/guangxi", json!("no")),
            told("/settings/notices/2027-guangxi", json!(support::notice(2035))),
        ]
        .map(|told| told.chars().take(40).collect::<String>()),
        [
            "自查名称|年度自查",
            "要点 23.3：完成时限|2026年12月5日",
            "备案场所|一楼；二楼",
            "在南宁首次开展认定评价工作的日期|2026年12月22日",
            "资料批次“2023年第三批试卷”：介质|电子",
            "整改通知“市培训鉴定指导机构”：限期|15 个工作日",
            "工作人员“莫䶮”：later|甲 · 1",
            "自定目标：评价结论作出|10",
            "自定目标：评价结论作出（天数的算法）|工作日",
            "备案期限的读法|备案当日计入 20 个工作日",
            "壮族三月三按放假计|否",
            "2027 年放假安排（全国日历加广西“三月三”）|2035年1月1日 元旦 放假",
        ]
    );
}

#[test]
fn a_journal_of_five_and_a_half_thousand_changes_stays_under_a_megabyte() {
    let items: Vec<&str> = assessment::content::items().map(|item| item.id).collect();
    let mut state = sample();
    let before = state.to_json().len();
    for n in 0..5_500 {
        let item = items[n % items.len()];
        state = by(&state, "甲", "2026-11-23T10:00:00.000Z", &[note(item, &format!("备注 {n}"))]);
    }
    let journal = state.to_json().len() - before;
    assert!(journal <= 1_000_000, "{journal} bytes for 5,500 changes");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn taking_back_and_bringing_back_is_as_if_nothing_had_been_done(
        actions in prop::collection::vec(action(), 1..8),
    ) {
        let mut states = vec![sample()];
        let mut used = HashSet::new();
        let actions = actions.iter().filter(|action| has_new_id(action, &mut used));
        for (number, action) in actions.enumerate() {
            // Each in a session of its own, so that typing is a step each time.
            let next = by(&states[number], &number.to_string(), "2026-11-23T10:00:00Z", std::slice::from_ref(action));
            states.push(next);
        }
        states.dedup_by_key(|state| state.journal.last_step());
        let mut now = states[states.len() - 1].clone();
        for former in states.iter().rev().skip(1) {
            now = by(&sent(&now), "撤", "2026-11-23T11:00:00Z", &[UNDO]);
            prop_assert_eq!(content(&now), content(former));
        }
        for later in &states[1..] {
            now = by(&sent(&now), "重", "2026-11-23T12:00:00Z", &[Action::Redo]);
            prop_assert_eq!(content(&now), content(later));
        }
        prop_assert_eq!(&by(&now, "重", "2026-11-23T12:00:00Z", &[Action::Redo]), &now);
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
