//! 期限计算.

use chrono::NaiveDate;
use yew::prelude::*;

/// The properties of [`DeadlinesPage`].
#[derive(Properties, PartialEq)]
pub struct DeadlinesPageProps {
    /// Key of the rule shown; the overview where there is none.
    pub rule: Option<AttrValue>,
    /// Today.
    pub today: NaiveDate,
}

/// 期限计算.
#[component]
pub fn DeadlinesPage(_props: &DeadlinesPageProps) -> Html {
    html! { <h1>{ "期限计算" }</h1> }
}
