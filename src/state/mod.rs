//! The open self-check and the ones kept in this browser: changing, saving, opening, the other windows.
//! No view: `hooks` brings it to the components.

pub mod bases;
pub mod handle;
mod kept_self_checks;
pub mod last_export;
pub mod library;
pub mod offline;
pub mod save_queue;
pub mod saving;
pub(crate) mod services;
pub mod session;

pub use handle::{OnDone, SelfCheckHandle};
