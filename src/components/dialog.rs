//! A question that needs an answer before anything else happens; Escape answers no.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

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
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.get().and_then(|node| node.dyn_into::<HtmlDialogElement>().ok());
            if let Some(dialog) = &dialog {
                // Fails only when it is shown already or out of the page.
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let oncancel = {
        let oncancel = props.oncancel.clone();
        Callback::from(move |event: Event| {
            // The dialog closes by leaving the page, so that there is one way only.
            event.prevent_default();
            oncancel.emit(());
        })
    };
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
