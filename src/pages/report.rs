//! 自查报告.

use chrono::NaiveDate;
use yew::prelude::*;

/// The properties of [`ReportPage`].
#[derive(Properties, PartialEq)]
pub struct ReportPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 自查报告.
#[component]
pub fn ReportPage(_props: &ReportPageProps) -> Html {
    html! { <h1>{ "自查报告" }</h1> }
}
