//! Whether days are counted in working or in calendar days.

use assessment::self_check::registers::DayCount;
use yew::prelude::*;

use crate::browser::dom;

/// The choice between 工作日 and 自然日, as a control of that name.
pub fn day_kind(
    name: impl Into<AttrValue>,
    value: DayCount,
    onchange: &Callback<DayCount>,
) -> Html {
    let oninput = onchange.reform(|event: InputEvent| match dom::value_of(&event).as_str() {
        "working" => DayCount::Working,
        _ => DayCount::Calendar,
    });
    let working = value == DayCount::Working;
    html! {
        <select name={name.into()} {oninput}>
            <option value="working" selected={working}>{ "工作日" }</option>
            <option value="calendar" selected={!working}>{ "自然日" }</option>
        </select>
    }
}
