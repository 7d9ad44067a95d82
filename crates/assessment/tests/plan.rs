//! The ledger of measures: what stands in it, how far each has come, and that it can be finished.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod support;

use assessment::calendar::Calendar;
use assessment::report::Report;
use assessment::results::findings::Findings;
use assessment::results::plan::{Stage, Task, plan};
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice};
use chrono::NaiveDate;
use support::{day, guangxi};

const TODAY: &str = "2026-11-23";

/// 23.3 with a measure that is due on 2026-11-10.
fn measured(state: Choice, completed: Option<&str>, checked: Option<&str>) -> Answer {
    Answer {
        state: Some(state),
        note: "录像只有一个机位".into(),
        measure: "加装一个机位".into(),
        owner: "莫䶮".into(),
        due: Some(day("2026-11-10")),
        completed_on: completed.map(day),
        checked_on: checked.map(day),
        ..Answer::default()
    }
}

fn empty() -> SelfCheck {
    SelfCheck::new("id".into(), "2026年度自查".into(), "2026-11-01T00:00:00Z")
}

fn with(answer: Answer) -> SelfCheck {
    let mut self_check = empty();
    self_check.answers.insert("23.3".into(), answer);
    self_check
}

fn tasks(self_check: &SelfCheck, today: NaiveDate, calendar: &Calendar) -> Vec<Task> {
    plan(self_check, &Findings::of(self_check), today, calendar)
}

fn only_task(answer: Answer) -> Task {
    let tasks = tasks(&with(answer), day(TODAY), &guangxi());
    assert_eq!(tasks.len(), 1);
    tasks.into_iter().next().unwrap()
}

#[test]
fn a_measure_is_under_way_then_completed_then_closed() {
    for (completed, checked, stage, label) in [
        (None, None, Stage::UnderWay, "整改中"),
        (Some("2026-11-09"), None, Stage::Completed, "已完成待复核"),
        (Some("2026-11-09"), Some("2026-11-12"), Stage::Closed, "已销号"),
    ] {
        let task = only_task(measured(Choice::Unmet, completed, checked));
        assert_eq!((task.stage, task.stage.label()), (stage, label));
    }
}

#[test]
fn what_was_completed_is_judged_by_the_day_of_completion_and_not_by_today() {
    for (completed, words) in [
        (None, "已逾期 13 天（9 个工作日）"),
        (Some("2026-11-10"), "已办理"),
        (Some("2026-11-12"), "已办理，迟 2 天"),
    ] {
        let task = only_task(measured(Choice::Unmet, completed, None));
        assert_eq!(task.status.unwrap().text(), words, "{completed:?}");
    }
}

#[test]
fn a_measure_stays_in_the_ledger_when_its_item_is_met_again() {
    for completed in [None, Some("2026-11-09")] {
        let self_check = with(measured(Choice::Met, completed, None));
        let tasks = tasks(&self_check, day(TODAY), &guangxi());
        assert_eq!(tasks.len(), 1);
        assert!(tasks[0].former);
        assert_eq!(tasks[0].measure, "加装一个机位");
        // What is met falls short of nothing, so it cannot be late.
        assert!(!tasks[0].status.is_some_and(|status| status.text().contains("逾期")));

        let report = Report::of(&self_check, day(TODAY));
        assert_eq!((report.shortfalls, report.plan.incomplete), (0, 0));
        let items = report.chapters.iter().flat_map(|chapter| &chapter.articles);
        let item = items.flat_map(|article| &article.items).find(|item| item.id == "23.3").unwrap();
        assert_eq!(item.plan, "已有整改记录，见整改台账");
    }
}

#[test]
fn what_was_never_to_be_put_right_is_not_in_the_ledger() {
    let met = Answer { state: Some(Choice::Met), note: "三个机位".into(), ..Answer::default() };
    assert_eq!(tasks(&with(met), day(TODAY), &guangxi()), []);
}

#[test]
fn dates_of_an_end_that_cannot_be_are_told() {
    let doubt = |completed, checked| {
        only_task(measured(Choice::Unmet, completed, checked)).implausible(day(TODAY))
    };
    assert_eq!(doubt(Some("2026-11-09"), Some("2026-11-09")), None);
    assert_eq!(doubt(Some(TODAY), None), None);
    assert!(doubt(Some("2026-11-24"), None).unwrap().contains("晚于今天"));
    assert!(doubt(Some("2026-11-12"), Some("2026-11-09")).unwrap().contains("早于完成日期"));
    assert!(doubt(None, Some("2026-11-09")).unwrap().contains("没有登记完成日期"));
}

#[test]
fn of_two_linked_items_the_end_is_found_wherever_it_was_entered() {
    let mut self_check = empty();
    let unmet = |answer: Answer| Answer { state: Some(Choice::Unmet), ..answer };
    self_check.answers.insert("14.1".into(), unmet(Answer::default()));
    let entered = Answer {
        completed_on: Some(day("2026-11-09")),
        result: "方案已报送".into(),
        ..Answer::default()
    };
    self_check.answers.insert("21.2".into(), unmet(entered));
    let tasks = tasks(&self_check, day(TODAY), &guangxi());
    assert_eq!(tasks.len(), 1);
    assert_eq!((tasks[0].stage, tasks[0].result.as_str()), (Stage::Completed, "方案已报送"));
}
