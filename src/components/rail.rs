//! The list of all articles beside the one that is open.

use std::rc::Rc;

use assessment::results::findings::{Findings, chapters};
use yew::prelude::*;

use super::state_bar::state_bar;
use crate::route::Route;

/// The properties of [`Rail`].
#[derive(Properties, PartialEq)]
pub struct RailProps {
    /// The state of all articles.
    pub findings: Rc<Findings>,
    /// The article that is open.
    pub current: u8,
}

/// All 32 articles by chapter, each with its state.
#[component]
pub fn Rail(props: &RailProps) -> Html {
    let findings = &props.findings;
    let chapters = chapters(findings).map(|(chapter, tally)| {
        let articles = findings.chapter(chapter).map(|state| {
            let article = state.article;
            let href = Route::CheckArticle { article: article.number }.href();
            let current = (article.number == props.current).then_some("page");
            let answered = format!("{}/{}", state.tally.settled(), state.tally.total());
            html! {
                <li key={article.number}>
                    <a {href} aria-current={current}>
                        <b>
                            <span class="visually-hidden">{ "第" }</span>
                            { article.number }
                            <span class="visually-hidden">{ "条" }</span>
                        </b>
                        <span>{ article.title }</span>
                        { state_bar(state) }
                        <span class="visually-hidden">
                            { format!("{}，已答 {answered}", state.state().label()) }
                        </span>
                    </a>
                </li>
            }
        });
        html! {
            <section key={chapter.number}>
                <p class="rail-chapter">
                    <span>{ chapter.heading() }</span>
                    <span>{ format!("{}/{}", tally.settled(), tally.total()) }</span>
                </p>
                <ul>{ for articles }</ul>
            </section>
        }
    });
    html! { <nav class="rail" aria-label="全部条款">{ for chapters }</nav> }
}
