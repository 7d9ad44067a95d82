//! The deadlines: one file a rule, its clause quoted above it.
//!
//! A deadline has a kind, which is code, and a provision, which is content (`regulation/regulation.toml`).
//! Each file here is one kind: how it counts (`METHOD`, `compute`), and what it comes to on a given day for
//! the facts that settle it (`obligation`). The calculators ask for one obligation, [`schedule`] for all
//! of a self-check; whoever prints a date prints what the obligation says.
//!
//! Every rule is a function of dates, a calendar and the switches; none knows what day it is.

pub mod certificate_expiry;
pub mod consent;
pub mod exit;
pub mod filing;
pub mod lead;
pub mod months;
pub mod obligation;
pub mod rectification;
pub mod reporting;
pub mod retention;
pub mod schedule;
pub mod status;
pub mod targets;
pub mod trace;
pub mod validity;

use chrono::NaiveDate;
use serde::Serialize;

use crate::civil_date::long_date;
use crate::content::provision;
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

impl Reading {
    /// The reading `key` of the rule `rule`, worded as the content words it.
    fn of(rule: &str, key: &'static str, date: NaiveDate, provisional: bool) -> Self {
        let label = provision(rule).map_or("", |provision| provision.reading(key));
        Self { key, label, date, provisional }
    }

    /// Its name in a sentence: the words before the colon.
    fn name(&self) -> &'static str {
        self.label.split('：').next().unwrap_or(self.label)
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

impl Computed {
    /// The day that leads a person: the safe side while the date is 暂定, else the date.
    pub fn leading(&self) -> NaiveDate {
        self.safe_side.unwrap_or(self.date)
    }

    /// The name of the chosen reading; empty where the clause has but one.
    fn chosen_name(&self) -> &'static str {
        let chosen = self.readings.iter().find(|reading| Some(reading.key) == self.chosen);
        chosen.map_or("", Reading::name)
    }

    /// The other readings that allow the day `by`, each with its last day.
    fn others_until(&self, by: NaiveDate) -> status::Others {
        let mut holding = self
            .readings
            .iter()
            .filter(|reading| Some(reading.key) != self.chosen && reading.key != "window-start")
            .filter(|reading| by <= reading.date)
            .map(|reading| status::Other { reading: reading.name(), until: reading.date });
        [holding.next(), holding.next()]
    }
}
