//! A computed date: the day, its readings, why it may be provisional, how it was counted.

use assessment::civil_date::{long_date, weekday};
use assessment::deadlines::status::{Status, Urgency};
use assessment::deadlines::{Computed, Method, Reading};
use yew::prelude::*;

use super::{month_strip::MonthStrip, trace_table::TraceTable};

/// The properties of [`DeadlineResult`].
#[derive(Properties, PartialEq)]
pub struct DeadlineResultProps {
    /// The date and how it was counted.
    pub computed: Computed,
    /// What the date is: 最迟, 最短保管期届满.
    pub lead: AttrValue,
    /// Where it stands today.
    pub status: Status,
    /// What else a person must know.
    #[prop_or_default]
    pub note: Option<AttrValue>,
}

/// The day in large figures, and everything needed to check it.
#[component]
pub fn DeadlineResult(props: &DeadlineResultProps) -> Html {
    let computed = &props.computed;
    let provisional = computed.provisional.is_some();
    html! {
        <div class="deadline-result">
            <p class="deadline-day">
                <span>{ &props.lead }</span>
                <output
                    data-deadline={computed.key}
                    data-date={computed.date.to_string()}
                    data-provisional={provisional.to_string()}
                >
                    <strong>{ computed.date.to_string() }</strong>
                    <span>{ format!("周{}", weekday(computed.date)) }</span>
                </output>
                if provisional {
                    <span class="pill">{ "暂定" }</span>
                }
                <StatusPill status={props.status} />
            </p>
            if let Some(reason) = &computed.provisional {
                <div class="notice warn">
                    <p>{ format!("暂定：{reason}") }</p>
                    if let Some(safe) = computed.safe_side {
                        <p>{ format!("无论怎样调休都不会误的日子：{}。", long_date(safe)) }</p>
                    }
                </div>
            }
            if let Some(note) = &props.note {
                <p class="hint">{ note }</p>
            }
            if !computed.readings.is_empty() {
                <ul class="readings" aria-label="条文的几种读法">
                    { for computed.readings.iter().map(|reading| reading_card(computed, reading)) }
                </ul>
            }
            <MonthStrip trace={computed.trace.clone()} />
            <TraceTable trace={computed.trace.clone()} />
            <MethodList method={computed.method} />
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

/// The properties of [`StatusPill`].
#[derive(Properties, PartialEq)]
pub struct StatusPillProps {
    /// Where a date stands.
    pub status: Status,
}

/// Where a date stands, in a few words.
#[component]
pub fn StatusPill(props: &StatusPillProps) -> Html {
    let class = match props.status.urgency() {
        Urgency::Late => "late",
        Urgency::Soon => "soon",
        Urgency::Later => "later",
        Urgency::Settled => "settled",
    };
    html! { <span class={classes!("pill", class)}>{ props.status.text() }</span> }
}

/// The properties of [`MethodList`].
#[derive(Properties, PartialEq)]
pub struct MethodListProps {
    /// How a rule counts.
    pub method: Method,
}

/// How a rule counts, point by point.
#[component]
pub fn MethodList(props: &MethodListProps) -> Html {
    let method = props.method;
    let points = [
        ("起算", method.starts),
        ("首日", method.first_day),
        ("单位", method.unit),
        ("遇休息日", method.rolls),
        ("依据", method.source),
    ];
    html! {
        <section class="method">
            <h3>{ "计算方法" }</h3>
            <dl>
                { for points.map(|(term, text)| html! {
                    <div><dt>{ term }</dt><dd>{ text }</dd></div>
                }) }
            </dl>
        </section>
    }
}
