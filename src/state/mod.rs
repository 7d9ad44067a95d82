//! The open self-check, the self-checks kept here, saving and being offline: no view.

mod kept_self_checks;
pub mod last_export;
pub mod library;
pub mod offline;
mod open_self_check;
pub mod save_queue;
pub mod saving;
pub(crate) mod services;
pub mod session;

pub use kept_self_checks::{LibraryHandle, OnDone};
pub use open_self_check::SelfCheckHandle;
