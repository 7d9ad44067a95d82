//! What a page shows when there is nothing to show yet.

use yew::prelude::*;

use crate::route::Route;

/// The way to a self-check, on pages that need one; `purpose` is what they would do with it: 才能填写机构画像.
pub fn no_self_check(purpose: &str) -> Html {
    html! {
        <section class="empty">
            <h1>{ "还没有打开自查记录" }</h1>
            <p>{ format!("新建或打开一份自查记录，{purpose}。") }</p>
            <a class="btn main" href={Route::Library.href()}>{ "去新建或打开" }</a>
        </section>
    }
}
