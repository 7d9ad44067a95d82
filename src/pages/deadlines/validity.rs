//! 第三十二条: how long the regulation itself applied.

use assessment::{
    calendar::Calendar,
    deadlines::{overview::validity_obligation, status::Status},
};
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{frame, use_settings};
use crate::components::deadline_result::DeadlineResult;

/// The properties of [`ValidityPage`].
#[derive(Properties, PartialEq)]
pub struct ValidityPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// The page.
#[component]
pub fn ValidityPage(props: &ValidityPageProps) -> Html {
    let settings = use_settings();
    let obligation = validity_obligation(props.today);
    let past = (props.today - obligation.computed.date).num_days();
    // A validity is no retention: the words of a least period would mislead here.
    let status = if past > 0 {
        Status::Passed { days: past }
    } else {
        let calendar: Calendar = settings.calendar();
        Status::of_duty(obligation.computed.date, props.today, None, &calendar)
    };
    let inputs = html! {
        <p class="hint">
            { "是否延期、有无新规定，本工具不知道，请向市人力资源社会保障局核实，并从其规定。" }
        </p>
    };
    let note = if past > 0 {
        format!("有效期已届满 {past} 天。{}", obligation.note)
    } else {
        obligation.note.to_owned()
    };
    let computed = obligation.computed;
    let result = html! { <DeadlineResult {computed} lead="有效期届满" {status} {note} /> };
    frame("validity", &["validity"], inputs, result)
}
