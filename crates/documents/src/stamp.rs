//! The instant that a file states as that of its making.

use assessment::record::Record;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The record's last change, so that the same record always gives the same file; the beginning of
/// `today` where the record does not tell.
pub(crate) fn last_change(record: &Record, today: NaiveDate) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&record.updated_at)
        .map_or_else(|_| today.and_time(NaiveTime::MIN).and_utc(), |instant| instant.to_utc())
}
