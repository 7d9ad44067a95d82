//! The calm notice that a newer release is there. It changes nothing by itself.

use yew::prelude::*;

use crate::state::offline::Update;

/// The properties of [`UpdateBanner`].
#[derive(Properties, PartialEq)]
pub struct UpdateBannerProps {
    /// How a newer release stands.
    pub update: Update,
    /// Whether it was asked for.
    pub applying: bool,
    /// Whether a change could not be saved, which loading again would lose.
    pub unsaved: bool,
    /// Starts it.
    pub onapply: Callback<()>,
}

/// Offers a newer release; nothing where there is none to start.
#[component]
pub fn UpdateBanner(props: &UpdateBannerProps) -> Html {
    let later = use_state_eq(|| false);
    let (words, label) = match props.update {
        Update::None | Update::Failed(_) => return Html::default(),
        Update::Waiting => ("新版本已备好。启用时会先保存好改动，再重新载入本页。", "启用新版本"),
        Update::Elsewhere => {
            ("新版本已在另一个窗口启用，本窗口仍是原来的版本，可以继续填写。", "重新载入本页")
        }
    };
    if *later {
        return Html::default();
    }
    let onlater = {
        let later = later.setter();
        Callback::from(move |_: MouseEvent| later.set(true))
    };
    let words = if props.unsaved {
        "新版本已备好。有改动还没有保存，请先按提示处理，再启用。"
    } else if props.applying {
        "正在启用新版本，稍候本页会重新载入……"
    } else {
        words
    };
    html! {
        <div class="notice" role="status">
            <p>{ words }</p>
            <span class="notice-actions">
                <button type="button" class="btn main" data-action="apply-update"
                    disabled={props.applying || props.unsaved}
                    onclick={props.onapply.reform(|_: MouseEvent| ())}>{ label }</button>
                <button type="button" class="btn" disabled={props.applying} onclick={onlater}>
                    { "以后再说" }
                </button>
            </span>
        </div>
    }
}
