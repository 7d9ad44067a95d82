//! A trace as month calendars, to be checked by eye.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::Serialize;

use super::trace::{Mark, TraceDay};

/// One month of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2026年11月`.
    pub label: String,
    /// Weeks from Monday to Sunday; `None` pads the first and the last.
    pub weeks: Vec<[Option<Cell>; 7]>,
}

/// One day of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Day of the month.
    pub day: u32,
    /// The day.
    pub date: NaiveDate,
    /// Its place in the trace; `None` outside of it.
    pub traced: Option<TraceDay>,
}

/// More months than this would be a wall, not a picture: long periods show only their telling months.
const MOST_MONTHS: usize = 6;

/// The months that a trace touches; of a long one, only the months with a telling day.
pub fn months(trace: &[TraceDay]) -> Vec<Month> {
    let (Some(first), Some(last)) = (trace.first(), trace.last()) else {
        return Vec::new();
    };
    let mut starts: Vec<NaiveDate> = Vec::new();
    let mut month = first_of_month(first.date);
    while month <= last.date {
        starts.push(month);
        month = month + Months::new(1);
    }
    if starts.len() > MOST_MONTHS {
        starts.retain(|start| {
            trace.iter().any(|day| {
                first_of_month(day.date) == *start
                    && matches!(day.mark, Mark::Result | Mark::Event | Mark::Rolled)
            })
        });
    }
    starts.into_iter().map(|start| picture(start, trace)).collect()
}

fn picture(start: NaiveDate, trace: &[TraceDay]) -> Month {
    let mut weeks: Vec<[Option<Cell>; 7]> = Vec::new();
    let days = start.iter_days().take_while(|day| day.month() == start.month());
    for date in days {
        let column = date.weekday().num_days_from_monday() as usize;
        if weeks.is_empty() || column == 0 {
            weeks.push(Default::default());
        }
        // The trace is sorted, which keeps this fast for pages with many results.
        let traced = trace
            .binary_search_by_key(&date, |day| day.date)
            .ok()
            .and_then(|index| trace.get(index))
            .cloned();
        if let Some(week) = weeks.last_mut() {
            week[column] = Some(Cell { day: date.day(), date, traced });
        }
    }
    Month { label: format!("{}年{}月", start.year(), start.month()), weeks }
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.day0()))
}
