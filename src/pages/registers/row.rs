//! One row of a register. It renders anew only when the row itself has changed: hundreds stay quick.

use assessment::self_check::registers::schema::{Column, Kind, Row};
use yew::prelude::*;

use crate::{
    browser::dom,
    components::{
        draft_input::{Draft, DraftInput},
        icons,
    },
};

/// A value entered: id of the row, key of the column, text.
pub type Entered = (String, &'static str, String);

/// The properties of [`RegisterRow`].
#[derive(Properties, PartialEq)]
pub struct RegisterRowProps<T: Row> {
    /// The row.
    pub row: T,
    /// Its place in the register, from 0.
    pub at: usize,
    /// Called with a value entered.
    pub onchange: Callback<Entered>,
    /// Called with the row and its place.
    pub ondelete: Callback<(usize, T)>,
}

/// One row.
#[component]
pub fn RegisterRow<T: Row>(props: &RegisterRowProps<T>) -> Html {
    let row = &props.row;
    let label = format!("{}第 {} 行", T::TITLE, props.at + 1);
    let ondelete = {
        let (ondelete, at, row) = (props.ondelete.clone(), props.at, row.clone());
        Callback::from(move |_: MouseEvent| ondelete.emit((at, row.clone())))
    };
    let columns = T::COLUMNS.iter().filter(|column| column.is_asked(row));
    html! {
        <div class={classes!("register-row", row.is_blank().then_some("is-blank"))}
            role="group" tabindex="-1" aria-label={label.clone()}>
            <p class="register-head">
                <b>{ format!("第 {} 行", props.at + 1) }</b>
                if row.is_blank() {
                    <span class="tag">{ "空行，不计入" }</span>
                }
                <button type="button" class="btn quiet is-grave" aria-label={format!("删除{label}")}
                    onclick={ondelete}>{ "删除" }</button>
            </p>
            if let Some(doubt) = row.doubt() {
                <p class="doubt" role="status">{ icons::warning() }{ doubt }</p>
            }
            { for columns.map(|column| control(column, row, &label, &props.onchange)) }
        </div>
    }
}

fn control<T: Row>(
    column: &'static Column<T>,
    row: &T,
    label: &str,
    onchange: &Callback<Entered>,
) -> Html {
    let emit = {
        let (onchange, id, key) = (onchange.clone(), row.id().to_owned(), column.key);
        Callback::from(move |value: String| onchange.emit((id.clone(), key, value)))
    };
    let oninput = emit.reform(|event: InputEvent| dom::value_of(&event));
    let name = column.key;
    let label = format!("{label}：{}", column.label);
    let value = (column.get)(row);
    let body = match column.kind {
        // The term of an order is entered in parts.
        Kind::Text | Kind::Term => {
            html! { <input {name} aria-label={label} autocomplete="off" {value} {oninput} /> }
        }
        Kind::Date => {
            html! { <DraftInput {name} {label} kind={Draft::Date} {value} onchange={emit} /> }
        }
        Kind::Days => {
            html! { <DraftInput {name} {label} kind={Draft::Days} {value} onchange={emit} /> }
        }
        Kind::Count => {
            html! { <DraftInput {name} {label} kind={Draft::Count} {value} onchange={emit} /> }
        }
        Kind::Choice(choices) => html! {
            <select {name} aria-label={label} {oninput}>
                { for choices.iter().map(|(choice, text)| html! {
                    <option value={*choice} selected={value == *choice}>{ *text }</option>
                }) }
            </select>
        },
    };
    html! { <label key={name} class="field"><span>{ column.label }</span>{ body }</label> }
}
