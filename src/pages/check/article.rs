//! One article being answered: the list beside it, its words, its items.

use std::rc::Rc;

use assessment::civil_date::long_date;
use assessment::content::{Article, regulation};
use assessment::deadlines::filing;
use assessment::results::findings::{ArticleState, Findings};
use assessment::self_check::answers::{Answer, Choice, State};
use assessment::self_check::{Action, SelfCheck};
use chrono::NaiveDate;
use yew::prelude::*;

use super::{
    keys::{Shortcuts, Walk, go, use_keys},
    next::{open_together, unanswered_after},
};
use crate::{
    components::{
        article_words::ArticleWords, findings_strip::findings_strip, item_card::ItemCard,
        rail::Rail,
    },
    hooks::{SelfCheckHandle, ToastHandle, use_self_check, use_toasts},
    route::{Route, item_href},
};

/// The properties of [`ArticlePage`].
#[derive(Properties, PartialEq)]
pub(super) struct ArticlePageProps {
    /// The open self-check.
    pub self_check: Rc<SelfCheck>,
    /// What its answers come to.
    pub findings: Rc<Findings>,
    /// The article.
    pub article: &'static Article,
    /// Today.
    pub today: NaiveDate,
    /// Whether keys are listened to.
    pub shortcuts: Shortcuts,
    /// Opens the sheet of the keys.
    pub onhelp: Callback<()>,
}

/// One article.
#[component]
pub(super) fn ArticlePage(props: &ArticlePageProps) -> Html {
    let handle = use_self_check();
    let article = props.article;
    let current = use_state_eq(|| first_at_hand(&props.findings, article));
    let keys_on = props.shortcuts.are_on();
    let walk = Walk {
        findings: Rc::clone(&props.findings),
        article: article.number,
        current: Some(*current),
        carry_on: props.shortcuts.carry_on(),
        onhelp: props.onhelp.clone(),
    };
    use_keys(keys_on, walk);

    // It reaches the newest self-check whichever handle it holds, so an old one serves as well.
    let onedit = use_callback((), {
        let handle = handle.clone();
        move |action: Action, ()| drop(handle.dispatch(action))
    });
    let onfocus = use_callback(current.setter(), |item, current| current.set(item));
    let filing_day =
        use_memo((Rc::clone(&props.self_check), props.today), |(self_check, today)| {
            filing_day(self_check, *today)
        });

    let toasts = use_toasts();
    let Some(state) =
        props.findings.articles.iter().find(|one| one.article.number == article.number)
    else {
        return Html::default();
    };
    let quotes =
        article.items.iter().find(|item| item.id == *current).map_or(&[][..], |item| item.quote);
    let cards = state.items.iter().map(|one| {
        let id = one.item.id;
        let answer: Answer = props.self_check.answers.get(id).cloned().unwrap_or_default();
        let deadline =
            (one.item.deadline == Some("filing")).then(|| (*filing_day).clone()).flatten();
        html! {
            <ItemCard
                key={id}
                state={one.clone()}
                {answer}
                current={*current == id}
                {deadline}
                onedit={onedit.clone()}
                onfocus={onfocus.clone()}
            />
        }
    });
    html! {
        <div class={classes!("walk", keys_on.then_some("has-keys"))}>
            <Rail findings={Rc::clone(&props.findings)} current={article.number} />
            <section class="words" tabindex="0" aria-label="条文">
                <p class="to-list">
                    <a href={Route::Check.href()}>{ "全部条款" }</a>
                    <span>{ format!("{}/{}", article.number, props.findings.articles.len()) }</span>
                </p>
                <h1>{ article.label() }</h1>
                <p class="sub">{ subtitle(state) }</p>
                <ArticleWords {article} {quotes} />
                if let Some(look) = article.look {
                    <div class="after">
                        <b>{ "检查时看什么（本工具建议）" }</b>
                        <p>{ look }</p>
                    </div>
                }
                <p class="after-links">
                    <a href={Route::RegulationArticle { article: article.number }.href()}>{ "在原文中看" }</a>
                </p>
            </section>
            <div class="items">
                <div class="items-head">{ findings_strip(&props.findings) }</div>
                <h2 class="visually-hidden">{ "自查项" }</h2>
                { all_met(state, &props.findings, &handle, &toasts) }
                { for cards }
                { foot(&props.findings, article.number, &props.shortcuts) }
            </div>
        </div>
    }
}

/// The button that answers 符合 to what is open in the article; it goes on to what is open then.
fn all_met(
    state: &ArticleState,
    findings: &Rc<Findings>,
    handle: &SelfCheckHandle,
    toasts: &ToastHandle,
) -> Html {
    let items = open_together(state);
    if items.len() < 2 {
        return Html::default();
    }
    let (label, number) = (state.article.label(), state.article.number);
    let count = items.len();
    let onclick = {
        let (findings, handle, toasts) = (Rc::clone(findings), handle.clone(), toasts.clone());
        Callback::from(move |_: MouseEvent| {
            let others = findings.articles.iter().filter(|one| one.article.number == number);
            let mut others = others.flat_map(|one| &one.items).filter(|one| {
                one.assessed.state == State::Unanswered && !items.contains(&one.item.id)
            });
            let next = others.next().or_else(|| unanswered_after(&findings, number));
            let next = next.map(|one| one.item.id).filter(|id| !items.contains(id));
            let ids = items.iter().map(|id| (*id).to_owned()).collect();
            let step = handle.dispatch(Action::ChooseAll { items: ids, choice: Choice::Met });
            handle.offer_undo(&toasts, format!("{label}的 {count} 项已答符合。"), step);
            // The button is gone then; the focus goes to what is still open, or to what was answered.
            go(next.or(items.first().copied()));
        })
    };
    html! {
        <p class="all-met">
            <button type="button" class="btn quiet" data-action="all-met" {onclick}>
                { format!("未答的 {count} 项都符合，到下一个未答") }
            </button>
            <span class="hint">{ "逐项看过再用；红线不在内，可以撤销。" }</span>
        </p>
    }
}

/// The item that the keys speak to before any has the focus: the first open one, else the first.
fn first_at_hand(findings: &Findings, article: &'static Article) -> &'static str {
    findings
        .articles
        .iter()
        .find(|state| state.article.number == article.number)
        .and_then(|state| state.items.iter().find(|one| one.assessed.state == State::Unanswered))
        .map_or_else(|| article.items.first().map_or("", |item| item.id), |one| one.item.id)
}

fn subtitle(state: &ArticleState) -> String {
    let article = state.article;
    let chapter = regulation().chapters.iter().find(|chapter| chapter.number == article.chapter);
    format!(
        "{} · {} · {} 项，已答 {}",
        chapter.map(|chapter| chapter.heading()).unwrap_or_default(),
        article.title,
        state.tally.total(),
        state.tally.settled()
    )
}

fn foot(findings: &Findings, number: u8, shortcuts: &Shortcuts) -> Html {
    let link = |to: u8, words: &'static str| {
        html! { <a class="btn" href={Route::CheckArticle { article: to }.href()}>{ words }</a> }
    };
    let next = match unanswered_after(findings, number) {
        Some(state) => {
            let item = state.item;
            html! {
                <a class="btn main" href={item_href(item.id)}>
                    { format!("下一个未答：{}", item.id) }
                </a>
            }
        }
        None => {
            html! { <a class="btn main" href={Route::Report.href()}>{ "已全部作答，看报告" }</a> }
        }
    };
    html! {
        <nav class="foot" aria-label="上下条">
            if number > 1 { { link(number - 1, "上一条") } }
            if usize::from(number) < findings.articles.len() { { link(number + 1, "下一条") } }
            <p class="keys">
                if shortcuts.are_on() {
                    <span>{ "1–4 作答 · J / K 上下一项 · N 下一个未答 · / 搜索 · ? 全部快捷键" }</span>
                }
                { shortcuts.switches() }
            </p>
            { next }
        </nav>
    }
}

/// By when to file, in words, while the first event is still to come.
fn filing_day(self_check: &SelfCheck, today: NaiveDate) -> Option<AttrValue> {
    let event = self_check.profile.date("first_event").filter(|event| *event > today)?;
    let computed =
        filing::compute(event, self_check.settings.filing_reading, &self_check.settings.calendar())
            .ok()?;
    let provisional = if computed.provisional.is_some() { "（暂定）" } else { "" };
    let day = long_date(computed.date);
    Some(format!("按首次开展日 {event} 计算，最迟备案日为 {day}{provisional}。").into())
}
