//! One question about the institution.

use assessment::content::question::{Choice, Question, QuestionKind};
use yew::prelude::*;

use super::{
    draft_input::{Draft, DraftInput},
    icons,
    rows_editor::RowsEditor,
};
use crate::browser::dom;

/// An answer given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A text, a date or the value of a choice; empty takes the answer away.
    Value(String),
    /// Rows of cells.
    Rows(Vec<Vec<String>>),
    /// The row at that place is to go.
    RowRemoved(usize),
}

/// The properties of [`ProfileQuestion`].
#[derive(Properties, PartialEq)]
pub struct ProfileQuestionProps {
    /// The question.
    pub question: &'static Question,
    /// The answer so far; of a choice its value.
    #[prop_or_default]
    pub value: AttrValue,
    /// The rows so far, where it takes rows.
    #[prop_or_default]
    pub rows: Vec<Vec<String>>,
    /// What cannot be right about the answer.
    #[prop_or_default]
    pub doubts: Vec<&'static str>,
    /// The answer changed.
    pub onanswer: Callback<(&'static str, Given)>,
}

/// The control that fits the question; its name is the question's key.
#[component]
pub fn ProfileQuestion(props: &ProfileQuestionProps) -> Html {
    let question = props.question;
    let give = {
        let onanswer = props.onanswer.clone();
        Callback::from(move |text: String| onanswer.emit((question.key, Given::Value(text))))
    };
    match question.kind {
        QuestionKind::Text => line(props, &give),
        QuestionKind::Date => date(props, give),
        QuestionKind::YesNo(choices) | QuestionKind::Choice(choices) => {
            options(props, choices, &give)
        }
        QuestionKind::Rows(columns) => {
            let onchange = props.onanswer.reform(|rows| (question.key, Given::Rows(rows)));
            let onremove = props.onanswer.reform(|at| (question.key, Given::RowRemoved(at)));
            html! {
                <fieldset class="question" aria-describedby={help_id(question)}>
                    <legend>{ question.label }</legend>
                    { help(question) }
                    <RowsEditor name={question.key} {columns} rows={props.rows.clone()}
                        label={question.label} {onchange} {onremove} />
                </fieldset>
            }
        }
    }
}

fn line(props: &ProfileQuestionProps, give: &Callback<String>) -> Html {
    let question = props.question;
    let oninput = give.reform(|event: InputEvent| dom::value_of(&event));
    html! {
        <div class="question">
            <label for={question.key}>{ question.label }</label>
            { help(question) }
            <input type="text" id={question.key} name={question.key} value={props.value.clone()}
                autocomplete="off" aria-describedby={help_id(question)} {oninput} />
        </div>
    }
}

/// Only finished dates are handed on: half a year, once saved, would make the file unreadable.
fn date(props: &ProfileQuestionProps, onchange: Callback<String>) -> Html {
    let question = props.question;
    html! {
        <div class="question" role="group" aria-describedby={help_id(question)}>
            <label>
                <span>{ question.label }</span>
                <DraftInput name={question.key} kind={Draft::Date} value={props.value.clone()} {onchange} />
            </label>
            { doubts(props) }
            { help(question) }
        </div>
    }
}

fn options(
    props: &ProfileQuestionProps,
    choices: &'static [Choice],
    give: &Callback<String>,
) -> Html {
    let (question, value) = (props.question, &props.value);
    let advice = question.choice(value).and_then(|choice| choice.advice);
    let options = choices.iter().map(|choice| {
        let on = *value == choice.value;
        let oninput = give.reform(|_: InputEvent| choice.value.to_owned());
        html! {
            <label key={choice.value} class={classes!("option", on.then_some("is-on"))}>
                <input type="radio" name={question.key} value={choice.value} checked={on} {oninput} />
                { choice.label }
            </label>
        }
    });
    let clear = give.reform(|_: MouseEvent| String::new());
    html! {
        <fieldset class="question" aria-describedby={help_id(question)}>
            <legend>{ question.label }</legend>
            { help(question) }
            <div class="options">
                { for options }
                if !value.is_empty() {
                    <button type="button" class="btn quiet" onclick={clear}
                        aria-label={format!("清除回答：{}", question.label)}>
                        { icons::cross() }{ "清除" }
                    </button>
                }
            </div>
            if let Some(advice) = advice {
                <p class="hint" role="status">{ advice }</p>
            }
            { doubts(props) }
        </fieldset>
    }
}

fn doubts(props: &ProfileQuestionProps) -> Html {
    let doubts = props.doubts.iter().map(|doubt| {
        html! { <p key={*doubt} class="doubt" role="status">{ icons::warning() }{ *doubt }</p> }
    });
    html! { <>{ for doubts }</> }
}

fn help(question: &Question) -> Html {
    match question.help {
        Some(help) => html! { <p class="hint" id={help_id(question)}>{ help }</p> },
        None => Html::default(),
    }
}

fn help_id(question: &Question) -> Option<String> {
    question.help.map(|_| format!("{}-help", question.key))
}
