//! The messages at the edge of the screen.

use yew::prelude::*;

use super::icons;
use crate::hooks::use_toasts::Toast;

/// The properties of [`ToastList`].
#[derive(Properties, PartialEq)]
pub struct ToastListProps {
    /// The messages, oldest first.
    pub toasts: Vec<Toast>,
    /// Closes one.
    pub onclose: Callback<u32>,
}

/// All messages.
#[component]
pub fn ToastList(props: &ToastListProps) -> Html {
    let toasts = props.toasts.iter().map(|toast| {
        let (id, onclose) = (toast.id, props.onclose.clone());
        // What has the role of an alert is read out when it comes into the page.
        let role = if toast.refusal { "alert" } else { "status" };
        html! {
            <div key={id} class={classes!("toast", toast.refusal.then_some("is-refusal"))} {role}>
                { if toast.refusal { icons::warning() } else { icons::tick() } }
                <p>{ &toast.text }</p>
                <button type="button" class="plain" aria-label="关闭提示"
                    onclick={move |_| onclose.emit(id)}>{ icons::cross() }</button>
            </div>
        }
    });
    html! { <div class="toasts" aria-live="polite">{ for toasts }</div> }
}
