//! The days of a count as a table, for whoever checks them one by one or cannot see the picture.

use assessment::civil_date::weekday;
use assessment::deadlines::{Mark, TraceDay};
use yew::prelude::*;

/// A folded table of a count's days.
pub fn trace_table(trace: &[TraceDay]) -> Html {
    if trace.is_empty() {
        return Html::default();
    }
    html! {
        <details class="trace">
            <summary>{ format!("逐日核对（{} 天）", trace.len()) }</summary>
            <div class="table-wrap" tabindex="0" role="region" aria-label="逐日核对表">
                <table class="grid">
                    <thead>
                        <tr>
                            <th scope="col">{ "日期" }</th>
                            <th scope="col">{ "星期" }</th>
                            <th scope="col">{ "工作日" }</th>
                            <th scope="col">{ "计数" }</th>
                            <th scope="col">{ "原因" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for trace.iter().map(row) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(day: &TraceDay) -> Html {
    let count = match day.mark {
        Mark::Result => "结果".to_owned(),
        Mark::Event => "起算或开展".to_owned(),
        Mark::Counted(nth) => format!("第 {nth} 天"),
        Mark::Skipped => "不计".to_owned(),
        Mark::Rolled => "顺延".to_owned(),
    };
    html! {
        <tr key={day.date.to_string()}>
            <th scope="row">{ day.date.to_string() }</th>
            <td>{ format!("周{}", weekday(day.date)) }</td>
            <td>{ if day.working { "是" } else { "否" } }</td>
            <td>{ count }</td>
            <td>{ &*day.reason }</td>
        </tr>
    }
}
