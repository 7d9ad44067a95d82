//! What leaves as a file.
//!
//! This crate turns a report into documents. It knows no browser and no clock; the worker and the
//! command line in `src/bin` are thin shells around it.

pub mod handler;
pub mod ics;
mod modified;
mod pack;
pub mod page;
pub mod pdf;
pub mod readback;
mod seal;
mod text;
mod unpacked;
mod world;
pub mod xlsx;
