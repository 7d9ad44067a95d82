//! How often dates were changed, and which are gone: what a calendar must know to move and to remove.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use assessment::deadlines::schedule::schedule;
use assessment::results::date_history::{DateHistory, DateLine, Revision};
use assessment::results::findings::Findings;
use assessment::results::plan::plan;
use assessment::self_check::action::Switch;
use assessment::self_check::answers::{AnswerDay, AnswerText, Choice};
use assessment::self_check::journal::{StepId, as_of};
use assessment::self_check::registers::schema::{NewRows, RegisterKey};
use assessment::self_check::registers::{DayCount, Event};
use assessment::self_check::settings::FilingReading;
use assessment::self_check::{Action, SelfCheck};
use chrono::{DateTime, Utc};
use proptest::prelude::*;

use support::copies::{by, choose, merged, sample, sent, write};
use support::day;

const UNDO: Action = Action::Undo { step: None };
const REPORTING: &str = "candidate-data:e1";

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

fn history(self_check: &SelfCheck) -> DateHistory {
    DateHistory::of(self_check, day("2026-11-23"))
}

fn cell(register: RegisterKey, row: &str, column: &str, text: &str) -> Action {
    Action::Cell { register, row: row.into(), column: column.into(), text: text.into() }
}

fn begins(row: &str, date: &str) -> Action {
    cell(RegisterKey::Events, row, "date", date)
}

fn remove(row: &str) -> Action {
    Action::RemoveRow { register: RegisterKey::Events, row: row.into() }
}

fn due(item: &str, date: Option<&str>) -> Action {
    Action::Day { item: item.into(), day: AnswerDay::Due, date: date.map(day) }
}

fn profile(key: &str, value: &str) -> Action {
    Action::Profile { key: key.into(), value: value.into() }
}

/// Uids and days of what is gone.
fn gone(history: &DateHistory) -> Vec<(&str, String)> {
    history.gone().iter().map(|line| (line.uid.as_str(), line.date.to_string())).collect()
}

#[test]
fn a_self_check_without_a_journal_knows_of_no_change() {
    assert_eq!(history(&sample()), DateHistory::default());
    assert_eq!(history(&sample()).revision(REPORTING), Revision::default());
}

#[test]
fn a_date_that_moves_is_changed_once_more_and_so_it_is_by_taking_that_back() {
    let begun =
        by(&sample(), "一", "2026-11-23T09:00:00Z", &[write("17.1", AnswerText::Note, "记")]);
    let came = at("2026-11-20T08:30:00Z");
    assert_eq!(history(&begun).revision(REPORTING), Revision { changes: 0, last: Some(came) });

    let moved = by(&begun, "一", "2026-11-23T10:00:00Z", &[begins("e1", "2026-12-24")]);
    let first = Revision { changes: 1, last: Some(at("2026-11-23T10:00:00Z")) };
    assert_eq!(history(&moved).revision(REPORTING), first);
    // Nothing else of that person, and no date of another row, is a change of this one.
    let more = [cell(RegisterKey::Events, "e1", "site", "二楼"), due("23.3", Some("2026-12-06"))];
    let more = by(&moved, "一", "2026-11-23T11:00:00Z", &more);
    assert_eq!(history(&more).revision(REPORTING), first);
    assert_eq!(history(&more).revision("measure:23.3").changes, 1);

    let back = by(&more, "二", "2026-11-24T10:00:00Z", &[UNDO, UNDO, UNDO]);
    assert_eq!(back.registers.events, sample().registers.events);
    let second = Revision { changes: 2, last: Some(at("2026-11-24T10:00:00Z")) };
    assert_eq!(history(&sent(&back)).revision(REPORTING), second);
    assert_eq!(history(&back).gone(), []);
}

#[test]
fn a_clock_behind_another_makes_no_change_seem_earlier() {
    let moved = by(&sample(), "一", "2026-11-23T10:00:00Z", &[begins("e1", "2026-12-24")]);
    let again = by(&moved, "二", "2026-11-22T10:00:00+08:00", &[begins("e1", "2026-12-25")]);
    let expected = Revision { changes: 2, last: Some(at("2026-11-23T10:00:00Z")) };
    assert_eq!(history(&again).revision(REPORTING), expected);
}

#[test]
fn what_is_typed_on_the_way_to_a_date_is_one_change_until_a_file_is_handed_out() {
    let days = ["2026-12-02", "2026-12-24", "", "2026-12-25"].map(|date| begins("e1", date));
    let mut typed = by(&sample(), "一", "2026-11-23T10:00:00Z", &days);
    assert_eq!(history(&typed).revision(REPORTING).changes, 1);
    typed.journal.end_typing();
    let again = by(&typed, "一", "2026-11-23T10:01:00Z", &[begins("e1", "2026-12-28")]);
    assert_eq!(history(&again).revision(REPORTING).changes, 2);
}

#[test]
fn what_went_away_is_told_with_its_former_date_and_words_and_comes_back_as_a_change() {
    let changes = [
        cell(RegisterKey::Events, "e1", "name", "第二批"),
        cell(RegisterKey::Events, "e1", "end", "2026-12-25"),
        begins("e1", "2026-12-24"),
    ];
    let moved = by(&sample(), "一", "2026-11-23T10:00:00Z", &changes);
    let removed = by(&moved, "一", "2026-11-23T11:00:00Z", &[remove("e1")]);
    let told = history(&removed);
    assert_eq!(told.revision(REPORTING).changes, 2);
    assert_eq!(told.revision(REPORTING).last, Some(at("2026-11-23T11:00:00Z")));
    let line = told.gone().iter().find(|line| line.uid == REPORTING).unwrap();
    assert_eq!(line.date, day("2026-12-23"));
    assert_eq!(line.heading, "开展前上报考生信息：第二批");
    // All dates of the row are gone, each once.
    let before = schedule(&moved, day("2026-11-23")).obligations;
    let of_row = before.iter().filter(|one| one.uid.contains(":e1")).count();
    assert_eq!(told.gone().len(), of_row);

    let back = by(&removed, "二", "2026-11-24T10:00:00Z", &[UNDO]);
    assert_eq!(history(&back).revision(REPORTING).changes, 3);
    assert_eq!(history(&back).gone(), []);
}

#[test]
fn an_emptied_date_is_gone() {
    let emptied = by(&sample(), "一", "2026-11-23T10:00:00Z", &[due("23.3", None)]);
    assert_eq!(gone(&history(&emptied)), [("measure:23.3", "2026-12-05".to_owned())]);
    let person = sample().registers.staff[0].id.clone();
    let emptied = [cell(RegisterKey::Staff, &person, "expires", "")];
    let emptied = by(&sample(), "一", "2026-11-23T10:00:00Z", &emptied);
    let expected = (format!("certificate-expiry:{person}"), "2027-03-31".to_owned());
    assert_eq!(gone(&history(&emptied)), [(expected.0.as_str(), expected.1)]);
}

#[test]
fn a_measure_that_was_only_dated_is_gone_when_its_item_is_met_and_a_measure_on_record_stays() {
    let dated = [choose("17.1", Choice::Unmet), due("17.1", Some("2026-12-10"))];
    let met = [choose("17.1", Choice::Met), choose("23.3", Choice::Met)];
    let met = by(
        &by(&sample(), "一", "2026-11-23T10:00:00Z", &dated),
        "一",
        "2026-11-23T11:00:00Z",
        &met,
    );
    let told = history(&met);
    assert_eq!(gone(&told), [("measure:17.1", "2026-12-10".to_owned())]);
    assert_eq!(told.revision("measure:23.3").changes, 0);
}

#[test]
fn an_answer_of_the_profile_and_an_own_target_move_and_remove_dates() {
    let uid = "separation-approval:e1";
    let unasked = cell(RegisterKey::Events, "e1", "separation_consent_on", "");
    let none = [unasked, profile("own_trainees", "no")];
    let none = by(&sample(), "一", "2026-11-23T10:00:00Z", &none);
    assert!(history(&none).gone().iter().any(|line| line.uid == uid));
    let again = by(&none, "一", "2026-11-23T11:00:00Z", &[profile("own_trainees", "yes")]);
    assert_eq!((history(&again).revision(uid).changes, history(&again).gone()), (2, &[][..]));

    let target = sample().targets.iter().find(|one| one.days.is_some()).unwrap().clone();
    let days = |days| Action::TargetDays {
        key: target.key.clone(),
        label: String::new(),
        days: NonZeroU32::new(days),
    };
    let uid = format!("target:e1:{}", target.key);
    let moved = by(&sample(), "一", "2026-11-23T10:00:00Z", &[days(3)]);
    assert_eq!(history(&moved).revision(&uid).changes, 1);
    let none = by(&moved, "二", "2026-11-23T11:00:00Z", &[days(0)]);
    assert!(history(&none).gone().iter().any(|line| line.uid == uid));
}

/// A report carries only what still counts of the journal, and is a backup: the calendar that took in a
/// file of the original must heed one of the copy.
#[test]
fn a_copy_out_of_a_report_never_counts_fewer_changes_than_the_original() {
    let moved = by(&sample(), "一", "2026-11-23T10:00:00Z", &[begins("e1", "2026-12-24")]);
    let again = by(&moved, "二", "2026-11-23T11:00:00Z", &[begins("e1", "2026-12-25")]);
    let copy = SelfCheck::from_json(again.to_attachment().as_bytes()).unwrap();
    let changes = |of: &SelfCheck| history(of).revision(REPORTING).changes;
    assert_eq!(changes(&again), 2);
    assert!(changes(&copy) >= 2);
    let later = by(&copy, "三", "2026-11-24T11:00:00Z", &[begins("e1", "2026-12-28")]);
    assert!(changes(&later) > changes(&copy));
}

/// The same by computing every date of the whole self-check after each step.
fn slowly(self_check: &SelfCheck) -> (BTreeMap<String, Revision>, Vec<DateLine>) {
    let today = day("2026-11-23");
    let sessions = self_check.journal.sessions.iter();
    let mut steps: Vec<_> = sessions
        .flat_map(|(id, session)| session.steps.iter().map(move |step| (step.n, id, &step.at)))
        .collect();
    steps.sort();
    let mut tracks: BTreeMap<String, (Option<DateLine>, DateLine, Revision)> = BTreeMap::new();
    for (n, session, instant) in steps {
        let state = as_of(self_check, &StepId { session: session.clone(), n }).unwrap();
        let obligations = schedule(&state, today).obligations;
        let tasks = plan(&state, &Findings::of(&state), today, &state.settings.calendar());
        let measures = tasks
            .iter()
            .filter_map(|task| Some(DateLine::of_measure(task.shortfall.item, task.due?)));
        let lines = obligations.iter().map(DateLine::from).chain(measures);
        let mut lines: BTreeMap<String, DateLine> =
            lines.map(|line| (line.uid.clone(), line)).collect();
        let instant = DateTime::parse_from_rfc3339(instant).ok().map(|one| one.to_utc());
        for (uid, (now, last, revision)) in &mut tracks {
            let line = lines.remove(uid);
            if line.as_ref().map(|line| line.date) != now.as_ref().map(|line| line.date) {
                revision.changes += 1;
                revision.last = revision.last.max(instant);
            }
            *last = line.clone().unwrap_or_else(|| last.clone());
            *now = line;
        }
        for (uid, line) in lines {
            let came = Revision { changes: 0, last: instant };
            tracks.insert(uid, (Some(line.clone()), line, came));
        }
    }
    let mut gone: Vec<DateLine> = tracks
        .values()
        .filter(|(now, ..)| now.is_none())
        .map(|(_, last, _)| last.clone())
        .collect();
    gone.sort_by_key(|line| (line.date, line.uid.clone()));
    (tracks.into_iter().map(|(uid, (.., revision))| (uid, revision)).collect(), gone)
}

/// Something that may move a date, or only looks as if it did.
fn action(new_row: &'static str) -> impl Strategy<Value = Action> {
    let date = || prop::sample::select(vec!["", "2026-10-09", "2026-12-24", "2027-02-10"]);
    let some_day = || prop::sample::select(vec![None, Some("2026-12-01"), Some("2026-12-09")]);
    let event = || prop::sample::select(vec!["e1", new_row]);
    let item = || prop::sample::select(vec!["11.1", "14.1", "21.2", "23.3", "24.3"]);
    let choice = prop::sample::select(Choice::ALL.to_vec());
    let words = || prop::sample::select(vec!["", "补齐"]);
    let yes_no = || prop::sample::select(vec!["", "yes", "no"]);
    let asked = prop::sample::select(vec!["training", "own_trainees", "review", "held_events"]);
    let switch = prop::sample::select(vec![
        Switch::Guangxi(false),
        Switch::Guangxi(true),
        Switch::FilingReading(FilingReading::Window),
        Switch::FilingReading(FilingReading::Safe),
        Switch::RetentionRolls(true),
        Switch::RectificationRolls(true),
    ]);
    let register = RegisterKey::Events;
    prop_oneof![
        3 => (event(), date()).prop_map(|(row, date)| begins(row, date)),
        1 => (event(), date()).prop_map(|(row, date)| cell(RegisterKey::Events, row, "end", date)),
        1 => (event(), words()).prop_map(|(row, name)| cell(RegisterKey::Events, row, "name", name)),
        1 => (event(), yes_no())
            .prop_map(|(row, yes)| cell(RegisterKey::Events, row, "own_trainees", yes)),
        1 => (event(), yes_no()).prop_map(|(row, yes)| cell(RegisterKey::Events, row, "filed_site", yes)),
        2 => event().prop_map(remove),
        1 => Just(Action::AddRow { register, row: new_row.into() }),
        1 => date().prop_map(|date| cell(RegisterKey::Archives, "r1", "last_document", date)),
        1 => date().prop_map(|date| cell(RegisterKey::Orders, "o1", "received", date)),
        3 => (item(), some_day()).prop_map(|(item, date)| due(item, date)),
        2 => (item(), choice).prop_map(|(item, choice)| choose(item, choice)),
        1 => (item(), words()).prop_map(|(item, words)| write(item, AnswerText::Measure, words)),
        1 => (item(), words()).prop_map(|(item, words)| write(item, AnswerText::Reason, words)),
        1 => (asked, yes_no()).prop_map(|(key, value)| profile(key, value)),
        1 => date().prop_map(|date| profile("first_event", date)),
        1 => prop::option::of(1_u32..40).prop_map(|days| Action::TargetDays {
            key: "conclusion".into(),
            label: "评价结论".into(),
            days: days.and_then(NonZeroU32::new),
        }),
        1 => Just(Action::TargetUnit {
            key: "conclusion".into(),
            label: "评价结论".into(),
            unit: DayCount::Calendar,
        }),
        1 => switch.prop_map(|switch| Action::Switch { switch }),
        2 => Just(UNDO),
        1 => Just(Action::Redo),
    ]
}

/// Whether an action does not add a row under an id that was used before: the app never does.
fn is_new(action: &Action, used: &mut HashSet<String>) -> bool {
    !matches!(action, Action::AddRow { row, .. } if !used.insert(row.clone()))
}

fn done(start: &SelfCheck, session: &str, actions: Vec<Action>) -> SelfCheck {
    let mut used = HashSet::new();
    let actions: Vec<Action> = actions.into_iter().filter(|one| is_new(one, &mut used)).collect();
    by(start, session, "2026-11-23T10:00:00Z", &actions)
}

fn hold(self_check: &SelfCheck) -> Result<(), TestCaseError> {
    let (revisions, gone) = slowly(self_check);
    let history = history(self_check);
    for (uid, revision) in revisions {
        prop_assert_eq!(history.revision(&uid), revision, "{}", uid);
    }
    prop_assert_eq!(history.gone(), gone);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_follows_step_by_step_is_what_follows_from_the_whole(
        actions in prop::collection::vec(action("e7"), 1..14),
    ) {
        hold(&done(&sample(), "一", actions))?;
    }

    /// The same where steps of two people, who did not know of each other, stand among each other.
    #[test]
    fn what_two_copies_come_to_follows_from_both(
        before in prop::collection::vec(action("e7"), 0..4),
        one in prop::collection::vec(action("e8"), 1..6),
        other in prop::collection::vec(action("e9"), 1..6),
    ) {
        let start = done(&sample(), "一", before);
        let (ours, theirs) = (done(&start, "二", one), done(&start, "三", other));
        let both = merged(&ours, &theirs).self_check;
        hold(&both)?;
    }
}

#[test]
fn thousands_of_steps_over_hundreds_of_rows_are_counted_at_once() {
    let event = |at: usize| Event {
        id: format!("n{at}"),
        name: format!("第 {at} 批"),
        date: Some(day("2026-03-02")),
        ..Event::default()
    };
    let rows = NewRows::Events((0..500).map(event).collect());
    let mut many = by(&sample(), "一", "2026-11-23T10:00:00Z", &[Action::AddRows { rows }]);
    for at in 0..2000 {
        let (row, session) = (format!("n{}", at % 500), format!("日{}", at / 100));
        let date = if at / 500 % 2 == 0 { "2026-03-03" } else { "2026-03-04" };
        many = by(&many, &session, "2026-11-24T10:00:00Z", &[begins(&row, date)]);
    }
    let begin = Instant::now();
    let told = history(&many);
    assert_eq!(told.revision("candidate-data:n499").changes, 4);
    // Computing all rows after each step would take minutes.
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
}
