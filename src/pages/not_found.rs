//! An address that leads nowhere.

use yew::prelude::*;

use crate::route::Route;

/// Says so, and leads back.
pub fn not_found() -> Html {
    html! {
        <section class="empty">
            <h1>{ "没有这一页" }</h1>
            <p>{ "地址可能抄错了一位。条款页从第一条到第三十二条。" }</p>
            <a class="btn main" href={Route::Check.href()}>{ "去逐条自查" }</a>
            <a class="btn" href={Route::Library.href()}>{ "回到自查记录" }</a>
        </section>
    }
}
