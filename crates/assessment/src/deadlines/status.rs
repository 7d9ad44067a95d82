//! What a deadline means on a given day.

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::Calendar;

/// Where a date stands. Days are calendar days; working days are absent where no calendar covers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Status {
    /// Past, and nothing says that it was done.
    Late {
        /// Calendar days.
        days: i64,
        /// Working days.
        working: Option<u32>,
    },
    /// The day itself: still on time.
    Today,
    /// Ahead.
    Due {
        /// Calendar days.
        days: i64,
        /// Working days.
        working: Option<u32>,
    },
    /// Done on time, or on a day that is not recorded.
    Done,
    /// Done, so many calendar days late.
    DoneLate {
        /// Calendar days.
        days: i64,
    },
    /// A least period that still runs.
    Running {
        /// Calendar days left.
        days: i64,
    },
    /// A least period that has ended.
    Ended {
        /// Calendar days ago.
        days: i64,
    },
    /// Past, and the self-check does not tell whether it was done.
    Passed {
        /// Calendar days.
        days: i64,
    },
    /// The start lies before the regulation: no lateness can follow from it.
    BeforeRegulation,
}

/// The groups of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Late.
    Late,
    /// Within 30 days, today included.
    Soon,
    /// Later.
    Later,
    /// Done, ended, or without lateness.
    Settled,
}

impl Urgency {
    /// The heading of the group.
    pub fn label(self) -> &'static str {
        match self {
            Self::Late => "已逾期",
            Self::Soon => "30 天内",
            Self::Later => "以后",
            Self::Settled => "已办理或已届满",
        }
    }
}

/// Within so many calendar days a date counts as near.
pub const SOON_DAYS: i64 = 30;

impl Status {
    /// The status of something to be done by `date` and, if `done` says so, done.
    pub fn of_duty(
        date: NaiveDate,
        today: NaiveDate,
        done: Option<NaiveDate>,
        calendar: &Calendar,
    ) -> Self {
        if let Some(done) = done {
            let days = (done - date).num_days();
            return if days > 0 { Self::DoneLate { days } } else { Self::Done };
        }
        let days = (date - today).num_days();
        match days {
            0 => Self::Today,
            1.. => Self::Due { days, working: calendar.working_between(today, date).ok() },
            _ => Self::Late { days: -days, working: calendar.working_between(date, today).ok() },
        }
    }

    /// The status of a least period that ends with `date`.
    pub fn of_period(date: NaiveDate, today: NaiveDate) -> Self {
        let days = (date - today).num_days();
        if days < 0 { Self::Ended { days: -days } } else { Self::Running { days } }
    }

    /// The group of the overview for a date with this status.
    pub fn urgency(self) -> Urgency {
        match self {
            Self::Late { .. } | Self::Passed { .. } => Urgency::Late,
            Self::Today => Urgency::Soon,
            Self::Due { days, .. } | Self::Running { days } if days <= SOON_DAYS => Urgency::Soon,
            Self::Due { .. } | Self::Running { .. } => Urgency::Later,
            Self::Done | Self::DoneLate { .. } | Self::Ended { .. } | Self::BeforeRegulation => {
                Urgency::Settled
            }
        }
    }

    /// One short sentence.
    pub fn text(self) -> String {
        let working = |working: Option<u32>| {
            working.map(|days| format!("（{days} 个工作日）")).unwrap_or_default()
        };
        match self {
            Self::Late { days, working: w } => format!("已逾期 {days} 天{}", working(w)),
            Self::Today => "就是今天，还来得及".to_owned(),
            Self::Due { days, working: w } => format!("还有 {days} 天{}", working(w)),
            Self::Done => "已办理".to_owned(),
            Self::DoneLate { days } => format!("已办理，迟 {days} 天"),
            Self::Running { days: 0 } => "今天届满，当日仍须保管".to_owned(),
            Self::Running { days } => format!("还须保管 {days} 天"),
            Self::Ended { days } => format!("最短保管期已满 {days} 天"),
            Self::Passed { days } => format!("已过 {days} 天，请核对是否完成"),
            Self::BeforeRegulation => "开展在本细则印发之前，不计迟延".to_owned(),
        }
    }
}
