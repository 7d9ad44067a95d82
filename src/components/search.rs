//! Searching the articles and the items.

use assessment::content::{Article, Item, articles};
use yew::prelude::*;

use crate::{
    browser::dom,
    hooks::use_modal,
    route::{Route, item_href},
};

/// More than this many are no help to anyone.
const MOST: usize = 40;
/// How many characters stand before the words found.
const BEFORE: usize = 12;
/// How many characters are shown around and with the words found.
const AROUND: usize = 48;

/// The properties of [`Search`].
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// Called when it is left, by Escape, 关闭 or by going to a result.
    pub onclose: Callback<()>,
}

/// A panel to search in; shown as long as it is in the page.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let words = use_state(String::new);
    let (node, oncancel) = use_modal(&props.onclose);
    let close = props.onclose.reform(|_: MouseEvent| ());
    let oninput = {
        let words = words.clone();
        Callback::from(move |event: InputEvent| words.set(dom::value_of(&event)))
    };
    let hits = find(&words);
    let count = match (words.trim().is_empty(), hits.len()) {
        (true, _) => "输入要找的字词，如“录像”“公示”或“17.2”。".to_owned(),
        (false, 0) => "没有找到。".to_owned(),
        (false, MOST) => format!("先列出 {MOST} 处，可再多输几个字。"),
        (false, count) => format!("找到 {count} 处。"),
    };
    let results = hits.iter().map(|hit| {
        html! {
            <li>
                <a href={hit.href.clone()} onclick={close.clone()}>
                    <b>{ &hit.place }</b>
                    <span>{ &hit.text }</span>
                </a>
            </li>
        }
    });
    html! {
        <dialog class="dialog search" ref={node} {oncancel} aria-label="搜索条文和自查项">
            <div class="search-head">
                <label class="field">
                    <span>{ "搜索条文和自查项" }</span>
                    // No type="search": there, the first Escape empties the field and closes nothing.
                    <input type="text" enterkeyhint="search" name="search" autocomplete="off" value={(*words).clone()} {oninput} />
                </label>
                <button type="button" class="btn" onclick={close.clone()}>{ "关闭" }</button>
            </div>
            <p class="hint" role="status">{ count }</p>
            <ul class="search-results">{ for results }</ul>
        </dialog>
    }
}

/// One place found.
#[derive(Debug, PartialEq, Eq)]
struct Hit {
    href: String,
    place: String,
    text: String,
}

/// The places in which all the words stand, in the order of the articles.
fn find(words: &str) -> Vec<Hit> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let Some(first) = words.first() else { return Vec::new() };
    articles()
        .iter()
        .flat_map(|article| {
            let own = in_article(article, &words, first);
            own.into_iter().chain(article.items.iter().filter_map(|item| in_item(item, &words)))
        })
        .take(MOST)
        .collect()
}

fn in_article(article: &Article, words: &[String], first: &str) -> Option<Hit> {
    let text = article.text.concat();
    let label = article.label();
    let fits = words
        .iter()
        .all(|word| [&label, article.title, &text].iter().any(|part| holds(part, word)));
    fits.then(|| Hit {
        href: Route::CheckArticle { article: article.number }.href(),
        place: format!("{label}　{}", article.title),
        text: excerpt(&text, first),
    })
}

fn in_item(item: &Item, words: &[String]) -> Option<Hit> {
    let fits = words
        .iter()
        .all(|word| [item.id, item.ask, item.explain].iter().any(|part| holds(part, word)));
    fits.then(|| Hit {
        href: item_href(item.id),
        place: item.id.to_owned(),
        text: item.ask.to_owned(),
    })
}

fn holds(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(word)
}

/// The words around the first place found.
fn excerpt(text: &str, word: &str) -> String {
    let at = text.to_lowercase().find(word).unwrap_or_default();
    // Lower case may be longer or shorter in bytes; then the beginning serves as well.
    let at = text.get(..at).map_or(0, |before| before.chars().count());
    let start = at.saturating_sub(BEFORE);
    let part: String = text.chars().skip(start).take(AROUND).collect();
    let cut = |is: bool| if is { "……" } else { "" };
    format!("{}{part}{}", cut(start > 0), cut(text.chars().count() > start + AROUND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_articles_and_items_by_all_the_words() {
        let hits = find("录像");
        assert!(hits.iter().any(|hit| hit.href == "#/check/23" && hit.text.contains("录像")));
        assert!(hits.len() > find("录像 考场").len());
        assert!(find("17.2").iter().any(|hit| hit.href == "#/check/17?item=17.2"));
        assert!(find("第三十二条").iter().any(|hit| hit.href == "#/check/32"));
    }

    #[test]
    fn nothing_is_found_by_nothing_or_by_words_that_are_nowhere() {
        assert_eq!(find(" 　"), []);
        assert_eq!(find("子虚乌有"), []);
    }

    #[test]
    fn an_excerpt_holds_what_was_looked_for() {
        let text = "甲".repeat(80) + "公示栏" + &"乙".repeat(80);
        let excerpt = excerpt(&text, "公示栏");
        assert!(
            excerpt.starts_with("……甲") && excerpt.contains("公示栏") && excerpt.ends_with("……")
        );
    }
}
