//! 逐条自查: the list of the articles, and one article being answered.

mod article;
mod key_sheet;
mod keys;
mod list;
mod next;
mod views;

use std::rc::Rc;

use assessment::content;
use assessment::results::findings::Findings;
use assessment::self_check::SelfCheck;
use chrono::NaiveDate;
use yew::prelude::*;

use super::not_found::not_found;
use crate::{components::empty::no_self_check, hooks::use_self_check};

/// The properties of [`CheckPage`].
#[derive(Properties, PartialEq)]
pub struct CheckPageProps {
    /// The article shown; the list of all where there is none.
    pub article: Option<u8>,
    /// Today.
    pub today: NaiveDate,
}

/// 逐条自查.
#[component]
pub fn CheckPage(props: &CheckPageProps) -> Html {
    let handle = use_self_check();
    let Some(self_check) = handle.self_check().cloned() else {
        return no_self_check("才能逐条作答");
    };
    html! { <Check {self_check} article={props.article} today={props.today} /> }
}

#[derive(Properties, PartialEq)]
struct CheckProps {
    self_check: Rc<SelfCheck>,
    article: Option<u8>,
    today: NaiveDate,
}

/// The page with a self-check.
#[component]
fn Check(props: &CheckProps) -> Html {
    let findings = use_memo(Rc::clone(&props.self_check), |self_check| Findings::of(self_check));
    let shortcuts = keys::use_shortcuts();
    let helping = use_state_eq(|| false);
    let onhelp = use_callback(helping.setter(), |(), helping| helping.set(true));
    let onhelped = use_callback(helping.setter(), |(), helping| helping.set(false));
    let page = match props.article {
        None => html! { <list::List
            self_check={Rc::clone(&props.self_check)}
            today={props.today}
            {findings}
            {shortcuts}
            {onhelp}
        /> },
        Some(number) => match content::article(number) {
            // The key makes each article begin anew, with its own item at hand.
            Some(article) => html! {
                <article::ArticlePage
                    key={number}
                    self_check={Rc::clone(&props.self_check)}
                    {findings}
                    {article}
                    today={props.today}
                    {shortcuts}
                    {onhelp}
                />
            },
            None => not_found(),
        },
    };
    html! {
        <>
            { page }
            if *helping { <key_sheet::KeySheet onclose={onhelped} /> }
        </>
    }
}
