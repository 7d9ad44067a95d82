//! The sheet of the keys, opened by `?`.

use yew::prelude::*;

use super::keys::SHEET;
use crate::hooks::use_modal;

/// The properties of [`KeySheet`].
#[derive(Properties, PartialEq)]
pub(super) struct KeySheetProps {
    /// Called when it is left, by Escape or 关闭.
    pub onclose: Callback<()>,
}

/// A native dialog with all the keys, shown as long as it is in the page.
#[component]
pub(super) fn KeySheet(props: &KeySheetProps) -> Html {
    let (node, oncancel) = use_modal(&props.onclose);
    let close = props.onclose.reform(|_: MouseEvent| ());
    let rows = SHEET.iter().map(|(keys, what)| {
        html! { <tr><th scope="row"><kbd>{ *keys }</kbd></th><td>{ *what }</td></tr> }
    });
    html! {
        <dialog class="dialog key-sheet" ref={node} {oncancel} aria-label="快捷键">
            <h2>{ "快捷键" }</h2>
            <table><tbody>{ for rows }</tbody></table>
            <p class="hint">
                { "正在填写、用输入法选字或打开对话框时，这些键不起作用。按 1 之后自动到下一个未答项，可在页脚关闭；用鼠标点选从不跳转。" }
            </p>
            <div class="dialog-actions">
                <button type="button" class="btn" onclick={close}>{ "关闭" }</button>
            </div>
        </dialog>
    }
}
