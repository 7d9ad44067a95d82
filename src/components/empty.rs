//! What a page shows when there is nothing to show yet.

use yew::prelude::*;

use crate::route::Route;

/// The properties of [`NoRecord`].
#[derive(Properties, PartialEq)]
pub struct NoSelfCheckProps {
    /// What the page would do with an open self-check: 才能填写机构画像.
    pub purpose: AttrValue,
}

/// The way to a self-check, on pages that need one.
#[component]
pub fn NoSelfCheck(props: &NoSelfCheckProps) -> Html {
    html! {
        <section class="empty">
            <h1>{ "还没有打开自查记录" }</h1>
            <p>{ format!("新建或打开一份自查记录，{}。", props.purpose) }</p>
            <a class="btn main" href={Route::Library.href()}>{ "去新建或打开" }</a>
        </section>
    }
}
