//! A date that may be left blank: `""` (or `null`) in the file, `None` here. Anything else is refused.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

pub(crate) fn serialize<S: Serializer>(
    date: &Option<NaiveDate>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_str(""),
    }
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDate>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    parse(&text)
        .map(Some)
        .ok_or_else(|| D::Error::custom(format!("“{text}”不是日期，应如 2026-10-01，或留空")))
}

/// Reads an ISO 8601 date of the years 1900 to 2999.
///
/// A year far off is a slip of the keyboard; bounded, no sum of a date and a period can overflow.
pub fn parse(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|date: &NaiveDate| (1900..3000).contains(&date.year()))
}
