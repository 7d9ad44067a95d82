//! 自查记录.

use yew::prelude::*;

/// 自查记录.
#[component]
pub fn RecordsPage() -> Html {
    html! { <h1>{ "自查记录" }</h1> }
}
