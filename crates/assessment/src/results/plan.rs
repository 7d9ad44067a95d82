//! The plan (整改台账): measure, owner and due date for each shortfall, and what came of it.
//!
//! A measure stays in it after its item has become 符合: 第二十二条 asks for a record that can be traced.

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::Calendar;
use crate::content::{Item, Severity};
use crate::deadlines::status::Status;
use crate::results::assess::Basis;
use crate::results::findings::{Findings, ItemState, Shortfall, shortfalls};
use crate::self_check::SelfCheck;
use crate::self_check::answers::{Answer, AnswerDay, AnswerText};

/// How far a measure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 整改中: no day of completion is entered.
    UnderWay,
    /// 已完成待复核: completed, and nobody has closed it.
    Completed,
    /// 已销号: checked and closed.
    Closed,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 3] = [Self::UnderWay, Self::Completed, Self::Closed];

    /// The word shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::UnderWay => "整改中",
            Self::Completed => "已完成待复核",
            Self::Closed => "已销号",
        }
    }

    /// The value in the page.
    pub fn value(self) -> &'static str {
        match self {
            Self::UnderWay => "under-way",
            Self::Completed => "completed",
            Self::Closed => "closed",
        }
    }

    /// How far the measure of one answer has come.
    pub fn of(answer: &Answer) -> Self {
        Self::by(answer.completed_on, answer.checked_on)
    }

    fn by(completed_on: Option<NaiveDate>, checked_on: Option<NaiveDate>) -> Self {
        match (completed_on, checked_on) {
            (_, Some(_)) => Self::Closed,
            (Some(_), None) => Self::Completed,
            (None, None) => Self::UnderWay,
        }
    }
}

/// What is to be done about one shortfall, or was done about a former one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The shortfall; a former one has the state that its item has now.
    pub shortfall: Shortfall,
    /// Whether its item falls short no more.
    pub former: bool,
    /// What the problem is: why it was derived, and what was remarked; of linked items, at both.
    pub problem: String,
    /// What will be done.
    pub measure: String,
    /// By whom.
    pub owner: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where the due date stands, judged by the day of completion once there is one; `None` without a due date.
    pub status: Option<Status>,
    /// How far the measure has come.
    pub stage: Stage,
    /// When it was completed.
    pub completed_on: Option<NaiveDate>,
    /// What came of it.
    pub result: String,
    /// What proves it.
    pub completion_evidence: String,
    /// Who checked and closed it.
    pub checked_by: String,
    /// When it was closed.
    pub checked_on: Option<NaiveDate>,
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
        !self.advice && !self.former && !self.missing().is_empty()
    }

    /// What in its dates cannot be: completed on a day still to come, or closed before it was completed.
    pub fn implausible(&self, today: NaiveDate) -> Option<&'static str> {
        let ahead = |day: Option<NaiveDate>| day.is_some_and(|day| day > today);
        if ahead(self.completed_on) || ahead(self.checked_on) {
            return Some("完成或复核日期晚于今天，请核对。");
        }
        match (self.completed_on, self.checked_on) {
            (Some(completed), Some(checked)) if checked < completed => {
                Some("复核日期早于完成日期，请核对。")
            }
            (None, Some(_)) => Some("已复核，但没有登记完成日期，请补填。"),
            _ => None,
        }
    }
}

/// All tasks: what is required, then advice, then what falls short no more; of each, those without a date
/// first, then by due date.
pub fn plan(
    self_check: &SelfCheck,
    findings: &Findings,
    today: NaiveDate,
    calendar: &Calendar,
) -> Vec<Task> {
    let present = findings.shortfalls.iter().chain(&findings.advice);
    let items = findings.articles.iter().flat_map(|article| &article.items);
    let former = former(self_check, items);
    let tasks = present.map(|shortfall| (shortfall, false));
    let mut tasks: Vec<Task> = tasks
        .chain(former.iter().map(|shortfall| (shortfall, true)))
        .map(|(shortfall, former)| task(self_check, shortfall, former, today, calendar))
        .collect();
    tasks.sort_by_key(|task| (task.former, task.advice, task.due));
    tasks
}

/// Items that fall short no more and for which a measure is on record.
fn former<'a>(
    self_check: &SelfCheck,
    items: impl Iterator<Item = &'a ItemState>,
) -> Vec<Shortfall> {
    items
        .filter(|state| !state.is_shortfall() && state.item.severity != Severity::Opportunity)
        .filter(|state| self_check.answers.get(state.item.id).is_some_and(Answer::has_measure))
        .map(|state| Shortfall { item: state.item, assessed: state.assessed.clone(), also: None })
        .collect()
}

/// By when the measures about these items are due, each under the item that bears it in the plan. The items
/// come in their order, and linked ones together.
pub(super) fn due_dates(
    self_check: &SelfCheck,
    items: &[&'static Item],
) -> Vec<(&'static Item, NaiveDate)> {
    let states: Vec<ItemState> =
        items.iter().map(|item| ItemState::without_rows_against_answer(self_check, item)).collect();
    let shortfalls = shortfalls(states.iter()).into_iter();
    let all = shortfalls.chain(former(self_check, states.iter()));
    all.filter_map(|one| Some((one.item, day(self_check, &one, AnswerDay::Due)?))).collect()
}

fn task(
    self_check: &SelfCheck,
    shortfall: &Shortfall,
    former: bool,
    today: NaiveDate,
    calendar: &Calendar,
) -> Task {
    let day = |which| day(self_check, shortfall, which);
    let text = |text: AnswerText| written(self_check, shortfall, text);
    let (due, completed_on, checked_on) =
        (day(AnswerDay::Due), day(AnswerDay::CompletedOn), day(AnswerDay::CheckedOn));
    Task {
        shortfall: shortfall.clone(),
        former,
        problem: problem(self_check, shortfall),
        measure: text(AnswerText::Measure),
        owner: text(AnswerText::Owner),
        due,
        status: due
            .filter(|_| !former || completed_on.is_some())
            .map(|due| Status::of_duty(due, today, completed_on, calendar)),
        stage: Stage::by(completed_on, checked_on),
        completed_on,
        result: text(AnswerText::Result),
        completion_evidence: text(AnswerText::CompletionEvidence),
        checked_by: text(AnswerText::CheckedBy),
        checked_on,
        advice: shortfall.item.severity == Severity::Oversight,
    }
}

/// A day that was entered at the items of a shortfall.
fn day(self_check: &SelfCheck, shortfall: &Shortfall, which: AnswerDay) -> Option<NaiveDate> {
    let mut answers = items(shortfall).filter_map(|item| self_check.answers.get(item.id));
    answers.find_map(|answer| which.of(answer))
}

/// What the problem is: why it was derived, if it was, and what was remarked at its items.
pub(crate) fn problem(self_check: &SelfCheck, shortfall: &Shortfall) -> String {
    let note = written(self_check, shortfall, AnswerText::Note);
    match shortfall.assessed.basis {
        Basis::Derived(because) if note.is_empty() => because.to_owned(),
        Basis::Derived(because) => format!("{because} {note}"),
        _ => note,
    }
}

/// What was written at the items of a shortfall. Two items that are one shortfall may bear different
/// words; then both are there, each under its id.
pub(crate) fn written(self_check: &SelfCheck, shortfall: &Shortfall, field: AnswerText) -> String {
    let mut texts: Vec<(&str, &str)> = Vec::new();
    for item in items(shortfall) {
        let text = self_check.answers.get(item.id).map(|answer| field.of(answer));
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
