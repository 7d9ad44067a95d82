//! A native dialog that is open as long as it is in the page.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What a `<dialog>` needs to be one: put the node in its `ref` and the callback in its `oncancel`.
///
/// `oncancel` is called on Escape. The dialog does not close by itself then but by leaving the page, so
/// that there is one way only.
#[hook]
pub fn use_modal(oncancel: &Callback<()>) -> (NodeRef, Callback<Event>) {
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
    let oncancel = oncancel.reform(|event: Event| event.prevent_default());
    (node, oncancel)
}
