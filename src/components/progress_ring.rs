//! How much of a chapter is answered, as a ring.

use yew::prelude::*;

/// The properties of [`ProgressRing`].
#[derive(Properties, PartialEq)]
pub struct ProgressRingProps {
    /// How many are answered.
    pub done: usize,
    /// Of how many.
    pub total: usize,
}

/// A ring that closes as the last question is answered. The numbers beside it say the same.
#[component]
pub fn ProgressRing(props: &ProgressRingProps) -> Html {
    // `pathLength` makes the circumference as long as there are questions, so nothing is computed.
    let total = props.total.max(1);
    html! {
        <svg class="ring" viewBox="0 0 36 36" width="36" height="36" aria-hidden="true">
            <circle class="ring-rest" cx="18" cy="18" r="15" fill="none" stroke-width="4" />
            if props.done > 0 {
                <circle
                    class="ring-done"
                    cx="18"
                    cy="18"
                    r="15"
                    fill="none"
                    stroke-width="4"
                    pathLength={total.to_string()}
                    stroke-dasharray={format!("{} {total}", props.done)}
                    transform="rotate(-90 18 18)"
                />
            }
        </svg>
    }
}
