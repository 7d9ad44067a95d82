//! Rows pasted from a spreadsheet, or read from CSV, for the registers.
//!
//! The columns are found by their heading; without one they stand in the order of the register. A row that
//! cannot be read is told with its number, its text and what is expected, and given back so that it can be
//! put right and read again; the others are taken.

use std::collections::HashSet;

use super::cells::{Line, lines};
use super::reading::{is_ditto, value, without_guard};
use super::schema::{Column, Row};
use crate::calendar::LineError;
use crate::compatible::nfkc;

pub use super::reading::date;

/// The readable rows, and what is wrong with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The readable rows, in order; their ids are still empty.
    pub rows: Vec<T>,
    /// What a person should know of them, such as a name filled in from the row above.
    pub notes: Vec<String>,
    /// The others.
    pub errors: Vec<LineError>,
    /// The text of the others, with the heading that explains it, to be put right and read again.
    pub refused: String,
}

/// A register that takes rows from a spreadsheet.
pub trait Pasted: Row {
    /// Keys of the columns in the order in which they are read where there is no heading.
    const ORDER: &'static [&'static str];
    /// Keys of the columns without which a row says nothing; the first is what a row is known by.
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

impl Pasted for super::Order {
    const ORDER: &'static [&'static str] =
        &["authority", "clause", "received", "runs_from", "term"];
    const REQUIRED: &'static [&'static str] = &["authority"];
}

impl Pasted for super::CurrentRule {
    const ORDER: &'static [&'static str] =
        &["name", "number", "authority", "issued", "confirmed_on", "confirmed_by"];
    const REQUIRED: &'static [&'static str] = &["name"];
}

/// The column with that key; the keys are those of the schema.
fn column<T: Row>(key: &str) -> Option<&'static Column<T>> {
    T::COLUMNS.iter().find(|column| column.key == key)
}

fn required<T: Pasted>() -> impl Iterator<Item = &'static Column<T>> {
    T::REQUIRED.iter().filter_map(|key| column(key))
}

fn is_key<T: Pasted>(column: &Column<T>) -> bool {
    T::REQUIRED.first() == Some(&column.key)
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
    let lines = lines(text);
    let Some(first) = lines.first() else { return parsed };
    let (columns, rows) = match heading::<T>(&first.cells) {
        Some(columns) => {
            if let Err(what) = check(&columns) {
                parsed.errors.push(error(first, what));
                text.trim_end().clone_into(&mut parsed.refused);
                return parsed;
            }
            parsed.notes.extend(unread_columns(&columns, &lines));
            (columns, &lines[1..])
        }
        None => {
            let mut columns: Vec<_> = T::ORDER.iter().map(|key| column::<T>(key)).collect();
            if is_numbered(&lines) {
                columns.insert(0, None);
                parsed.notes.push("第 1 栏看作序号，没有读入。".to_owned());
            }
            (columns, &lines[..])
        }
    };
    let has_heading = rows.len() < lines.len();
    let mut above = None::<Line>;
    for line in rows {
        let mut line = line.clone();
        let filled = above.map(|above| fill_from_above(&mut line, &above, &columns));
        match row::<T>(&line, &columns) {
            Ok(row) => {
                parsed.notes.extend(filled.into_iter().flatten());
                parsed.rows.push(row);
            }
            Err(what) => {
                parsed.errors.push(error(&line, what));
                if parsed.refused.is_empty() && has_heading {
                    parsed.refused.push_str(&first.text());
                }
                if !parsed.refused.is_empty() {
                    parsed.refused.push('\n');
                }
                parsed.refused.push_str(&line.text());
            }
        }
        above = Some(line);
    }
    parsed
}

fn error(line: &Line, what: String) -> LineError {
    let shown = line.cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str);
    LineError { line: line.number, text: shown.collect::<Vec<_>>().join("，"), what }
}

/// Which column each cell of a heading names; `None` where the line is no heading. Two names make one, and
/// so does that of the column by which rows are known.
fn heading<T: Pasted>(cells: &[String]) -> Option<Vec<Option<&'static Column<T>>>> {
    let plain = |text: &str| -> String {
        let text: String = nfkc(text).chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
        text.split(['(', '（']).next().unwrap_or_default().to_owned()
    };
    let names = |cell: &str, column: &Column<T>| {
        let (cell, label) = (plain(cell), plain(column.label));
        cell == label || column.also.iter().any(|also| plain(also) == cell)
    };
    let pasted = || T::COLUMNS.iter().filter(|column| column.is_pasted());
    let found: Vec<Option<&'static Column<T>>> =
        cells.iter().map(|cell| pasted().find(|column| names(cell, column))).collect();
    let is_heading =
        found.iter().flatten().count() >= 2 || found.iter().flatten().any(|column| is_key(column));
    is_heading.then_some(found)
}

/// What makes a heading unfit to be read by.
fn check<T: Pasted>(columns: &[Option<&'static Column<T>>]) -> Result<(), String> {
    let mut seen = HashSet::new();
    if let Some(twice) = columns.iter().flatten().find(|column| !seen.insert(column.key)) {
        return Err(format!("表头里不止一栏是“{}”，请只留一栏", twice.label));
    }
    let missing: Vec<_> = required::<T>()
        .filter(|wanted| !seen.contains(wanted.key))
        .map(|wanted| wanted.label)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("表头里没有这些栏：{}。请补上表头，或去掉表头按次序粘贴", missing.join("、")))
}

/// Whether a heading is that of running numbers, which nobody misses.
fn is_number(heading: &str) -> bool {
    ["序号", "编号", "NO", "No", "No."].contains(&heading)
}

/// The columns that hold something and are not read.
fn unread_columns<T: Row>(
    columns: &[Option<&'static Column<T>>],
    lines: &[Line],
) -> Option<String> {
    let (heading, rows) = lines.split_first()?;
    let is_filled =
        |at: usize| rows.iter().any(|line| line.cells.get(at).is_some_and(|cell| !cell.is_empty()));
    let unread: Vec<_> = heading
        .cells
        .iter()
        .enumerate()
        .filter(|(at, cell)| columns[*at].is_none() && !is_number(cell) && is_filled(*at))
        .map(|(at, cell)| match cell.as_str() {
            "" => format!("第 {} 栏（没有表头）", at + 1),
            cell => format!("“{cell}”"),
        })
        .collect();
    (!unread.is_empty()).then(|| format!("没有读这些栏：{}。", unread.join("、")))
}

/// Whether the first cells count the lines.
fn is_numbered(lines: &[Line]) -> bool {
    let number = |line: &Line| nfkc(line.cells.first()?).parse::<usize>().ok();
    let Some(first) = lines.first().and_then(number) else { return false };
    lines.iter().enumerate().all(|(at, line)| number(line) == Some(first + at))
}

/// Fills in what stands for the cell above: a ditto mark in any column, and in the column by which rows are
/// known an empty cell, since merged cells come with their first row alone. Returns what was filled, in words.
fn fill_from_above<T: Pasted>(
    line: &mut Line,
    above: &Line,
    columns: &[Option<&'static Column<T>>],
) -> Vec<String> {
    let mut notes = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        let cell = line.cells.get(at).map(|cell| without_guard(cell)).unwrap_or_default();
        let stands_for_above = is_ditto(cell) || cell.is_empty() && is_key(column);
        if stands_for_above && line.take_cell(at, above) {
            let (number, label, filled) =
                (line.number, column.label, without_guard(&line.cells[at]));
            notes.push(format!("第 {number} 行的{label}按上一行填为“{filled}”。"));
        }
    }
    notes
}

/// Names that rows of sums have in the place of what a row is known by.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];

fn row<T: Pasted>(line: &Line, columns: &[Option<&'static Column<T>>]) -> Result<T, String> {
    let mut row = T::default();
    let extra = line.cells.iter().skip(columns.len()).filter(|cell| !cell.is_empty()).count();
    if extra > 0 {
        return Err(format!(
            "多出 {extra} 栏，不知道是什么。请连同表头一起粘贴；没有表头的，各栏依次应为：{}",
            labels::<T>()
        ));
    }
    for (cell, column) in line.cells.iter().zip(columns) {
        let Some(column) = column else { continue };
        (column.set)(&mut row, value(cell, column)?);
    }
    for wanted in required::<T>() {
        let value = (wanted.get)(&row);
        if is_key(wanted) && SUMS.contains(&value.as_str()) {
            return Err(format!("{}是“{value}”，像是合计，不是要登记的一行", wanted.label));
        }
        if value.is_empty() {
            return Err(format!("没有{}。各栏依次应为：{}", wanted.label, labels::<T>()));
        }
    }
    if let Some(doubt) = row.doubt() {
        return Err(doubt.trim_end_matches('。').to_owned());
    }
    Ok(row)
}

/// Parts pasted rows into new ones and doubles: a double says nothing that a row which is there already, or
/// stands above it, does not say. Cells that the pasted row leaves empty are not compared.
pub fn part_doubles<T: Row>(kept: &[T], rows: Vec<T>) -> (Vec<T>, Vec<T>) {
    let cells = |row: &T| -> Vec<String> {
        let columns = T::COLUMNS.iter().filter(|column| column.is_pasted());
        columns.map(|column| (column.get)(row).trim().to_owned()).collect()
    };
    let mut known: Vec<Vec<String>> = kept.iter().map(cells).collect();
    let (mut new, mut doubles) = (Vec::new(), Vec::new());
    for row in rows {
        let own = cells(&row);
        let says_it_all = |other: &Vec<String>| {
            own.iter().zip(other).all(|(own, other)| own.is_empty() || own == other)
        };
        if known.iter().any(says_it_all) {
            doubles.push(row);
        } else {
            known.push(own);
            new.push(row);
        }
    }
    (new, doubles)
}
