//! What pages share: the open record, saving, messages, today.

mod kept_records;
pub mod last_export;
mod machinery;
pub mod offline;
pub mod saving;
pub mod session;
pub mod shelf;
pub mod unsaved;
pub mod use_beside;
pub mod use_documents;
pub mod use_earlier;
pub mod use_import;
pub mod use_modal;
pub mod use_offline;
pub mod use_preview;
pub mod use_record;
pub mod use_toasts;
pub mod use_today;

pub use use_beside::{Beside, use_beside};
pub use use_documents::{DocumentsHandle, DocumentsProvider, use_documents};
pub use use_earlier::{Earlier, EarlierProvider, use_earlier};
pub use use_import::{ImportProvider, use_import};
pub use use_modal::use_modal;
pub use use_offline::{OfflineHandle, OfflineProvider, use_offline};
pub use use_record::{RecordHandle, RecordProvider, use_record};
pub use use_toasts::{ToastHandle, ToastProvider, use_toasts};
pub use use_today::use_today;
