//! A page of the report as it would be printed, beside the work.

use yew::prelude::*;

use super::icons;
use crate::hooks::Preview;

/// The properties of [`ReportPreview`].
#[derive(Properties, PartialEq)]
pub struct ReportPreviewProps {
    /// What there is to show.
    pub preview: Preview,
    /// Whether the page follows the work; else it stays where it was turned to.
    pub follows: bool,
    /// Turns to the page of that number.
    pub onturn: Callback<usize>,
    /// Lets the page follow the work again.
    pub onfollow: Callback<()>,
    /// Puts the preview away.
    pub onclose: Callback<()>,
}

/// The page, and what turns it.
#[component]
pub fn ReportPreview(props: &ReportPreviewProps) -> Html {
    let Preview { picture, trouble, is_late } = &props.preview;
    let (page, pages) = picture.as_ref().map_or((0, 0), |shown| (shown.page, shown.pages));
    let turn = |to: usize, label: &'static str, sign: Html| {
        let onclick = props.onturn.reform(move |_: MouseEvent| to);
        // Not `disabled`, which would take the focus away from the button just pressed.
        let off = to < 1 || to > pages;
        let onclick = (!off).then_some(onclick);
        html! {
            <button type="button" class="btn quiet" aria-label={label} title={label}
                aria-disabled={off.then_some("true")} {onclick}>{ sign }</button>
        }
    };
    let large = use_state_eq(|| false);
    let onsize = use_callback(large.clone(), |_: MouseEvent, large| large.set(!**large));
    let onfollow = props.onfollow.reform(|_: MouseEvent| ());
    let onclose = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <aside class="preview" aria-label="报告预览" aria-busy={is_late.to_string()}>
            <div class="preview-head">
                <h2>{ "报告预览" }</h2>
                if pages > 0 {
                    { turn(page - 1, "上一页", icons::back()) }
                    <span class="preview-number">{ format!("{page} / {pages}") }</span>
                    { turn(page + 1, "下一页", icons::arrow()) }
                }
                if !props.follows {
                    <button type="button" class="btn quiet" data-action="follow" onclick={onfollow}>{ "跟随作答" }</button>
                }
                if pages > 0 {
                    <button type="button" class="btn quiet" aria-pressed={large.to_string()}
                        onclick={onsize}>{ "放大" }</button>
                }
                if *is_late { <span class="preview-late">{ icons::spinner() }</span> }
                <button type="button" class="btn quiet preview-close" data-action="close-preview"
                    aria-label="关闭预览" title="关闭预览" onclick={onclose}>{ icons::cross() }</button>
            </div>
            if let Some(trouble) = trouble {
                <div class="notice bad" role="alert"><p>
                    <b>{ "预览没有更新。" }</b>{ trouble }
                </p></div>
            }
            if let Some(picture) = picture {
                if !picture.missing.is_empty() {
                    <div class="notice warn"><p>{ format!(
                        "这些字没有字形，会印作“〓”：{}。",
                        picture.missing.iter().map(char::to_string).collect::<Vec<_>>().join(" ")
                    ) }</p></div>
                }
                // Scrolled by keys as well.
                <div class={classes!("preview-page", large.then_some("is-large"))} tabindex="0" role="group" aria-label="页面">
                    <img
                        src={picture.url.to_string()}
                        alt={format!(
                            "自查报告第 {page} 页，共 {pages} 页；内容在“报告”页可以逐字阅读"
                        )}
                        width="595"
                        height="842"
                        data-page={page.to_string()}
                    />
                </div>
            } else if trouble.is_none() {
                <p class="preview-first">{ "正在排版第一页……" }</p>
            }
        </aside>
    }
}
