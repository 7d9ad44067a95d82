//! Cases computed independently of this product, twice over, by two methods: every row must match.

use std::collections::HashMap;

use assessment::calendar::{Calendar, Region};
use assessment::deadlines::{filing, retention};
use chrono::NaiveDate;

type Row = HashMap<String, String>;

fn rows(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn date(row: &Row, column: &str) -> NaiveDate {
    row[column].parse().unwrap()
}

fn calendar(name: &str) -> Calendar {
    let region = match name {
        "national" => Region::National,
        "guangxi" => Region::Guangxi,
        other => panic!("unknown calendar {other}"),
    };
    Calendar::new(region, &[])
}

#[test]
fn filing_days_match_every_independent_case() {
    let rows = rows(include_str!("oracle/filing.csv"));
    assert!(rows.len() >= 20);
    for row in rows {
        let dates = filing::dates(
            date(&row, "event_date"),
            row["days"].parse().unwrap(),
            &calendar(&row["calendar"]),
        )
        .unwrap();
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
        let computed = |rolls| {
            retention::compute("retention-paper", record, years, rolls, &calendar).unwrap().date
        };
        assert_eq!(computed(false), date(&row, "last_day"), "{row:?}");
        assert_eq!(computed(true), date(&row, "last_day_rolled"), "{row:?}");
    }
}
