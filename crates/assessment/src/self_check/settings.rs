//! The switches of a self-check, and the institution's own targets.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::registers::{DayCount, YesNo};
use crate::calendar::{Calendar, Notice, Region};

/// A target of the institution's own, where the text says only 按时 or 及时.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    /// Such as `conclusion`.
    pub key: String,
    /// What it is for.
    pub label: String,
    /// How many; absent while none is set.
    #[serde(
        deserialize_with = "super::registers::number_of_days",
        skip_serializing_if = "Option::is_none"
    )]
    pub days: Option<NonZeroU32>,
    /// Calendar or working days.
    pub kind: DayCount,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How 第十一条's "前20个工作日内" is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilingReading {
    /// At least 20 full working days lie between filing and event.
    #[default]
    Safe,
    /// 20 working days with the filing day counted.
    Literal,
    /// Within the window of the last 20 working days.
    Window,
}

/// The switches of a self-check, each with the default that the calculators state a reason for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether 壮族三月三 is free; default yes.
    pub guangxi: YesNo,
    /// Default safe.
    pub filing_reading: FilingReading,
    /// Whether the end of a retention period rolls past days of rest; default no.
    pub retention_rolls: YesNo,
    /// Whether a term of an order in calendar days rolls past days of rest; default no.
    #[serde(skip_serializing_if = "is_default")]
    pub rectification_rolls: YesNo,
    /// Notices that the user entered for years not yet known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Whether the switch stands as in a file that does not have it.
fn is_default(rolls: &YesNo) -> bool {
    *rolls != YesNo::Yes
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            guangxi: YesNo::Yes,
            filing_reading: FilingReading::Safe,
            retention_rolls: YesNo::No,
            rectification_rolls: YesNo::No,
            notices: Vec::new(),
            extra: Map::new(),
        }
    }
}

impl Settings {
    /// Whose holidays count by these settings.
    pub fn region(&self) -> Region {
        if self.guangxi == YesNo::No { Region::National } else { Region::Guangxi }
    }

    /// The calendar by these settings.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.region(), &self.notices)
    }
}
