//! Working days in China and in Guangxi, how far they are known, and arithmetic on them.
//!
//! A calendar is built once from the notices and then answers in constant time: every day of the
//! covered years has its kind and the number of working days before it in a table.

mod notice;
mod plausible;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use notice::{LineError, parse_notice};

use crate::regulation::{GUANGXI, NATIONAL, STATUTORY};

/// One day on which a notice departs from "Monday to Friday are working days".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub date: NaiveDate,
    /// Free (`true`) or worked (`false`).
    pub off: bool,
    /// The holiday it belongs to.
    pub name: &'static str,
    /// The year that the notice arranges.
    pub year: i32,
    /// How well the row is attested, or on what it rests.
    pub note: &'static str,
}

/// Whose holidays count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// The State Council's arrangement alone.
    National,
    /// And Guangxi's 壮族三月三 on top of it.
    Guangxi,
}

impl Region {
    /// The name shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::National => "全国日历",
            Self::Guangxi => "全国日历加广西“三月三”",
        }
    }
}

/// A year's notice entered by the user, for a year that the product does not know yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The year that it arranges.
    pub year: i32,
    /// National, or Guangxi's own.
    pub region: Region,
    /// The days that it names.
    pub days: Vec<NoticeDay>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One day of a [`Notice`]; the names are those of the widely used JSON shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDay {
    /// Name of the holiday.
    pub name: String,
    /// The day.
    pub date: NaiveDate,
    /// Free, or worked.
    #[serde(rename = "isOffDay")]
    pub is_off_day: bool,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Why a date cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Before the first year with a known notice: never counted as plain weeks.
    #[error("日历从 {first} 开始，{date} 在此之前，没有放假调休数据，不能计算。请核对日期")]
    TooEarly {
        /// The day asked for.
        date: NaiveDate,
        /// The first day covered.
        first: NaiveDate,
    },
    /// After the last year of which even the statutory days are known.
    #[error("日历到 {last} 为止，{date} 在此之后，不能计算。请核对日期")]
    TooLate {
        /// The day asked for.
        date: NaiveDate,
        /// The last day covered.
        last: NaiveDate,
    },
}

/// Whether a day is worked, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Whether it is a working day.
    pub working: bool,
    /// 周末, a holiday's name, or the holiday for which a weekend is worked; `None` on a plain working day.
    pub reason: Option<String>,
}

/// How the arrangement of a year is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attestation {
    /// The statutory days alone, no 调休: results are provisional.
    StatutoryOnly,
    /// A notice that the user entered.
    Entered,
    /// The published notice.
    Published,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Override {
    off: bool,
    name: String,
}

/// The working days of one region over all covered years.
#[derive(Debug, Clone)]
pub struct Calendar {
    region: Region,
    first: NaiveDate,
    last: NaiveDate,
    changes: BTreeMap<NaiveDate, Override>,
    years: BTreeMap<i32, Attestation>,
    /// Number of working days before the day of that index; one longer than the days.
    before: Vec<u32>,
    /// The working days, in order, as indices of days.
    working: Vec<u32>,
    /// What the unknown years may come to; made when a provisional date first asks.
    fewest: OnceLock<Box<Calendar>>,
    most: OnceLock<Box<Calendar>>,
}

impl Calendar {
    /// Builds the calendar of `region` from the product's data and the notices that the user entered.
    ///
    /// A year is known when the national notice is, and in Guangxi the region's own as well.
    pub fn new(region: Region, entered: &[Notice]) -> Self {
        let (changes, mut years) = arrangement(region, entered);
        // A year entered beyond a gap must not turn the years between into plain weeks.
        let known = NATIONAL.first().map_or(i32::MIN, |row| row.year);
        let (first, last) = consecutive(&years, known);
        years.retain(|year, _| (first..=last).contains(year));
        let first = NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or(NaiveDate::MIN);
        let last = NaiveDate::from_ymd_opt(last, 12, 31).unwrap_or(first);
        let mut calendar = Self {
            region,
            first,
            last,
            changes,
            years,
            before: Vec::new(),
            working: Vec::new(),
            fewest: OnceLock::new(),
            most: OnceLock::new(),
        };
        calendar.tabulate();
        calendar
    }

    fn tabulate(&mut self) {
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

    /// Why a result that relies on the days from `from` to `to` is 暂定; `None` when all their years are known.
    pub fn provisional(&self, from: NaiveDate, to: NaiveDate) -> Option<String> {
        let unknown: Vec<String> = (from.year()..=to.year())
            .filter(|year| {
                self.years.get(year).is_none_or(|known| *known == Attestation::StatutoryOnly)
            })
            .map(|year| year.to_string())
            .collect();
        (!unknown.is_empty()).then(|| {
            format!(
                "{} 年的放假调休安排尚未录入，只按法定节日计算，为暂定结果；通知公布后请重新核对。",
                unknown.join("、")
            )
        })
    }
}

/// The product's rows and the user's, merged: what departs from plain weeks, and how each year is known.
fn arrangement(
    region: Region,
    entered: &[Notice],
) -> (BTreeMap<NaiveDate, Override>, BTreeMap<i32, Attestation>) {
    let published = |rows: &[Change]| rows.iter().map(|row| row.year).collect::<BTreeSet<_>>();
    let entered_years = |region| {
        entered.iter().filter(move |notice| notice.region == region).map(|notice| notice.year)
    };
    let national: BTreeSet<i32> = published(NATIONAL);
    // Guangxi's silence on a year up to its last notice (2020) means that it changed nothing.
    let last_guangxi = published(GUANGXI).last().copied().unwrap_or(i32::MIN);

    let mut years: BTreeMap<i32, Attestation> =
        STATUTORY.iter().map(|row| (row.year, Attestation::StatutoryOnly)).collect();
    years.extend(entered_years(Region::National).map(|year| (year, Attestation::Entered)));
    years.extend(national.iter().map(|year| (*year, Attestation::Published)));
    if region == Region::Guangxi {
        let own: BTreeSet<i32> = entered_years(Region::Guangxi).collect();
        for (year, attestation) in &mut years {
            let guangxi = match *year {
                year if year <= last_guangxi => Attestation::Published,
                year if own.contains(&year) => Attestation::Entered,
                _ => Attestation::StatutoryOnly,
            };
            *attestation = (*attestation).min(guangxi);
        }
    }

    let mut changes = BTreeMap::new();
    let row = |off, name: &str| Override { off, name: name.to_owned() };
    for change in STATUTORY {
        let regional = change.name.contains("三月三");
        let replaced = entered.iter().any(|notice| {
            notice.year == change.year && (notice.region == Region::Guangxi) == regional
        });
        // The two notices of a year are published apart: each makes way for its own rows alone.
        let published =
            if regional { change.year <= last_guangxi } else { national.contains(&change.year) };
        if !(replaced || published || regional && region == Region::National) {
            changes.insert(change.date, row(true, change.name));
        }
    }
    let own = if region == Region::Guangxi { GUANGXI } else { &[] };
    for change in NATIONAL.iter().chain(own) {
        changes.insert(change.date, row(change.off, change.name));
    }
    let mut notices: Vec<&Notice> = entered
        .iter()
        .filter(|notice| notice.region == Region::National || region == Region::Guangxi)
        .collect();
    notices.sort_by_key(|notice| (notice.region == Region::Guangxi, notice.year));
    for day in notices.iter().flat_map(|notice| &notice.days) {
        changes.insert(day.date, row(day.is_off_day, &day.name));
    }
    (changes, years)
}

/// The first and the last of the consecutive years around `year`.
fn consecutive(years: &BTreeMap<i32, Attestation>, year: i32) -> (i32, i32) {
    let end = |step: i32| {
        let follows = |year: &i32| years.contains_key(&(year + step));
        std::iter::successors(Some(year), |year| follows(year).then_some(year + step))
            .last()
            .unwrap_or(year)
    };
    (end(-1), end(1))
}

fn first_to_last(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |date| *date <= last)
}

/// Whether `date` is a Saturday or a Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The weekday in one character: 一 to 日.
pub fn weekday(date: NaiveDate) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "日"][date.weekday().num_days_from_monday() as usize]
}
