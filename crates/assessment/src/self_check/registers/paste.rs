//! Rows pasted from a spreadsheet, or read from CSV, for the registers.
//!
//! The columns are found by their heading; without one they stand in the order of the register. A row that
//! cannot be read is told with its number, its text and what is expected; the others are kept. Texts stay as
//! they were written; dates, choices and numbers are read in any of the forms that spreadsheets give.

use chrono::{Days, NaiveDate};
use unicode_normalization::UnicodeNormalization as _;

use super::cells::{Line, lines};
use super::parse_days;
use super::schema::{Column, Kind, Row};
use crate::calendar::LineError;
use crate::civil_date;

/// The readable rows, and what is wrong with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The readable rows, in order; their ids are still empty.
    pub rows: Vec<T>,
    /// What a person should know of them, such as a name filled in from the row above.
    pub notes: Vec<String>,
    /// The others.
    pub errors: Vec<LineError>,
    /// The text of the others as it was given, to be put right and read again; a row may span lines.
    pub refused: String,
}

/// A register that takes rows from a spreadsheet.
pub trait Pasted: Row {
    /// Keys of the columns in the order in which they are read where there is no heading.
    const ORDER: &'static [&'static str];
    /// Keys of the columns without which a row says nothing.
    const REQUIRED: &'static [&'static str];
}

impl Pasted for super::Event {
    const ORDER: &'static [&'static str] = &[
        "name",
        "date",
        "end",
        "site",
        "filed_site",
        "occupation",
        "level",
        "reported_on",
        "offsite_consent_on",
        "separation_consent_on",
        "leader",
    ];
    const REQUIRED: &'static [&'static str] = &["name", "date"];
}

impl Pasted for super::Staff {
    const ORDER: &'static [&'static str] = &["name", "role", "certificate", "number", "expires"];
    const REQUIRED: &'static [&'static str] = &["name"];
}

impl Pasted for super::ArchiveBatch {
    const ORDER: &'static [&'static str] = &["name", "medium", "last_document", "originals"];
    const REQUIRED: &'static [&'static str] = &["name", "medium", "last_document"];
}

/// The column with that key; the keys are those of the schema.
fn column<T: Row>(key: &str) -> Option<&'static Column<T>> {
    T::COLUMNS.iter().find(|column| column.key == key)
}

/// The labels of the columns, in the order in which they are read where there is no heading.
pub fn labels<T: Pasted>() -> String {
    let labels = T::ORDER.iter().filter_map(|key| column::<T>(key)).map(|column| column.label);
    labels.collect::<Vec<_>>().join("、")
}

/// Reads rows of a register.
pub fn read<T: Pasted>(text: &str) -> Parsed<T> {
    let mut parsed =
        Parsed { rows: Vec::new(), notes: Vec::new(), errors: Vec::new(), refused: String::new() };
    let mut lines = lines(text).into_iter().peekable();
    let mut columns: Vec<Option<&'static Column<T>>> =
        T::ORDER.iter().map(|key| column::<T>(key)).collect();
    if let Some(heading) = lines.peek().map(|line| heading::<T>(&line.cells)).unwrap_or_default() {
        let line = lines.next().unwrap_or_default();
        let missing: Vec<_> = T::REQUIRED
            .iter()
            .filter_map(|key| column::<T>(key))
            .filter(|wanted| !heading.iter().flatten().any(|found| found.key == wanted.key))
            .map(|wanted| wanted.label)
            .collect();
        if !missing.is_empty() {
            let what = format!(
                "表头里没有这些栏：{}。请补上表头，或去掉表头按次序粘贴",
                missing.join("、")
            );
            parsed.errors.push(LineError { line: line.number, text: line.cells.join("，"), what });
            text.trim_end().clone_into(&mut parsed.refused);
            return parsed;
        }
        let unused: Vec<_> = heading
            .iter()
            .zip(&line.cells)
            .filter(|(found, cell)| found.is_none() && !cell.is_empty() && !is_number(cell))
            .map(|(_, cell)| format!("“{cell}”"))
            .collect();
        if !unused.is_empty() {
            parsed.notes.push(format!("没有读这些栏：{}。", unused.join("、")));
        }
        columns = heading;
    }
    let mut above = String::new();
    for line in lines {
        match row::<T>(&line, &columns, &mut above, &mut parsed.notes) {
            Ok(row) => parsed.rows.push(row),
            Err(what) => {
                let shown = line.cells.iter().filter(|cell| !cell.is_empty());
                let shown = shown.map(String::as_str).collect::<Vec<_>>().join("，");
                parsed.errors.push(LineError { line: line.number, text: shown, what });
                if !parsed.refused.is_empty() {
                    parsed.refused.push('\n');
                }
                parsed.refused.push_str(&line.raw);
            }
        }
    }
    parsed
}

/// Which column each cell of a heading names; `None` where the line is no heading. Two names make one.
fn heading<T: Row>(cells: &[String]) -> Option<Vec<Option<&'static Column<T>>>> {
    let plain = |text: &str| -> String {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace() && *c != '*').collect();
        text.split(['(', '（']).next().unwrap_or_default().to_owned()
    };
    let names = |cell: &str, column: &Column<T>| {
        let (cell, label) = (plain(cell), plain(column.label));
        cell == label || column.also.iter().any(|also| plain(also) == cell)
    };
    let found: Vec<Option<&'static Column<T>>> =
        cells.iter().map(|cell| T::COLUMNS.iter().find(|column| names(cell, column))).collect();
    (found.iter().flatten().count() >= 2 || cells.len() == 1 && found.iter().flatten().count() == 1)
        .then_some(found)
}

/// Whether a heading is that of running numbers, which nobody misses.
fn is_number(heading: &str) -> bool {
    ["序号", "编号", "NO", "No", "No."].contains(&heading.trim())
}

fn row<T: Pasted>(
    line: &Line,
    columns: &[Option<&'static Column<T>>],
    above: &mut String,
    notes: &mut Vec<String>,
) -> Result<T, String> {
    let key = T::REQUIRED.first().and_then(|key| column::<T>(key));
    let named = |column: Option<&Column<T>>| column.zip(key).is_some_and(|(a, b)| a.key == b.key);
    let own = line.cells.iter().zip(columns).find(|(_, column)| named(**column));
    // Before anything can be refused: what is merged with a row that is kept back is not of an earlier name.
    if let Some(own) = own.map(|(cell, _)| without_guard(cell)).filter(|own| !own.is_empty()) {
        own.clone_into(above);
    }
    let mut row = T::default();
    let extra = line.cells.iter().skip(columns.len()).filter(|cell| !cell.is_empty()).count();
    if extra > 0 {
        return Err(format!("多出 {extra} 栏，不知道是什么。各栏依次应为：{}", labels::<T>()));
    }
    for (cell, column) in line.cells.iter().zip(columns) {
        let Some(column) = column else { continue };
        (column.set)(&mut row, value(cell, column)?);
    }
    if let Some(name) = key.filter(|name| (name.get)(&row).is_empty() && !above.is_empty()) {
        // Cells that were merged in the spreadsheet come with their first row alone.
        (name.set)(&mut row, above.clone());
        notes.push(format!("第 {} 行没有{}，按上一行填为“{above}”。", line.number, name.label));
    }
    for wanted in T::REQUIRED.iter().filter_map(|key| column::<T>(key)) {
        if (wanted.get)(&row).is_empty() {
            return Err(format!("没有{}。各栏依次应为：{}", wanted.label, labels::<T>()));
        }
    }
    if let Some(doubt) = row.doubt() {
        return Err(doubt.trim_end_matches('。').to_owned());
    }
    Ok(row)
}

/// The value of a cell as the column takes it.
fn value<T>(cell: &str, column: &Column<T>) -> Result<String, String> {
    let cell = without_guard(cell);
    if cell.is_empty() {
        return Ok(String::new());
    }
    let folded: String = cell.nfkc().filter(|c| !c.is_whitespace()).collect();
    match column.kind {
        Kind::Text => Ok(cell.to_owned()),
        Kind::Date => date(cell).map(|date| date.to_string()).ok_or_else(|| {
            format!(
                "{}“{cell}”不是日期，应如 2026-10-01 或 2026年10月1日，年份写四位",
                column.label
            )
        }),
        Kind::Days => parse_days(&folded)
            .map(|days| days.to_string())
            .ok_or_else(|| format!("{}应是天数", column.label)),
        Kind::Count => folded
            .parse::<u32>()
            .map(|count| count.to_string())
            .map_err(|_| format!("{}应是人数", column.label)),
        Kind::Choice(choices) => {
            let known = choices.iter().find(|(value, label)| {
                !value.is_empty()
                    && (folded == *value || folded == *label || label.starts_with(&folded))
            });
            known.map(|(value, _)| (*value).to_owned()).ok_or_else(|| {
                let labels: Vec<_> =
                    choices.iter().skip(1).map(|(_, label)| format!("“{label}”")).collect();
                format!("{}应写{}", column.label, labels.join("或"))
            })
        }
    }
}

/// A cell without what keeps a spreadsheet from reading it as a number: an apostrophe or a control
/// character in front.
fn without_guard(cell: &str) -> &str {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let bare = cell.strip_prefix(['\'', '\u{2019}']).unwrap_or(cell);
    let guards = bare.starts_with(|c: char| c.is_ascii_digit() || "+-=@".contains(c));
    if guards { bare } else { cell }
}

/// The first day of a spreadsheet's count of days; its day 60 does not exist, so later ones are one less.
const SPREADSHEET_EPOCH: (i32, u32, u32) = (1899, 12, 30);

/// The counts of days that are taken for dates, 1990-01-01 to 2099-12-31; other numbers are none.
const COUNTED: std::ops::RangeInclusive<u32> = 32_874..=73_050;

/// Reads a date as people and spreadsheets write it: `2026-10-01`, `2026/10/1 0:00`, `2026.10.1`,
/// `20261001`, `2026年10月1日 星期四`, also in full width, and a spreadsheet's count of days (46296 is
/// 2026-10-01). A year has four digits: nothing is guessed.
pub fn date(text: &str) -> Option<NaiveDate> {
    let text: String = text.nfkc().collect();
    let text = text.trim();
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if digits(text) && text.len() == 8 {
        return civil_date::parse(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    if digits(text) && text.len() == 5 && COUNTED.contains(&text.parse().ok()?) {
        let (year, month, day) = SPREADSHEET_EPOCH;
        let epoch = NaiveDate::from_ymd_opt(year, month, day)?;
        return epoch.checked_add_days(Days::new(text.parse().ok()?));
    }
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    // What follows is a time of midnight or a weekday; anything else is no date.
    let rest: Vec<&str> = parts.collect();
    let fits = year.len() == 4
        && month.len() <= 2
        && day.len() <= 2
        && text.starts_with(year)
        && rest.iter().all(|part| part.chars().all(|c| c == '0'));
    fits.then(|| civil_date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))).flatten()
}

/// The rows that are not there yet, and how many are: the same in every column.
pub fn new_rows<T: Row>(kept: &[T], rows: Vec<T>) -> (Vec<T>, usize) {
    let cells = |row: &T| -> Vec<String> {
        T::COLUMNS.iter().map(|column| (column.get)(row).trim().to_owned()).collect()
    };
    let known: std::collections::HashSet<Vec<String>> = kept.iter().map(cells).collect();
    let count = rows.len();
    let new: Vec<T> = rows.into_iter().filter(|row| !known.contains(&cells(row))).collect();
    let doubles = count - new.len();
    (new, doubles)
}
