//! All 32 articles by chapter.

use std::rc::Rc;

use assessment::results::findings::{ArticleState, Findings, Gravity, chapters};
use assessment::self_check::SelfCheck;
use chrono::NaiveDate;
use yew::prelude::*;
use yew_router::prelude::use_location;

use super::{
    keys::{Shortcuts, Walk, use_keys},
    next::unanswered_after,
    views::{View, Views},
};
use crate::{
    components::{icons, progress_ring::progress_ring, state_bar::state_bar},
    route::{Route, item_href},
};

/// The properties of [`List`].
#[derive(Properties, PartialEq)]
pub(super) struct ListProps {
    /// The open self-check.
    pub self_check: Rc<SelfCheck>,
    /// Today.
    pub today: NaiveDate,
    /// What the answers come to.
    pub findings: Rc<Findings>,
    /// Whether keys are listened to.
    pub shortcuts: Shortcuts,
    /// Opens the sheet of the keys.
    pub onhelp: Callback<()>,
}

/// The list.
#[component]
pub(super) fn List(props: &ListProps) -> Html {
    let findings = &props.findings;
    let walk = Walk {
        findings: Rc::clone(findings),
        article: 0,
        current: None,
        carry_on: props.shortcuts.carry_on(),
        onhelp: props.onhelp.clone(),
    };
    use_keys(props.shortcuts.are_on(), walk);
    let query = use_location().map(|location| location.query_str().to_owned());
    let views = Views {
        self_check: &props.self_check,
        findings,
        today: props.today,
        shown: View::in_query(query.as_deref().unwrap_or_default()),
    };
    let headline = findings.headline();
    let gravity = match headline.gravity {
        Gravity::RedLine => "is-red",
        Gravity::Rectify => "is-fix",
        Gravity::Incomplete => "is-open",
        Gravity::Clear => "is-clear",
    };
    let next = match unanswered_after(findings, 0) {
        Some(state) => html! {
            <a class="btn main" href={item_href(state.item.id)}>
                { format!("下一个未答：{}", state.item.id) }{ icons::arrow() }
            </a>
        },
        None => html! {
            <a class="btn main" href={Route::Report.href()}>{ "已全部作答，看报告" }{ icons::arrow() }</a>
        },
    };
    let chapters = chapters(findings).map(|(chapter, tally)| {
        let (done, total) = (tally.settled(), tally.total());
        html! {
            <section key={chapter.number} class="check-chapter">
                <div class="chapter-head">
                    { progress_ring(done, total) }
                    <h2>{ chapter.heading() }</h2>
                    <span class="hint">{ format!("已答 {done}/{total}") }</span>
                </div>
                <ul class="check-list">{ for findings.chapter(chapter).map(row) }</ul>
            </section>
        }
    });
    html! {
        <div class="check-overview">
            <div class="page-head">
                <div>
                    <h1>{ "逐条自查" }</h1>
                    <p>{ "一条一屏，条文和问题放在一起。不必按顺序，随答随存；没有答的算未答。" }</p>
                </div>
                <div class="actions">{ next }</div>
            </div>
            <section class={classes!("check-headline", gravity)} aria-label="自查结果">
                <p><b>{ headline.text }</b></p>
                <p class="hint">{ headline.beside }</p>
            </section>
            { views.html() }
            if views.shown == View::Articles { { for chapters } }
        </div>
    }
}

fn row(state: &ArticleState) -> Html {
    let article = state.article;
    let word = state.state();
    html! {
        <li key={article.number}>
            <a href={Route::CheckArticle { article: article.number }.href()}>
                <b>{ article.label() }</b>
                <span>{ article.title }</span>
                { state_bar(state) }
                <span class={classes!("row-state", format!("is-{}", word.value()))}>{ word.label() }</span>
                <span class="row-count">
                    { format!("已答 {}/{}", state.tally.settled(), state.tally.total()) }
                </span>
            </a>
        </li>
    }
}
