//! What time it is, for everything inside that takes it as a parameter.

use chrono::NaiveDate;
use js_sys::Date;

/// Today's civil date where the user is.
pub fn today() -> NaiveDate {
    // A browser's date cannot be out of chrono's range; the default is never reached.
    civil(&Date::new_0()).unwrap_or_default()
}

/// The civil date of an instant where the user is; `None` when it is not an instant.
pub fn local_date(instant: &str) -> Option<NaiveDate> {
    let date = Date::new(&instant.into());
    if date.get_time().is_nan() { None } else { civil(&date) }
}

fn civil(date: &Date) -> Option<NaiveDate> {
    let year = i32::try_from(date.get_full_year()).ok()?;
    NaiveDate::from_ymd_opt(year, date.get_month() + 1, date.get_date())
}

/// The present instant, RFC 3339 in UTC.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}

/// An instant of a self-check in the user's own time, such as `2026-11-20 16:30`; as it stands when it is none.
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
