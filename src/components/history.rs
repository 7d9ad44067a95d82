//! What was done to the self-check: by whom, when, and the way back to how it was.

use std::rc::Rc;

use assessment::self_check::SelfCheck;
use assessment::self_check::differences::differences;
use assessment::self_check::journal::{
    HistoryStep, LeafChange, StepId, as_of, history, value_words,
};
use yew::prelude::*;

use super::{differences::differences_table, erase_words::EraseWords};
use crate::browser::{clock, dom, preference};

/// How many steps are listed at once.
const PAGE: usize = 30;
/// How many changes of one step are listed before the rest is only counted.
const CHANGES: usize = 5;

/// The properties of [`History`].
#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    /// The open self-check.
    pub self_check: Rc<SelfCheck>,
    /// Goes back to how it stood after a step.
    pub onreturn: Callback<StepId>,
    /// Erases a text for good.
    pub onerase: Callback<String>,
}

/// The list of what was done, the latest first.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    let name = use_state_eq(preference::who);
    let shown = use_state_eq(|| PAGE);
    let looked_at = use_state_eq(|| None::<StepId>);
    let steps = use_memo(Rc::clone(&props.self_check), |open| history(open));
    let onname = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| {
            let typed = dom::value_of(&event);
            preference::set_who(typed.trim());
            name.set(typed);
        })
    };
    let onmore = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + PAGE))
    };
    html! {
        <section class="panel history">
            <h2>{ "改动记录" }</h2>
            <p class="hint">
                { "谁、什么时候、改了什么；随导出的 .json 文件带走。PDF 报告里没有，除非在“自查报告”页选了附上。可以看那时的样子，也可以回到那时，回去本身也能撤销。" }
            </p>
            <label class="field">
                <span>{ "在这台电脑上改动的署名（可空）" }</span>
                <input type="text" name="journal-name" maxlength="40" autocomplete="off"
                    value={(*name).clone()} oninput={onname} />
            </label>
            if props.self_check.journal.is_unread() {
                <p class="notice warn">
                    { "这份自查的改动记录由更新的版本写成，或者已经损坏，本版本读不了：原样保留，不再续记。作答照常保存，但不能撤销。" }
                </p>
            } else if steps.is_empty() {
                <p class="hint">{ "还没有改动。" }</p>
            }
            if !steps.is_empty() {
                <ol class="history-steps">
                    { for steps.iter().take(*shown).enumerate().map(|(place, step)| {
                        let open = looked_at.as_ref() == Some(&step.id);
                        let onlook = {
                            let (looked_at, id) = (looked_at.setter(), step.id.clone());
                            move |_: MouseEvent| looked_at.set((!open).then(|| id.clone()))
                        };
                        entry(props, step, place == 0, open, Callback::from(onlook))
                    }) }
                </ol>
            }
            if steps.len() > *shown {
                <button type="button" class="btn" onclick={onmore}>
                    { format!("再看更早的（还有 {} 次）", steps.len() - *shown) }
                </button>
            }
            <EraseWords self_check={Rc::clone(&props.self_check)} onerase={props.onerase.clone()} />
        </section>
    }
}

/// One step; after the last one the self-check stands as it does now.
fn entry(
    props: &HistoryProps,
    step: &HistoryStep,
    is_last: bool,
    open: bool,
    onlook: Callback<MouseEvent>,
) -> Html {
    let onreturn = {
        let (onreturn, id) = (props.onreturn.clone(), step.id.clone());
        Callback::from(move |_: MouseEvent| onreturn.emit(id.clone()))
    };
    let who = if step.who.is_empty() { "未署名" } else { &step.who };
    let label = step.label.map(|label| format!("，{label}")).unwrap_or_default();
    let more = step.changes.len().saturating_sub(CHANGES);
    html! {
        <li key={format!("{} {}", step.id.session, step.id.n)}>
            { for step.changes.iter().take(CHANGES).map(change) }
            if more > 0 { <p class="hint">{ format!("另有 {more} 处没有列出。") }</p> }
            <p class="hint">{ format!("{who}，{}{label}", clock::local_time(&step.at)) }</p>
            if !is_last {
                <div class="actions">
                    <button type="button" class="btn quiet" aria-expanded={open.to_string()} onclick={onlook}>
                        { "看那时的样子" }
                    </button>
                    <button type="button" class="btn quiet" data-action="return-to" onclick={onreturn}>
                        { "回到那时" }
                    </button>
                </div>
            }
            if open { <ThenAndNow self_check={Rc::clone(&props.self_check)} step={step.id.clone()} /> }
        </li>
    }
}

fn change(change: &LeafChange) -> Html {
    let words = |value| match value_words(&change.path, value) {
        words if words.is_empty() => "（空）".to_owned(),
        words => words,
    };
    let (was, now) = (words(change.was.as_ref()), words(change.value.as_ref()));
    html! { <p class="history-what"><b>{ &change.place }</b>{ format!("　{was} → {now}") }</p> }
}

#[derive(Properties, PartialEq)]
struct ThenAndNowProps {
    self_check: Rc<SelfCheck>,
    step: StepId,
}

/// What was different after that step; worked out once, and not at each key that is typed beside it.
#[component]
fn ThenAndNow(props: &ThenAndNowProps) -> Html {
    let then = match as_of(&props.self_check, &props.step) {
        Ok(then) => then,
        Err(error) => return html! { <p class="error" role="alert">{ error.to_string() }</p> },
    };
    let found = differences(&then, &props.self_check);
    if found.is_empty() {
        return html! { <p class="hint">{ "那时与现在相同。" }</p> };
    }
    differences_table(&found, ["那时", "现在"], "那时与现在的不同")
}
