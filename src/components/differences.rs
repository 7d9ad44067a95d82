//! Where two copies of a self-check differ, side by side.

use assessment::self_check::differences::Difference;
use yew::prelude::*;

/// How many differences are listed before the rest is only counted.
const LISTED: usize = 100;

/// The differences under a heading for each copy; `label` says to a screen reader what they are.
pub fn differences_table(
    differences: &[Difference],
    headings: [&'static str; 2],
    label: &'static str,
) -> Html {
    let cell = |text: &str| {
        if text.is_empty() {
            html! { <span class="hint">{ "（无）" }</span> }
        } else {
            html! { text }
        }
    };
    let more = differences.len().saturating_sub(LISTED);
    html! {
        <>
            <div class="table-wrap import-changes" tabindex="0" role="region" aria-label={label}>
                <table class="grid">
                    <thead><tr>
                        <th scope="col">{ "位置" }</th>
                        { for headings.map(|heading| html! { <th scope="col">{ heading }</th> }) }
                    </tr></thead>
                    <tbody>
                        { for differences.iter().take(LISTED).map(|difference| html! {
                            <tr>
                                <th scope="row">{ &difference.place }</th>
                                <td>{ cell(&difference.ours) }</td>
                                <td>{ cell(&difference.theirs) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            if more > 0 { <p class="hint">{ format!("另有 {more} 处没有列出。") }</p> }
        </>
    }
}
