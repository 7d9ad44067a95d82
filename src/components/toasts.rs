//! The messages at the edge of the screen.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::icons;
use crate::hooks::use_toasts::Toast;

/// How long a message about a success stays.
const STAY_MS: u32 = 6_000;
/// How long something can be undone: long enough to notice what is missing.
const UNDO_MS: u32 = 30_000;

/// All messages, oldest first; `onclose` closes one.
pub fn toast_list(toasts: &[Toast], onclose: &Callback<u32>) -> Html {
    let toasts = toasts.iter().map(|toast| {
        html! { <ToastCard key={toast.id} toast={toast.clone()} onclose={onclose.clone()} /> }
    });
    html! { <div class="toasts">{ for toasts }</div> }
}

#[derive(Properties, PartialEq)]
struct ToastCardProps {
    toast: Toast,
    onclose: Callback<u32>,
}

/// One message; it does not go away under the pointer or the focus, and a refusal not by itself.
#[component]
fn ToastCard(props: &ToastCardProps) -> Html {
    let toast = &props.toast;
    let pointed = use_state_eq(|| false);
    let focused = use_state_eq(|| false);
    let close = {
        let (id, onclose) = (toast.id, props.onclose.clone());
        Callback::from(move |()| onclose.emit(id))
    };
    let stay = if toast.undo.is_some() { UNDO_MS } else { STAY_MS };
    {
        let close = close.clone();
        use_effect_with(toast.refusal || *pointed || *focused, move |stays| {
            let timeout = (!stays).then(|| Timeout::new(stay, move || close.emit(())));
            move || drop(timeout)
        });
    }
    let point = |on: bool| {
        let pointed = pointed.setter();
        move |_: PointerEvent| pointed.set(on)
    };
    let focus = |on: bool| {
        let focused = focused.setter();
        move |_: FocusEvent| focused.set(on)
    };
    let undo = toast.undo.clone().map(|undo| {
        let close = close.clone();
        Callback::from(move |_: MouseEvent| {
            undo.act.emit(());
            close.emit(());
        })
    });
    // What has the role of an alert is read out when it comes into the page.
    let role = if toast.refusal { "alert" } else { "status" };
    html! {
        <div class={classes!("toast", toast.refusal.then_some("is-refusal"))} {role}
            onpointerenter={point(true)} onpointerleave={point(false)}
            onfocusin={focus(true)} onfocusout={focus(false)}>
            { if toast.refusal { icons::warning() } else { icons::tick() } }
            <p>{ &toast.text }</p>
            if let Some(undo) = undo {
                <button type="button" class="btn quiet" data-action="undo-step"
                    onclick={undo}>{ "撤销" }</button>
            }
            <button type="button" class="plain" aria-label="关闭提示"
                onclick={close.reform(|_: MouseEvent| ())}>{ icons::cross() }</button>
        </div>
    }
}
