//! What has moved between two self-checks, and which one is the earlier.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use assessment::content::items;
use assessment::report::{MovedRow, Progress, Report};
use assessment::results::findings::Findings;
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice, State};
use assessment::self_check::identity::Identity;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use support::day;

const SAMPLE: &str = include_str!("sample-record.json");

/// The sample with none but the given answers.
fn answered(answers: &[(&str, Choice)]) -> SelfCheck {
    let mut self_check = SelfCheck::from_json(SAMPLE.as_bytes()).unwrap();
    self_check.answers.clear();
    for (id, choice) in answers {
        answer(&mut self_check, id, *choice);
    }
    self_check
}

/// The same as a self-check of half a year before.
fn answered_before(answers: &[(&str, Choice)]) -> SelfCheck {
    let mut self_check = answered(answers);
    "before".clone_into(&mut self_check.id);
    "2026-06-30T08:00:00Z".clone_into(&mut self_check.updated_at);
    self_check.profile.set("period_to", "2026-06-30".into());
    self_check
}

fn named(mut self_check: SelfCheck, institution: &str) -> SelfCheck {
    self_check.profile.set("name", institution.into());
    self_check
}

fn answer(self_check: &mut SelfCheck, id: &str, choice: Choice) {
    let reason = if choice == Choice::NotApplicable { "没有开展" } else { "" };
    let answer = Answer { state: Some(choice), reason: reason.to_owned(), ..Answer::default() };
    self_check.answers.insert(id.to_owned(), answer);
}

fn ids(rows: &[MovedRow]) -> Vec<&str> {
    rows.iter().map(|row| row.id).collect()
}

#[test]
fn a_shortfall_that_is_met_now_was_put_right() {
    let earlier = answered(&[("10.1", Choice::Unmet), ("13.9", Choice::Partly)]);
    let now = answered(&[("10.1", Choice::Met), ("13.9", Choice::Partly)]);
    let moved = Progress::between(&earlier, &now).shortfalls;
    assert_eq!(ids(&moved.resolved), ["10.1"]);
    assert_eq!((moved.resolved[0].then, moved.resolved[0].now), (State::Unmet, State::Met));
    assert_eq!(ids(&moved.remaining), ["13.9"]);
    assert!(moved.appeared.is_empty() && moved.lapsed.is_empty());
}

#[test]
fn what_is_not_answered_or_does_not_apply_now_was_not_put_right() {
    let earlier = answered(&[("10.1", Choice::Unmet), ("13.9", Choice::Partly)]);
    let now = answered(&[("13.9", Choice::NotApplicable)]);
    let progress = Progress::between(&earlier, &now);
    assert!(progress.shortfalls.resolved.is_empty());
    assert_eq!(ids(&progress.shortfalls.lapsed), ["10.1", "13.9"]);
    assert!(progress.summary.contains("本次不适用或未答 2 项"), "{}", progress.summary);
    assert!(progress.cautions.iter().any(|caution| caution.contains("不算已整改")));
}

#[test]
fn a_shortfall_that_was_not_answered_then_may_have_been_there() {
    let earlier = answered_before(&[("10.1", Choice::Met)]);
    let now = answered(&[("10.1", Choice::Unmet), ("13.9", Choice::Unmet)]);
    let progress = Progress::between(&earlier, &now);
    let states: Vec<State> = progress.shortfalls.appeared.iter().map(|row| row.then).collect();
    assert_eq!(states, [State::Met, State::Unanswered]);
    assert_eq!(progress.cautions, ["新出现的不足中有 1 项上次没有作答，可能当时已经存在。"]);
}

#[test]
fn one_of_two_linked_items_put_right_leaves_the_shortfall() {
    let earlier = answered(&[("14.1", Choice::Unmet), ("21.2", Choice::Partly)]);
    let now = answered(&[("14.1", Choice::Met), ("21.2", Choice::Partly)]);
    let moved = Progress::between(&earlier, &now).shortfalls;
    assert_eq!(ids(&moved.remaining), ["21.2"]);
    assert_eq!((moved.count_then(), moved.count_now()), (1, 1));
}

#[test]
fn two_linked_items_are_put_right_only_together() {
    let earlier = answered(&[("14.1", Choice::Unmet), ("21.2", Choice::Partly)]);
    let half = Progress::between(&earlier, &answered(&[("14.1", Choice::Met)])).shortfalls;
    assert_eq!(ids(&half.lapsed), ["14.1"]);
    assert_eq!(half.lapsed[0].also, ["21.2"]);
    let both = answered(&[("14.1", Choice::Met), ("21.2", Choice::Met)]);
    assert_eq!(ids(&Progress::between(&earlier, &both).shortfalls.resolved), ["14.1"]);
}

#[test]
fn a_number_that_stays_is_not_called_a_change() {
    let earlier = answered(&[("10.1", Choice::Unmet)]);
    let summary = |now: &SelfCheck| Progress::between(&earlier, now).summary;
    let same = summary(&answered(&[("10.1", Choice::Met), ("13.9", Choice::Unmet)]));
    assert!(same.contains("不足仍为 1 项：已整改 1 项，仍未整改 0 项，新出现 1 项"), "{same}");
    let fewer = summary(&answered(&[("10.1", Choice::Met)]));
    assert!(fewer.contains("不足由 1 项变为 0 项"), "{fewer}");
}

#[test]
fn what_the_profile_decides_moves_with_the_profile() {
    let mut earlier = answered(&[]);
    earlier.profile.set("published_by", "neither".into());
    let moved = Progress::between(&earlier, &answered(&[("3.1", Choice::Met)])).shortfalls;
    assert_eq!(ids(&moved.resolved), ["3.1"]);
}

#[test]
fn a_self_check_of_another_institution_is_called_by_its_name() {
    let (earlier, now) = (answered_before(&[]), answered(&[]));
    let own = Progress::between(&earlier, &now);
    assert!(own.compared_with.starts_with("上次：2026年度自查（"), "{}", own.compared_with);
    assert!(own.cautions.is_empty(), "{:?}", own.cautions);
    let other = named(earlier, "示例培训学校");
    for (now, words) in [(now.clone(), "与本次不同"), (named(now, ""), "本次没有填")] {
        let progress = Progress::between(&other, &now);
        assert!(progress.compared_with.starts_with("上次：示例培训学校　2026年度自查（"));
        let expected =
            format!("用来比较的自查，机构名称是“示例培训学校”，{words}：请核对是否同一机构。");
        assert_eq!(progress.cautions, [expected]);
    }
}

#[test]
fn a_nameless_self_check_is_not_taken_for_one_of_the_same_institution() {
    let (earlier, now) = (named(answered_before(&[]), " "), answered(&[]));
    for now in [now.clone(), named(now, "")] {
        let progress = Progress::between(&earlier, &now);
        assert_eq!(progress.cautions, ["用来比较的自查没有填机构名称：请核对是否同一机构。"]);
        assert!(progress.compared_with.starts_with("上次：2026年度自查（"));
    }
}

#[test]
fn a_self_check_that_is_not_earlier_is_not_compared_without_a_caution() {
    let (spring, autumn) = (answered_before(&[]), answered(&[]));
    let cautions = |earlier: &SelfCheck, now: &SelfCheck| Progress::between(earlier, now).cautions;
    assert!(cautions(&spring, &autumn).is_empty());
    let reversed = cautions(&autumn, &spring);
    assert_eq!(reversed.len(), 1);
    assert!(reversed[0].contains("并不早于本次") && reversed[0].contains("请反过来理解"));
}

#[test]
fn a_self_check_compared_with_itself_is_told_so_and_nothing_else() {
    for self_check in [answered(&[("10.1", Choice::Unmet)]), named(answered(&[]), "")] {
        let cautions = Progress::between(&self_check, &self_check).cautions;
        assert_eq!(cautions, ["用来比较的就是本次自查，看不出变化：请另选一次自查。"]);
    }
}

#[test]
fn an_earlier_state_of_the_same_self_check_can_be_compared() {
    let now = answered(&[]);
    let mut backup = now.clone();
    "2026-11-01T08:00:00Z".clone_into(&mut backup.updated_at);
    assert!(Progress::between(&backup, &now).cautions.is_empty());
}

#[test]
fn the_earlier_self_check_is_named_with_its_period_and_its_day_in_china() {
    let mut earlier = answered_before(&[]);
    earlier.title = " ".to_owned();
    // Already the next day in Nanning.
    "2026-06-30T16:30:00Z".clone_into(&mut earlier.updated_at);
    assert_eq!(
        Progress::between(&earlier, &answered(&[])).compared_with,
        "上次：未命名的自查（自查期间：2026年1月1日至2026年6月30日，最后改动于2026年7月1日）。\
         两次都按各自的作答和机构画像计算。"
    );
    earlier.updated_at.clear();
    let compared = Progress::between(&earlier, &answered(&[])).compared_with;
    assert!(compared.contains("2026年6月30日）"), "{compared}");
}

#[test]
fn that_nothing_is_new_is_told_and_that_nothing_lapsed_is_not() {
    let labels = |earlier: &[(&str, Choice)], now: &[(&str, Choice)]| {
        let lists = Progress::between(&answered_before(earlier), &answered(now)).lists;
        lists.iter().map(|list| (list.label, list.rows.len())).collect::<Vec<_>>()
    };
    let none = [("已整改", 0), ("仍未整改", 0), ("新出现的不足", 0)];
    assert_eq!(labels(&[], &[]), none);
    // 1.1 is of 监管, of which nothing is told where nothing moved.
    assert_eq!(
        labels(
            &[("1.1", Choice::Unmet), ("10.1", Choice::Unmet), ("13.9", Choice::Unmet)],
            &[("1.1", Choice::Met), ("13.9", Choice::Unmet), ("16.1", Choice::Partly)],
        ),
        [
            ("已整改", 0),
            ("仍未整改", 1),
            ("新出现的不足", 1),
            ("本次不适用或未答", 1),
            ("监管事项：已整改", 1)
        ]
    );
}

#[test]
fn a_report_is_compared_only_when_asked() {
    let (self_check, today) = (answered(&[("10.1", Choice::Unmet)]), day("2026-11-23"));
    assert_eq!(Report::since(None, &self_check, today), Report::of(&self_check, today));
    let compared = Report::since(Some(&answered(&[])), &self_check, today);
    assert!(compared.progress.is_some());
    assert_eq!(Report { progress: None, ..compared }, Report::of(&self_check, today));
}

fn identity(id: &str, to: Option<&str>, updated_at: &str) -> Identity {
    Identity {
        id: id.to_owned(),
        title: String::new(),
        institution: "示例技工学校".to_owned(),
        from: None,
        to: to.map(day),
        updated_at: updated_at.to_owned(),
    }
}

fn previous(this: &Identity, others: &[Identity]) -> Option<String> {
    this.previous(others).map(|found| found.id.clone())
}

#[test]
fn the_previous_self_check_is_the_latest_whose_period_ends_before() {
    let others = [
        identity("2025", Some("2025-11-20"), "2026-11-23T08:00:00Z"),
        identity("spring", Some("2026-06-30"), "2026-07-01T08:00:00Z"),
        identity("autumn", Some("2026-11-20"), "2026-11-21T08:00:00Z"),
        identity("2027", Some("2027-06-30"), "2026-01-01T08:00:00Z"),
    ];
    assert_eq!(previous(&others[2], &others).as_deref(), Some("spring"));
    assert_eq!(previous(&others[0], &others), None);
}

#[test]
fn without_an_end_the_beginning_counts_and_without_either_the_last_change() {
    let mut begun = identity("begun", None, "2026-11-23T08:00:00Z");
    begun.from = Some(day("2026-03-01"));
    let others = [begun, identity("undated", None, "2026-05-01T08:00:00Z")];
    let this = identity("this", Some("2026-11-20"), "2026-11-22T08:00:00Z");
    assert_eq!(previous(&this, &others).as_deref(), Some("undated"));
    assert_eq!(previous(&others[1], &others).as_deref(), Some("begun"));
    assert_eq!(previous(&others[0], &others), None);
}

#[test]
fn a_copy_comes_after_what_it_was_made_of() {
    let original = identity("a", Some("2026-06-30"), "2026-07-01T08:00:00Z");
    let copy = identity("b", Some("2026-06-30"), "2026-07-01T16:00:01+08:00");
    assert_eq!(previous(&copy, std::slice::from_ref(&original)).as_deref(), Some("a"));
    assert_eq!(previous(&original, std::slice::from_ref(&copy)), None);
    // The same instant, written with another offset.
    let same = identity("c", Some("2026-06-30"), "2026-07-01T16:00:00+08:00");
    assert_eq!(previous(&same, &[original]), None);
}

#[test]
fn another_or_a_nameless_institution_has_no_previous_self_check_here() {
    let mut other = identity("a", Some("2025-06-30"), "2025-07-01T08:00:00Z");
    let mut this = identity("b", Some("2026-06-30"), "2026-07-01T08:00:00Z");
    other.institution = "示例培训学校".to_owned();
    assert_eq!(previous(&this, std::slice::from_ref(&other)), None);
    other.institution.clear();
    this.institution.clear();
    assert_eq!(previous(&this, &[other]), None);
}

/// Any answers, and a profile that takes items away or settles them.
fn any_self_check() -> impl Strategy<Value = SelfCheck> {
    let choice = prop::sample::select(Choice::ALL.to_vec());
    let choices = vec(option::of(choice), items().count());
    (choices, any::<bool>(), any::<bool>()).prop_map(|(choices, training, published)| {
        let mut self_check = answered(&[]);
        self_check.profile.set("training", if training { "yes" } else { "no" }.into());
        let by = if published { "autonomous-region" } else { "neither" };
        self_check.profile.set("published_by", by.into());
        for (item, choice) in items().zip(choices) {
            if let Some(choice) = choice {
                answer(&mut self_check, item.id, choice);
            }
        }
        self_check
    })
}

proptest! {
    #[test]
    fn every_shortfall_of_either_self_check_is_told_once(a in any_self_check(), b in any_self_check()) {
        let (then, now) = (Findings::of(&a), Findings::of(&b));
        let progress = Progress::between(&a, &b);
        prop_assert_eq!((progress.then, progress.now), (then.tally, now.tally));
        for (moved, before, after) in [
            (&progress.shortfalls, &then.shortfalls, &now.shortfalls),
            (&progress.advice, &then.advice, &now.advice),
        ] {
            prop_assert_eq!(moved.count_then(), before.len());
            prop_assert_eq!(moved.count_now(), after.len());
            prop_assert!(moved.resolved.iter().all(|row| row.now == State::Met));
            prop_assert!(moved.remaining.iter().all(|row| row.then.falls_short() && row.now.falls_short()));
            prop_assert!(moved.appeared.iter().all(|row| !row.then.falls_short()));
            prop_assert!(moved.lapsed.iter().all(|row| !row.now.falls_short()));
        }
        let printed: usize = progress.lists.iter().map(|list| list.rows.len()).sum();
        let both = [&progress.shortfalls, &progress.advice];
        prop_assert_eq!(
            printed,
            both.iter().map(|moved| moved.count_then() + moved.appeared.len()).sum::<usize>()
        );
        let chapters = |of: fn(&assessment::report::ChapterProgress) -> usize| {
            progress.chapters.iter().map(of).sum::<usize>()
        };
        prop_assert_eq!(chapters(|chapter| chapter.then.unmet), then.tally.unmet);
        prop_assert_eq!(chapters(|chapter| chapter.now.unanswered), now.tally.unanswered);
    }

    #[test]
    fn nothing_moves_between_a_self_check_and_itself(self_check in any_self_check()) {
        let progress = Progress::between(&self_check, &self_check);
        prop_assert_eq!(progress.then, progress.now);
        for moved in [&progress.shortfalls, &progress.advice] {
            prop_assert!(moved.resolved.is_empty() && moved.appeared.is_empty() && moved.lapsed.is_empty());
            prop_assert!(moved.remaining.iter().all(|row| row.then == row.now));
        }
    }
}
