//! What time it is in Nanning, for everything inside that takes it as a parameter. The regulation's days
//! are Nanning's, also on a machine that is set to another time zone.

use assessment::instant;
use chrono::{NaiveDate, TimeDelta};
use js_sys::Date;

/// Clocks that are set by a network differ by seconds, others by minutes.
const USUAL_DIFFERENCE: TimeDelta = TimeDelta::minutes(5);

/// By how much Nanning's time is ahead of UTC.
const OFFSET_MINUTES: i32 = 8 * 60;

/// Today's civil date in Nanning.
pub fn today() -> NaiveDate {
    // A browser's date cannot be out of chrono's range; the default is never reached.
    local_date(&now()).unwrap_or_default()
}

/// Whether this machine is set to Nanning's time.
pub fn is_local_time_of_nanning() -> bool {
    Date::new_0().get_timezone_offset() == -f64::from(OFFSET_MINUTES)
}

/// The civil date of an instant (RFC 3339) in Nanning; `None` when it is not an instant.
pub fn local_date(instant: &str) -> Option<NaiveDate> {
    instant::date(instant)
}

/// The present instant, RFC 3339 in UTC.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}

/// Whether this machine's clock is clearly earlier than an instant (RFC 3339) that has passed.
pub fn is_behind(instant: &str) -> bool {
    differs_backwards(&now(), instant)
}

fn differs_backwards(now: &str, passed: &str) -> bool {
    instant::in_nanning(now)
        .zip(instant::in_nanning(passed))
        .is_some_and(|(now, passed)| passed - now > USUAL_DIFFERENCE)
}

/// An instant of a self-check in Nanning's time, such as `2026-11-20 16:30`; as it stands when it is none.
pub fn local_time(instant: &str) -> String {
    instant::words(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_it_begins_in_nanning() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        assert_eq!(local_date("2026-11-22T15:59:59.999Z"), day(22));
        assert_eq!(local_date("2026-11-22T16:00:00.000Z"), day(23));
        // Los Angeles, the evening before.
        assert_eq!(local_date("2026-11-22T18:00:00-08:00"), day(23));
        assert_eq!(local_date("2026-11-23"), None);
    }

    #[test]
    fn a_clock_that_is_some_minutes_off_is_not_called_wrong() {
        let now = "2026-11-23T02:00:00.000Z";
        assert!(!differs_backwards(now, "2026-11-23T02:04:00.000Z"));
        assert!(differs_backwards(now, "2026-11-23T02:06:00.000Z"));
        assert!(!differs_backwards(now, "2020-01-01T00:00:00.000Z"));
        assert!(!differs_backwards(now, "明天"));
    }

    #[test]
    fn an_instant_is_told_in_nannings_time_and_anything_else_as_it_stands() {
        assert_eq!(local_time("2026-11-20T08:30:00.000Z"), "2026-11-20 16:30");
        assert_eq!(local_time("昨天"), "昨天");
    }
}
