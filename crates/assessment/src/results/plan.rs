//! The plan (整改台账): measure, owner and due date for each shortfall.

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::content::Item;
use crate::deadlines::status::Status;
use crate::results::assess::Basis;
use crate::results::findings::{Findings, Shortfall};
use crate::self_check::SelfCheck;
use crate::self_check::answers::Answer;

/// What is to be done about one shortfall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The shortfall.
    pub shortfall: Shortfall,
    /// What the problem is: why it was derived, and what was remarked; of linked items, at both.
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
            (self.due.is_none(), "完成时限"),
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

/// All tasks, advice after what is required; of each, those without a date first, then by due date.
pub fn plan(
    self_check: &SelfCheck,
    findings: &Findings,
    today: NaiveDate,
    calendar: &Calendar,
) -> Vec<Task> {
    let required = findings.shortfalls.iter().map(|shortfall| (shortfall, false));
    let advice = findings.advice.iter().map(|shortfall| (shortfall, true));
    let mut tasks: Vec<Task> = required
        .chain(advice)
        .map(|(shortfall, advice)| task(self_check, shortfall, advice, today, calendar))
        .collect();
    tasks.sort_by_key(|task| (task.advice, task.due));
    tasks
}

fn task(
    self_check: &SelfCheck,
    shortfall: &Shortfall,
    advice: bool,
    today: NaiveDate,
    calendar: &Calendar,
) -> Task {
    let due = items(shortfall)
        .find_map(|item| self_check.answers.get(item.id).and_then(|answer| answer.due));
    Task {
        shortfall: shortfall.clone(),
        problem: problem(self_check, shortfall),
        measure: written(self_check, shortfall, |answer| &answer.measure),
        owner: written(self_check, shortfall, |answer| &answer.owner),
        due,
        status: due.map(|due| Status::of_duty(due, today, None, calendar)),
        advice,
    }
}

/// What the problem is: why it was derived, if it was, and what was remarked at its items.
pub(crate) fn problem(self_check: &SelfCheck, shortfall: &Shortfall) -> String {
    let note = written(self_check, shortfall, |answer| &answer.note);
    match shortfall.assessed.basis {
        Basis::Derived(because) if note.is_empty() => because.to_owned(),
        Basis::Derived(because) => format!("{because} {note}"),
        _ => note,
    }
}

/// What was written at the items of a shortfall. Two items that are one shortfall may bear different
/// words; then both are there, each under its id.
fn written(self_check: &SelfCheck, shortfall: &Shortfall, field: fn(&Answer) -> &String) -> String {
    let mut texts: Vec<(&str, &str)> = Vec::new();
    for item in items(shortfall) {
        let text = self_check.answers.get(item.id).map(|answer| field(answer).as_str());
        let text = text.filter(|text| !text.trim().is_empty());
        texts.extend(text.filter(|text| !holds(&texts, text)).map(|text| (item.id, text)));
    }
    match texts.as_slice() {
        [(_, only)] => (*only).to_owned(),
        texts => {
            texts.iter().map(|(id, text)| format!("{id}：{text}")).collect::<Vec<_>>().join("\n")
        }
    }
}

fn holds(texts: &[(&str, &str)], text: &str) -> bool {
    texts.iter().any(|(_, other)| other.trim() == text.trim())
}

/// Linked items are one shortfall.
fn items(shortfall: &Shortfall) -> impl Iterator<Item = &'static Item> {
    std::iter::once(shortfall.item).chain(shortfall.also)
}
