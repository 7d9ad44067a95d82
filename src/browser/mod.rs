//! The only place that talks to the browser.

pub mod assets;
pub mod carried;
pub mod channel;
pub mod clock;
pub mod dom;
pub mod events;
pub mod fetch;
pub mod files;
pub mod ids;
pub mod preference;
pub mod requests;
pub mod service_worker;
pub mod storage;
pub mod worker;
