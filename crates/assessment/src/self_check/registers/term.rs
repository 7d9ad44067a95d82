//! The 限期 of an order: a date, or a number of days.

use std::fmt;
use std::num::NonZeroU32;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::civil_date;

/// More days than ten years are a slip of the keyboard.
pub const MOST_DAYS: u32 = 3_650;

/// Reads a number of days from 1 to [`MOST_DAYS`].
pub fn parse_days(text: &str) -> Option<NonZeroU32> {
    text.trim().parse().ok().filter(|days: &NonZeroU32| days.get() <= MOST_DAYS)
}

/// Reads a number of days. Nobody is given zero days: in a file it stands where a field was emptied.
pub(crate) fn number_of_days<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NonZeroU32>, D::Error> {
    Ok(Option::<u32>::deserialize(deserializer)?.and_then(NonZeroU32::new))
}

/// How days are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayCount {
    /// 自然日.
    #[default]
    Calendar,
    /// 工作日.
    Working,
}

impl DayCount {
    /// `个工作日` or `天`, to stand behind a number.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Calendar => "天",
            Self::Working => "个工作日",
        }
    }
}

/// The 限期 of an order. What was entered in the other wording, before it was changed, is kept beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, from = "SavedTerm")]
pub enum Term {
    /// So many days.
    Days {
        /// How many; absent while it is not entered.
        #[serde(skip_serializing_if = "Option::is_none")]
        days: Option<NonZeroU32>,
        /// Calendar or working days.
        kind: DayCount,
        /// The last day, as it was entered before the term was worded in days.
        #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
        other_date: Option<NaiveDate>,
        /// Keys unknown to this version.
        #[serde(flatten)]
        extra: Map<String, Value>,
    },
    /// Until a date.
    Date {
        /// The last day.
        #[serde(with = "crate::civil_date")]
        date: Option<NaiveDate>,
        /// How many days were entered before the term was worded as a date.
        #[serde(skip_serializing_if = "Option::is_none")]
        other_days: Option<NonZeroU32>,
        /// Keys unknown to this version.
        #[serde(flatten)]
        extra: Map<String, Value>,
    },
}

impl Term {
    /// A term of so many days; `None` while their number is not entered.
    pub fn days(days: Option<NonZeroU32>, kind: DayCount) -> Self {
        Self::Days { days, kind, other_date: None, extra: Map::new() }
    }

    /// A term until a date; `None` while it is not entered.
    pub fn until(date: Option<NaiveDate>) -> Self {
        Self::Date { date, other_days: None, extra: Map::new() }
    }

    /// Reads the words by which a term is displayed.
    pub fn parse(text: &str) -> Option<Self> {
        let date = civil_date::parse(text).map(|date| Self::until(Some(date)));
        date.or_else(|| Self::in_days(text))
    }

    /// Reads `15个工作日` or `15天`.
    pub(super) fn in_days(text: &str) -> Option<Self> {
        let (number, kind) =
            UNITS.iter().find_map(|(unit, kind)| Some((text.strip_suffix(unit)?, *kind)))?;
        parse_days(number).map(|days| Self::days(Some(days), kind))
    }

    /// Words it in days of that kind, or as a date where there is none. What was entered in either wording
    /// stays, and so do the keys that this version does not know.
    #[must_use]
    pub fn worded(self, kind: Option<DayCount>) -> Self {
        let (days, date, extra) = match self {
            Self::Days { days, other_date, extra, .. } => (days, other_date, extra),
            Self::Date { date, other_days, extra } => (other_days, date, extra),
        };
        match kind {
            Some(kind) => Self::Days { days, kind, other_date: date, extra },
            None => Self::Date { date, other_days: days, extra },
        }
    }
}

/// What stands behind a number of days, by how they are counted.
const UNITS: [(&str, DayCount); 7] = [
    ("个工作日", DayCount::Working),
    ("工作日", DayCount::Working),
    ("个自然日", DayCount::Calendar),
    ("自然日", DayCount::Calendar),
    ("个日历日", DayCount::Calendar),
    ("天", DayCount::Calendar),
    ("日", DayCount::Calendar),
];

impl Default for Term {
    fn default() -> Self {
        Self::until(None)
    }
}

/// `15 个工作日` or `2026-12-01`; empty while it is not entered.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Days { days: Some(days), kind, .. } => write!(f, "{days} {}", kind.unit()),
            Self::Date { date: Some(date), .. } => write!(f, "{date}"),
            Self::Days { .. } | Self::Date { .. } => Ok(()),
        }
    }
}

/// A term as a file may hold it: a hand, or an older build, may have written both wordings.
#[derive(Deserialize)]
struct SavedTerm {
    #[serde(default, deserialize_with = "number_of_days")]
    days: Option<NonZeroU32>,
    #[serde(default)]
    kind: Option<DayCount>,
    #[serde(default, with = "crate::civil_date")]
    date: Option<NaiveDate>,
    #[serde(default, deserialize_with = "number_of_days")]
    other_days: Option<NonZeroU32>,
    #[serde(default, with = "crate::civil_date")]
    other_date: Option<NaiveDate>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

/// Of both wordings the days lead, unless their number is missing.
impl From<SavedTerm> for Term {
    fn from(saved: SavedTerm) -> Self {
        let SavedTerm { days, kind, date, other_days, other_date, extra } = saved;
        let in_days = days.is_some() || kind.is_some() && date.is_none();
        let (days, date) = (days.or(other_days), date.or(other_date));
        Self::Date { date, other_days: days, extra }
            .worded(in_days.then(|| kind.unwrap_or_default()))
    }
}
