//! What someone prefers in this browser, of whichever self-check. The self-checks themselves never lie here.

use wasm_bindgen::prelude::*;

const SHORTCUTS: &str = "selfcheck-shortcuts";
const CARRY_ON: &str = "selfcheck-carry-on";
const PREVIEW: &str = "selfcheck-preview";
const WHO: &str = "selfcheck-who";
const BACKUP_DAYS: &str = "selfcheck-backup-days";
const ON: &str = "on";
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
    remembered(SHORTCUTS).as_deref() != Some(OFF)
}

/// Remembers whether single keys answer and move.
pub fn set_shortcuts(on: bool) {
    remember(SHORTCUTS, on);
}

/// Whether a key that leaves nothing to fill in carries on to the next open item; so it does until it is
/// switched off.
pub fn carry_on() -> bool {
    remembered(CARRY_ON).as_deref() != Some(OFF)
}

/// Remembers whether a key that leaves nothing to fill in carries on.
pub fn set_carry_on(on: bool) {
    remember(CARRY_ON, on);
}

/// Whether the report's preview stands beside the pages; it does not until it is asked for.
pub fn preview() -> bool {
    remembered(PREVIEW).as_deref() == Some(ON)
}

/// Remembers whether the report's preview stands beside the pages.
pub fn set_preview(on: bool) {
    remember(PREVIEW, on);
}

/// After how many days a backup is reminded of; `None` unless that was asked for.
pub fn backup_days() -> Option<i64> {
    remembered(BACKUP_DAYS)?.parse().ok().filter(|days| *days > 0)
}

/// Remembers after how many days a backup is reminded of.
pub fn set_backup_days(days: &str) {
    let _ = set_item(BACKUP_DAYS, days);
}

/// Who works here, as far as it was told; it goes into the journal of changes.
pub fn who() -> String {
    remembered(WHO).unwrap_or_default()
}

/// Remembers who works here.
pub fn set_who(name: &str) {
    let _ = set_item(WHO, name);
}

fn remembered(key: &str) -> Option<String> {
    get_item(key).ok().flatten()
}

fn remember(key: &str, on: bool) {
    // Where it cannot be remembered, it holds until the page is left.
    let _ = set_item(key, if on { ON } else { OFF });
}
