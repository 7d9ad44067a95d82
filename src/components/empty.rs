//! What a page shows when there is nothing to show yet.

use yew::prelude::*;

use crate::route::Route;

/// The properties of [`NoRecord`].
#[derive(Properties, PartialEq)]
pub struct NoRecordProps {
    /// What the page would do with an open record: 才能填写机构画像.
    pub purpose: AttrValue,
}

/// The way to a record, on pages that need one.
#[component]
pub fn NoRecord(props: &NoRecordProps) -> Html {
    html! {
        <section class="empty">
            <h1>{ "还没有打开自查记录" }</h1>
            <p>{ format!("新建或打开一份自查记录，{}。", props.purpose) }</p>
            <a class="btn main" href={Route::Records.href()}>{ "去新建或打开" }</a>
        </section>
    }
}
