//! Working days in China and in Guangxi, how far they are known, and arithmetic on them.
//!
//! A calendar is built once from the notices and then answers in constant time: every day of the
//! covered years has its kind and the number of working days before it in a table.

mod notice;
mod plausible;
mod rows;
mod sentences;
mod settled;
mod table;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use notice::{LineError, parse_notice};
pub use rows::HolidayRows;
pub use table::Calendar;

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
    /// A notice that the user entered in part: what it does not name is provisional.
    EnteredInPart,
    /// A notice that the user entered.
    Entered,
    /// The published notice.
    Published,
}
