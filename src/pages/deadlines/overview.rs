//! All dates of the self-check, the calculators, the switches and the calendar.

use assessment::civil_date::long_date;
use assessment::deadlines::overview::{Obligation, Overview, overview};
use assessment::deadlines::status::Urgency;
use chrono::NaiveDate;
use yew::prelude::*;

use super::{CALCULATORS, calendars::Calendars, switches::Switches};
use crate::{components::deadline_result::StatusPill, hooks::use_self_check, route::Route};

/// The properties of [`OverviewPage`].
#[derive(Properties, PartialEq)]
pub struct OverviewPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// The overview.
#[component]
pub fn OverviewPage(props: &OverviewPageProps) -> Html {
    let handle = use_self_check();
    html! {
        <div class="deadline-page">
            <div class="page-head">
                <h1>{ "期限计算" }</h1>
                <p class="hint">{ format!("今天是 {}", long_date(props.today)) }</p>
            </div>
            if let Some(self_check) = handle.self_check() {
                { dates(&overview(self_check, props.today)) }
            } else {
                <p class="notice">
                    { "没有打开的自查记录，下面的计算器仍可使用；打开记录后，这里列出它的全部期限。" }
                    <a href={Route::Library.href()}>{ "去新建或打开" }</a>
                </p>
            }
            <section>
                <h2>{ "计算器" }</h2>
                <ul class="calculators">
                    { for CALCULATORS.map(|(key, title, summary)| html! {
                        <li><a class="panel" href={href(key)}>
                            <b>{ title }</b>
                            <span>{ summary }</span>
                        </a></li>
                    }) }
                </ul>
            </section>
            if handle.self_check().is_some() {
                <Switches />
            }
            <Calendars today={props.today} />
        </div>
    }
}

fn dates(overview: &Overview) -> Html {
    let groups = [Urgency::Late, Urgency::Soon, Urgency::Later, Urgency::Settled];
    html! {
        <>
            if !overview.failures.is_empty() {
                <div class="notice bad" role="alert">
                    <ul>
                        { for overview.failures.iter().map(|failure| html! {
                            <li>{ format!("{}：{}。", failure.title, failure.error) }</li>
                        }) }
                    </ul>
                </div>
            }
            if overview.obligations.is_empty() {
                <p class="notice">
                    { "还没有可以计算的期限：在机构画像填写首次开展日期，或在台账里登记批次、人员、资料和整改通知。" }
                    <a href={Route::Registers.href()}>{ "去填台账" }</a>
                </p>
            }
            { for groups.map(|urgency| group(overview, urgency)) }
        </>
    }
}

fn group(overview: &Overview, urgency: Urgency) -> Html {
    let dates: Vec<_> = overview.group(urgency).collect();
    if dates.is_empty() {
        return Html::default();
    }
    let heading = format!("{}（{}）", urgency.label(), dates.len());
    let list = html! { <ul class="obligations">{ for dates.into_iter().map(row) }</ul> };
    if urgency == Urgency::Settled {
        return html! {
            <details class="obligation-group"><summary><h2>{ heading }</h2></summary>{ list }</details>
        };
    }
    html! { <section class="obligation-group"><h2>{ heading }</h2>{ list }</section> }
}

fn row(obligation: &Obligation) -> Html {
    let computed = &obligation.computed;
    html! {
        <li
            key={obligation.uid.clone()}
            class="obligation"
            data-deadline={computed.key}
            data-date={computed.date.to_string()}
        >
            <time datetime={computed.date.to_string()}>{ long_date(computed.date) }</time>
            <div>
                <p>
                    <a href={href(computed.key)}><b>{ obligation.title }</b></a>
                    if !obligation.subject.is_empty() {
                        <span class="subject">{ &obligation.subject }</span>
                    }
                    <span class="tag">{ obligation.clause }</span>
                </p>
                if !obligation.note.is_empty() {
                    <p class="hint">{ obligation.note }</p>
                }
                if let Some(reason) = &computed.provisional {
                    <p class="hint">
                        <span class="pill">{ "暂定" }</span>
                        { reason }
                        if let Some(safe) = computed.safe_side {
                            { format!("最稳妥：{}。", long_date(safe)) }
                        }
                    </p>
                }
            </div>
            <StatusPill status={obligation.status} />
        </li>
    }
}

fn href(key: &str) -> String {
    Route::Deadline { key: key.to_owned() }.href()
}
