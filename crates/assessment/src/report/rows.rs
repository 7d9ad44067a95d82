//! Findings, tasks and items as rows, with the texts that the self-check has for them.

use chrono::NaiveDate;

use super::{ArticleSection, ChapterSection, FindingRow, ItemRow, PlanRow, SituationRow};
use crate::civil_date::plain_date;
use crate::content::article_label;
use crate::results::assess::Basis;
use crate::results::findings::{ArticleState, Findings, ItemState, Shortfall};
use crate::results::plan::{Task, problem, written};
use crate::self_check::SelfCheck;
use crate::self_check::answers::{Answer, AnswerText, Choice, State};

/// Turns what was found into rows, with the texts that the self-check has for them.
pub(super) struct Rows<'a> {
    self_check: &'a SelfCheck,
}

impl<'a> Rows<'a> {
    pub(super) fn of(self_check: &'a SelfCheck) -> Self {
        Self { self_check }
    }

    pub(super) fn finding(&self, shortfall: &Shortfall) -> FindingRow {
        let item = shortfall.item;
        let mut follows: Vec<String> =
            item.consequences().map(|consequence| consequence.follows.to_owned()).collect();
        follows.dedup();
        FindingRow {
            id: item.id,
            article: article_label(item.article_number()),
            severity: item.severity.label(),
            ask: item.finding_words(),
            state: shortfall.assessed.state.label_for(item),
            note: problem(self.self_check, shortfall),
            cause: written(self.self_check, shortfall, AnswerText::Cause),
            also: shortfall.also.iter().map(|item| item.id).collect(),
            clauses: item.consequences().map(|consequence| consequence.label).collect(),
            follows,
            consequence_note: item.consequence_note,
        }
    }

    pub(super) fn task(&self, task: &Task, today: NaiveDate) -> PlanRow {
        let day = |day: Option<NaiveDate>| day.map(plain_date).unwrap_or_default();
        PlanRow {
            finding: self.finding(&task.shortfall),
            former: task.former,
            measure: task.measure.clone(),
            owner: task.owner.clone(),
            due_text: day(task.due),
            due: task.due,
            status: task.status.map(|status| status.text()).unwrap_or_default(),
            stage: task.stage,
            stage_label: task.stage.label(),
            completed_text: day(task.completed_on),
            completed_on: task.completed_on,
            result: task.result.clone(),
            completion_evidence: task.completion_evidence.clone(),
            checked_by: task.checked_by.clone(),
            checked_text: day(task.checked_on),
            checked_on: task.checked_on,
            doubt: task.implausible(today).unwrap_or_default(),
            missing: task.missing(),
            advice: task.advice,
        }
    }

    fn item(&self, state: &ItemState) -> ItemRow {
        let answer = self.self_check.answers.get(state.item.id).cloned().unwrap_or_default();
        let mut plan = vec![answer.measure.clone(), answer.owner.clone()];
        plan.extend(answer.due.map(plain_date));
        plan.retain(|part| !part.trim().is_empty());
        // The plan of an item that falls short no more is history; the ledger has it.
        if !state.assessed.state.falls_short() {
            plan.clear();
            plan.extend(answer.has_measure().then(|| "已有整改记录，见整改台账".to_owned()));
        }
        ItemRow {
            id: state.item.id,
            severity: state.item.severity.label(),
            ask: state.item.ask,
            state: state.assessed.state,
            state_label: state.assessed.state.label_for(state.item),
            why: why(state, &answer),
            note: answer.note,
            evidence: answer.evidence,
            plan: plan.join("；"),
            contradictions: state.contradictions.clone(),
        }
    }
}

/// Where the state of an item comes from. What a person wrote before something else settled the item is
/// theirs, and is printed too.
fn why(state: &ItemState, answer: &Answer) -> String {
    let typed = answer.reason.trim();
    let because = match &state.assessed.basis {
        Basis::Profile(because) => because.as_str(),
        Basis::Derived(because) => because,
        Basis::ReasonMissing => "选了不适用，但没有写理由，按未答计",
        Basis::Answered if state.assessed.state == State::NotApplicable => {
            return answer.reason.clone();
        }
        // Only a red line leaves 不适用 with a reason unanswered.
        Basis::Answered if answer.state == Some(Choice::NotApplicable) => {
            "选了不适用，但红线情形不能以不适用作答，按未答计"
        }
        Basis::Answered => "",
    };
    match (because.trim_end_matches('。'), typed) {
        (_, "") => because.to_owned(),
        ("", typed) => format!("另写有不适用的理由：{typed}"),
        (because, typed) => format!("{because}。填写的理由：{typed}"),
    }
}

fn article_section(rows: &Rows, state: &ArticleState) -> ArticleSection {
    ArticleSection {
        number: state.article.number,
        label: state.article.label(),
        title: state.article.title,
        text: state.article.text,
        state: state.state(),
        state_label: state.state().label(),
        tally: state.tally,
        items: state.items.iter().map(|item| rows.item(item)).collect(),
    }
}

/// All chapters with all their articles, in order.
pub(super) fn chapters(rows: &Rows, findings: &Findings) -> Vec<ChapterSection> {
    crate::results::findings::chapters(findings)
        .map(|(chapter, tally)| ChapterSection {
            heading: chapter.heading(),
            tally,
            articles: findings
                .chapter(chapter)
                .map(|article| article_section(rows, article))
                .collect(),
        })
        .collect()
}

/// The 整改情形, each with the items it follows from.
pub(super) fn situations(rows: &Rows, findings: &Findings) -> Vec<SituationRow> {
    findings
        .situations
        .iter()
        .map(|situation| SituationRow {
            label: situation.consequence.label,
            quote: situation.consequence.quote,
            follows: situation.consequence.follows,
            items: situation
                .items
                .iter()
                .filter_map(|item| findings.item(item.id))
                .map(|state| {
                    let assessed = state.assessed.clone();
                    rows.finding(&Shortfall { item: state.item, assessed, also: None })
                })
                .collect(),
        })
        .collect()
}
