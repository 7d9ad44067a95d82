//! 机构画像.

use yew::prelude::*;

/// 机构画像.
#[component]
pub fn ProfilePage() -> Html {
    html! { <h1>{ "机构画像" }</h1> }
}
