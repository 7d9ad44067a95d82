//! What the page and the documents worker say to each other.
//!
//! Each [`Request`] is answered exactly once by an [`Answer`]: by the variant of its own name, or by
//! [`Answer::Failed`]. Both travel as a [`Parcel`]: JSON text, and beside it the files, which are handed
//! over as they are. Between page and worker a parcel is a JavaScript object `{ id, json, files }`; the
//! answer bears the `id` of its request.
//!
//! Self-checks travel as their own file's text, and the worker works the report out: what is sent is small
//! beside a report, and what is attached to a report is to the byte what was sent.

mod answer;
mod integrity;
mod parcel;
mod request;

pub use answer::Answer;
pub use integrity::Integrity;
pub use parcel::{Parcel, ParcelError};
pub use request::{PreviewTarget, ReportSource, Request};
