//! The domain of 职评自查: the regulation and its items, the institution, the answers, the findings,
//! the calendar and the deadlines, the plan, the saved record and the report as data.
//!
//! No browser, no clock, no I/O: today is always a parameter, civil dates are `NaiveDate`.

#![deny(unsafe_code, clippy::unwrap_used, missing_docs)]

pub mod answers;
mod blank_date;
pub mod calendar;
pub mod deadlines;
pub mod findings;
pub mod merge;
pub mod messages;
pub mod occasion;
pub mod plan;
pub mod profile;
pub mod record;
pub mod registers;
pub mod regulation;
pub mod report;
pub mod table;

pub use blank_date::parse as parse_date;
