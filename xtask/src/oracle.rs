//! `cargo xtask oracle`: a calculator against cases that were computed independently of it.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use assessment::{
    calendar::{Calendar, CalendarError, Region},
    deadlines::{filing, retention},
};
use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

use crate::tally::Tally;

/// A rule for which there are cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Rule {
    /// Article 11: filing before the first event
    Filing,
    /// Article 22: how long records are kept
    Retention,
}

/// Compares every case of a file, prints each that differs, then `N of M match`.
pub fn check(rule: Rule, file: &Path) -> Result<Tally> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let differences = match rule {
        Rule::Filing => compare::<FilingCase>(&text),
        Rule::Retention => compare::<RetentionCase>(&text),
    }
    .with_context(|| format!("in {}", file.display()))?;
    let mut tally = Tally::default();
    for difference in &differences {
        tally += Tally::single(difference.is_none());
        if let Some(difference) = difference {
            println!("{difference}");
        }
    }
    println!("{} of {} match", tally.passed, differences.len());
    Ok(tally)
}

/// A row of a file of cases.
trait Case: DeserializeOwned {
    /// Says what was asked, to find the row again.
    fn question(&self) -> String;

    /// Returns each answer's name, the expected and the computed day.
    fn answers(&self, calendars: &Calendars) -> Result<Vec<(&'static str, NaiveDate, NaiveDate)>>;
}

/// Returns for each row what differs, if anything does. A row that the calculator refuses differs.
fn compare<C: Case>(text: &str) -> Result<Vec<Option<String>>> {
    let calendars = Calendars::default();
    let mut rows = Vec::new();
    // A file saved by a spreadsheet may begin with a mark of its encoding.
    let text = text.trim_start_matches('\u{feff}');
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
        let case: C = row.context("this is not a file of such cases")?;
        let difference = match case.answers(&calendars) {
            Ok(answers) => answers
                .into_iter()
                .filter(|(_, expected, computed)| expected != computed)
                .map(|(name, expected, computed)| {
                    format!("{name}: {computed} instead of {expected}")
                })
                .collect::<Vec<_>>()
                .join(", "),
            Err(error) => error.to_string(),
        };
        rows.push((!difference.is_empty()).then(|| format!("{}: {difference}", case.question())));
    }
    if rows.is_empty() {
        bail!("there is no case");
    }
    Ok(rows)
}

/// Both calendars, as published.
struct Calendars {
    national: Calendar,
    guangxi: Calendar,
}

impl Default for Calendars {
    fn default() -> Self {
        Self {
            national: Calendar::new(Region::National, &[]),
            guangxi: Calendar::new(Region::Guangxi, &[]),
        }
    }
}

impl Calendars {
    fn get(&self, region: Region) -> &Calendar {
        match region {
            Region::National => &self.national,
            Region::Guangxi => &self.guangxi,
        }
    }
}

#[derive(Deserialize)]
struct FilingCase {
    event_date: NaiveDate,
    days: u32,
    calendar: Region,
    latest_workday: NaiveDate,
    latest_day: NaiveDate,
    literal_day: NaiveDate,
}

impl Case for FilingCase {
    fn question(&self) -> String {
        format!("event {}, {} days, {:?}", self.event_date, self.days, self.calendar)
    }

    fn answers(&self, calendars: &Calendars) -> Result<Vec<(&'static str, NaiveDate, NaiveDate)>> {
        let dates = filing::dates(self.event_date, self.days, calendars.get(self.calendar))?;
        Ok(vec![
            ("latest_workday", self.latest_workday, dates.latest_workday),
            ("latest_day", self.latest_day, dates.latest_day),
            ("literal_day", self.literal_day, dates.literal_day),
        ])
    }
}

#[derive(Deserialize)]
struct RetentionCase {
    record_date: NaiveDate,
    years: u32,
    last_day: NaiveDate,
    last_day_rolled: NaiveDate,
    rolled_calendar: Region,
}

impl Case for RetentionCase {
    fn question(&self) -> String {
        format!("record {}, {} years, {:?}", self.record_date, self.years, self.rolled_calendar)
    }

    fn answers(&self, calendars: &Calendars) -> Result<Vec<(&'static str, NaiveDate, NaiveDate)>> {
        let computed = |rolls| -> Result<NaiveDate, CalendarError> {
            let calendar = calendars.get(self.rolled_calendar);
            retention::compute("oracle", self.record_date, self.years, rolls, calendar)
                .map(|computed| computed.date)
        };
        Ok(vec![
            ("last_day", self.last_day, computed(false)?),
            ("last_day_rolled", self.last_day_rolled, computed(true)?),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "record_date,years,last_day,last_day_rolled,rolled_calendar,note\n";

    fn retention(row: &str) -> Result<Vec<Option<String>>> {
        compare::<RetentionCase>(&format!("{HEADER}{row}\n"))
    }

    #[test]
    fn a_case_that_fits_has_no_difference() -> Result<()> {
        let rows = retention("2021-02-28,3,2024-02-28,2024-02-28,national,\"a, b\"")?;
        assert_eq!(rows, [None]);
        Ok(())
    }

    #[test]
    fn a_case_that_differs_is_named_with_both_days() -> Result<()> {
        let rows = retention("2021-02-28,3,2024-02-29,2024-02-28,national,")?;
        assert_eq!(
            rows,
            [Some(
                "record 2021-02-28, 3 years, National: last_day: 2024-02-28 instead of 2024-02-29"
                    .to_owned()
            )]
        );
        Ok(())
    }

    #[test]
    fn a_case_outside_the_calendar_differs() -> Result<()> {
        assert!(matches!(
            retention("1999-01-01,3,2002-01-01,2002-01-01,national,")?.as_slice(),
            [Some(_)]
        ));
        Ok(())
    }

    #[test]
    fn a_file_without_cases_or_of_another_shape_is_refused() {
        assert!(compare::<RetentionCase>(HEADER).is_err());
        assert!(
            compare::<FilingCase>(&format!(
                "{HEADER}2021-02-28,3,2024-02-28,2024-02-28,national,\n"
            ))
            .is_err()
        );
    }
}
