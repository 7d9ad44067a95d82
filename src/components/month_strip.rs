//! A count drawn as months: counted days bear their number, skipped ones are hatched.

use assessment::deadlines::{Mark, TraceDay, months};
use yew::prelude::*;

/// The properties of [`MonthStrip`].
#[derive(Properties, PartialEq)]
pub struct MonthStripProps {
    /// The days of the count.
    pub trace: Vec<TraceDay>,
}

/// The picture. It is hidden from screen readers: the table of the same days says it better.
#[component]
pub fn MonthStrip(props: &MonthStripProps) -> Html {
    html! {
        <div class="month-strip" aria-hidden="true">
            <div class="months">
                { for months::months(&props.trace).iter().map(month) }
            </div>
            <p class="month-key">
                <span><i class="result"></i>{ "计算结果" }</span>
                <span><i class="event"></i>{ "起算或开展之日" }</span>
                <span><i class="counted"></i>{ "计入，右下角为第几天" }</span>
                <span><i class="skipped"></i>{ "不计" }</span>
                <span><i class="rolled"></i>{ "休息日，顺延" }</span>
            </p>
        </div>
    }
}

fn month(month: &months::Month) -> Html {
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
        </div>
    }
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
