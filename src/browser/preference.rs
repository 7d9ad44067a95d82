//! What someone prefers in this browser, of whichever record. The records themselves never lie here.

use wasm_bindgen::prelude::*;

const SHORTCUTS: &str = "selfcheck-shortcuts";
const OFF: &str = "off";

// Both are caught: where the browser refuses, already the name `localStorage` throws.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = localStorage, js_name = getItem)]
    fn get_item(key: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(catch, js_namespace = localStorage, js_name = setItem)]
    fn set_item(key: &str, value: &str) -> Result<(), JsValue>;
}

/// Whether single keys answer and move; so they do until they are switched off.
pub fn shortcuts() -> bool {
    get_item(SHORTCUTS).ok().flatten().as_deref() != Some(OFF)
}

/// Remembers whether single keys answer and move.
pub fn set_shortcuts(on: bool) {
    // Where it cannot be remembered, it holds until the page is left.
    let _ = set_item(SHORTCUTS, if on { "on" } else { OFF });
}
