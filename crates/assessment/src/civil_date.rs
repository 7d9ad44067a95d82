//! Civil dates: how they stand in files, where one may be left blank (`""` or `null` in the file, `None`
//! here; anything else is refused), and how they are written for people.

use chrono::{Datelike as _, NaiveDate, Weekday};
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

/// Whether `date` is a Saturday or a Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The weekday in one character: 一 to 日.
pub fn weekday(date: NaiveDate) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "日"][date.weekday().num_days_from_monday() as usize]
}

/// `2026年11月23日（周一）`.
pub fn long_date(date: NaiveDate) -> String {
    format!("{}（周{}）", plain_date(date), weekday(date))
}

/// `2026年11月23日`.
pub fn plain_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
