//! The only place that talks to the browser.

pub mod address;
pub mod assets;
pub mod channel;
pub mod clock;
pub mod deleted;
mod deletion;
pub mod documents_client;
pub mod documents_outcome;
mod documents_worker;
pub mod dom;
pub mod embedded;
pub mod events;
pub mod fetch;
pub mod files;
pub mod host;
pub mod ids;
pub mod jump;
pub mod kept;
mod message;
pub mod pinyin;
pub mod preference;
pub mod printing;
pub mod rescue;
pub mod service_worker;
pub mod storage;
pub mod storage_error;
mod writing;
