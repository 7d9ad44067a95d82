//! The questions about the institution, all on one page; they decide which items apply.

use assessment::content::question::{Group, Question, groups, questions};
use assessment::content::{Item, items};
use assessment::results::assess::{Basis, derived};
use assessment::results::findings::ItemState;
use assessment::self_check::profile::Profile;
use assessment::self_check::{Action, SelfCheck};
use serde_json::Value;
use yew::prelude::*;

use crate::{
    browser::dom,
    components::{
        empty::no_self_check,
        icons,
        profile_question::{Given, ProfileQuestion},
    },
    hooks::{SelfCheckHandle, ToastHandle, use_self_check, use_toasts},
    route::{Route, item_href},
};

/// The questions about the institution.
#[component]
pub fn ProfilePage() -> Html {
    let (handle, toasts) = (use_self_check(), use_toasts());
    let onanswer = {
        let (handle, toasts) = (handle.clone(), toasts.clone());
        Callback::from(move |(key, given): (&'static str, Given)| match given {
            Given::Value(text) => {
                let (key, value) = (key.to_owned(), Value::from(text));
                handle.dispatch(Action::Profile { key, value });
            }
            Given::Rows(rows) => {
                handle.dispatch(Action::ProfileRows { key: key.to_owned(), rows });
            }
            Given::RowRemoved(at) => remove_row(&handle, &toasts, key, at),
        })
    };
    let ontitle = {
        let handle = handle.clone();
        Callback::from(move |event: InputEvent| {
            handle.dispatch(Action::Title { title: dom::value_of(&event) });
        })
    };
    let Some(self_check) = handle.self_check() else {
        return no_self_check("才能填写机构画像");
    };
    let profile = &self_check.profile;
    html! {
        <div>
            <header class="page-head">
                <div>
                    <h1>{ "机构画像" }</h1>
                    <p>{ "先说明机构的情况：哪些要点适用由这里的回答决定。没有回答的，有关要点照常要答。" }</p>
                </div>
            </header>
            <div class="profile-columns">
                <form class="panel questions" onsubmit={|event: SubmitEvent| event.prevent_default()}>
                    <div class="question">
                        <label for="title">{ "这份自查的名称" }</label>
                        <p class="hint" id="title-help">{ "只用来在列表里区分，如“2026年度自查”。" }</p>
                        <input type="text" id="title" name="title" value={self_check.title.clone()}
                            maxlength="80" autocomplete="off" aria-describedby="title-help"
                            oninput={ontitle} />
                    </div>
                    { for groups().iter().map(|group| self::group(group, profile, &onanswer)) }
                </form>
                <aside class="profile-effects" aria-label="由此得出">
                    { effects(self_check) }
                    <a class="btn main" href={Route::Check.href()}>{ "去逐条自查" }{ icons::arrow() }</a>
                </aside>
            </div>
        </div>
    }
}

/// The questions of a group that are asked, under its title.
fn group(group: &Group, profile: &Profile, onanswer: &Callback<(&'static str, Given)>) -> Html {
    let id = format!("group-{}", group.key);
    let asked = group.questions().filter(|question| profile.asks(question));
    html! {
        <section key={group.key} class="question-group" aria-labelledby={id.clone()}>
            <h2 {id}>{ group.title }</h2>
            if let Some(help) = group.help {
                <p class="hint">{ help }</p>
            }
            { for asked.map(|question| html! {
                <ProfileQuestion
                    key={question.key}
                    {question}
                    value={value(profile, question)}
                    rows={profile.rows(question.key)}
                    doubts={doubts(profile, question.key)}
                    onanswer={onanswer.clone()}
                />
            }) }
        </section>
    }
}

/// The text given, or the value of the choice made.
fn value(profile: &Profile, question: &Question) -> AttrValue {
    match profile.chosen(question) {
        Some(choice) => AttrValue::from(choice.value),
        None => AttrValue::from(profile.text(question.key).to_owned()),
    }
}

/// Removes a row, with a way to bring it back.
fn remove_row(handle: &SelfCheckHandle, toasts: &ToastHandle, key: &'static str, at: usize) {
    let Some(profile) = handle.self_check().map(|self_check| &self_check.profile) else { return };
    let mut left = profile.rows(key);
    if at >= left.len() {
        return;
    }
    let row = left.remove(at);
    let step = handle.dispatch(Action::ProfileRows { key: key.to_owned(), rows: left });
    let words: Vec<_> =
        row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    if !words.is_empty() {
        handle.offer_undo(toasts, format!("已删除“{}”。", words.join(" ")), step);
    }
}

/// What cannot be right about an answer; it is kept all the same.
fn doubts(profile: &Profile, key: &str) -> Vec<&'static str> {
    let reversed = key == "period_to" && profile.period_is_reversed();
    let reversed = reversed.then_some("这一天早于“自查期间自”，请核对。");
    reversed.into_iter().chain(profile.doubts(key)).collect()
}

/// What the answers decide already, so that nobody is surprised later.
fn effects(self_check: &SelfCheck) -> Html {
    let profile = &self_check.profile;
    let derived_items: Vec<_> =
        items().filter_map(|item| derived(profile, item).map(|because| (item, because))).collect();
    let inapplicable: Vec<_> = items()
        .filter(|item| matches!(ItemState::of(self_check, item).assessed.basis, Basis::Profile(_)))
        .collect();
    let asked = || questions().iter().filter(|question| profile.asks(question));
    let open = asked().filter(|question| !profile.has_answered(question)).count();
    html! {
        <>
            { for derived_items.iter().map(|(item, because)| html! {
                <div class="notice bad" role="status">
                    { icons::warning() }
                    <p>
                        { link(item) }
                        { format!(" 直接判为不符合：{because}") }
                    </p>
                </div>
            }) }
            if profile.text("in_scope") == "no" {
                <div class="notice warn" role="status">
                    <p>{ "按第二条，本细则可能不适用于本机构；仍可自查，首页和报告会注明。" }</p>
                </div>
            }
            <section class="panel">
                <h2>{ "由此得出" }</h2>
                <p>{ format!("{} 个问题，已答 {} 个。", asked().count(), asked().count() - open) }</p>
                if inapplicable.is_empty() {
                    <p class="hint">{ "目前没有要点因此不适用。" }</p>
                } else {
                    <p>{ format!("{} 项要点因此不适用：", inapplicable.len()) }</p>
                    <p class="profile-items">
                        { for inapplicable.iter().map(|item| link(item)) }
                    </p>
                }
            </section>
        </>
    }
}

fn link(item: &Item) -> Html {
    html! { <a key={item.id} href={item_href(item.id)} title={item.ask}>{ item.id }</a> }
}
