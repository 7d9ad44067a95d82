//! The instant that a file states as that of its making.

use assessment::self_check::SelfCheck;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The self-check's last change, so that the same self-check always gives the same file; the beginning of
/// `today` where the self-check does not tell.
pub(crate) fn last_change(self_check: &SelfCheck, today: NaiveDate) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&self_check.updated_at)
        .map_or_else(|_| today.and_time(NaiveTime::MIN).and_utc(), |instant| instant.to_utc())
}
