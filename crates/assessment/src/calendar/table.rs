//! Every day of the covered years with the number of working days before it: answers in constant time.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Days, NaiveDate};

use super::rows::{Arrangement, HolidayRows, Override};
use super::{Attestation, CalendarError, Day, Notice, Region};
use crate::civil_date::is_weekend;

/// The working days of one region over all covered years.
#[derive(Debug, Clone)]
pub struct Calendar {
    region: Region,
    first: NaiveDate,
    last: NaiveDate,
    pub(super) changes: BTreeMap<NaiveDate, Override>,
    pub(super) years: BTreeMap<i32, Attestation>,
    /// The statutory days that no notice names yet.
    pub(super) statutory: Vec<(NaiveDate, &'static str)>,
    /// Number of working days before the day of that index; one longer than the days.
    before: Vec<u32>,
    /// The working days, in order, as indices of days.
    working: Vec<u32>,
    /// What the unknown years may come to; made when a provisional date first asks.
    pub(super) fewest: OnceLock<Box<Calendar>>,
    pub(super) most: OnceLock<Box<Calendar>>,
}

impl Calendar {
    /// Builds the calendar of `region` from the product's data and the notices that the user entered.
    ///
    /// A year is known when the national notice is, and in Guangxi the region's own as well.
    pub fn new(region: Region, entered: &[Notice]) -> Self {
        Self::of_rows(region, HolidayRows::PRODUCT, entered)
    }

    /// The same from other rows than the product's.
    pub fn of_rows(region: Region, rows: HolidayRows<'_>, entered: &[Notice]) -> Self {
        let Arrangement { changes, years, statutory } = rows.arrange(region, entered);
        let (first, last) =
            years.keys().next().zip(years.keys().next_back()).map_or((0, 0), |(a, b)| (*a, *b));
        let first = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or(NaiveDate::MIN);
        let last = NaiveDate::from_ymd_opt(last, 12, 31).unwrap_or(first);
        let mut calendar = Self {
            region,
            first,
            last,
            changes,
            years,
            statutory,
            before: Vec::new(),
            working: Vec::new(),
            fewest: OnceLock::new(),
            most: OnceLock::new(),
        };
        calendar.tabulate();
        calendar
    }

    pub(super) fn tabulate(&mut self) {
        self.before.clear();
        self.working.clear();
        let days = first_to_last(self.first, self.last);
        for (index, date) in (0_u32..).zip(days) {
            self.before.push(u32::try_from(self.working.len()).unwrap_or(u32::MAX));
            let working = self.changes.get(&date).map_or(!is_weekend(date), |change| !change.off);
            if working {
                self.working.push(index);
            }
        }
        self.before.push(u32::try_from(self.working.len()).unwrap_or(u32::MAX));
    }

    /// Whose holidays count.
    pub fn region(&self) -> Region {
        self.region
    }

    /// The first day covered: 2019-01-01.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// The last day covered, by statutory days at least.
    pub fn last(&self) -> NaiveDate {
        self.last
    }

    /// How each covered year is known, in order.
    pub fn years(&self) -> impl Iterator<Item = (i32, Attestation)> {
        self.years.iter().map(|(year, attestation)| (*year, *attestation))
    }

    fn index(&self, date: NaiveDate) -> Result<usize, CalendarError> {
        if date < self.first {
            return Err(CalendarError::TooEarly { date, first: self.first });
        }
        if date > self.last {
            return Err(CalendarError::TooLate { date, last: self.last });
        }
        usize::try_from((date - self.first).num_days())
            .map_err(|_| CalendarError::TooEarly { date, first: self.first })
    }

    fn at(&self, index: u32) -> NaiveDate {
        self.first + Days::new(u64::from(index))
    }

    /// Whether `date` is a working day.
    ///
    /// # Errors
    /// When the calendar does not cover it.
    pub fn is_working(&self, date: NaiveDate) -> Result<bool, CalendarError> {
        let index = self.index(date)?;
        Ok(self.before[index + 1] > self.before[index])
    }

    /// Whether `date` is a working day, and why.
    ///
    /// # Errors
    /// When the calendar does not cover it.
    pub fn day(&self, date: NaiveDate) -> Result<Day, CalendarError> {
        let working = self.is_working(date)?;
        let reason = match self.changes.get(&date) {
            Some(change) if change.off => Some(format!("{}放假", change.name)),
            Some(change) => Some(format!("{}调休上班", change.name)),
            None if is_weekend(date) => Some("周末".to_owned()),
            None => None,
        };
        Ok(Day { date, working, reason })
    }

    /// The number of working days before `date`, from the first day covered.
    ///
    /// # Errors
    /// When the calendar does not cover it.
    pub(crate) fn working_before(&self, date: NaiveDate) -> Result<u32, CalendarError> {
        Ok(self.before[self.index(date)?])
    }

    /// The working day with `nth` working days before it.
    ///
    /// # Errors
    /// When that day lies after the last day covered.
    pub(crate) fn nth_working(&self, nth: u32) -> Result<NaiveDate, CalendarError> {
        usize::try_from(nth)
            .ok()
            .and_then(|nth| self.working.get(nth))
            .map(|index| self.at(*index))
            .ok_or_else(|| self.too_late())
    }

    /// The first working day on or after `date`.
    ///
    /// # Errors
    /// When the calendar ends before it.
    pub fn on_or_after(&self, date: NaiveDate) -> Result<NaiveDate, CalendarError> {
        self.nth_working(self.working_before(date)?)
    }

    /// The last working day before `date`. Worked example: before 2026-10-09 it is 2026-10-08, and
    /// before 2026-10-08 it is 2026-09-30.
    ///
    /// # Errors
    /// When the calendar begins after it.
    pub fn last_before(&self, date: NaiveDate) -> Result<NaiveDate, CalendarError> {
        let before = self.working_before(date)?;
        let nth = before.checked_sub(1).ok_or(self.too_early())?;
        self.nth_working(nth)
    }

    /// The `days`th working day after `date`, which is not counted itself (民法典第二百零一条).
    /// Worked example: 15 working days after 2026-10-12 end on 2026-11-02.
    ///
    /// # Errors
    /// When the calendar does not cover the period.
    pub fn working_days_after(
        &self,
        date: NaiveDate,
        days: u32,
    ) -> Result<NaiveDate, CalendarError> {
        let through = self.working_before(date)? + u32::from(self.is_working(date)?);
        match days {
            0 => Ok(date),
            _ => self.nth_working(through.saturating_add(days).saturating_sub(1)),
        }
    }

    /// The number of working days after the earlier and up to the later of two dates, which is counted.
    ///
    /// # Errors
    /// When the calendar does not cover both.
    pub fn working_between(
        &self,
        earlier: NaiveDate,
        later: NaiveDate,
    ) -> Result<u32, CalendarError> {
        let through = |date| Ok(self.before[self.index(date)? + 1]);
        Ok(through(later)?.saturating_sub(through(earlier)?))
    }

    pub(crate) fn too_early(&self) -> CalendarError {
        CalendarError::TooEarly { date: self.first - Days::new(1), first: self.first }
    }

    pub(crate) fn too_late(&self) -> CalendarError {
        CalendarError::TooLate { date: self.last + Days::new(1), last: self.last }
    }
}

fn first_to_last(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |date| *date <= last)
}
