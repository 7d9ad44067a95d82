//! A deleted self-check as it lies in the storage, set aside for a while.

use chrono::{Days, NaiveDate};
use idb::ObjectStore;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::{clock, kept::Kept, storage_error::StorageError};

/// How many days a deleted self-check can be brought back.
pub const KEPT_DAYS: u64 = 30;

/// Begins the keys in the memory store.
pub(super) const PREFIX: &str = "deleted/";

/// A deleted self-check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// When, RFC 3339.
    pub at: String,
    /// What was deleted.
    pub kept: Kept,
}

impl Deleted {
    /// The last day on which it can be brought back.
    pub fn until(&self) -> Option<NaiveDate> {
        clock::local_date(&self.at)?.checked_add_days(Days::new(KEPT_DAYS))
    }
}

/// Where a self-check is noted as deleted.
pub(super) fn key(id: &str) -> JsValue {
    JsValue::from_str(&format!("{PREFIX}{id}"))
}

/// Whether a self-check is noted as deleted.
pub(super) async fn is_deleted(memory: &ObjectStore, id: &str) -> Result<bool, StorageError> {
    Ok(memory.get(key(id))?.await?.is_some())
}

pub(super) fn row_of(aside: &JsValue) -> Option<JsValue> {
    Reflect::get(aside, &"row".into()).ok().filter(JsValue::is_object)
}

/// What is set aside for a self-check: when it was deleted, and its row where there is room for it.
pub(super) fn to_js(at: &str, row: Option<JsValue>) -> JsValue {
    let aside = Object::new();
    for (name, value) in [("at", at.into()), ("row", row.unwrap_or(JsValue::NULL))] {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&aside, &name.into(), &value);
    }
    aside.into()
}

/// What was set aside; `None` where there was no room for it.
pub(super) fn of_js(id: &str, aside: &JsValue) -> Option<Deleted> {
    let at = Reflect::get(aside, &"at".into()).ok()?.as_string()?;
    Some(Deleted { at, kept: Kept::from_js(id, &row_of(aside)?) })
}
