//! The app's hooks, storage and components, in a browser.
#![cfg(target_arch = "wasm32")]

mod components;
mod record;
mod storage;
mod support;
mod windows;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
