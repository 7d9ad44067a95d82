//! The domain of 职评自查: the regulation and its items, the institution, the answers, the findings,
//! the calendar and the deadlines, the plan, the saved self-check, the report as data, and searching.
//!
//! No browser, no clock, no I/O: today is always a parameter, civil dates are `NaiveDate`.

#![deny(unsafe_code, clippy::unwrap_used, missing_docs)]

pub mod calendar;
pub mod civil_date;
mod compatible;
pub mod content;
pub mod deadlines;
pub mod instant;
pub mod oracle;
pub mod report;
pub mod results;
pub mod search;
pub mod self_check;
