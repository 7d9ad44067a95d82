//! One row of the plan.

use assessment::civil_date;
use assessment::deadlines::status::Urgency;
use assessment::results::assess::Basis;
use assessment::results::plan::Task;
use assessment::self_check::Action;
use assessment::self_check::answers::{Answer, AnswerDay, AnswerText};
use yew::prelude::*;

use crate::{
    browser::dom,
    components::{
        answer_controls::{day_name, text_name},
        completion::completion,
        draft_input::{Draft, DraftInput},
        growing_text::growing_text,
        severity_tag::severity_tag,
    },
    route::item_href,
};

/// A row is given its own answers and no self-check: what is typed into one renders no other anew.
#[derive(Properties, PartialEq)]
pub(super) struct RowProps {
    /// What is to be done.
    pub(super) task: Task,
    /// The answer to the task's item.
    pub(super) own: Answer,
    /// The answer to the item that is linked with it.
    pub(super) linked: Option<Answer>,
    /// What in the task's dates cannot be.
    pub(super) doubt: Option<&'static str>,
    /// Takes a change.
    pub(super) onedit: Callback<Action>,
}

impl RowProps {
    /// Where something stands: of two linked items at the first that has it, as the plan reads it, so
    /// that a change is made where it is seen.
    fn place(&self, has: impl Fn(&Answer) -> bool) -> (&'static str, &Answer) {
        let shortfall = &self.task.shortfall;
        let linked = shortfall.also.map(|item| item.id).zip(self.linked.as_ref());
        match linked.filter(|(_, answer)| !has(&self.own) && has(answer)) {
            Some(linked) => linked,
            None => (shortfall.item.id, &self.own),
        }
    }

    /// Where a text stands.
    fn place_of(&self, text: AnswerText) -> (&'static str, &Answer) {
        self.place(|answer| !text.of(answer).trim().is_empty())
    }

    /// Where a text stands, with the text untrimmed as it is typed.
    fn text(&self, text: AnswerText) -> (&'static str, &str) {
        let (id, answer) = self.place_of(text);
        (id, text.of(answer))
    }

    /// Where a day stands.
    fn day(&self, day: AnswerDay) -> (&'static str, &Answer) {
        self.place(|answer| day.of(answer).is_some())
    }
}

/// One measure: what is wrong, what is done about it by whom until when, and what came of it.
#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let task = &props.task;
    let item = task.shortfall.item;
    let missing = if task.advice || task.former { Vec::new() } else { task.missing() };
    let is_missing = |label: &str| missing.contains(&label).then_some("is-missing");
    let urgency = task.status.map(|status| status.urgency());
    let write = |id: &'static str, text: AnswerText| {
        props.onedit.reform(move |event: InputEvent| Action::Write {
            item: id.to_owned(),
            text,
            words: dom::value_of(&event),
        })
    };
    let area = |text: AnswerText, label: &'static str| {
        let (id, words) = props.text(text);
        html! {
            <label class="field plan-field">
                <span>{ label }</span>
                { growing_text(text_name(text, item.id), words, classes!(is_missing(label)), write(id, text)) }
            </label>
        }
    };
    let (owner_at, owner) = props.text(AnswerText::Owner);
    let (due_at, due) = props.day(AnswerDay::Due);
    let ondue = props.onedit.reform(move |date: String| Action::Day {
        item: due_at.to_owned(),
        day: AnswerDay::Due,
        date: civil_date::parse(&date),
    });
    html! {
        <tr role="row" data-task={item.id}
            class={classes!((urgency == Some(Urgency::Late)).then_some("late"))}>
            <th scope="row" role="rowheader">
                <p class="plan-item">
                    <a href={item_href(item.id)}>{ item.id }</a>
                    { severity_tag(item.severity) }
                    <span class="plan-state">{ task.shortfall.assessed.state.label_for(item) }</span>
                </p>
                <p class="plan-ask">{ item.finding_words() }</p>
                if let Some(also) = task.shortfall.also {
                    <p class="hint">
                        { "与 " }<a href={item_href(also.id)}>{ also.id }</a>{ " 是同一件事，合为一项" }
                    </p>
                }
            </th>
            <td role="cell">
                if let Basis::Derived(because) = task.shortfall.assessed.basis {
                    <p class="hint">{ because }</p>
                }
                { area(AnswerText::Note, "问题") }
                { area(AnswerText::Cause, "原因") }
            </td>
            <td role="cell">
                { area(AnswerText::Measure, "整改措施") }
                { completion(
                    item.id,
                    task.stage,
                    |text| props.place_of(text),
                    |day| props.day(day),
                    &props.onedit,
                ) }
                if let Some(doubt) = props.doubt { <p class="plan-missing">{ doubt }</p> }
            </td>
            <td role="cell">
                <label class="field plan-field">
                    <span>{ "责任人" }</span>
                    <input type="text" name={text_name(AnswerText::Owner, item.id)} value={owner.to_owned()}
                        list="plan-owners" autocomplete="off" class={is_missing("责任人")}
                        oninput={write(owner_at, AnswerText::Owner)} />
                </label>
            </td>
            <td role="cell">
                <label class="field plan-field">
                    <span>{ AnswerDay::Due.label() }</span>
                    <DraftInput name={day_name(AnswerDay::Due, item.id)} kind={Draft::Date}
                        value={due.due.map(|due| due.to_string()).unwrap_or_default()}
                        class={classes!(is_missing("完成时限"))} onchange={ondue} />
                </label>
                if let Some(status) = task.status {
                    <p class={classes!("plan-status", urgency.map(Urgency::class))}>{ status.text() }</p>
                }
                if !missing.is_empty() {
                    <p class="plan-missing">{ format!("还缺{}", missing.join("、")) }</p>
                }
            </td>
        </tr>
    }
}
