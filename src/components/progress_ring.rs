//! How much of a chapter is answered, as a ring.

use yew::prelude::*;

/// A ring that closes as the last of `total` questions is answered. The numbers beside it say the same.
pub fn progress_ring(done: usize, total: usize) -> Html {
    // `pathLength` makes the circumference as long as there are questions, so nothing is computed.
    let total = total.max(1);
    html! {
        <svg class="ring" viewBox="0 0 36 36" width="36" height="36" aria-hidden="true">
            <circle class="ring-rest" cx="18" cy="18" r="15" fill="none" stroke-width="4" />
            if done > 0 {
                <circle
                    class="ring-done"
                    cx="18"
                    cy="18"
                    r="15"
                    fill="none"
                    stroke-width="4"
                    pathLength={total.to_string()}
                    stroke-dasharray={format!("{done} {total}")}
                    transform="rotate(-90 18 18)"
                />
            }
        </svg>
    }
}
