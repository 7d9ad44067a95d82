//! A page of the report as it would be printed, beside the work.

use yew::prelude::*;

use super::{file_export::missing_words, icons};
use crate::{
    browser::dom,
    hooks::{PreviewPanel, use_preview::Preview},
};

/// The properties of [`ReportPreview`].
#[derive(Properties, PartialEq)]
pub struct ReportPreviewProps {
    /// What there is to show, and what can be done with it.
    pub preview_panel: PreviewPanel,
}

/// The page, and what turns it.
#[component]
pub fn ReportPreview(props: &ReportPreviewProps) -> Html {
    let PreviewPanel { preview, turned_to, onturn, onfollow, ontoggle, .. } = &props.preview_panel;
    let Preview { picture, trouble, is_late } = preview;
    let pages = picture.as_ref().map_or(0, |shown| shown.pages);
    // Who turns twice in a row is further than the page that is shown; a report that became shorter may
    // have fewer pages than were turned to.
    let page =
        turned_to.or(picture.as_ref().map(|shown| shown.page)).unwrap_or_default().min(pages);
    let turn = |to: usize, label: &'static str, sign: Html| {
        let onclick = onturn.reform(move |_: MouseEvent| to);
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
    let onfollow = onfollow.reform(|_: MouseEvent| ());
    let onclose = ontoggle.reform(|_: MouseEvent| {
        // The button goes away with all the rest; the work stays where it is.
        dom::focus_in_place(r#"[data-action="preview"]"#);
    });
    html! {
        <aside class="preview" aria-label="报告预览" aria-busy={is_late.to_string()}>
            <div class="preview-head">
                <h2>{ "报告预览" }</h2>
                if pages > 0 {
                    { turn(page.saturating_sub(1), "上一页", icons::back()) }
                    <span class="preview-number">{ format!("{page} / {pages}") }</span>
                    { turn(page + 1, "下一页", icons::arrow()) }
                    <button type="button" class="btn quiet" data-action="follow"
                        aria-label="跟随当前页面" title="跟随当前页面"
                        aria-pressed={turned_to.is_none().to_string()}
                        onclick={onfollow}>{ "跟随" }</button>
                    <button type="button" class="btn quiet" aria-pressed={large.to_string()}
                        onclick={onsize}>{ "放大" }</button>
                }
                if *is_late { <span class="preview-late">{ icons::spinner() }</span> }
                <button type="button" class="btn quiet" data-action="close-preview"
                    aria-label="关闭预览" title="关闭预览" onclick={onclose}>{ icons::cross() }</button>
            </div>
            if let Some(trouble) = trouble {
                <div class="notice bad" role="alert"><p>
                    <b>{ "没有排出预览。" }</b>{ trouble }
                </p></div>
            }
            if let Some(picture) = picture {
                if let Some(words) = missing_words(&picture.missing) {
                    <div class="notice warn"><p>{ words }</p></div>
                }
                // Scrolled by keys as well.
                <div class={classes!("preview-page", large.then_some("is-large"))} tabindex="0" role="group" aria-label="页面">
                    <img
                        src={picture.url.address().to_owned()}
                        alt={format!(
                            "自查报告第 {} 页，共 {pages} 页；内容在“报告”页可以逐字阅读",
                            picture.page
                        )}
                        width="595"
                        height="842"
                        data-page={picture.page.to_string()}
                    />
                </div>
            } else if trouble.is_none() {
                <p class="preview-first">{ "正在排版报告……" }</p>
            }
        </aside>
    }
}
