//! Rows pasted from a spreadsheet: read, shown, and taken in one step.

use assessment::calendar::LineError;
use assessment::self_check::Action;
use assessment::self_check::registers::paste::{self, Pasted, labels, part_doubles};
use assessment::self_check::registers::schema::{NewRows, Row};
use assessment::self_check::registers::{ArchiveBatch, CurrentRule, Event, Order, Staff};
use yew::prelude::*;

use crate::{
    browser::{dom, ids},
    hooks::{use_self_check, use_toasts},
};

/// Rows shown before they are taken.
const SHOWN: usize = 8;

/// Rows that one action adds.
pub trait Added: Pasted {
    /// The rows of an action.
    fn rows(rows: Vec<Self>) -> NewRows;
}

impl Added for Event {
    fn rows(rows: Vec<Self>) -> NewRows {
        NewRows::Events(rows)
    }
}

impl Added for Staff {
    fn rows(rows: Vec<Self>) -> NewRows {
        NewRows::Staff(rows)
    }
}

impl Added for ArchiveBatch {
    fn rows(rows: Vec<Self>) -> NewRows {
        NewRows::Archives(rows)
    }
}

impl Added for Order {
    fn rows(rows: Vec<Self>) -> NewRows {
        NewRows::Orders(rows)
    }
}

impl Added for CurrentRule {
    fn rows(rows: Vec<Self>) -> NewRows {
        NewRows::CurrentRules(rows)
    }
}

/// What was read and not taken yet.
#[derive(Clone, PartialEq)]
struct Preview<T> {
    rows: Vec<T>,
    /// Rows that say nothing new.
    doubles: Vec<T>,
    notes: Vec<String>,
    errors: Vec<LineError>,
    refused: String,
}

/// The readable rows are shown and then taken, the others stay to be put right.
#[component]
pub fn Paste<T: Added>() -> Html {
    let (handle, toasts) = (use_self_check(), use_toasts());
    let text = use_state_eq(String::new);
    let preview = use_state_eq(|| None::<Preview<T>>);
    let with_doubles = use_state_eq(|| false);
    let oninput = {
        let (text, preview) = (text.clone(), preview.clone());
        Callback::from(move |event: InputEvent| {
            text.set(dom::value_of(&event));
            preview.set(None);
        })
    };
    let onread = {
        let (handle, text, preview, with_doubles) =
            (handle.clone(), text.clone(), preview.clone(), with_doubles.clone());
        Callback::from(move |_: MouseEvent| {
            let kept = handle.self_check().map_or(&[][..], |open| T::list(&open.registers));
            let parsed = paste::read::<T>(&text);
            let (rows, doubles) = part_doubles(kept, parsed.rows);
            with_doubles.set(false);
            let (notes, errors, refused) = (parsed.notes, parsed.errors, parsed.refused);
            preview.set(Some(Preview { rows, doubles, notes, errors, refused }));
        })
    };
    let onconfirm = {
        let (text, preview, with_doubles) = (text.clone(), preview.clone(), *with_doubles);
        Callback::from(move |_: MouseEvent| {
            let Some(read) = (*preview).clone() else { return };
            let mut rows = read.rows;
            if with_doubles {
                rows.extend(read.doubles);
            }
            for row in &mut rows {
                row.set_id(ids::new_id());
            }
            let count = rows.len();
            let step = handle.dispatch(Action::AddRows { rows: T::rows(rows) });
            handle.offer_undo(&toasts, format!("已读入{} {count} 行。", T::TITLE), step);
            text.set(read.refused.clone());
            // What was kept back stays with its reasons.
            let (errors, refused) = (read.errors, read.refused);
            let (rows, doubles, notes) = (Vec::new(), Vec::new(), Vec::new());
            let rest = Preview { rows, doubles, notes, errors, refused };
            preview.set((!rest.errors.is_empty()).then_some(rest));
        })
    };
    html! {
        <details class="paste">
            <summary>{ format!("从电子表格粘贴{}", T::TITLE) }</summary>
            <label class="field">
                <span>{ format!("连同表头一起粘贴，按表头对栏；没有表头的，各栏依次为：{}", labels::<T>()) }</span>
                <textarea name={format!("paste-{}", T::KEY)} rows="5" value={text.to_string()} {oninput} />
            </label>
            <button type="button" class="btn" data-action="read-paste" onclick={onread}>{ "读一遍" }</button>
            if let Some(read) = preview.as_ref() {
                { shown(read, &with_doubles, &onconfirm) }
            }
        </details>
    }
}

/// What would be taken, what not, and why.
fn shown<T: Added>(
    read: &Preview<T>,
    with_doubles: &UseStateHandle<bool>,
    onconfirm: &Callback<MouseEvent>,
) -> Html {
    let doubles = if **with_doubles { read.doubles.as_slice() } else { &[] };
    let rows: Vec<&T> = read.rows.iter().chain(doubles).collect();
    let used: Vec<_> = T::COLUMNS
        .iter()
        .filter(|column| column.is_pasted())
        .filter(|column| rows.iter().any(|row| !column.words(row).is_empty()))
        .collect();
    let more = rows.len().saturating_sub(SHOWN);
    let ondoubles = {
        let with_doubles = with_doubles.clone();
        Callback::from(move |event: InputEvent| with_doubles.set(dom::is_checked(&event)))
    };
    html! {
        <div class="paste-preview">
            <p class="hint" role="status">
                { format!("可读入 {} 行，{} 行没有读入。", rows.len(), read.errors.len()) }
            </p>
            if !read.doubles.is_empty() {
                <label class="check-line">
                    <input type="checkbox" name={format!("take-doubles-{}", T::KEY)}
                        checked={**with_doubles} oninput={ondoubles} />
                    <span>
                        { format!(
                            "另有 {} 行，填写的各栏与台账或上文已有的相同（{}），不再读入；确是另一行的，勾选后一并读入。",
                            read.doubles.len(),
                            names(&read.doubles),
                        ) }
                    </span>
                </label>
            }
            { for read.notes.iter().map(|note| html! { <p class="hint">{ note }</p> }) }
            if !rows.is_empty() {
                <div class="table-wrap" tabindex="0" role="region" aria-label="将读入的行">
                    <table class="grid">
                        <thead><tr>
                            { for used.iter().map(|column| html! { <th scope="col">{ column.heading() }</th> }) }
                        </tr></thead>
                        <tbody>
                            { for rows.iter().take(SHOWN).map(|row| html! {
                                <tr>{ for used.iter().map(|column| html! { <td>{ column.words(row) }</td> }) }</tr>
                            }) }
                        </tbody>
                    </table>
                </div>
                if more > 0 { <p class="hint">{ format!("另有 {more} 行没有列出。") }</p> }
                <button type="button" class="btn main" data-action="confirm-paste"
                    onclick={onconfirm.clone()}>{ format!("读入这 {} 行", rows.len()) }</button>
            }
            if !read.errors.is_empty() {
                <ul class="error" role="alert">
                    { for read.errors.iter().map(|error| html! { <li>{ error.to_string() }</li> }) }
                </ul>
            }
        </div>
    }
}

/// The names of some of the rows.
fn names<T: Added>(rows: &[T]) -> String {
    let names: Vec<_> = rows.iter().take(SHOWN).map(Row::name).collect();
    format!("{}{}", names.join("、"), if rows.len() > SHOWN { "等" } else { "" })
}
