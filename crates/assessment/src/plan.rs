//! The plan (整改台账): measure, owner and due date for each shortfall.

use chrono::NaiveDate;

use crate::answers::Answer;
use crate::calendar::Calendar;
use crate::deadlines::status::Status;
use crate::findings::{Findings, Shortfall};
use crate::record::Record;

/// What is to be done about one shortfall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The shortfall.
    pub shortfall: Shortfall,
    /// What the problem is.
    pub problem: String,
    /// What will be done.
    pub measure: String,
    /// By whom.
    pub owner: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where the due date stands; `None` without one.
    pub status: Option<Status>,
    /// Whether this is advice, for which a plan is welcome but not required.
    pub advice: bool,
}

impl Task {
    /// What is still missing of measure, owner and due date.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            (self.measure.trim().is_empty(), "整改措施"),
            (self.owner.trim().is_empty(), "责任人"),
            (self.due.is_none(), "完成日期"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect()
    }

    /// Whether the report is incomplete because of this task.
    pub fn is_incomplete(&self) -> bool {
        !self.advice && !self.missing().is_empty()
    }
}

/// All tasks, the ones due first first, those without a date before them all.
pub fn plan(
    record: &Record,
    findings: &Findings,
    today: NaiveDate,
    calendar: &Calendar,
) -> Vec<Task> {
    let required = findings.shortfalls.iter().map(|shortfall| (shortfall, false));
    let advice = findings.advice.iter().map(|shortfall| (shortfall, true));
    let mut tasks: Vec<Task> = required
        .chain(advice)
        .map(|(shortfall, advice)| task(record, shortfall, advice, today, calendar))
        .collect();
    tasks.sort_by_key(|task| (task.advice, task.due));
    tasks
}

fn task(
    record: &Record,
    shortfall: &Shortfall,
    advice: bool,
    today: NaiveDate,
    calendar: &Calendar,
) -> Task {
    let answers = [Some(shortfall.item), shortfall.also]
        .map(|item| item.and_then(|item| record.answers.get(item.id)));
    // Linked items are one shortfall: what was written at either counts.
    let first = |field: fn(&Answer) -> &String| {
        let texts = answers.iter().flatten().map(|answer| field(answer).trim());
        texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    };
    let due = answers.iter().flatten().find_map(|answer| answer.due);
    Task {
        shortfall: shortfall.clone(),
        problem: first(|answer| &answer.note),
        measure: first(|answer| &answer.measure),
        owner: first(|answer| &answer.owner),
        due,
        status: due.map(|due| Status::of_duty(due, today, None, calendar)),
        advice,
    }
}
