//! A count drawn as months: counted days bear their number, skipped ones are hatched.

use assessment::deadlines::{Mark, TraceDay, months};
use yew::prelude::*;

/// The properties of [`MonthStrip`].
#[derive(Properties, PartialEq)]
pub struct MonthStripProps {
    /// The days of the count.
    pub trace: Vec<TraceDay>,
}

/// What each kind of mark means.
const KEY: [(&str, &str); 5] = [
    ("result", "计算结果"),
    ("event", "起算或开展之日"),
    ("counted", "计入，下面是第几天"),
    ("skipped", "不计"),
    ("rolled", "休息日，顺延"),
];

/// The picture. It is hidden from screen readers: the table of the same days says it better.
#[component]
pub fn MonthStrip(props: &MonthStripProps) -> Html {
    let months = months::months(&props.trace);
    if months.is_empty() {
        return Html::default();
    }
    let drawn = |class: &str| props.trace.iter().any(|day| mark_class(day.mark) == class);
    html! {
        <div class="month-strip" aria-hidden="true">
            <div class="months">{ for months.iter().map(month) }</div>
            <p class="month-key">
                { for KEY.iter().filter(|(class, _)| drawn(class)).map(|(class, meaning)| html! {
                    <span><i class={*class}></i>{ *meaning }</span>
                }) }
            </p>
        </div>
    }
}

fn month(month: &months::Month) -> Html {
    let reasons = reasons(month);
    html! {
        <div class="month">
            <h3>{ &month.label }</h3>
            <div class="days">
                { for ["一", "二", "三", "四", "五", "六", "日"].map(|day| html! {
                    <span class="weekday">{ day }</span>
                }) }
                { for month.weeks.iter().flatten().map(|cell| match cell {
                    None => html! { <span></span> },
                    Some(cell) => day(cell),
                }) }
            </div>
            if !reasons.is_empty() {
                <ul class="month-reasons">
                    { for reasons.into_iter().map(|reason| html! { <li>{ reason }</li> }) }
                </ul>
            }
        </div>
    }
}

/// Why days of the month do not follow the plain week: each run of days with its one reason.
fn reasons(month: &months::Month) -> Vec<String> {
    let mut runs: Vec<(u32, u32, &str)> = Vec::new();
    for cell in month.weeks.iter().flatten().flatten() {
        let Some(traced) = cell.traced.as_ref().filter(|traced| !traced.reason.is_empty()) else {
            continue;
        };
        match runs.last_mut() {
            Some((_, last, reason)) if *last + 1 == cell.day && *reason == traced.reason => {
                *last = cell.day;
            }
            _ => runs.push((cell.day, cell.day, &traced.reason)),
        }
    }
    let words = |(first, last, reason): (u32, u32, &str)| match last - first {
        0 => format!("{first}日：{reason}"),
        _ => format!("{first}—{last}日：{reason}"),
    };
    runs.into_iter().map(words).collect()
}

fn day(cell: &months::Cell) -> Html {
    let Some(traced) = &cell.traced else {
        return html! { <span>{ cell.day }</span> };
    };
    let nth = match traced.mark {
        Mark::Counted(nth) => Some(nth.to_string()),
        _ => None,
    };
    let title = (!traced.reason.is_empty()).then(|| format!("{} {}", cell.date, traced.reason));
    html! {
        <span class={mark_class(traced.mark)} data-n={nth} {title}>{ cell.day }</span>
    }
}

/// The class of a mark, here and in the table.
pub fn mark_class(mark: Mark) -> &'static str {
    match mark {
        Mark::Result => "result",
        Mark::Event => "event",
        Mark::Counted(_) => "counted",
        Mark::Skipped => "skipped",
        Mark::Rolled => "rolled",
    }
}
