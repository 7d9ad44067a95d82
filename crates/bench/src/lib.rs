//! What `cargo xtask bench` times: the domain, called across the border to JavaScript as the page is.

use std::hint::black_box;

use assessment::calendar::{Calendar, Region};
use assessment::deadlines::filing::{self, WORKING_DAYS};
use assessment::deadlines::schedule::schedule;
use assessment::self_check::SelfCheck;
use assessment::self_check::registers::{ArchiveBatch, Medium};
use chrono::{Days, NaiveDate};
use wasm_bindgen::prelude::wasm_bindgen;

/// Days are numbers here, from 1970-01-01 on: what is timed is the count, not the reading of text.
fn date(day: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or_default()
}

/// Filing queries on a calendar that is built once, as the page holds it.
#[wasm_bindgen]
pub struct Queries(Calendar);

#[wasm_bindgen]
impl Queries {
    /// Builds the national calendar, the one that the compared packages know.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "its caller is JavaScript")]
    pub fn new() -> Self {
        Self(Calendar::new(Region::National, &[]))
    }

    /// The 20th working day before the event on `day`; 0 where the calendar does not reach.
    pub fn filing(&self, day: i32) -> i32 {
        filing::dates(date(black_box(day)), WORKING_DAYS, &self.0)
            .map_or(0, |dates| dates.literal_day.to_epoch_days())
    }
}

/// A self-check whose register holds a great many batches.
#[wasm_bindgen]
pub struct Batches {
    self_check: SelfCheck,
    today: NaiveDate,
}

#[wasm_bindgen]
impl Batches {
    /// Fills the register with `number` batches, whose last documents are days apart, seen on `today`.
    #[wasm_bindgen(constructor)]
    pub fn new(number: u32, today: i32) -> Self {
        let mut self_check = SelfCheck::new("bench".into(), "bench".into(), "2026-01-01T00:00:00Z");
        let first = date(today) - Days::new(1_500);
        self_check.registers.archives = (0..number)
            .map(|number| ArchiveBatch {
                id: format!("r{number}"),
                name: format!("第{number}批试卷"),
                medium: if number % 2 == 0 { Medium::Paper } else { Medium::Electronic },
                last_document: Some(first + Days::new(u64::from(number % 1_500))),
                ..ArchiveBatch::default()
            })
            .collect();
        Self { self_check, today: date(today) }
    }

    /// Computes every date of the self-check as the page does when it is shown; returns their number.
    pub fn compute(&self) -> usize {
        schedule(black_box(&self.self_check), self.today).obligations.len()
    }
}
