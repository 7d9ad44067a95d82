//! 第十一条: the calculator of the filing before the first event.

use assessment::deadlines::filing;
use assessment::deadlines::schedule::filed;
use assessment::self_check::settings::FilingReading;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{
    cannot, date_field, frame, guangxi_box, typed_date, use_calendar, use_settings,
};
use crate::{browser::dom, components::deadline_result::deadline_result, hooks::use_self_check};

/// The readings that can be chosen: value, label.
pub const READINGS: [(FilingReading, &str, &str); 3] = [
    (FilingReading::Safe, "safe", "稳妥：中间满 20 个工作日（默认）"),
    (FilingReading::Literal, "literal", "备案当日计入 20 个工作日"),
    (FilingReading::Window, "window", "开展前最后 20 个工作日的窗口"),
];

/// The properties of [`FilingPage`].
#[derive(Properties, PartialEq)]
pub struct FilingPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// The select of a reading, here and among the switches.
pub fn reading_options(chosen: FilingReading) -> Html {
    READINGS
        .map(|(reading, value, label)| {
            html! { <option {value} selected={reading == chosen}>{ label }</option> }
        })
        .into_iter()
        .collect()
}

/// The reading with that value; the safe one for anything unknown.
pub fn reading_of(value: &str) -> FilingReading {
    READINGS
        .iter()
        .find(|(_, known, _)| *known == value)
        .map_or(FilingReading::Safe, |(reading, ..)| *reading)
}

/// The calculator.
#[component]
pub fn FilingPage(props: &FilingPageProps) -> Html {
    let handle = use_self_check();
    let self_check = handle.self_check();
    let settings = use_settings();
    let (guangxi, calendar) = use_calendar();
    let reading = use_state_eq(|| settings.filing_reading);
    let first_event =
        self_check.map(|self_check| self_check.profile.text("first_event").to_owned());
    let event_date = use_state_eq(move || first_event.unwrap_or_default());
    let onreading = {
        let reading = reading.clone();
        Callback::from(move |event: InputEvent| reading.set(reading_of(&dom::value_of(&event))))
    };
    let inputs = html! {
        <>
            { date_field("event_date", "首次开展认定评价工作的日期", &event_date) }
            { guangxi_box(&guangxi) }
            <label class="field">
                <span>{ "读法" }</span>
                <select name="filing_reading" oninput={onreading}>
                    { reading_options(*reading) }
                </select>
            </label>
            <details class="hint">
                <summary>{ "为什么有三种读法" }</summary>
                <p>
                    { "“前20个工作日内”可以理解为至少提前 20 个工作日，也可以理解为开展前的最后 20 个工作日。\
                       稳妥日早于窗口，交得太早是否受理，请向市培训鉴定指导机构核实。" }
                </p>
                <p>
                    { "“首次开展”从报名、受理还是考试起算，“备案”以递交还是以受理为准，原文也没有写明。" }
                </p>
            </details>
        </>
    };
    let result = typed_date(&event_date).and_then(|event| {
        // The self-check may know that it is done; then both pages say so.
        let filed = self_check.map(|self_check| filed(self_check, event)).unwrap_or_default();
        let obligation = filing::obligation(event, filed, *reading, props.today, &calendar);
        Ok(deadline_result(&obligation.map_err(cannot)?))
    });
    frame("filing", &["filing"], inputs, result.unwrap_or_else(|instead| instead))
}
