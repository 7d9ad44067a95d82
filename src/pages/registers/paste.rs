//! Rows pasted from a spreadsheet.

use assessment::calendar::LineError;
use assessment::self_check::Action;
use assessment::self_check::registers::columns::Row;
use assessment::self_check::registers::paste::{self, Parsed};
use assessment::self_check::registers::{ArchiveBatch, Event, Staff};
use yew::prelude::*;

use crate::{
    browser::{dom, ids},
    hooks::use_self_check,
};

/// A register that takes rows from a spreadsheet.
pub trait Pasted: Row {
    /// The columns of the spreadsheet, in their order.
    const CELLS: &'static str;
    /// Reads pasted text.
    fn read(text: &str) -> Parsed<Self>;
}

impl Pasted for Event {
    const CELLS: &'static str = "名称、开始日期、结束日期、场所、是否备案场所、职业、等级";
    fn read(text: &str) -> Parsed<Self> {
        paste::events(text)
    }
}

impl Pasted for Staff {
    const CELLS: &'static str = "姓名、岗位、证件、证件编号、有效期至";
    fn read(text: &str) -> Parsed<Self> {
        paste::staff(text)
    }
}

impl Pasted for ArchiveBatch {
    const CELLS: &'static str = "名称、介质、最后一份资料的日期、是否含原件";
    fn read(text: &str) -> Parsed<Self> {
        paste::archive_batches(text)
    }
}

/// The readable rows are taken, the others stay to be put right.
#[component]
pub fn Paste<T: Pasted>() -> Html {
    let handle = use_self_check();
    let text = use_state_eq(String::new);
    let errors = use_state_eq(Vec::<LineError>::new);
    let told = use_state_eq(String::new);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(dom::value_of(&event)))
    };
    let onclick = {
        let (text, errors, told) = (text.clone(), errors.clone(), told.clone());
        Callback::from(move |_: MouseEvent| {
            let mut parsed = T::read(&text);
            for row in &mut parsed.rows {
                row.set_id(ids::new_id());
            }
            told.set(format!(
                "读入 {} 行，{} 行没有读入。",
                parsed.rows.len(),
                parsed.errors.len()
            ));
            text.set(parsed.refused);
            errors.set(parsed.errors);
            handle.dispatch(&Action::InsertRows { at: None, rows: T::rows(parsed.rows) });
        })
    };
    html! {
        <details class="paste">
            <summary>{ format!("从电子表格粘贴{}", T::TITLE) }</summary>
            <label class="field">
                <span>{ format!("各栏依次为：{}", T::CELLS) }</span>
                <textarea name={format!("paste-{}", T::KEY)} rows="5" value={text.to_string()} {oninput} />
            </label>
            <button type="button" class="btn" {onclick}>{ "读入" }</button>
            <p class="hint" role="status">{ told.to_string() }</p>
            if !errors.is_empty() {
                <ul class="error" role="alert">
                    { for errors.iter().map(|error| html! { <li>{ error.to_string() }</li> }) }
                </ul>
            }
        </details>
    }
}
