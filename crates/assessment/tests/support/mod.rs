//! What several of the tests need.

#![allow(clippy::unwrap_used, dead_code, reason = "each test takes what it needs and may stop")]

use std::collections::HashMap;

use assessment::calendar::{Calendar, Notice, Region};
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

/// A national notice of `year` that changes nothing.
pub fn notice(year: i32) -> Notice {
    let extra = serde_json::Map::new();
    Notice { year, region: Region::National, days: Vec::new(), extra }
}

/// The rows of a table by column; lines that begin with `#` are comments.
pub fn rows(csv: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}
