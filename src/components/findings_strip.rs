//! What the answers so far come to, in one line that keeps up with them.

use assessment::results::findings::Findings;
use yew::prelude::*;

use crate::route::Route;

/// 红线, 整改情形, 不足 and, always beside them, 未答.
pub fn findings_strip(findings: &Findings) -> Html {
    let figure = |label: &'static str, count: usize, class: &'static str| {
        html! {
            <span class={classes!("figure", (count > 0).then_some(class))}>
                { format!("{label} ") }<b>{ count }</b>
            </span>
        }
    };
    html! {
        <aside class="findings-strip" aria-label="自查结果">
            <p aria-live="polite" aria-atomic="true">
                { figure("红线", findings.red_lines.len(), "is-red") }
                { figure("整改情形", findings.situations.len(), "is-fix") }
                { figure("不足", findings.shortfalls.len(), "is-short") }
                { figure("未答", findings.tally.unanswered, "is-open") }
            </p>
            <a href={Route::Report.href()}>{ "看报告" }</a>
        </aside>
    }
}
