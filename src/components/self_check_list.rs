//! The list of kept self-checks.

use yew::prelude::*;

use super::icons;
use crate::{
    browser::clock,
    state::library::{Entry, Summary},
};

/// What a person wants done with a self-check of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Open it and go on.
    Open,
    /// Give it another name.
    Rename,
    /// Make a copy of it.
    Duplicate,
    /// Save it as it lies there: it cannot be read.
    Rescue,
    /// Remove it.
    Delete,
}

/// The kept self-checks, the one changed last first; `open` is the id of the open one, and `onwish` hears what
/// a person wants done, and with which.
pub fn self_check_list(
    entries: &[Entry],
    open: Option<&str>,
    onwish: &Callback<(Wish, Entry)>,
) -> Html {
    let rows = entries.iter().map(|entry| {
        let is_open = open == Some(entry.id.as_str());
        let wish = |wish: Wish| {
            let (onwish, entry) = (onwish.clone(), entry.clone());
            Callback::from(move |_: MouseEvent| onwish.emit((wish, entry.clone())))
        };
        html! {
            <li key={entry.id.clone()} class={classes!("record", is_open.then_some("is-open"))}>
                { match &entry.content {
                    Ok(summary) => readable(entry, summary, is_open, &wish),
                    Err(reason) => unreadable(reason, &wish),
                } }
            </li>
        }
    });
    html! { <ul class="record-list">{ for rows }</ul> }
}

fn readable(
    entry: &Entry,
    summary: &Summary,
    is_open: bool,
    wish: &impl Fn(Wish) -> Callback<MouseEvent>,
) -> Html {
    let progress = format!("已答 {} / {} 项", summary.answered, summary.items);
    html! {
        <>
            <div>
                <h3>
                    { summary.identity.title_words() }
                    if is_open {
                        <span class="tag chance">{ "正在填写" }</span>
                    }
                </h3>
                <p class="hint">
                    { format!(
                        "{}　{} 改动",
                        summary.identity.institution_words(),
                        clock::local_time(&entry.updated_at)
                    ) }
                </p>
            </div>
            <div>
                <progress
                    max={summary.items.to_string()}
                    value={summary.answered.to_string()}
                    aria-label={progress.clone()}
                />
                <p class="hint">
                    { progress }
                    if summary.short > 0 {
                        { format!("，不足 {} 项", summary.short) }
                    }
                </p>
            </div>
            <div class="actions">
                <button type="button" class={classes!("btn", is_open.then_some("main"))}
                    onclick={wish(Wish::Open)}>{ if is_open { "继续" } else { "打开" } }</button>
                <button type="button" class="btn quiet" onclick={wish(Wish::Rename)}>{ "改名" }</button>
                <button type="button" class="btn quiet" onclick={wish(Wish::Duplicate)}>{ "复制" }</button>
                <button type="button" class="btn quiet is-grave" onclick={wish(Wish::Delete)}>
                    { "删除" }
                </button>
            </div>
        </>
    }
}

/// A self-check of a newer version, or a damaged one: never opened, never lost without being asked.
fn unreadable(reason: &str, wish: &impl Fn(Wish) -> Callback<MouseEvent>) -> Html {
    html! {
        <>
            <div>
                <h3>{ icons::warning() }{ "打不开的记录" }</h3>
                <p class="error">{ reason }</p>
            </div>
            <div class="actions">
                <button type="button" class="btn" onclick={wish(Wish::Rescue)}>{ "下载原始数据" }</button>
                <button type="button" class="btn quiet is-grave" onclick={wish(Wish::Delete)}>
                    { "删除" }
                </button>
            </div>
        </>
    }
}
