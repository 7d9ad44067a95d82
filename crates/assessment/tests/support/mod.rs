//! What several of the tests need.

#![allow(clippy::unwrap_used, dead_code, reason = "each test takes what it needs and may stop")]

use std::collections::HashMap;

use assessment::calendar::{Calendar, Region};
use chrono::NaiveDate;

/// A date written as `2026-11-23`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The calendar of all China.
pub fn national() -> Calendar {
    Calendar::new(Region::National, &[])
}

/// The same with 壮族三月三.
pub fn guangxi() -> Calendar {
    Calendar::new(Region::Guangxi, &[])
}

/// The rows of a table by column; lines that begin with `#` are comments.
pub fn rows(csv: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}
