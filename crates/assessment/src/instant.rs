//! Instants as they are saved (RFC 3339): compared with each other, and told in Nanning's time, which is
//! that of all of China.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// China's time is eight hours ahead all year round, since 1992.
const AHEAD_OF_UTC: i32 = 8 * 60 * 60;

/// An instant in Nanning's time; `None` when the text is none.
pub fn in_nanning(text: &str) -> Option<DateTime<FixedOffset>> {
    let instant = DateTime::parse_from_rfc3339(text).ok()?;
    Some(instant.with_timezone(&FixedOffset::east_opt(AHEAD_OF_UTC)?))
}

/// The civil date of an instant in Nanning; `None` when the text is none.
pub fn date(text: &str) -> Option<NaiveDate> {
    Some(in_nanning(text)?.date_naive())
}

/// An instant in Nanning's time, such as `2026-11-20 16:30`; the text as it stands when it is none.
pub fn words(text: &str) -> String {
    match in_nanning(text) {
        Some(time) => time.format("%Y-%m-%d %H:%M").to_string(),
        None => text.to_owned(),
    }
}

/// An instant as it can be compared: texts of other offsets or precision do not sort as instants do.
/// What is no instant comes before all; the text decides where the instant does not.
pub(crate) fn comparable(text: &str) -> (Option<DateTime<Utc>>, &str) {
    (DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.to_utc()), text)
}
