//! When the open self-check was last exported. What became of the file, no page can see.

use chrono::{DateTime, NaiveDate};

/// The last export of a self-check, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastExport {
    /// Civil days since then, whatever the hour: yesterday's evening is one day ago this morning.
    pub days: i64,
    /// Whether the self-check was changed after it.
    pub changed_since: bool,
}

impl LastExport {
    /// The export on that civil day and at that instant (RFC 3339), of a self-check last changed at
    /// `updated_at` (RFC 3339).
    pub fn new(day: NaiveDate, instant: &str, updated_at: &str, today: NaiveDate) -> Self {
        let at = |instant| DateTime::parse_from_rfc3339(instant).ok();
        // A self-check out of a file may bear an instant that is none; then nothing is said about it.
        let changed_since = at(updated_at).zip(at(instant)).is_some_and(|(a, b)| a > b);
        Self { days: (today - day).num_days(), changed_since }
    }

    /// `今天导出过`, `3 天前导出过，之后有改动`.
    pub fn words(self) -> String {
        let when = match self.days {
            ..=0 => "今天".to_owned(),
            days => format!("{days} 天前"),
        };
        let since = if self.changed_since { "，之后有改动" } else { "" };
        format!("{when}导出过{since}")
    }
}

/// What reminds of a backup that is due every so many days: changes that lie in no file that was exported so
/// lately. `begun` is the day on which a self-check began that was never exported.
pub fn backup_reminder(
    every: i64,
    last: Option<LastExport>,
    begun: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<String> {
    let (days, words) = match last {
        Some(last) => (last.days, "天前导出过备份，之后有改动。"),
        None => ((today - begun?).num_days(), "天前开始填写，还没有导出过备份。"),
    };
    let is_due = days >= every && last.is_none_or(|last| last.changed_since);
    is_due.then(|| format!("这份自查 {days} {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(exported: (u32, &str), changed: &str) -> String {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
        LastExport::new(day(exported.0), exported.1, changed, day(23)).words()
    }

    #[test]
    fn days_are_civil_days_and_not_blocks_of_24_hours() {
        // Exported on the 22nd at 17:00 in Nanning; today is the 23rd, whatever the hour.
        let changed = "2026-11-22T08:00:00.000Z";
        assert_eq!(words((22, "2026-11-22T09:00:00.000Z"), changed), "1 天前导出过");
        assert_eq!(words((23, "2026-11-22T23:00:00.000Z"), changed), "今天导出过");
    }

    #[test]
    fn a_backup_is_due_when_there_are_changes_and_the_days_are_over() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
        let last = |days, changed_since| Some(LastExport { days, changed_since });
        let due = |last, begun| backup_reminder(7, last, begun, day(23)).is_some();
        assert!(due(last(7, true), None));
        assert!(!due(last(6, true), None));
        assert!(!due(last(90, false), None));
        assert!(due(None, Some(day(16))));
        assert!(!due(None, Some(day(17))));
        assert!(!due(None, None));
    }

    #[test]
    fn a_change_after_the_export_is_told_whatever_the_time_zone_it_is_written_in() {
        let exported = (23, "2026-11-23T02:00:00.000Z");
        assert_eq!(words(exported, "2026-11-23T02:00:01.000Z"), "今天导出过，之后有改动");
        assert_eq!(words(exported, "2026-11-23T10:00:01+08:00"), "今天导出过，之后有改动");
        assert_eq!(words(exported, "2026-11-23T09:59:59+08:00"), "今天导出过");
        assert_eq!(words(exported, "2026-11-23T02:00:00.000Z"), "今天导出过");
    }
}
