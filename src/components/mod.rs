//! Parts of pages: props in, callbacks out; no storage, no rules.

pub mod dialog;
pub mod empty;
pub mod expiry;
pub mod header;
pub mod icons;
pub mod save_alert;
pub mod toasts;
