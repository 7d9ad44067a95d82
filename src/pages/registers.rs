//! 台账.

use chrono::NaiveDate;
use yew::prelude::*;

/// The properties of [`RegistersPage`].
#[derive(Properties, PartialEq)]
pub struct RegistersPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 台账.
#[component]
pub fn RegistersPage(_props: &RegistersPageProps) -> Html {
    html! { <h1>{ "台账" }</h1> }
}
