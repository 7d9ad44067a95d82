//! The loud messages about saving: a change that is not kept, a record that another window changed.

use yew::prelude::*;

use super::icons;
use crate::{
    browser::storage::StorageError,
    hooks::{saving::SaveState, session::Elsewhere},
    route::Route,
};

/// The properties of [`SaveAlert`].
#[derive(Properties, PartialEq)]
pub struct SaveAlertProps {
    /// How the last changes stand.
    pub save: SaveState,
    /// What another window does with the open record.
    pub elsewhere: Elsewhere,
    /// Tries to save again.
    pub on_retry: Callback<()>,
    /// Keeps what is on the screen as a record of its own.
    pub on_copy: Callback<()>,
    /// Takes the other window's version.
    pub on_reload: Callback<()>,
}

/// Says what is wrong with saving and what to do; nothing when nothing is.
#[component]
pub fn SaveAlert(props: &SaveAlertProps) -> Html {
    let button = |label: &'static str, on: &Callback<()>| {
        let on = on.clone();
        html! { <button type="button" class="btn" onclick={move |_| on.emit(())}>{ label }</button> }
    };
    match (&props.save, props.elsewhere) {
        (SaveState::Failed(StorageError::Refused(reason)), _) => html! {
            <div class="notice is-danger" role="alert">
                { icons::warning() }
                <p>
                    <b>{ "刚才的改动没有保存。" }</b>
                    { format!("浏览器的本机存储不可用或已满（{reason}）。请不要关闭本页，立即导出一份文件留存，再试。") }
                </p>
                <span class="notice-actions">
                    <a class="btn main" href={Route::Data.href()}>{ "立即导出" }</a>
                    { button("再试一次", &props.on_retry) }
                </span>
            </div>
        },
        (SaveState::Failed(StorageError::ChangedElsewhere), _) => html! {
            <div class="notice is-danger" role="alert">
                { icons::warning() }
                <p>
                    <b>{ "刚才的改动没有保存。" }</b>
                    { "这份自查在另一个窗口里有了新的改动，为免互相覆盖，请选一种办法；也可以先立即导出本页的内容。" }
                </p>
                <span class="notice-actions">
                    { button("把本页内容另存一份", &props.on_copy) }
                    { button("放弃本页改动，载入新的", &props.on_reload) }
                    <a class="btn" href={Route::Data.href()}>{ "立即导出" }</a>
                </span>
            </div>
        },
        (_, Elsewhere::Changed) => html! {
            <div class="notice is-warning" role="alert">
                { icons::warning() }
                <p>{ "这份自查刚在另一个窗口里改动过，本页看到的是旧的。请重新载入后再填。" }</p>
                <span class="notice-actions">{ button("重新载入", &props.on_reload) }</span>
            </div>
        },
        (_, Elsewhere::Open) => html! {
            <div class="notice" role="status">
                <p>{ "这份自查也在另一个窗口里打开着，请只在一个窗口里填写。" }</p>
            </div>
        },
        _ => Html::default(),
    }
}
