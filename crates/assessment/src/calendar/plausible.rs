//! How far a year's arrangement may depart from its statutory days once its notice is published.
//!
//! A provisional date is shown with one that holds under any plausible 调休. Plausible means: free days
//! lie as near to their holiday as in every year of the data, and weekends are worked no farther from it.

use chrono::{Days, NaiveDate};

use super::Calendar;
use super::rows::{Override, is_march_third};
use crate::civil_date::is_weekend;

/// How far an arrangement reaches around a statutory day, in calendar days.
struct Reach {
    /// Part of the holiday's name.
    name: &'static str,
    /// Free before it.
    before: u64,
    /// Free after it.
    after: u64,
}

/// Wider by a day or two than the arrangements of 2019 to 2026; wide enough also for the 春节 of 2020, which
/// a second notice prolonged by three days.
const REACH: [Reach; 7] = [
    Reach { name: "元旦", before: 2, after: 2 },
    Reach { name: "春节", before: 2, after: 7 },
    Reach { name: "清明", before: 2, after: 2 },
    Reach { name: "三月三", before: 3, after: 4 },
    Reach { name: "劳动", before: 2, after: 4 },
    Reach { name: "国庆", before: 2, after: 7 },
    // 端午 and 中秋.
    Reach { name: "", before: 2, after: 2 },
];

/// A weekend may be worked so many calendar days from a statutory day.
pub(super) const WORKED_WITHIN: u64 = 14;

impl Calendar {
    /// The calendar in which every unknown year has the fewest plausible working days: a count back from
    /// an event can only end later than by this one.
    pub fn fewest_working(&self) -> &Self {
        self.fewest.get_or_init(|| {
            Box::new(self.with_each_unknown_holiday(|calendar, holiday, name| {
                let Some(reach) = REACH.iter().find(|reach| name.contains(reach.name)) else {
                    return;
                };
                for date in around(holiday, reach.before, reach.after) {
                    calendar.assume(date, true, name);
                }
            }))
        })
    }

    /// The calendar in which every unknown year has the most plausible working days: a count forward can
    /// only end later than by this one.
    pub fn most_working(&self) -> &Self {
        self.most.get_or_init(|| {
            Box::new(self.with_each_unknown_holiday(|calendar, holiday, name| {
                // 三月三 itself may turn out to be arranged on other days.
                if is_march_third(name) {
                    calendar.changes.remove(&holiday);
                }
                for date in around(holiday, WORKED_WITHIN, WORKED_WITHIN) {
                    if is_weekend(date) {
                        calendar.assume(date, false, name);
                    }
                }
            }))
        })
    }

    fn with_each_unknown_holiday(
        &self,
        mut change: impl FnMut(&mut Self, NaiveDate, &'static str),
    ) -> Self {
        let mut calendar = self.clone();
        for (date, name) in &self.statutory {
            change(&mut calendar, *date, name);
        }
        calendar.tabulate();
        calendar
    }

    /// Assumes `date` free or worked, unless a notice or the statutory days already say what it is.
    fn assume(&mut self, date: NaiveDate, off: bool, name: &str) {
        // A weekend is free and a weekday worked without being said.
        if self.is_unsettled(date) && off != is_weekend(date) {
            self.changes.entry(date).or_insert_with(|| Override { off, name: name.to_owned() });
        }
    }
}

fn around(day: NaiveDate, before: u64, after: u64) -> impl Iterator<Item = NaiveDate> {
    (day - Days::new(before)).iter_days().take_while(move |date| *date <= day + Days::new(after))
}
