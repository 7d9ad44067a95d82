//! What several of the tests need.

#![allow(clippy::unwrap_used, dead_code, reason = "each test takes what it needs and may stop")]

pub mod copies;

use std::collections::HashMap;

use assessment::calendar::{Calendar, Notice, NoticeDay, Region};
use chrono::{Datelike as _, NaiveDate};

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

/// A national notice of `year` that frees the statutory days and changes nothing else.
pub fn notice(year: i32) -> Notice {
    let extra = serde_json::Map::new();
    let days = rows(include_str!("../../../../regulation/calendars/statutory.csv"))
        .into_iter()
        .map(|row| (day(&row["date"]), row["name"].clone()))
        .filter(|(date, name)| date.year() == year && !name.contains("三月三"))
        .map(|(date, name)| NoticeDay { name, date, is_off_day: true, extra: extra.clone() })
        .collect();
    Notice { year, region: Region::National, days, extra }
}

/// The rows of a table by column; lines that begin with `#` are comments.
pub fn rows(csv: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}
