//! The switches of the self-check that all its dates follow, each with its default and the reason for it.

use assessment::self_check::registers::YesNo;
use assessment::self_check::{Action, Switch};
use yew::prelude::*;

use super::{
    filing::{reading_of, reading_options},
    frame::use_settings,
};
use crate::{browser::dom, hooks::use_self_check};

/// The switches.
#[component]
pub fn Switches() -> Html {
    let handle = use_self_check();
    let settings = use_settings();
    let on = |switch: fn(bool) -> Switch| {
        let handle = handle.clone();
        Callback::from(move |event: InputEvent| {
            handle.dispatch(Action::Switch { switch: switch(dom::is_checked(&event)) });
        })
    };
    let onreading = {
        let handle = handle.clone();
        Callback::from(move |event: InputEvent| {
            let switch = Switch::FilingReading(reading_of(&dom::value_of(&event)));
            handle.dispatch(Action::Switch { switch });
        })
    };
    html! {
        <section class="panel switches">
            <h2>{ "本记录的口径" }</h2>
            <label class="check-line">
                <input
                    type="checkbox"
                    name="guangxi"
                    checked={settings.guangxi != YesNo::No}
                    oninput={on(Switch::Guangxi)}
                />
                <span>{ "计入广西“三月三”放假" }</span>
            </label>
            <p class="hint">{ "默认计入：机构在广西，“三月三”全区放假，主管部门不办公。" }</p>
            <label class="field">
                <span>{ "“前20个工作日内”的读法" }</span>
                <select name="filing_reading" oninput={onreading}>
                    { reading_options(settings.filing_reading) }
                </select>
            </label>
            <p class="hint">{ "默认稳妥：按这一天备案，“至少提前 20 个工作日”的读法下不会迟延；它早于窗口，请先核实。" }</p>
            <label class="check-line">
                <input
                    type="checkbox"
                    name="retention_rolls"
                    checked={settings.retention_rolls == YesNo::Yes}
                    oninput={on(Switch::RetentionRolls)}
                />
                <span>{ "最短保管期届满遇休息日顺延" }</span>
            </label>
            <p class="hint">{ "默认不顺延：“不少于”只定下限，不因休息日伸缩。" }</p>
            <label class="check-line">
                <input
                    type="checkbox"
                    name="rectification_rolls"
                    checked={settings.rectification_rolls == YesNo::Yes}
                    oninput={on(Switch::RectificationRolls)}
                />
                <span>{ "整改限期（自然日）届满遇休息日顺延" }</span>
            </label>
            <p class="hint">{ "默认不顺延：以较早的一天为准；能否按民法典第二百零三条顺延，请向责令机关核实。" }</p>
        </section>
    }
}
