//! The deadlines: one file a rule, its clause quoted above it.
//!
//! Every rule is a function of dates, a calendar and the switches; none knows what day it is. What a
//! date means for a given today is told by [`status`], and all dates of a self-check by [`overview`].

pub mod candidate_data;
pub mod certificate_expiry;
pub mod consent;
pub mod exit;
pub mod filing;
pub mod lead;
pub mod months;
pub mod overview;
pub mod rectification;
pub mod retention;
pub mod status;
pub mod targets;
pub mod trace;
pub mod validity;

use chrono::NaiveDate;
use serde::Serialize;

use crate::civil_date::long_date;
pub use trace::{Mark, TraceDay};

/// One way to read a clause, and the day it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// `safe`, `literal`, `window-start`, `window-end`, `rolled`, `unrolled`, `first-day-counted`, …
    pub key: &'static str,
    /// What it means, in a few words.
    pub label: &'static str,
    /// The day it leads to.
    pub date: NaiveDate,
    /// Whether that day rests on a year whose arrangement is not known: a reading can be 暂定 where
    /// the chosen one is firm.
    pub provisional: bool,
}

impl Reading {
    /// The day in words, marked where it is 暂定.
    pub fn date_words(&self) -> String {
        let mark = if self.provisional { "（暂定）" } else { "" };
        format!("{}{mark}", long_date(self.date))
    }
}

/// How a rule counts, in words, for whoever checks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Method {
    /// What starts it.
    pub starts: &'static str,
    /// Whether that day counts.
    pub first_day: &'static str,
    /// Calendar days, working days or years.
    pub unit: &'static str,
    /// Which way it rolls on a day of rest.
    pub rolls: &'static str,
    /// On whose word the rule stands: the text, one reading of it, or the tool's or institution's own.
    pub source: &'static str,
}

impl Method {
    /// The words, each under its heading.
    pub fn labelled(self) -> [(&'static str, &'static str); 5] {
        [
            ("起算", self.starts),
            ("首日", self.first_day),
            ("计算单位", self.unit),
            ("休息日", self.rolls),
            ("出处", self.source),
        ]
    }
}

/// A computed date with everything needed to check it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Computed {
    /// Key of the rule, such as `filing`.
    pub key: &'static str,
    /// The day, by the reading chosen.
    pub date: NaiveDate,
    /// The reading chosen, where there is more than one.
    pub chosen: Option<&'static str>,
    /// All readings, the chosen one included; empty where the clause has but one.
    pub readings: Vec<Reading>,
    /// Why the result is 暂定; `None` when it is firm.
    pub provisional: Option<String>,
    /// Of a provisional date, the day that holds under any plausible 调休.
    pub safe_side: Option<NaiveDate>,
    /// How it was counted.
    pub method: Method,
    /// Every day from start to end, or the telling ones where that would be years.
    pub trace: Vec<TraceDay>,
}
