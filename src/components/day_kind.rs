//! Whether days are counted in working or in calendar days.

use assessment::self_check::registers::DayCount;
use yew::prelude::*;

use crate::browser::dom;

/// The properties of [`DayKind`].
#[derive(Properties, PartialEq)]
pub struct DayKindProps {
    /// Name of the control.
    pub name: AttrValue,
    /// The kind chosen.
    pub value: DayCount,
    /// Called with another one.
    pub onchange: Callback<DayCount>,
}

/// The choice between 工作日 and 自然日.
#[component]
pub fn DayKind(props: &DayKindProps) -> Html {
    let oninput = props.onchange.reform(|event: InputEvent| match dom::value_of(&event).as_str() {
        "working" => DayCount::Working,
        _ => DayCount::Calendar,
    });
    let working = props.value == DayCount::Working;
    html! {
        <select name={props.name.clone()} {oninput}>
            <option value="working" selected={working}>{ "工作日" }</option>
            <option value="calendar" selected={!working}>{ "自然日" }</option>
        </select>
    }
}
