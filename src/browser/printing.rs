//! The page on paper.

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::events;

/// What is folded on the screen and has something in it that belongs on paper.
const FOLDED: &str = "details[data-on-paper]:not([open])";
/// What was unfolded for paper alone.
const UNFOLDED: &str = "details[data-unfolded]";

/// Tells when printing begins (true) and ends (false), until what it returns is dropped.
pub fn on_printing(tell: impl Fn(bool) + Clone + 'static) -> [Option<EventListener>; 2] {
    let begins = tell.clone();
    [
        events::on_window("beforeprint", move |_| begins(true)),
        events::on_window("afterprint", move |_| tell(false)),
    ]
}

/// Unfolds for paper what has something in it, and folds it again afterwards.
pub fn unfold(printing: bool) {
    let which = if printing { FOLDED } else { UNFOLDED };
    let Ok(found) = document().query_selector_all(which) else { return };
    let found = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok());
    for details in found {
        for mark in ["open", "data-unfolded"] {
            // HTML allows both names: there is nothing that could fail.
            let _ = details.toggle_attribute_with_force(mark, printing);
        }
    }
}
