//! What has moved between two self-checks, and which one is the earlier.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use assessment::answers::{Answer, Choice, State};
use assessment::findings::Findings;
use assessment::occasion::Occasion;
use assessment::record::Record;
use assessment::regulation::items;
use assessment::report::{MovedRow, Progress, Report};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use support::day;

const SAMPLE: &str = include_str!("sample-record.json");

/// The sample with none but the given answers.
fn answered(answers: &[(&str, Choice)]) -> Record {
    let mut record = Record::from_json(SAMPLE.as_bytes()).unwrap();
    record.answers.clear();
    for (id, choice) in answers {
        answer(&mut record, id, *choice);
    }
    record
}

fn answer(record: &mut Record, id: &str, choice: Choice) {
    let reason = if choice == Choice::NotApplicable { "没有开展" } else { "" };
    let answer = Answer { state: Some(choice), reason: reason.to_owned(), ..Answer::default() };
    record.answers.insert(id.to_owned(), answer);
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
    let earlier = answered(&[("10.1", Choice::Met)]);
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
    let summary = |now: &Record| Progress::between(&earlier, now).summary;
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
    let now = answered(&[]);
    let mut other = answered(&[]);
    assert_eq!(Progress::between(&other, &now).institution, None);
    other.profile.set("name", "示例培训学校".into());
    let progress = Progress::between(&other, &now);
    assert_eq!(progress.institution.as_deref(), Some("示例培训学校"));
    assert!(progress.cautions[0].contains("示例培训学校"), "{:?}", progress.cautions);
}

#[test]
fn the_earlier_self_check_is_named_with_its_period_and_its_day_in_china() {
    let mut earlier = answered(&[]);
    earlier.title = " ".to_owned();
    // Already the next day in Nanning.
    "2026-06-30T16:30:00Z".clone_into(&mut earlier.updated_at);
    earlier.profile.set("period_to", "2026-06-30".into());
    let progress = Progress::between(&earlier, &answered(&[]));
    assert_eq!(progress.title, "未命名的自查");
    assert_eq!(progress.period, "2026年1月1日至2026年6月30日");
    assert_eq!(progress.changed, "2026年7月1日");
}

#[test]
fn a_report_is_compared_only_when_asked() {
    let (record, today) = (answered(&[("10.1", Choice::Unmet)]), day("2026-11-23"));
    assert_eq!(Report::since(None, &record, today), Report::of(&record, today));
    let compared = Report::since(Some(&answered(&[])), &record, today);
    assert!(compared.progress.is_some());
    assert_eq!(Report { progress: None, ..compared }, Report::of(&record, today));
}

fn occasion(id: &str, to: Option<&str>, updated_at: &str) -> Occasion {
    Occasion {
        id: id.to_owned(),
        title: String::new(),
        institution: "示例技工学校".to_owned(),
        from: None,
        to: to.map(day),
        updated_at: updated_at.to_owned(),
    }
}

fn previous(this: &Occasion, others: &[Occasion]) -> Option<String> {
    this.previous(others).map(|found| found.id.clone())
}

#[test]
fn the_previous_self_check_is_the_latest_whose_period_ends_before() {
    let others = [
        occasion("2025", Some("2025-11-20"), "2026-11-23T08:00:00Z"),
        occasion("spring", Some("2026-06-30"), "2026-07-01T08:00:00Z"),
        occasion("autumn", Some("2026-11-20"), "2026-11-21T08:00:00Z"),
        occasion("2027", Some("2027-06-30"), "2026-01-01T08:00:00Z"),
    ];
    assert_eq!(previous(&others[2], &others).as_deref(), Some("spring"));
    assert_eq!(previous(&others[0], &others), None);
}

#[test]
fn without_an_end_the_beginning_counts_and_without_either_the_last_change() {
    let mut begun = occasion("begun", None, "2026-11-23T08:00:00Z");
    begun.from = Some(day("2026-03-01"));
    let others = [begun, occasion("undated", None, "2026-05-01T08:00:00Z")];
    let this = occasion("this", Some("2026-11-20"), "2026-11-22T08:00:00Z");
    assert_eq!(previous(&this, &others).as_deref(), Some("undated"));
    assert_eq!(previous(&others[1], &others).as_deref(), Some("begun"));
    assert_eq!(previous(&others[0], &others), None);
}

#[test]
fn a_copy_comes_after_what_it_was_made_of() {
    let original = occasion("a", Some("2026-06-30"), "2026-07-01T08:00:00Z");
    let copy = occasion("b", Some("2026-06-30"), "2026-07-01T16:00:01+08:00");
    assert_eq!(previous(&copy, std::slice::from_ref(&original)).as_deref(), Some("a"));
    assert_eq!(previous(&original, std::slice::from_ref(&copy)), None);
    // The same instant, written with another offset.
    let same = occasion("c", Some("2026-06-30"), "2026-07-01T16:00:00+08:00");
    assert_eq!(previous(&same, &[original]), None);
}

#[test]
fn another_or_a_nameless_institution_has_no_previous_self_check_here() {
    let mut other = occasion("a", Some("2025-06-30"), "2025-07-01T08:00:00Z");
    let mut this = occasion("b", Some("2026-06-30"), "2026-07-01T08:00:00Z");
    other.institution = "示例培训学校".to_owned();
    assert_eq!(previous(&this, std::slice::from_ref(&other)), None);
    other.institution.clear();
    this.institution.clear();
    assert_eq!(previous(&this, &[other]), None);
}

/// Any answers, and a profile that takes items away or settles them.
fn any_record() -> impl Strategy<Value = Record> {
    let choice = prop::sample::select(Choice::ALL.to_vec());
    let choices = vec(option::of(choice), items().count());
    (choices, any::<bool>(), any::<bool>()).prop_map(|(choices, training, published)| {
        let mut record = answered(&[]);
        record.profile.set("training", if training { "yes" } else { "no" }.into());
        let by = if published { "autonomous-region" } else { "neither" };
        record.profile.set("published_by", by.into());
        for (item, choice) in items().zip(choices) {
            if let Some(choice) = choice {
                answer(&mut record, item.id, choice);
            }
        }
        record
    })
}

proptest! {
    #[test]
    fn every_shortfall_of_either_self_check_is_told_once(a in any_record(), b in any_record()) {
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
        let chapters = |of: fn(&assessment::report::ChapterProgress) -> usize| {
            progress.chapters.iter().map(of).sum::<usize>()
        };
        prop_assert_eq!(chapters(|chapter| chapter.then.unmet), then.tally.unmet);
        prop_assert_eq!(chapters(|chapter| chapter.now.unanswered), now.tally.unanswered);
    }

    #[test]
    fn nothing_moves_between_a_self_check_and_itself(record in any_record()) {
        let progress = Progress::between(&record, &record);
        prop_assert_eq!(progress.then, progress.now);
        for moved in [&progress.shortfalls, &progress.advice] {
            prop_assert!(moved.resolved.is_empty() && moved.appeared.is_empty() && moved.lapsed.is_empty());
            prop_assert!(moved.remaining.iter().all(|row| row.then == row.now));
        }
    }
}
