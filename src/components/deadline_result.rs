//! A computed date: the day, its readings, why it may be provisional, how it was counted.

use assessment::civil_date::{long_date, weekday};
use assessment::deadlines::obligation::Obligation;
use assessment::deadlines::status::Status;
use assessment::deadlines::{Computed, Method, Reading};
use yew::prelude::*;

use super::{month_strip::month_strip, trace_table::trace_table};
use crate::route::item_href;

/// The day in large figures, and everything needed to check it. While it is 暂定, the day that holds under
/// any arrangement of holidays comes first.
pub fn deadline_result(obligation: &Obligation) -> Html {
    let computed = &obligation.computed;
    let (leading, provisional) = (computed.leading(), computed.provisional.is_some());
    html! {
        <div class="deadline-result">
            <p class="deadline-day">
                <span>{ obligation.provision.day }</span>
                <output
                    data-deadline={computed.key}
                    data-date={computed.date.to_string()}
                    data-safe-date={computed.safe_side.map(|day| day.to_string())}
                    data-provisional={provisional.to_string()}
                >
                    <strong>{ leading.to_string() }</strong>
                    <span>{ format!("周{}", weekday(leading)) }</span>
                </output>
                if provisional {
                    <span class="pill">{ "暂定" }</span>
                }
                { status_pill(obligation.status) }
            </p>
            if let Some(reason) = &computed.provisional {
                <div class="notice warn">
                    <p>{ format!("暂定：{reason}") }</p>
                    if computed.safe_side.is_some() {
                        <p>
                            { format!(
                                "上面是怎样调休都不误的日子；按法定节日计为 {}。",
                                long_date(computed.date)
                            ) }
                        </p>
                    }
                </div>
            }
            if !obligation.note.is_empty() {
                <p class="hint">{ obligation.note.to_string() }</p>
            }
            if let Some(item) = obligation.breached_item() {
                <p><a href={item_href(item)}>{ format!("见自查项 {item}") }</a></p>
            }
            if !computed.readings.is_empty() {
                <ul class="readings" aria-label="条文的几种读法">
                    { for computed.readings.iter().map(|reading| reading_card(computed, reading)) }
                </ul>
            }
            { month_strip(&computed.trace) }
            { trace_table(&computed.trace) }
            { method_list(computed.method) }
        </div>
    }
}

fn reading_card(computed: &Computed, reading: &Reading) -> Html {
    let chosen = computed.chosen == Some(reading.key);
    // The default readings have no name of their own outside: they are the plain result.
    let named = !(chosen && matches!(reading.key, "safe" | "first-day-not-counted"));
    let day = html! {
        <>
            <b>{ reading.date.to_string() }</b>
            { format!(" 周{}", weekday(reading.date)) }
        </>
    };
    html! {
        <li class={classes!(chosen.then_some("chosen"))}>
            if named {
                <output
                    data-deadline={computed.key}
                    data-reading={reading.key}
                    data-date={reading.date.to_string()}
                >{ day }</output>
            } else {
                <span>{ day }</span>
            }
            <span class="reading-label">
                { reading.label }
                if chosen { <em>{ "（采用）" }</em> }
                if reading.provisional { <em>{ "（暂定）" }</em> }
            </span>
        </li>
    }
}

/// Where a date stands, in a few words.
pub fn status_pill(status: Status) -> Html {
    html! { <span class={classes!("pill", status.urgency().class())}>{ status.text() }</span> }
}

/// How a rule counts, point by point.
fn method_list(method: Method) -> Html {
    html! {
        <section class="method">
            <h3>{ "计算方法" }</h3>
            <dl>
                { for method.labelled().map(|(term, text)| html! {
                    <div><dt>{ term }</dt><dd>{ text }</dd></div>
                }) }
            </dl>
        </section>
    }
}
