//! What pages share: the open self-check, saving, messages, today.

pub mod use_documents;
pub mod use_earlier;
pub mod use_import;
pub mod use_modal;
pub mod use_offline;
pub mod use_preview;
pub mod use_preview_panel;
pub mod use_printing;
pub mod use_readings;
pub mod use_search_panel;
pub mod use_self_check;
pub mod use_toasts;
pub mod use_today;

pub use crate::state::SelfCheckHandle;
pub use use_documents::{DocumentsHandle, DocumentsProvider, Setting, use_documents};
pub use use_earlier::{Earlier, EarlierProvider, use_earlier};
pub use use_import::{ImportProvider, use_import};
pub use use_modal::use_modal;
pub use use_offline::{OfflineHandle, OfflineProvider, use_offline};
pub use use_preview_panel::{PreviewPanel, use_preview_panel};
pub use use_printing::use_printing;
pub use use_readings::{Sounds, use_readings};
pub use use_search_panel::{SearchPanel, use_search_panel};
pub use use_self_check::{SelfCheckProvider, use_self_check};
pub use use_toasts::{ToastHandle, ToastProvider, use_toasts};
pub use use_today::use_today;
