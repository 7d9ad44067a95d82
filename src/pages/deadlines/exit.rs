//! 第二十九条: what goes on after leaving the list.

use assessment::civil_date::long_date;
use assessment::deadlines::exit::continuing;
use assessment::deadlines::obligation::Obligation;
use assessment::deadlines::schedule::schedule;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::frame;
use crate::{hooks::use_self_check, route::Route};

/// The properties of [`ExitPage`].
#[derive(Properties, PartialEq)]
pub struct ExitPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// The page.
#[component]
pub fn ExitPage(props: &ExitPageProps) -> Html {
    let handle = use_self_check();
    let obligations: Vec<Obligation> = handle
        .self_check()
        .map_or_else(Vec::new, |self_check| schedule(self_check, props.today).obligations);
    let rest = continuing(&obligations);
    let inputs = html! {
        <p class="hint">{ "原文没有期限；仍在继续的，主要是第二十二条的最短保管期。" }</p>
    };
    let result = html! {
        <>
            <h2>{ "仍须保管的资料" }</h2>
            if let Some(until) = rest.retention_until {
                <p>
                    { format!("还有 {} 批资料在最短保管期内，最晚的一批届满于 ", rest.batches) }
                    <output
                        data-deadline="exit"
                        data-date={until.to_string()}
                        data-provisional="false"
                    >{ long_date(until) }</output>
                    { "。" }
                </p>
            } else {
                <p class="hint">
                    { "资料批次台账里没有仍在最短保管期内的批次。" }
                    <a href={Route::Registers.href()}>{ "去看台账" }</a>
                </p>
            }
            <h2>{ "后续工作清单（本工具建议）" }</h2>
            <ul>{ for rest.advice.iter().map(|line| html! { <li>{ *line }</li> }) }</ul>
        </>
    };
    frame("exit", &["exit"], inputs, result)
}
