//! Events of the whole window.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Event, KeyboardEvent};

/// Listens until what it returns is dropped; `None` where there is no window.
pub fn on_window(name: &'static str, hear: impl FnMut(&Event) + 'static) -> Option<EventListener> {
    // Passive listeners, gloo's default, could not keep the browser from opening a dropped file.
    let options = EventListenerOptions::enable_prevent_default();
    web_sys::window().map(|window| EventListener::new_with_options(&window, name, options, hear))
}

/// Listens to keys until what it returns is dropped.
pub fn on_key(mut hear: impl FnMut(&KeyboardEvent) + 'static) -> Option<EventListener> {
    on_window("keydown", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            hear(event);
        }
    })
}

/// Answers `beforeunload`: the browser asks the person, in its own words, whether to leave.
pub fn ask_before_leaving(event: &Event) {
    event.prevent_default();
    // Chromium before 119 asks only for this; setting it cannot fail.
    let _ = js_sys::Reflect::set(event, &"returnValue".into(), &true.into());
}
