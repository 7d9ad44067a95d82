//! 台账: the four registers and the institution's own targets.

mod columns;
mod own_targets;
mod paste;
mod register;
mod row;

use assessment::{
    record::Action,
    registers::{Event, Order, RecordBatch, Registers, Staff},
};
use yew::prelude::*;

use crate::{
    components::empty::NoRecord,
    hooks::{RecordHandle, use_record},
};
use paste::Paste;
use register::Register;

/// 台账.
#[component]
pub fn RegistersPage() -> Html {
    let handle = use_record();
    let Some(record) = handle.record() else {
        return html! { <NoRecord purpose="才能登记台账" /> };
    };
    // Another record has other rows: its registers begin on their first page.
    let key = &record.id;
    html! {
        <div class="registers-page" key={key.clone()}>
            <div class="page-head">
                <h1>{ "台账" }</h1>
                <p class="hint">{ "期限和部分自查要点由这里的日期算出；没有的登记可以空着。" }</p>
            </div>
            <Register<Event> />
            <Paste<Event> />
            <Register<Staff> />
            <Paste<Staff> />
            <Register<RecordBatch> />
            <Paste<RecordBatch> />
            <Register<Order> />
            <own_targets::OwnTargets />
        </div>
    }
}

/// Changes the registers of the open record.
fn edit(handle: &RecordHandle, change: impl FnOnce(&mut Registers) + 'static) {
    handle.edit(move |record| {
        let mut registers = record.registers.clone();
        change(&mut registers);
        Action::Registers(registers)
    });
}
