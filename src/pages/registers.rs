//! 台账: the four registers and the institution's own targets.

mod fields;
mod own_targets;

use assessment::{
    calendar::LineError,
    record::Action,
    registers::{Event, Order, RecordBatch, Registers, Staff},
    table::{self, Parsed},
};
use chrono::NaiveDate;
use yew::prelude::*;

use crate::{
    browser::{dom, ids},
    components::{empty::NoRecord, row_table::RowTable},
    hooks::{RecordHandle, use_record},
};
use fields::Row;

/// The properties of [`RegistersPage`].
#[derive(Properties, PartialEq)]
pub struct RegistersPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 台账.
#[component]
pub fn RegistersPage(_props: &RegistersPageProps) -> Html {
    let handle = use_record();
    let Some(record) = handle.record() else {
        return html! { <NoRecord purpose="才能登记台账" /> };
    };
    let all = &record.registers;
    html! {
        <div class="registers-page">
            <div class="page-head">
                <h1>{ "台账" }</h1>
                <p class="hint">{ "期限和部分自查要点由这里的日期算出。" }</p>
            </div>
            { register(&handle, "评价批次", &all.events, |all| &mut all.events) }
            <Paste<Event> name="events" columns="名称、开始日期、结束日期、场所、是否备案场所、职业、等级" read={Reader(table::events, |all| &mut all.events)} />
            { register(&handle, "工作人员", &all.staff, |all| &mut all.staff) }
            <Paste<Staff> name="staff" columns="姓名、岗位、证件、证件编号、有效期至" read={Reader(table::staff, |all| &mut all.staff)} />
            { register(&handle, "资料批次", &all.records, |all| &mut all.records) }
            <Paste<RecordBatch> name="records" columns="名称、介质、最后一份资料的日期、是否含原件" read={Reader(table::record_batches, |all| &mut all.records)} />
            { register::<Order>(&handle, "整改通知", &all.orders, |all| &mut all.orders) }
            <own_targets::OwnTargets />
        </div>
    }
}

fn edit(handle: &RecordHandle, change: impl FnOnce(&mut Registers) + 'static) {
    handle.edit(move |record| {
        let mut registers = record.registers.clone();
        change(&mut registers);
        Action::Registers(registers)
    });
}

fn register<T: Row>(
    handle: &RecordHandle,
    title: &'static str,
    rows: &[T],
    list: fn(&mut Registers) -> &mut Vec<T>,
) -> Html {
    let shown = rows.iter().map(|row| (row.id().to_owned(), row.fields())).collect::<Vec<_>>();
    let onchange = {
        let handle = handle.clone();
        Callback::from(move |(id, key, value): (String, &'static str, String)| {
            edit(&handle, move |all| {
                if let Some(row) = list(all).iter_mut().find(|row| row.id() == id) {
                    row.set(key, value);
                }
            });
        })
    };
    let ondelete = {
        let handle = handle.clone();
        Callback::from(move |id: String| {
            edit(&handle, move |all| list(all).retain(|row| row.id() != id));
        })
    };
    let onadd = {
        let handle = handle.clone();
        Callback::from(move |()| {
            let mut row = T::default();
            row.set_id(ids::new_id());
            edit(&handle, move |all| list(all).push(row));
        })
    };
    html! {
        <section class="register">
            <h2>{ format!("{title}（{}）", rows.len()) }</h2>
            <RowTable {title} rows={shown} {onchange} {ondelete} {onadd} />
        </section>
    }
}

/// Reads pasted text, and where its rows go. All readers of one register are the same.
struct Reader<T>(fn(&str) -> Parsed<T>, fn(&mut Registers) -> &mut Vec<T>);

impl<T> PartialEq for Reader<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Properties, PartialEq)]
struct PasteProps<T: Row> {
    name: &'static str,
    columns: &'static str,
    read: Reader<T>,
}

/// Rows pasted from a spreadsheet: the readable ones are taken, the others stay to be put right.
#[component]
fn Paste<T: Row>(props: &PasteProps<T>) -> Html {
    let handle = use_record();
    let text = use_state_eq(String::new);
    let errors = use_state_eq(Vec::<LineError>::new);
    let told = use_state_eq(String::new);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(dom::value_of(&event)))
    };
    let onclick = {
        let (text, errors, told) = (text.clone(), errors.clone(), told.clone());
        let Reader(read, list) = props.read;
        Callback::from(move |_: MouseEvent| {
            let mut parsed = read(&text);
            for row in &mut parsed.rows {
                row.set_id(ids::new_id());
            }
            told.set(format!(
                "读入 {} 行，{} 行没有读入。",
                parsed.rows.len(),
                parsed.errors.len()
            ));
            let rest = parsed
                .errors
                .iter()
                .filter_map(|error| text.lines().nth(error.line.checked_sub(1)?));
            text.set(rest.collect::<Vec<_>>().join("\n"));
            errors.set(parsed.errors);
            let rows = parsed.rows;
            edit(&handle, move |all| list(all).extend(rows));
        })
    };
    html! {
        <details class="paste">
            <summary>{ "从电子表格粘贴" }</summary>
            <label class="field">
                <span>{ format!("各栏依次为：{}", props.columns) }</span>
                <textarea name={format!("paste-{}", props.name)} rows="5" value={text.to_string()} {oninput} />
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
