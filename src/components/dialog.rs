//! A question that needs an answer before anything else happens; Escape answers no.

use yew::prelude::*;

use crate::hooks::use_modal;

/// The properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// Called when it is closed without effect: by Escape or by 取消.
    pub oncancel: Callback<()>,
    /// Called by the button that carries it out.
    pub onconfirm: Callback<()>,
    /// What that button says.
    pub confirm: AttrValue,
    /// Whether carrying it out cannot be undone.
    #[prop_or_default]
    pub danger: bool,
    /// What it says or asks.
    #[prop_or_default]
    pub children: Html,
}

/// A native dialog, shown as long as it is in the page.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let (node, oncancel) = use_modal(&props.oncancel);
    let no = props.oncancel.reform(|_: MouseEvent| ());
    let yes = {
        let onconfirm = props.onconfirm.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            onconfirm.emit(());
        })
    };
    html! {
        <dialog class="dialog" ref={node} {oncancel} aria-label={props.title.clone()}>
            <form method="dialog" onsubmit={yes}>
                <h2>{ &props.title }</h2>
                <div class="dialog-body">{ props.children.clone() }</div>
                <div class="dialog-actions">
                    <button type="button" class="btn" onclick={no}>{ "取消" }</button>
                    <button class={classes!("btn", if props.danger { "danger" } else { "main" })}>
                        { &props.confirm }
                    </button>
                </div>
            </form>
        </dialog>
    }
}
