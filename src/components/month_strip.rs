//! A count drawn as months: counted days bear their number, skipped ones are hatched.

use assessment::deadlines::{Mark, TraceDay, months};
use chrono::Datelike as _;
use yew::prelude::*;

/// What each kind of mark means.
const KEY: [(&str, &str); 5] = [
    ("result", "计算结果"),
    ("event", "起算或开展之日"),
    ("counted", "计入，下面是第几天"),
    ("skipped", "不计"),
    ("rolled", "休息日，顺延"),
];

/// The picture of a count's days. It is hidden from screen readers: the table of the same days says it better.
pub fn month_strip(trace: &[TraceDay]) -> Html {
    let months = months::months(trace);
    if months.is_empty() {
        return Html::default();
    }
    let drawn = |class: &str| trace.iter().any(|day| mark_class(day.mark) == class);
    html! {
        <div aria-hidden="true">
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

/// Days of a month with one reason.
struct Run<'a> {
    first: u32,
    last: u32,
    /// The last day with the weekend behind it, which does not part a holiday in two.
    reach: u32,
    reason: &'a str,
}

/// What is out of the ordinary in the month: each run of days with its reason. A weekend left out
/// needs no words.
fn reasons(month: &months::Month) -> Vec<String> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for cell in month.weeks.iter().flatten().flatten() {
        let Some(traced) = &cell.traced else { continue };
        let day = cell.day;
        let weekend = cell.date.weekday().num_days_from_monday() >= 5;
        let next = runs.last_mut().filter(|run| run.reach + 1 == day);
        match next {
            Some(run) if run.reason == traced.reason => (run.last, run.reach) = (day, day),
            Some(run) if weekend && traced.mark == Mark::Skipped => run.reach = day,
            _ if weekend && traced.mark == Mark::Skipped || traced.reason.is_empty() => {}
            _ => runs.push(Run { first: day, last: day, reach: day, reason: &traced.reason }),
        }
    }
    let words = |run: &Run<'_>| match run.last - run.first {
        0 => format!("{}日：{}", run.first, run.reason),
        _ => format!("{}—{}日：{}", run.first, run.last, run.reason),
    };
    runs.iter().map(words).collect()
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

#[cfg(test)]
mod tests {
    use assessment::calendar::{Calendar, Region};
    use assessment::deadlines::filing;
    use assessment::self_check::settings::FilingReading;
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_month_names_its_holidays_and_not_its_weekends() {
        let event = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default();
        let calendar = Calendar::new(Region::National, &[]);
        let computed = filing::compute(event, FilingReading::Safe, &calendar);
        let trace = computed.map(|computed| computed.trace).unwrap_or_default();
        let drawn = months::months(&trace);
        let october = drawn.last().map(reasons).unwrap_or_default();
        assert!(october.iter().any(|words| words.starts_with("1—7日：国庆节放假")), "{october:?}");
        assert!(
            october.iter().any(|words| words.starts_with("10日：国庆节调休上班")),
            "{october:?}"
        );
        assert!(!october.iter().any(|words| words.contains("周末")), "{october:?}");
    }
}
