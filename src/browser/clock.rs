//! What time it is, for everything inside that takes it as a parameter.

use chrono::NaiveDate;
use js_sys::Date;

/// Today's civil date where the user is.
pub fn today() -> NaiveDate {
    let now = Date::new_0();
    // A browser's date cannot be out of chrono's range; the default is never reached.
    i32::try_from(now.get_full_year())
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()))
        .unwrap_or_default()
}

/// The present instant, RFC 3339 in UTC.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}

/// An instant of a record in the user's own time, such as `2026-11-20 16:30`; as it stands when it is none.
pub fn local_time(instant: &str) -> String {
    let date = Date::new(&instant.into());
    if date.get_time().is_nan() {
        return instant.to_owned();
    }
    format!(
        "{}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// Whole days from an instant until now; `None` when it is not an instant.
pub fn days_since(instant: &str) -> Option<i64> {
    const DAY: f64 = 86_400_000.0;
    let then = Date::new(&instant.into()).get_time();
    // The number of days fits any integer; `as` saturates.
    #[allow(clippy::cast_possible_truncation)]
    (!then.is_nan()).then(|| ((Date::now() - then) / DAY).floor() as i64)
}
