//! The app's hooks, storage and components, in a browser.
#![cfg(target_arch = "wasm32")]
// A test that cannot go on has failed.
#![allow(clippy::expect_used, missing_docs)]

mod components;
mod self_check;
mod storage;
mod support;
mod windows;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
