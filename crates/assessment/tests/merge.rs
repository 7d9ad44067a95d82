//! Putting copies of a self-check together: nothing that one side has is lost, whichever side asks.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::num::NonZeroU32;

use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice};
use assessment::self_check::merge::{differences, merge};
use assessment::self_check::registers::{ArchiveBatch, DayCount, Medium, Staff, YesNo};
use assessment::self_check::settings::{FilingReading, Target};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::Index;

fn start() -> SelfCheck {
    SelfCheck::new("id".into(), "2026年度自查".into(), "2026-11-01T00:00:00Z")
}

fn answered(self_check: &SelfCheck, item: &str, state: Choice, note: &str, now: &str) -> SelfCheck {
    let answer = Answer { state: Some(state), note: note.to_owned(), ..Answer::default() };
    put(self_check, item, answer, now)
}

/// A copy as the first release saved it after such an answer: dated, and without a journal.
fn put(self_check: &SelfCheck, item: &str, mut answer: Answer, now: &str) -> SelfCheck {
    let mut copy = SelfCheck { updated_at: now.to_owned(), ..self_check.clone() };
    let former = copy.answers.get(item).and_then(|answer| answer.state);
    if former != answer.state {
        answer.answered_at = if answer.state.is_some() { now.to_owned() } else { String::new() };
    }
    if answer.is_blank() {
        copy.answers.shift_remove(item);
    } else {
        copy.answers.insert(item.to_owned(), answer);
    }
    copy
}

#[test]
fn parts_answered_on_two_machines_come_together() {
    let finance = answered(&start(), "15.3", Choice::Met, "财务", "2026-11-02T00:00:00Z");
    let hall = answered(&start(), "23.3", Choice::Unmet, "考场", "2026-11-03T00:00:00Z");
    for merged in [merge(&finance, &hall), merge(&hall, &finance)] {
        assert_eq!(merged.answers["15.3"].note, "财务");
        assert_eq!(merged.answers["23.3"].note, "考场");
        assert_eq!(merged.created_at, "2026-11-01T00:00:00Z");
    }
}

#[test]
fn of_two_answers_to_the_same_item_the_later_one_stays() {
    let early = answered(&start(), "15.3", Choice::Met, "早", "2026-11-02T00:00:00Z");
    let late = answered(&start(), "15.3", Choice::Partly, "晚", "2026-11-03T00:00:00Z");
    // A later change elsewhere does not make the early answer late.
    let early =
        SelfCheck { title: "改名".into(), updated_at: "2026-11-09T00:00:00Z".into(), ..early };
    for merged in [merge(&early, &late), merge(&late, &early)] {
        assert_eq!(merged.answers["15.3"].note, "晚");
        assert_eq!(merged.title, "改名");
    }
}

#[test]
fn a_measure_added_to_an_answer_on_another_machine_is_not_lost() {
    let base = answered(&start(), "15.3", Choice::Unmet, "", "2026-11-02T00:00:00Z");
    let measured = Answer { measure: "补公示".into(), ..base.answers["15.3"].clone() };
    let finance = put(&base, "15.3", measured, "2026-11-03T00:00:00Z");
    // At home somebody works on, later, at something else.
    let home = answered(&base, "1.1", Choice::Met, "", "2026-11-04T00:00:00Z");
    for merged in [merge(&home, &finance), merge(&finance, &home)] {
        assert_eq!(merged.answers["15.3"].measure, "补公示");
    }
}

#[test]
fn notes_taken_without_a_choice_survive_beside_a_choice_made_elsewhere() {
    let noted =
        Answer { note: "票据两张不符".into(), owner: "覃䶮".into(), ..Answer::default() };
    let noted = put(&start(), "15.3", noted, "2026-11-05T00:00:00Z");
    let chosen = answered(&start(), "15.3", Choice::Unmet, "", "2026-11-02T00:00:00Z");
    for merged in [merge(&noted, &chosen), merge(&chosen, &noted)] {
        let answer = &merged.answers["15.3"];
        assert_eq!(answer.state, Some(Choice::Unmet));
        assert_eq!((answer.note.as_str(), answer.owner.as_str()), ("票据两张不符", "覃䶮"));
    }
}

#[test]
fn the_reason_of_a_choice_that_goes_does_not_stand_beside_another_choice() {
    let reasoned = Answer {
        state: Some(Choice::NotApplicable),
        reason: "没有办过".into(),
        evidence: "档案室".into(),
        answered_by: "甲".into(),
        ..Answer::default()
    };
    let early = put(&start(), "15.3", reasoned, "2026-11-02T00:00:00Z");
    let late = answered(&start(), "15.3", Choice::Unmet, "晚", "2026-11-03T00:00:00Z");
    for merged in [merge(&early, &late), merge(&late, &early)] {
        let answer = &merged.answers["15.3"];
        assert_eq!((answer.reason.as_str(), answer.answered_by.as_str()), ("", ""));
        assert_eq!(answer.evidence, "档案室");
    }
}

#[test]
fn the_later_answer_is_told_by_the_instant_not_by_its_text() {
    // 01:00 in Nanning is still the day before in UTC.
    let early = answered(&start(), "15.3", Choice::Met, "早", "2026-11-03T01:00:00+08:00");
    let late = answered(&start(), "15.3", Choice::Unmet, "晚", "2026-11-02T18:00:00.5Z");
    for merged in [merge(&early, &late), merge(&late, &early)] {
        assert_eq!(merged.answers["15.3"].note, "晚");
    }
}

#[test]
fn a_cell_filled_in_and_a_row_without_an_id_are_not_lost() {
    let row = |id: &str, name: &str, number: &str| Staff {
        id: id.into(),
        name: name.into(),
        number: number.into(),
        ..Staff::default()
    };
    let (mut home, mut away) = (start(), start());
    home.registers.staff = vec![row("a", "莫䶮", ""), row("", "甲", "")];
    home.updated_at = "2026-11-04T00:00:00Z".into();
    away.registers.staff = vec![row("a", "莫䶮", "7"), row("", "乙", "")];
    let staff = merge(&home, &away).registers.staff;
    assert_eq!(staff, [row("a", "莫䶮", "7"), row("", "甲", ""), row("", "乙", "")]);
}

#[test]
fn two_rows_that_an_edited_file_gives_one_id_are_both_kept() {
    let row = |name: &str| Staff { id: "a".into(), name: name.into(), ..Staff::default() };
    let (mut home, mut away) = (start(), start());
    home.registers.staff = vec![row("甲")];
    home.updated_at = "2026-11-04T00:00:00Z".into();
    away.registers.staff = vec![row("甲"), row("乙")];
    assert_eq!(merge(&home, &away).registers.staff, [row("甲"), row("乙")]);
}

#[test]
fn rows_of_both_registers_are_kept() {
    let staffed = |id: &str, name: &str| {
        let mut self_check = start();
        let row = Staff { id: id.into(), name: name.into(), ..Staff::default() };
        self_check.registers.staff.push(row);
        self_check
    };
    let merged = merge(&staffed("a", "莫䶮"), &staffed("b", "韦㛃"));
    let mut names: Vec<_> = merged.registers.staff.iter().map(|row| row.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["莫䶮", "韦㛃"]);
}

#[test]
fn what_an_import_would_change_is_told_in_the_words_of_the_form() {
    let mut ours = answered(&start(), "15.3", Choice::Met, "", "2026-11-02T00:00:00Z");
    let theirs = answered(&start(), "15.3", Choice::Partly, "票据两张不符", "2026-11-03T00:00:00Z");
    ours.profile.set("name", "甲校".into());
    let told: Vec<_> = differences(&ours, &theirs)
        .into_iter()
        .map(|difference| (difference.place, difference.ours, difference.theirs))
        .collect();
    assert!(told.contains(&("机构名称".into(), "甲校".into(), String::new())), "{told:?}");
    let item = ("要点 15.3".into(), "符合".into(), "部分符合；票据两张不符".into());
    assert!(told.contains(&item), "{told:?}");
    assert_eq!(differences(&ours, &ours), []);
}

#[test]
fn a_choice_with_a_key_of_its_own_is_told_by_its_question_and_survives_a_merge() {
    let ours = start();
    let mut theirs = ours.clone();
    theirs.profile.set("published_by", "city".into());
    let told = differences(&ours, &theirs);
    let places: Vec<&str> = told.iter().map(|one| one.place.as_str()).collect();
    let expected = ["由谁备案公布（第三条）", "由谁备案公布（第三条）：手里只有市级人社部门的文件"];
    assert_eq!(places, expected);
    let merged = merge(&ours, &theirs);
    assert_eq!(merged.profile.values(), theirs.profile.values());
}

#[test]
fn an_import_is_told_without_the_codes_of_the_file() {
    let (mut ours, mut theirs) = (start(), start());
    let kinds = assessment::content::question::question("kind").unwrap().choices();
    ours.profile.set("kind", kinds[0].value.into());
    theirs.profile.set("kind", kinds[1].value.into());
    let batch = |medium, originals| ArchiveBatch {
        id: "r1".into(),
        name: "春季批".into(),
        medium,
        originals,
        ..ArchiveBatch::default()
    };
    ours.registers.archives = vec![batch(Medium::Paper, YesNo::Yes)];
    theirs.registers.archives = vec![batch(Medium::Electronic, YesNo::Yes)];
    theirs.targets.push(Target {
        key: "conclusion".into(),
        label: "评价结论".into(),
        days: NonZeroU32::new(10),
        kind: DayCount::Working,
        ..Target::default()
    });
    theirs.settings.filing_reading = FilingReading::Literal;
    let told: Vec<_> = differences(&ours, &theirs)
        .into_iter()
        .map(|told| format!("{}|{}|{}", told.place, told.ours, told.theirs))
        .collect();
    let kind = assessment::content::question::question("kind").unwrap().label;
    assert_eq!(
        told,
        [
            &format!("{kind}|{}|{}", kinds[0].label, kinds[1].label),
            "资料批次“春季批”|介质：纸质|介质：电子",
            "自定目标：评价结论||10 个工作日",
            "备案期限的读法|稳妥：中间满 20 个工作日|备案当日计入 20 个工作日",
        ]
    );
}

#[test]
fn rows_without_an_id_or_with_the_same_one_do_not_hide_each_other() {
    let row = |id: &str, name: &str| Staff { id: id.into(), name: name.into(), ..Staff::default() };
    let (mut ours, mut theirs) = (start(), start());
    ours.registers.staff = vec![row("", "甲"), row("a", "乙"), row("a", "丙")];
    theirs.registers.staff = vec![row("", "丁"), row("", "甲"), row("a", "乙"), row("a", "戊")];
    let told: Vec<_> = differences(&ours, &theirs)
        .into_iter()
        .map(|told| (told.place, told.ours, told.theirs))
        .collect();
    let words = |[place, ours, theirs]: [&str; 3]| (place.into(), ours.into(), theirs.into());
    assert_eq!(
        told,
        [words(["工作人员“丙”", "姓名：丙", "姓名：戊"]), words(["工作人员“丁”", "", "姓名：丁"]),]
    );
}

prop_compose! {
    /// An answer; its fields may be blank, its choice absent.
    fn answer()(state in of(any::<Index>()), texts in vec("[a-c]{0,1}", 5)) -> Answer {
        let [note, evidence, reason, measure, owner] = texts.try_into().unwrap();
        let state = state.map(|index| *index.get(&Choice::ALL));
        Answer { state, note, evidence, reason, measure, owner, ..Answer::default() }
    }
}

prop_compose! {
    /// A copy of the same self-check after some changes; two people never act at the same `second`.
    fn copy(second: u32)(
        changes in vec((0_usize..4, answer(), 0_u32..5), 0..6),
        names in vec("[x-z]", 0..3),
    ) -> SelfCheck {
        let mut self_check = start();
        for (item, answer, minute) in changes {
            let item = ["1.1", "15.3", "20.1", "99.9"][item].to_owned();
            let now = format!("2026-11-02T00:0{minute}:0{second}Z");
            self_check = put(&self_check, &item, answer, &now);
        }
        for id in names {
            if self_check.registers.staff.iter().all(|row| row.id != id) {
                self_check.registers.staff.push(Staff { id, ..Staff::default() });
            }
        }
        self_check
    }
}

/// What is said, without regard to the order in which it stands.
fn said(self_check: &SelfCheck) -> (Vec<(String, String)>, Vec<String>) {
    let text = |answer: &Answer| serde_json::to_string(answer).unwrap();
    let mut answers: Vec<_> =
        self_check.answers.iter().map(|(id, answer)| (id.clone(), text(answer))).collect();
    let mut staff: Vec<_> = self_check.registers.staff.iter().map(|row| row.id.clone()).collect();
    answers.sort();
    staff.sort();
    (answers, staff)
}

proptest! {
    #[test]
    fn the_sides_do_not_matter_and_merging_again_changes_nothing(a in copy(1), b in copy(2)) {
        let merged = merge(&a, &b);
        prop_assert_eq!(merged.to_json(), merge(&b, &a).to_json());
        prop_assert_eq!(said(&merge(&merged, &a)), said(&merged));
        prop_assert_eq!(said(&merge(&merged, &b)), said(&merged));
        prop_assert_eq!(merge(&a, &a), a);
    }

    #[test]
    fn every_field_filled_on_one_side_alone_survives(a in copy(1), b in copy(2)) {
        let merged = merge(&a, &b);
        let blank = Answer::default();
        for (id, kept) in &merged.answers {
            let sides = [&a, &b].map(|side| side.answers.get(id).unwrap_or(&blank));
            let fields: [fn(&Answer) -> &str; 4] =
                [|one| &one.note, |one| &one.evidence, |one| &one.measure, |one| &one.owner];
            for field in fields {
                match sides.map(field) {
                    [only, ""] | ["", only] => prop_assert_eq!(field(kept), only),
                    both => prop_assert!(both.contains(&field(kept))),
                }
            }
            let states = sides.map(|side| side.state);
            prop_assert!(states.contains(&kept.state));
            prop_assert_eq!(kept.state.is_none(), states == [None, None]);
        }
    }

    #[test]
    fn no_item_and_no_row_that_either_side_has_is_lost(a in copy(1), b in copy(2)) {
        let merged = merge(&a, &b);
        for side in [&a, &b] {
            for (id, answer) in &side.answers {
                let kept = &merged.answers[id];
                prop_assert!(kept.answered_at >= answer.answered_at);
            }
            for row in &side.registers.staff {
                prop_assert!(merged.registers.staff.contains(row));
            }
        }
    }
}
