//! The rows of a register as cards of fields, a page of them at a time so that hundreds stay usable.

use yew::prelude::*;

use super::draft_input::{Draft, DraftInput};
use crate::browser::dom;

/// Rows shown at once.
const PAGE: usize = 20;

/// How a field is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A civil date.
    Date,
    /// A number of days.
    Days,
    /// One of several: value and label.
    Choice(&'static [(&'static str, &'static str)]),
}

/// One field of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Name of the control.
    pub key: &'static str,
    /// Its label.
    pub label: &'static str,
    /// How it is entered.
    pub kind: Kind,
    /// Its value.
    pub value: String,
}

/// The properties of [`RowTable`].
#[derive(Properties, PartialEq)]
pub struct RowTableProps {
    /// Name of the register.
    pub title: AttrValue,
    /// The rows: id and fields.
    pub rows: Vec<(String, Vec<Field>)>,
    /// Called with id, key and new value.
    pub onchange: Callback<(String, &'static str, String)>,
    /// Called with the id of a row to delete.
    pub ondelete: Callback<String>,
    /// Called to add an empty row.
    pub onadd: Callback<()>,
}

/// The register.
#[component]
pub fn RowTable(props: &RowTableProps) -> Html {
    let page = use_state_eq(|| 0_usize);
    let pages = props.rows.len().div_ceil(PAGE).max(1);
    let at = (*page).min(pages - 1);
    let go = |to: usize| {
        let page = page.clone();
        Callback::from(move |_: MouseEvent| page.set(to))
    };
    let onadd = {
        let (onadd, page, last) = (props.onadd.clone(), page.clone(), props.rows.len() / PAGE);
        Callback::from(move |_: MouseEvent| {
            page.set(last);
            onadd.emit(());
        })
    };
    html! {
        <div class="row-table">
            { for props.rows.iter().enumerate().skip(at * PAGE).take(PAGE).map(|(index, (id, fields))| {
                let name = format!("{}第 {} 行", props.title, index + 1);
                let ondelete = {
                    let (ondelete, id) = (props.ondelete.clone(), id.clone());
                    Callback::from(move |_: MouseEvent| ondelete.emit(id.clone()))
                };
                html! {
                    <fieldset key={id.clone()} class="register-row">
                        <legend>{ &name }</legend>
                        { for fields.iter().map(|field| control(&name, id, field, &props.onchange)) }
                        <button type="button" class="btn quiet" aria-label={format!("删除{name}")} onclick={ondelete}>
                            { "删除" }
                        </button>
                    </fieldset>
                }
            }) }
            <div class="actions">
                <button type="button" class="btn" onclick={onadd}>{ format!("添加{}", props.title) }</button>
                if pages > 1 {
                    <button type="button" class="btn" disabled={at == 0} onclick={go(at.saturating_sub(1))}>{ "上一页" }</button>
                    <span>{ format!("第 {} / {pages} 页", at + 1) }</span>
                    <button type="button" class="btn" disabled={at + 1 == pages} onclick={go(at + 1)}>{ "下一页" }</button>
                }
            </div>
        </div>
    }
}

fn control(
    row: &str,
    id: &str,
    field: &Field,
    onchange: &Callback<(String, &'static str, String)>,
) -> Html {
    let emit = {
        let (onchange, id, key) = (onchange.clone(), id.to_owned(), field.key);
        Callback::from(move |value: String| onchange.emit((id.clone(), key, value)))
    };
    let label = format!("{row}：{}", field.label);
    let oninput = emit.reform(|event: InputEvent| dom::value_of(&event));
    let value = field.value.clone();
    let body = match field.kind {
        Kind::Text => html! { <input name={field.key} aria-label={label} {value} {oninput} /> },
        Kind::Date | Kind::Days => {
            let kind = if field.kind == Kind::Date { Draft::Date } else { Draft::Days };
            html! { <DraftInput name={field.key} {label} {kind} {value} onchange={emit} /> }
        }
        Kind::Choice(choices) => html! {
            <select name={field.key} aria-label={label} {oninput}>
                { for choices.iter().map(|(value, text)| html! {
                    <option value={*value} selected={field.value == *value}>{ *text }</option>
                }) }
            </select>
        },
    };
    html! { <label class="field"><span>{ field.label }</span>{ body }</label> }
}
