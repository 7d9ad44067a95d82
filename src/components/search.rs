//! Searching everything: pages, articles, items, and what was written into the open self-check.

mod entries;
mod hits;

use std::rc::Rc;

use assessment::search::{Query, excerpt, letters};
use assessment::self_check::SelfCheck;
use yew::prelude::*;

use crate::{
    browser::{dom, events},
    hooks::{Sounds, use_modal, use_readings},
};
use entries::{Entry, characters, entries};
use hits::{MOST, hits};

/// The list of what is found, as the field names it to screen readers.
const LIST: &str = "search-results";

/// The properties of [`Search`].
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// The open self-check.
    pub self_check: Option<Rc<SelfCheck>>,
    /// Called when it is left, by Escape, 关闭 or by going to a result.
    pub onclose: Callback<()>,
}

/// A panel to search in; shown as long as it is in the page. The field keeps the focus; the arrows mark one of
/// the results, and Enter goes there.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let words = use_state_eq(String::new);
    let marked = use_state_eq(|| 0_usize);
    let (node, oncancel) = use_modal(&props.onclose);
    let close = props.onclose.reform(|_: MouseEvent| ());
    let entries = use_memo(props.self_check.clone(), |open| entries(open.as_deref()));
    let take = use_callback((words.setter(), marked.setter()), |typed, (words, marked)| {
        words.set(typed);
        marked.set(0);
    });
    // What an input method composes is looked for when the word is chosen; letters before are no words.
    use_effect_with(take.clone(), |take| {
        let take = take.clone();
        let listener = events::on_window("compositionend", move |event| {
            take.emit(dom::value_of(event));
        });
        move || drop(listener)
    });
    let oninput = Callback::from(move |event: InputEvent| {
        if !event.is_composing() {
            take.emit(dom::value_of(&event));
        }
    });

    let sounds = {
        let entries = Rc::clone(&entries);
        use_readings(letters(&words).is_some(), move || characters(&entries))
    };
    let readings = match &sounds {
        Sounds::Ready(readings) => Some(&**readings),
        Sounds::NotAsked | Sounds::Loading | Sounds::Failed(_) => None,
    };
    let query = Query::new(&words, readings);
    let found = hits(&entries, &query);
    let shown = &found[..found.len().min(MOST)];
    let at = (*marked).min(shown.len().saturating_sub(1));
    use_effect_with((at, (*words).clone()), |(at, _)| dom::reveal(&format!("#{}", option_id(*at))));
    let onkeydown = {
        let (marked, count) = (marked.setter(), shown.len());
        Callback::from(move |event: KeyboardEvent| {
            if dom::is_composing(&event) || count == 0 {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" => marked.set((at + 1) % count),
                "ArrowUp" => marked.set((at + count - 1) % count),
                "Enter" => {
                    dom::click(&format!("#{}", option_id(at)));
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let options = shown
        .iter()
        .enumerate()
        .map(|(place, entry)| option(entry, &query, &option_id(place), place == at, &close));
    html! {
        <dialog class="dialog search" ref={node} {oncancel} aria-label="搜索">
            <div class="search-head">
                <label class="field">
                    <span>{ "搜索页面、条文、自查项和已填的内容" }</span>
                    // No type="search": there, the first Escape empties the field and closes nothing.
                    <input type="text" enterkeyhint="search" name="search" autocomplete="off"
                        role="combobox" aria-autocomplete="list" aria-controls={LIST}
                        aria-expanded={(!shown.is_empty()).to_string()}
                        aria-activedescendant={(!shown.is_empty()).then(|| option_id(at))}
                        value={(*words).clone()} {oninput} {onkeydown} />
                </label>
                <button type="button" class="btn" onclick={close.clone()}>{ "关闭" }</button>
            </div>
            <p class="hint" role="status">{ outcome(&query, found.len()) }</p>
            { match &sounds {
                Sounds::NotAsked | Sounds::Ready(_) => Html::default(),
                Sounds::Loading => html! { <p class="hint" role="status">{ "正在装载拼音……" }</p> },
                Sounds::Failed(reason) => html! {
                    <p class="error" role="alert">{ format!("现在不能用拼音搜索，请输入汉字。{reason}") }</p>
                },
            } }
            <div class="search-results" id={LIST} role="listbox" aria-label="搜索结果">
                { for options }
            </div>
        </dialog>
    }
}

/// How many places were found, and what to do next.
fn outcome(query: &Query<'_>, count: usize) -> String {
    match count {
        _ if query.is_empty() => {
            "输入要找的字词，如“录像”“第17条”“17.2”，人名、备注里的话，或拼音首字母。".to_owned()
        }
        0 => "没有找到。可以少输几个字，或者换一种说法。".to_owned(),
        1..=MOST => format!("找到 {count} 处，按上下键选择，回车前往。"),
        _ => format!("找到 {count} 处，先列出 {MOST} 处，可再多输几个字。"),
    }
}

fn option_id(place: usize) -> String {
    format!("search-result-{place}")
}

/// One place found. Tab leaves it out: the field speaks for it.
fn option(
    entry: &Entry,
    query: &Query<'_>,
    id: &str,
    is_marked: bool,
    onclick: &Callback<MouseEvent>,
) -> Html {
    let text = excerpt(query, &entry.text);
    html! {
        <a role="option" id={id.to_owned()} tabindex="-1" aria-selected={is_marked.to_string()}
            href={entry.href.clone()} onclick={onclick.clone()}>
            <span class="search-place">
                <small>{ entry.kind.label() }</small>
                <b>{ words_of(query, &entry.label) }</b>
            </span>
            <span class="search-words">
                <span>{ words_of(query, &entry.title) }</span>
                if text.iter().any(|piece| piece.found) {
                    <small>{ words_of(query, &entry.text) }</small>
                }
            </span>
        </a>
    }
}

/// A text, or the part of it that matters, with what was found marked.
fn words_of(query: &Query<'_>, text: &str) -> Html {
    let pieces = excerpt(query, text).into_iter().map(|piece| {
        let words = piece.text.to_owned();
        if piece.found {
            html! { <mark>{ words }</mark> }
        } else {
            html! { { words } }
        }
    });
    html! { <>{ for pieces }</> }
}
