//! What `assets/rescue.js` needs when the app itself can no longer be relied on.
//!
//! The script is plain JavaScript outside of the module; where a page does not load it, nothing is noted.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = selfcheckRescue, js_name = note)]
    fn note_text(id: &str, json: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = selfcheckRescue, js_name = forget)]
    fn forget_text(id: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = selfcheckRescue, js_name = panicked)]
    fn note_panic(message: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = selfcheckRescue, js_name = watch)]
    fn watch_memory(memory: &JsValue) -> Result<(), JsValue>;
}

/// Leaves the message of every panic with the script, which tells it from other traps.
pub fn install() {
    // Not `std::panic::set_hook`: Yew would put its own hook in its place.
    yew::set_custom_panic_hook(Box::new(|panic| {
        let _ = note_panic(&panic.to_string());
    }));
    let _ = watch_memory(&wasm_bindgen::memory());
}

/// Notes how a self-check stands now, in case nothing can be saved any more.
pub fn note(id: &str, json: &str) {
    let _ = note_text(id, json);
}

/// Drops what was noted of a self-check: it is gone, or its changes were given up.
pub fn forget(id: &str) {
    let _ = forget_text(id);
}
