//! The calculators against cases that were computed independently of them, in files of comma-separated rows.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

use crate::calendar::{Calendar, CalendarError, Region};
use crate::deadlines::{filing, retention};

/// A rule for which there are cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Article 11: filing before the first event.
    Filing,
    /// Article 22: how long records are kept.
    Retention,
}

impl FromStr for Rule {
    type Err = OracleError;

    fn from_str(name: &str) -> Result<Self, OracleError> {
        match name {
            "filing" => Ok(Self::Filing),
            "retention" => Ok(Self::Retention),
            other => Err(OracleError::Rule(other.to_owned())),
        }
    }
}

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
pub enum OracleError {
    /// There are no cases for such a rule.
    #[error("there are cases of filing and of retention, not of {0}")]
    Rule(String),
    /// The file is of another shape.
    #[error("this is not a file of such cases: {0}")]
    Shape(#[from] csv::Error),
    /// The file has a header at most.
    #[error("there is no case")]
    Empty,
}

/// Compares every case of a file. Returns for each what differs, if anything does; a case that the
/// calculator refuses differs.
///
/// # Errors
/// When the text has no cases, or not of this rule.
pub fn compare(rule: Rule, cases: &str) -> Result<Vec<Option<String>>, OracleError> {
    match rule {
        Rule::Filing => compare_each::<FilingCase>(cases),
        Rule::Retention => compare_each::<RetentionCase>(cases),
    }
}

fn compare_each<C: Case>(cases: &str) -> Result<Vec<Option<String>>, OracleError> {
    let calendars = Calendars::default();
    // A file saved by a spreadsheet may begin with a mark of its encoding.
    let cases = cases.trim_start_matches('\u{feff}');
    let rows = csv::Reader::from_reader(cases.as_bytes())
        .into_deserialize::<C>()
        .map(|case| Ok(difference(&case?, &calendars)))
        .collect::<Result<Vec<_>, csv::Error>>()?;
    if rows.is_empty() { Err(OracleError::Empty) } else { Ok(rows) }
}

fn difference(case: &impl Case, calendars: &Calendars) -> Option<String> {
    let difference = match case.answers(calendars) {
        Ok(answers) => answers
            .into_iter()
            .filter(|(_, expected, computed)| expected != computed)
            .map(|(name, expected, computed)| format!("{name}: {computed} instead of {expected}"))
            .collect::<Vec<_>>()
            .join(", "),
        Err(error) => error.to_string(),
    };
    (!difference.is_empty()).then(|| format!("{}: {difference}", case.question()))
}

/// An answer's name, the expected and the computed day.
type Answer = (&'static str, NaiveDate, NaiveDate);

/// A row of a file of cases.
trait Case: DeserializeOwned {
    /// Says what was asked, to find the row again.
    fn question(&self) -> String;

    fn answers(&self, calendars: &Calendars) -> Result<Vec<Answer>, CalendarError>;
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

    fn answers(&self, calendars: &Calendars) -> Result<Vec<Answer>, CalendarError> {
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

    fn answers(&self, calendars: &Calendars) -> Result<Vec<Answer>, CalendarError> {
        let computed = |rolls| {
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

    fn retention(row: &str) -> Result<Vec<Option<String>>, OracleError> {
        compare(Rule::Retention, &format!("{HEADER}{row}\n"))
    }

    #[test]
    fn a_case_that_fits_has_no_difference() -> Result<(), OracleError> {
        let rows = retention("2021-02-28,3,2024-02-28,2024-02-28,national,\"a, b\"")?;
        assert_eq!(rows, [None]);
        Ok(())
    }

    #[test]
    fn a_case_that_differs_is_named_with_both_days() -> Result<(), OracleError> {
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
    fn a_case_outside_the_calendar_differs() -> Result<(), OracleError> {
        assert!(matches!(
            retention("1999-01-01,3,2002-01-01,2002-01-01,national,")?.as_slice(),
            [Some(_)]
        ));
        Ok(())
    }

    #[test]
    fn a_file_without_cases_or_of_another_shape_is_refused() {
        assert!(compare(Rule::Retention, HEADER).is_err());
        let retention = format!("{HEADER}2021-02-28,3,2024-02-28,2024-02-28,national,\n");
        assert!(compare(Rule::Filing, &retention).is_err());
    }
}
