//! All dates of the self-check, the calculators, the switches and the calendar.

use assessment::calendar::Calendar;
use assessment::civil_date::long_date;
use assessment::content::calculators;
use assessment::deadlines::obligation::Obligation;
use assessment::deadlines::schedule::{Schedule, Unrecorded, schedule};
use assessment::deadlines::status::Urgency;
use assessment::self_check::settings::Settings;
use chrono::NaiveDate;
use yew::prelude::*;

use super::{calendars::Calendars, frame::use_settings, switches::Switches};
use crate::{
    browser::dom,
    components::deadline_result::status_pill,
    hooks::use_self_check,
    route::{Route, item_href},
};

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
    let settings = use_settings();
    let calendar = use_memo(settings, Settings::calendar);
    html! {
        <div class="deadline-page">
            <div class="page-head">
                <h1>{ "期限计算" }</h1>
                <p class="hint">{ format!("今天是 {}", long_date(props.today)) }</p>
            </div>
            { missing_notice(&calendar, props.today, handle.self_check().is_some()) }
            if let Some(self_check) = handle.self_check() {
                { dates(&schedule(self_check, props.today)) }
            } else {
                <p class="notice">
                    { "没有打开的自查记录，下面的计算器仍可使用；打开记录后，这里列出它的全部期限。" }
                    <a href={Route::Library.href()}>{ "去新建或打开" }</a>
                </p>
            }
            <section>
                <h2>{ "计算器" }</h2>
                <ul class="calculators">
                    { for calculators().iter().map(|one| html! {
                        <li><a class="panel" href={href(one.key)}>
                            <b>{ one.title }</b>
                            <span>{ one.summary }</span>
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

/// That a notice is due and not entered, with the way to where it is.
fn missing_notice(calendar: &Calendar, today: NaiveDate, can_enter: bool) -> Html {
    let Some(words) = calendar.missing_notice_words(today) else { return Html::default() };
    let onclick = |_: MouseEvent| {
        dom::focus("[name=notice_text]");
    };
    html! {
        <p class="notice warn" role="note">
            { words }
            // A link to a fragment would be taken for another page.
            if can_enter {
                <button type="button" class="btn quiet" {onclick}>{ "去录入" }</button>
            }
        </p>
    }
}

fn dates(schedule: &Schedule) -> Html {
    html! {
        <>
            if !schedule.failures.is_empty() {
                <div class="notice bad" role="alert">
                    <ul>
                        { for schedule.failures.iter().map(|failure| html! {
                            <li>{ format!("{}：{}。", failure.title, failure.error) }</li>
                        }) }
                    </ul>
                </div>
            }
            if schedule.obligations.is_empty() {
                <p class="notice">
                    { "还没有可以计算的期限：在机构画像填写首次开展日期，或在台账里登记批次、人员、资料和整改通知。" }
                    <a href={Route::Registers.href()}>{ "去填台账" }</a>
                </p>
            }
            { for Urgency::ALL.map(|urgency| group(schedule, urgency)) }
        </>
    }
}

fn group(schedule: &Schedule, urgency: Urgency) -> Html {
    let dates: Vec<_> = schedule.group(urgency).collect();
    if dates.is_empty() {
        return Html::default();
    }
    let heading = format!("{}（{}）", urgency.label(), dates.len());
    if urgency == Urgency::Unrecorded {
        return html! {
            <section class="obligation-group">
                <h2>{ heading }</h2>
                { for schedule.unrecorded().iter().map(unrecorded) }
            </section>
        };
    }
    let list = html! { <ul class="obligations">{ for dates.into_iter().map(row) }</ul> };
    if urgency == Urgency::Settled {
        return html! {
            <details class="obligation-group"><summary><h2>{ heading }</h2></summary>{ list }</details>
        };
    }
    html! { <section class="obligation-group"><h2>{ heading }</h2>{ list }</section> }
}

/// What is past with nothing entered: one line a rule, its events folded away.
fn unrecorded(rule: &Unrecorded) -> Html {
    html! {
        <details class="unrecorded" key={rule.first.computed.key}>
            <summary>
                { rule.words() }
                <span class="tag">{ rule.first.clause() }</span>
            </summary>
            <p><a href={Route::Registers.href()}>{ "去台账补登" }</a></p>
            <ul class="obligations">{ for rule.all.iter().map(|one| row(one)) }</ul>
        </details>
    }
}

fn row(obligation: &Obligation) -> Html {
    let computed = &obligation.computed;
    html! {
        <li
            key={obligation.uid.clone()}
            class="obligation"
            data-deadline={computed.key}
            data-date={computed.date.to_string()}
            data-safe-date={computed.safe_side.map(|day| day.to_string())}
        >
            <time datetime={obligation.leading().to_string()}>{ long_date(obligation.leading()) }</time>
            <div>
                <p>
                    <a href={href(computed.key)}><b>{ obligation.title() }</b></a>
                    if !obligation.subject.is_empty() {
                        <span class="subject">{ &obligation.subject }</span>
                    }
                    <span class="tag">{ obligation.clause() }</span>
                    if let Some(item) = obligation.breached_item() {
                        <a href={item_href(item)}>{ format!("见自查项 {item}") }</a>
                    }
                </p>
                if !obligation.note.is_empty() {
                    <p class="hint">{ obligation.note.to_string() }</p>
                }
                if let Some(reason) = &computed.provisional {
                    <p class="hint">
                        <span class="pill">{ "暂定" }</span>
                        { reason }
                        if computed.safe_side.is_some() {
                            { format!("列出的是怎样调休都不误的日子；按法定节日计为 {}。", long_date(computed.date)) }
                        }
                    </p>
                }
            </div>
            { status_pill(obligation.status) }
        </li>
    }
}

fn href(key: &str) -> String {
    Route::Deadline { key: key.to_owned() }.href()
}
