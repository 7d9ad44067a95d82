//! The header: name, navigation, and how saving stands.

use yew::prelude::*;

use super::icons;
use crate::{
    route::Route,
    state::{last_export::LastExport, saving::SaveState},
};

/// What the header shows, and what can be done there.
pub struct Header<'a> {
    /// The page shown.
    pub route: &'a Route,
    /// Title of the open self-check.
    pub title: Option<&'a str>,
    /// How the last changes stand.
    pub save: SaveState,
    /// The last export of the open self-check.
    pub last_export: Option<LastExport>,
    /// Opens the search.
    pub onsearch: Callback<()>,
    /// Whether the last change can be taken back, and one taken back be brought back.
    pub can_undo_and_redo: (bool, bool),
    /// Takes the last change back.
    pub onundo: Callback<()>,
    /// Brings the last one taken back back.
    pub onredo: Callback<()>,
    /// Whether the report's preview stands beside the page.
    pub previewed: bool,
    /// Puts the preview there, or away.
    pub onpreview: Callback<()>,
}

/// The header of every page.
pub fn header(shown: &Header<'_>) -> Html {
    let tab = shown.route.tab();
    let tabs = Route::TABS.iter().map(|route| {
        let current = (*route == tab).then_some("page");
        html! {
            <a key={route.name()} href={route.href()} aria-current={current}>
                { route.tab_label() }
            </a>
        }
    });
    let home = (*shown.route == Route::Library).then_some("page");
    html! {
        <header class="top">
            <a class="brand" href={Route::Library.href()} aria-current={home}>
                <span>{ "职评自查" }</span>
                <small>{ shown.title.unwrap_or("全部记录").to_owned() }</small>
            </a>
            <nav class="tabs" aria-label="主要页面">{ for tabs }</nav>
            <button type="button" class="btn quiet search-open" data-action="search"
                aria-label="搜索" title="搜索（/ 或 Ctrl+K）" aria-keyshortcuts="Control+K"
                onclick={shown.onsearch.reform(|_: MouseEvent| ())}>{ icons::search() }</button>
            if shown.title.is_some() {
                <span class="undo-redo">
                    <button type="button" class="btn quiet" data-action="undo"
                        aria-label="撤销上一步" title="撤销上一步（Ctrl+Z）" aria-keyshortcuts="Control+Z"
                        disabled={!shown.can_undo_and_redo.0}
                        onclick={shown.onundo.reform(|_: MouseEvent| ())}>{ icons::undo() }</button>
                    <button type="button" class="btn quiet" data-action="redo"
                        aria-label="恢复撤销的一步" title="恢复撤销的一步（Ctrl+Shift+Z）"
                        aria-keyshortcuts="Control+Shift+Z"
                        disabled={!shown.can_undo_and_redo.1}
                        onclick={shown.onredo.reform(|_: MouseEvent| ())}>{ icons::redo() }</button>
                </span>
                <button type="button" class="btn quiet preview-toggle" data-action="preview"
                    aria-pressed={shown.previewed.to_string()}
                    onclick={shown.onpreview.reform(|_: MouseEvent| ())}>
                    { icons::page() }
                    <span>{ "报告预览" }</span>
                </button>
                { save_status(shown.save, shown.last_export) }
            }
        </header>
    }
}

/// Whether everything is kept, and how long ago it was exported.
fn save_status(save: SaveState, last_export: Option<LastExport>) -> Html {
    let (mark, words) = match save {
        SaveState::Saved => (icons::tick(), "已保存在本机"),
        SaveState::Saving => (icons::spinner(), "正在保存"),
        SaveState::Failed => (icons::warning(), "没有保存"),
    };
    let old = last_export.is_none_or(|export| export.days > 7);
    let export = last_export.map_or("还没有导出过".to_owned(), LastExport::words);
    html! {
        <p class={classes!("saved", format!("is-{}", save.value()))}>
            <span class="saved-now">{ mark }<span>{ words }</span></span>
            <a class={classes!("saved-backup", old.then_some("is-old"))} href={Route::Data.href()}>
                { export }
            </a>
        </p>
    }
}
