//! Which days are settled, and which a notice to come may still change.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::{Attestation, Calendar};

impl Calendar {
    /// Why a result that relies on the days from `from` to `to` is 暂定; `None` when all are settled.
    ///
    /// Worked example: 2028-12-30 is a Saturday before a New Year on Monday. With the notice of 2028 alone
    /// it is not settled: that of 2029 may have it worked, as that of 2007 did with 2006-12-30.
    pub fn provisional(&self, from: NaiveDate, to: NaiveDate) -> Option<String> {
        let mut unknown: Vec<i32> =
            (from.year()..=to.year()).filter(|year| !self.is_known(*year)).collect();
        let next = to.year() + 1;
        let reaches_into_december = self.unsettled_in_december(next).is_some_and(|day| day <= to);
        if self.is_known(to.year()) && reaches_into_december {
            unknown.push(next);
        }
        let unknown: Vec<String> = unknown.iter().map(i32::to_string).collect();
        (!unknown.is_empty()).then(|| {
            format!(
                "{} 年的放假调休安排尚未录入，只按法定节日计算，为暂定结果；通知公布后请重新核对。",
                unknown.join("、")
            )
        })
    }

    /// Whether a notice of another year than its own may still change `date`, or its own is not known.
    pub(super) fn is_unsettled(&self, date: NaiveDate) -> bool {
        !self.is_known(date.year())
            || self.unsettled_in_december(date.year() + 1).is_some_and(|first| first <= date)
    }

    fn is_known(&self, year: i32) -> bool {
        self.years.get(&year).is_some_and(|known| *known != Attestation::StatutoryOnly)
    }

    /// The first day in December that the notice of `year` may still change; `None` once it is known.
    ///
    /// It works or frees days before New Year only to join it to the weekend before it: a New Year on
    /// Sunday (2011-12-31), Monday (2006-12-30) or Tuesday (2001-12-29, 2007-12-29, 2018-12-29). On any
    /// other weekday the days joined lie in January.
    fn unsettled_in_december(&self, year: i32) -> Option<NaiveDate> {
        if self.is_known(year) {
            return None;
        }
        let new_year = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let back_to_saturday = match new_year.weekday() {
            Weekday::Sun => 1,
            Weekday::Mon => 2,
            Weekday::Tue => 3,
            _ => return None,
        };
        Some(new_year - Days::new(back_to_saturday))
    }
}
