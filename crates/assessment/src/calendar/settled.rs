//! Which days are settled, and which a notice to come may still change.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::plausible::WORKED_WITHIN;
use super::rows::is_march_third;
use super::{Attestation, Calendar};

/// From this day of a year on its successor's notice is looked for: it has been published from late October
/// to early December.
const NOTICE_SEASON: (u32, u32) = (10, 25);

impl Calendar {
    /// Why a result that relies on the days from `from` to `to` is 暂定; `None` when all are settled.
    ///
    /// Worked example: 2028-12-30 is a Saturday before a New Year on Monday. With the notice of 2028 alone
    /// it is not settled: that of 2029 may have it worked, as that of 2007 did with 2006-12-30.
    pub fn provisional(&self, from: NaiveDate, to: NaiveDate) -> Option<String> {
        let mut unknown: Vec<i32> =
            (from.year()..=to.year()).filter(|year| self.is_open(*year, from, to)).collect();
        let next = to.year() + 1;
        let reaches_into_december = self.unsettled_in_december(next).is_some_and(|day| day <= to);
        if !unknown.contains(&to.year()) && reaches_into_december {
            unknown.push(next);
        }
        let unknown: Vec<String> = unknown.iter().map(i32::to_string).collect();
        (!unknown.is_empty()).then(|| {
            format!(
                "{} 年的放假调休安排尚未录入或没有录全，只按法定节日计算，为暂定结果；\
                 通知历年在 10 月下旬至 12 月上旬公布，公布后请录入并重新核对。",
                unknown.join("、")
            )
        })
    }

    /// Whether a notice of another year than its own may still change `date`, or its own does not name it.
    pub(super) fn is_unsettled(&self, date: NaiveDate) -> bool {
        self.is_open(date.year(), date, date)
            || self.unsettled_in_december(date.year() + 1).is_some_and(|first| first <= date)
    }

    /// Whether what `year` has between two days may still be arranged otherwise. Of a notice entered in part
    /// that is what lies near the holidays on which it is silent.
    fn is_open(&self, year: i32, from: NaiveDate, to: NaiveDate) -> bool {
        match self.years.get(&year) {
            None | Some(Attestation::StatutoryOnly) => true,
            Some(Attestation::EnteredInPart) => self.open_days(year).any(|open| {
                let near = Days::new(WORKED_WITHIN);
                open - near <= to && from <= open + near
            }),
            Some(Attestation::Entered | Attestation::Published) => false,
        }
    }

    /// The statutory days of `year` that no notice names.
    fn open_days(&self, year: i32) -> impl Iterator<Item = NaiveDate> {
        self.statutory.iter().map(|(date, _)| *date).filter(move |date| date.year() == year)
    }

    /// That the State Council's notice is still to be entered although it is due, in a sentence: from late
    /// October on that of the next year, before it that of the year itself.
    pub fn missing_notice_words(&self, today: NaiveDate) -> Option<String> {
        let is_season = (today.month(), today.day()) >= NOTICE_SEASON;
        let year = today.year() + i32::from(is_season);
        let is_missing =
            self.statutory.iter().any(|(date, name)| date.year() == year && !is_march_third(name));
        is_missing.then(|| {
            format!(
                "{year} 年的放假安排还没有录入或没有录全，涉及 {year} 年的日期都是暂定。国务院办公厅历年在 \
                 10 月下旬至 12 月上旬公布：请到中国政府网查，已公布的，把通知原句整段粘贴到“日历覆盖范围”。"
            )
        })
    }

    /// The first day in December that the notice of `year` may still change; `None` once it is known.
    ///
    /// It works or frees days before New Year only to join it to the weekend before it: a New Year on
    /// Sunday (2011-12-31), Monday (2006-12-30) or Tuesday (2001-12-29, 2007-12-29, 2018-12-29). On any
    /// other weekday the days joined lie in January.
    fn unsettled_in_december(&self, year: i32) -> Option<NaiveDate> {
        let new_year = NaiveDate::from_ymd_opt(year, 1, 1)?;
        if !self.is_open(year, new_year, new_year) {
            return None;
        }
        let back_to_saturday = match new_year.weekday() {
            Weekday::Sun => 1,
            Weekday::Mon => 2,
            Weekday::Tue => 3,
            _ => return None,
        };
        Some(new_year - Days::new(back_to_saturday))
    }
}
