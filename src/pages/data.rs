//! 数据.

use chrono::NaiveDate;
use yew::prelude::*;

/// The properties of [`DataPage`].
#[derive(Properties, PartialEq)]
pub struct DataPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 数据.
#[component]
pub fn DataPage(_props: &DataPageProps) -> Html {
    html! { <h1>{ "数据" }</h1> }
}
