//! 台账: the registers and the institution's own targets.

mod own_targets;
mod paste;
mod register;
mod row;

use assessment::self_check::registers::{ArchiveBatch, CurrentRule, Event, Order, Staff};
use yew::prelude::*;

use crate::{components::empty::no_self_check, hooks::use_self_check};
use paste::Paste;
use register::Register;

/// 台账.
#[component]
pub fn RegistersPage() -> Html {
    let handle = use_self_check();
    let Some(self_check) = handle.self_check() else {
        return no_self_check("才能登记台账");
    };
    // Another self-check has other rows: its registers begin on their first page.
    let key = &self_check.id;
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
            <Register<ArchiveBatch> />
            <Paste<ArchiveBatch> />
            <Register<Order> />
            <Paste<Order> />
            <Register<CurrentRule> />
            <Paste<CurrentRule> />
            <own_targets::OwnTargets />
        </div>
    }
}
