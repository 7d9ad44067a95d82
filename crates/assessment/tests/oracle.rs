//! Cases computed independently of this product, twice over, by two methods: every row must match.

mod support;

use std::collections::HashMap;

use assessment::calendar::Calendar;
use assessment::deadlines::{filing, retention};
use chrono::NaiveDate;
use support::{day, guangxi, national, rows};

fn date(row: &HashMap<String, String>, column: &str) -> NaiveDate {
    day(&row[column])
}

fn calendar(name: &str) -> Calendar {
    match name {
        "national" => national(),
        "guangxi" => guangxi(),
        other => panic!("unknown calendar {other}"),
    }
}

#[test]
fn filing_days_match_every_independent_case() {
    let rows = rows(include_str!("oracle/filing.csv"));
    assert!(rows.len() >= 20);
    for row in rows {
        let event = date(&row, "event_date");
        let days = row["days"].parse().unwrap();
        let dates = filing::dates(event, days, &calendar(&row["calendar"])).unwrap();
        assert_eq!(dates.latest_workday, date(&row, "latest_workday"), "{row:?}");
        assert_eq!(dates.latest_day, date(&row, "latest_day"), "{row:?}");
        assert_eq!(dates.literal_day, date(&row, "literal_day"), "{row:?}");
    }
}

#[test]
fn retention_ends_match_every_independent_case() {
    let rows = rows(include_str!("oracle/retention.csv"));
    assert!(rows.len() >= 10);
    for row in rows {
        let record = date(&row, "record_date");
        let years = row["years"].parse().unwrap();
        let calendar = calendar(&row["rolled_calendar"]);
        for (rolls, column) in [(false, "last_day"), (true, "last_day_rolled")] {
            let computed =
                retention::compute("retention-paper", record, years, rolls, &calendar).unwrap();
            assert_eq!(computed.date, date(&row, column), "{row:?}");
        }
    }
}
