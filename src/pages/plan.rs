//! 整改计划.

use chrono::NaiveDate;
use yew::prelude::*;

/// The properties of [`PlanPage`].
#[derive(Properties, PartialEq)]
pub struct PlanPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 整改计划.
#[component]
pub fn PlanPage(_props: &PlanPageProps) -> Html {
    html! { <h1>{ "整改计划" }</h1> }
}
