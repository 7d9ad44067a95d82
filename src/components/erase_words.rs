//! 抹去一段文字: what must not be kept is taken out of the self-check and of all that was done to it.

use std::rc::Rc;

use assessment::self_check::SelfCheck;
use assessment::self_check::journal::{SHORTEST_ERASED, erasable};
use yew::prelude::*;

use super::dialog::Dialog;
use crate::browser::dom;

/// How many places are named before the rest is only counted.
const NAMED: usize = 8;

/// The properties of [`EraseWords`].
#[derive(Properties, PartialEq)]
pub struct EraseWordsProps {
    /// The open self-check.
    pub self_check: Rc<SelfCheck>,
    /// Erases a text.
    pub onerase: Callback<String>,
}

/// The button, and the question that it asks.
#[component]
pub fn EraseWords(props: &EraseWordsProps) -> Html {
    let words = use_state_eq(|| None::<String>);
    let onopen = {
        let words = words.setter();
        Callback::from(move |_: MouseEvent| words.set(Some(String::new())))
    };
    let close = {
        let words = words.setter();
        Callback::from(move |()| {
            words.set(None);
            dom::focus("[data-action=\"erase\"]");
        })
    };
    let question = words.as_ref().map(|typed| {
        let oninput = {
            let words = words.setter();
            Callback::from(move |event: InputEvent| words.set(Some(dom::value_of(&event))))
        };
        let places = erasable(&props.self_check, typed.trim());
        let onconfirm = {
            let (onerase, close) = (props.onerase.clone(), close.clone());
            let (words, found) = (typed.trim().to_owned(), !places.is_empty());
            Callback::from(move |()| {
                if found {
                    onerase.emit(words.clone());
                    close.emit(());
                }
            })
        };
        html! {
            <Dialog title="抹去一段文字" confirm="抹去" danger=true {onconfirm} oncancel={close.clone()}>
                <p>
                    { "误填的身份证号、电话等，从这份自查和它的改动记录里一并抹去，不能撤销。已经导出的文件、另存的副本不受影响，请另行处理。" }
                </p>
                <label class="field">
                    <span>{ format!("要抹去的文字（至少 {SHORTEST_ERASED} 个字）") }</span>
                    <input type="text" name="erase-words" autocomplete="off" value={typed.clone()} {oninput} />
                </label>
                <p role="status">{ found_words(typed.trim(), places.iter().map(String::as_str)) }</p>
            </Dialog>
        }
    });
    html! {
        <>
            <button type="button" class="btn quiet" data-action="erase" onclick={onopen}>
                { "抹去一段文字…" }
            </button>
            { question.unwrap_or_default() }
        </>
    }
}

/// Where the text stands or stood.
fn found_words<'a>(typed: &str, places: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = places.len();
    if typed.chars().count() < SHORTEST_ERASED {
        return String::new();
    }
    if count == 0 {
        return "没有找到这段文字，没有可抹去的。".to_owned();
    }
    let named: Vec<&str> = places.take(NAMED).collect();
    let more = if count > NAMED { "等" } else { "" };
    format!("在 {count} 处有或曾经有：{}{more}。", named.join("、"))
}
