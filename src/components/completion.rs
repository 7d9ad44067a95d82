//! What came of a measure: its completion, and who checked and closed it.

use assessment::civil_date;
use assessment::results::plan::Stage;
use assessment::self_check::Action;
use assessment::self_check::answers::{Answer, AnswerDay, AnswerText};
use yew::prelude::*;

use super::answer_controls::{day_name, text_name};
use super::draft_input::{Draft, DraftInput};
use super::growing_text::growing_text;
use crate::browser::dom;

/// Where something of a measure stands: the item that holds it, and its answer.
type Place<'a> = (&'static str, &'a Answer);

/// The fields of a measure's completion, folded away while nothing is entered. `text` and `day` say where
/// each stands, as two linked items share one measure; the controls are named after `item`.
pub fn completion<'a>(
    item: &str,
    stage: Stage,
    text: impl Fn(AnswerText) -> Place<'a>,
    day: impl Fn(AnswerDay) -> Place<'a>,
    onedit: &Callback<Action>,
) -> Html {
    let words = |field: AnswerText, label: &'static str, long: bool| {
        let (id, answer) = text(field);
        let value = field.of(answer).to_owned();
        let oninput = onedit.reform(move |event: InputEvent| Action::Write {
            item: id.to_owned(),
            text: field,
            words: dom::value_of(&event),
        });
        let name = text_name(field, item);
        html! {
            <label class={classes!("field", long.then_some("wide"))}>
                <span>{ label }</span>
                if long {
                    { growing_text(name, &value, Classes::new(), oninput) }
                } else {
                    <input type="text" autocomplete="off" {name} {value} {oninput} />
                }
            </label>
        }
    };
    let date = |field: AnswerDay| {
        let (id, answer) = day(field);
        let onchange = onedit.reform(move |date: String| Action::Day {
            item: id.to_owned(),
            day: field,
            date: civil_date::parse(&date),
        });
        html! {
            <label class="field">
                <span>{ field.label() }</span>
                <DraftInput name={day_name(field, item)} kind={Draft::Date}
                    value={field.of(answer).map(|date| date.to_string()).unwrap_or_default()}
                    {onchange} />
            </label>
        }
    };
    html! {
        <details class="completion" data-stage={stage.value()} data-on-paper={(stage != Stage::UnderWay).then_some("")}>
            <summary>{ "整改完成情况" }<span class="tag">{ stage.label() }</span></summary>
            <div class="completion-fields">
                { date(AnswerDay::CompletedOn) }
                { words(AnswerText::Result, "完成情况", true) }
                { words(AnswerText::CompletionEvidence, "佐证材料及存放处", true) }
                { words(AnswerText::CheckedBy, "复核（销号）人", false) }
                { date(AnswerDay::CheckedOn) }
            </div>
        </details>
    }
}
