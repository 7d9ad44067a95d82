//! 第三十二条: how long the regulation itself applied.

use assessment::deadlines::validity;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::frame;
use crate::components::deadline_result::deadline_result;

/// The properties of [`ValidityPage`].
#[derive(Properties, PartialEq)]
pub struct ValidityPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// The page.
#[component]
pub fn ValidityPage(props: &ValidityPageProps) -> Html {
    let obligation = validity::obligation(props.today);
    let inputs = html! {
        <p class="hint">
            { "是否延期、有无新规定，本工具不知道，请向市人力资源社会保障局核实，并从其规定。" }
        </p>
    };
    let result = deadline_result(&obligation);
    frame("validity", &["validity"], inputs, result)
}
