//! The loud messages about saving: a change that is not kept, a self-check that another window changed.

use yew::prelude::*;

use super::icons;
use crate::{
    browser::{deleted::KEPT_DAYS, storage_error::StorageError},
    route::Route,
    state::{save_queue::Failure, saving::Standing, session::Elsewhere},
};

/// How saving stands, and what can be done about it.
pub struct SaveAlert<'a> {
    /// How saving stands.
    pub standing: &'a Standing,
    /// Id of the open self-check.
    pub open: Option<&'a str>,
    /// What another window does with the open self-check.
    pub elsewhere: Elsewhere,
    /// Tries to save again.
    pub on_retry: Callback<()>,
    /// Keeps what is on the screen as a self-check of its own.
    pub on_copy: Callback<()>,
    /// Takes the other window's version of the open self-check.
    pub on_reload: Callback<()>,
    /// Opens the self-check of that id.
    pub on_open: Callback<String>,
}

/// Says what is wrong with saving and what to do; nothing when nothing is.
pub fn save_alert(alert: &SaveAlert<'_>) -> Html {
    let Standing { failures, trouble, .. } = alert.standing;
    let is_open = |failure: &Failure| alert.open == Some(failure.id.as_str());
    let of_open = failures.iter().find(|failure| is_open(failure));
    let others = failures.iter().filter(|failure| !is_open(failure));
    html! {
        <>
            if let Some(failure) = of_open {
                { open_failed(&failure.error, alert) }
            } else {
                { other_window(alert) }
            }
            { for others.map(|failure| other_failed(failure, alert)) }
            if let (true, Some(error)) = (failures.is_empty(), trouble) {
                <div class="notice is-warning" role="alert">
                    { icons::warning() }
                    <p>
                        <b>{ "这个浏览器不能保存自查，填写后请导出文件。" }</b>
                        { format!("{error}。") }
                    </p>
                    <span class="notice-actions">{ button("再试一次", &alert.on_retry) }</span>
                </div>
            }
        </>
    }
}

/// The open self-check's change is not kept.
fn open_failed(error: &StorageError, alert: &SaveAlert<'_>) -> Html {
    let export = |class: &'static str| {
        html! { <a {class} href={Route::Data.href()}>{ "立即导出" }</a> }
    };
    let (words, actions) = match error {
        StorageError::Refused(_) | StorageError::Unanswered => (
            format!("{error}。请不要关闭本页，立即导出一份文件留存，再试。"),
            html! { <>{ export("btn main") }{ button("再试一次", &alert.on_retry) }</> },
        ),
        StorageError::Newer => (
            format!("{error}。请不要关闭本页，立即导出一份文件留存。"),
            export("btn main"),
        ),
        StorageError::DeletedElsewhere => (
            format!("{error}。本页的内容还在：可以另存一份，也可以先立即导出；删除的那一份 {KEPT_DAYS} 天内可以在自查记录页恢复。"),
            html! { <>{ button("把本页内容另存一份", &alert.on_copy) }{ export("btn") }</> },
        ),
        StorageError::ChangedElsewhere => (
            "这份自查在另一个窗口里有了新的改动，为免互相覆盖，请选一种办法；也可以先立即导出本页的内容。"
                .to_owned(),
            html! {
                <>
                    { button("把本页内容另存一份", &alert.on_copy) }
                    { button("放弃本页改动，载入新的", &alert.on_reload) }
                    { export("btn") }
                </>
            },
        ),
    };
    html! {
        <div class="notice is-danger" role="alert">
            { icons::warning() }
            <p><b>{ "刚才的改动没有保存。" }</b>{ words }</p>
            <span class="notice-actions">{ actions }</span>
        </div>
    }
}

/// Another self-check's change is not kept: what can be done is done where it is seen.
fn other_failed(failure: &Failure, alert: &SaveAlert<'_>) -> Html {
    let onopen = {
        let id = failure.id.clone();
        alert.on_open.reform(move |()| id.clone())
    };
    html! {
        <div key={failure.id.clone()} class="notice is-danger" role="alert">
            { icons::warning() }
            <p>
                <b>{ format!("“{}”的改动没有保存。", failure.title) }</b>
                { format!("{}。请不要关闭本页，打开它再处理。", failure.error) }
            </p>
            <span class="notice-actions">{ button("打开这份自查", &onopen) }</span>
        </div>
    }
}

/// What another window does with the open self-check.
fn other_window(alert: &SaveAlert<'_>) -> Html {
    match alert.elsewhere {
        Elsewhere::Closed => Html::default(),
        Elsewhere::Changed => html! {
            <div class="notice is-warning" role="alert">
                { icons::warning() }
                <p>{ "这份自查刚在另一个窗口里改动过，本页看到的是旧的。请重新载入后再填。" }</p>
                <span class="notice-actions">{ button("重新载入", &alert.on_reload) }</span>
            </div>
        },
        Elsewhere::Deleted => html! {
            <div class="notice is-warning" role="alert">
                { icons::warning() }
                <p>
                    { format!("这份自查刚在另一个窗口里删除了，本页还看得到，改动不会保存；{KEPT_DAYS} 天内可以在自查记录页恢复。") }
                </p>
                <span class="notice-actions">{ button("把本页内容另存一份", &alert.on_copy) }</span>
            </div>
        },
        Elsewhere::Open => html! {
            <div class="notice" role="status">
                <p>{ "这份自查也在另一个窗口里打开着，请只在一个窗口里填写。" }</p>
            </div>
        },
    }
}

fn button(label: &'static str, on: &Callback<()>) -> Html {
    let onclick = on.reform(|_: MouseEvent| ());
    html! { <button type="button" class="btn" {onclick}>{ label }</button> }
}
