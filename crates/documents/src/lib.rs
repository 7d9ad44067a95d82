//! What leaves as a file.
//!
//! This crate turns a [`assessment::report::Report`] into documents. It knows no browser and no
//! clock; the worker and the command line in `src/bin` are thin shells around it.

pub mod pdf;
pub mod readback;
pub mod text;
mod world;
