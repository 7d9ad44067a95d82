//! A workbook as plain data: what is written is compared with this when it is read back.

use chrono::{Datelike as _, NaiveDate};

use crate::text::clean;

/// Excel knows no day before, nor any with a year of five digits; those are written as text.
const YEARS: std::ops::RangeInclusive<i32> = 1901..=9999;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing, for the user to fill in.
    Blank,
    /// Text, never a formula, whatever it begins with.
    Text(String),
    /// Text that must not be overlooked: 红线, late.
    Loud(String),
    /// A number that can be added up.
    Number(u32),
    /// A day, as the program's own kind of date.
    Date(NaiveDate),
}

impl Cell {
    /// Text as typed, without what no workbook can hold; blank where nothing is left.
    pub(crate) fn text(text: impl AsRef<str>) -> Self {
        match clean(text.as_ref()) {
            text if text.is_empty() => Self::Blank,
            text => Self::Text(text),
        }
    }

    /// The same, marked where `loud`.
    pub(crate) fn loud(loud: bool, text: impl AsRef<str>) -> Self {
        match Self::text(text) {
            Self::Text(text) if loud => Self::Loud(text),
            cell => cell,
        }
    }

    /// Several texts, a line each.
    pub(crate) fn lines<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> Self {
        let lines: Vec<T> = lines.into_iter().collect();
        let lines: Vec<&str> =
            lines.iter().map(AsRef::as_ref).filter(|line| !line.trim().is_empty()).collect();
        Self::text(lines.join("\n"))
    }

    /// A count. What exceeds four thousand million is not counted here.
    pub(crate) fn count(count: usize) -> Self {
        Self::Number(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// A day; blank without one, text where the program has no such date.
    pub(crate) fn date(date: Option<NaiveDate>) -> Self {
        match date {
            None => Self::Blank,
            Some(date) if YEARS.contains(&date.year()) => Self::Date(date),
            Some(date) => Self::Text(date.to_string()),
        }
    }
}

/// What a column is for, and what may be entered into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Anything.
    Free,
    /// A day.
    Date,
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// A column of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its heading.
    pub(crate) title: &'static str,
    /// Its width, in characters of the Latin alphabet; a Chinese one takes two.
    pub(crate) width: u8,
    /// What may be entered.
    pub(crate) entry: Entry,
}

impl Column {
    pub(crate) const fn new(title: &'static str, width: u8) -> Self {
        Self { title, width, entry: Entry::Free }
    }

    pub(crate) const fn date(title: &'static str) -> Self {
        Self { title, width: 13, entry: Entry::Date }
    }

    pub(crate) const fn choice(
        title: &'static str,
        width: u8,
        words: &'static [&'static str],
    ) -> Self {
        Self { title, width, entry: Entry::Choice(words) }
    }
}

/// How a row of a page looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The title of the page.
    Title,
    /// The heading of a part.
    Part,
    /// What it is, and what is said of it.
    Line,
}

/// What a sheet holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// A page to read, two columns wide.
    Page(Vec<(Look, [Cell; 2])>),
    /// A list to sort, filter and fill in; its first row bears the headings.
    List {
        /// The columns.
        columns: Vec<Column>,
        /// How many of them stay in sight.
        frozen: u16,
        /// The rows below the headings, a cell for each column.
        rows: Vec<Vec<Cell>>,
    },
}

/// One sheet.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Its name, unique in the book and at most 31 characters.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) content: Content,
}

impl Sheet {
    /// A list of which `frozen` columns stay in sight.
    pub(crate) fn list(
        name: &'static str,
        columns: &[Column],
        frozen: u16,
        rows: Vec<Vec<Cell>>,
    ) -> Self {
        let columns = columns.to_vec();
        Self { name, content: Content::List { columns, frozen, rows } }
    }

    /// All rows from the first, as they are written.
    pub(crate) fn rows(&self) -> Vec<Vec<Cell>> {
        match &self.content {
            Content::Page(rows) => rows.iter().map(|(_, cells)| cells.to_vec()).collect(),
            Content::List { columns, rows, .. } => {
                let heads = columns.iter().map(|column| Cell::text(column.title)).collect();
                std::iter::once(heads).chain(rows.iter().cloned()).collect()
            }
        }
    }

    /// How many rows a list has below its headings.
    pub(crate) fn entries(&self) -> usize {
        match &self.content {
            Content::Page(_) => 0,
            Content::List { rows, .. } => rows.len(),
        }
    }

    pub(crate) fn cells_mut(&mut self) -> Vec<(u32, u16, &mut Cell)> {
        let mut cells = Vec::new();
        let mut add = |row: usize, column: usize, cell| {
            if let (Ok(row), Ok(column)) = (u32::try_from(row), u16::try_from(column)) {
                cells.push((row, column, cell));
            }
        };
        match &mut self.content {
            Content::Page(rows) => {
                for (row, (_, line)) in rows.iter_mut().enumerate() {
                    for (column, cell) in line.iter_mut().enumerate() {
                        add(row, column, cell);
                    }
                }
            }
            Content::List { rows, .. } => {
                for (row, line) in rows.iter_mut().enumerate() {
                    for (column, cell) in line.iter_mut().enumerate() {
                        add(row + 1, column, cell);
                    }
                }
            }
        }
        cells
    }
}

/// A workbook.
#[derive(Debug)]
pub(crate) struct Book {
    /// Its title, in the file's properties.
    pub(crate) title: String,
    /// Whose it is; stands at the head of each printed page.
    pub(crate) owner: String,
    /// What stands at the foot of each printed page.
    pub(crate) limits: &'static str,
    /// The instant that the file states as that of its making.
    pub(crate) made: chrono::DateTime<chrono::Utc>,
    /// The sheets, in order.
    pub(crate) sheets: Vec<Sheet>,
}
