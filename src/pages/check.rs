//! 逐条自查.

use chrono::NaiveDate;
use yew::prelude::*;

/// The properties of [`CheckPage`].
#[derive(Properties, PartialEq)]
pub struct CheckPageProps {
    /// The article shown; the list of all where there is none.
    pub article: Option<u8>,
    /// Today.
    pub today: NaiveDate,
}

/// 逐条自查.
#[component]
pub fn CheckPage(_props: &CheckPageProps) -> Html {
    html! { <h1>{ "逐条自查" }</h1> }
}
