//! Splits pasted text into lines and cells.
//!
//! A spreadsheet quotes a cell only where it holds a line break, the delimiter or a quotation mark, and then
//! closes the quotation. A quotation mark that is never closed so is a character like any other: a ditto
//! mark or a quoted name must not swallow the lines that follow. No crate reads quotation marks that way.

/// A line of a table; it may span several lines of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Number of its first line of text, from 1.
    pub(super) number: usize,
    /// Its cells, trimmed; empty ones at the end are left out.
    pub(super) cells: Vec<String>,
    /// All its cells as they were given, quotation marks included.
    given: Vec<String>,
    delimiter: char,
}

impl Line {
    /// The text as it was given, with the cells that were taken from another line.
    pub(super) fn text(&self) -> String {
        self.given.join(&self.delimiter.to_string())
    }

    /// Takes a cell from another line of the table; `false` where that has none.
    pub(super) fn take_cell(&mut self, at: usize, from: &Self) -> bool {
        let cells = from.cells.get(at).filter(|cell| !cell.is_empty()).zip(from.given.get(at));
        let Some((cell, given)) = cells else { return false };
        let length = at + 1;
        self.cells.resize(self.cells.len().max(length), String::new());
        self.given.resize(self.given.len().max(length), String::new());
        self.cells[at].clone_from(cell);
        self.given[at].clone_from(given);
        true
    }
}

/// The lines of the text that hold anything. Cells are parted by tabs where there are any, else by commas.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = if text.contains('\t') && !is_guarded_csv(text) {
        '\t'
    } else if text.contains(',') {
        ','
    } else {
        '，'
    };
    let mut found = Vec::new();
    let (mut rest, mut number) = (text, 1);
    while !rest.is_empty() {
        let (mut line, taken) = line(rest, delimiter);
        line.number = number;
        number += rest[..taken].matches('\n').count();
        rest = &rest[taken..];
        if !line.cells.is_empty() {
            found.push(line);
        }
    }
    found
}

/// Whether tabs stand only in front of cells, where they keep a spreadsheet from reading numbers.
fn is_guarded_csv(text: &str) -> bool {
    text.contains(',')
        && text.match_indices('\t').all(|(at, _)| {
            text[..at].chars().next_back().is_none_or(|c| matches!(c, ',' | '"' | '\n'))
        })
}

/// The first line of a text, and how many bytes it takes with its end.
fn line(text: &str, delimiter: char) -> (Line, usize) {
    let (mut cells, mut given) = (Vec::new(), Vec::new());
    let mut at = 0;
    loop {
        let (cell, taken) = cell(&text[at..], delimiter);
        cells.push(cell);
        given.push(text[at..at + taken].to_owned());
        at += taken;
        if !text[at..].starts_with(delimiter) {
            break;
        }
        at += delimiter.len_utf8();
    }
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    let end = if text[at..].starts_with("\r\n") { 2 } else { usize::from(at < text.len()) };
    (Line { number: 0, cells, given, delimiter }, at + end)
}

/// The first cell of a text, and how many bytes it takes.
fn cell(text: &str, delimiter: char) -> (String, usize) {
    let ends = |c: char| c == delimiter || c == '\n' || c == '\r';
    if let Some((words, taken)) = quoted(text, ends) {
        return (words.trim().to_owned(), taken);
    }
    let taken = text.find(ends).unwrap_or(text.len());
    (text[..taken].trim().to_owned(), taken)
}

/// A cell in quotation marks that are closed before a delimiter, doubled inside.
fn quoted(text: &str, ends: impl Fn(char) -> bool) -> Option<(String, usize)> {
    let inside = text.strip_prefix('"')?;
    if inside.chars().next().is_none_or(&ends) {
        // A ditto mark.
        return None;
    }
    let mut words = String::new();
    let mut chars = inside.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '"' {
            words.push(c);
            continue;
        }
        match chars.peek() {
            Some((_, '"')) => {
                words.push('"');
                chars.next();
            }
            next if next.is_none_or(|(_, c)| ends(*c)) => return Some((words, at + 2)),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        lines(text).into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn quotation_marks_that_are_not_closed_swallow_nothing() {
        assert_eq!(cells("莫䶮\t甲\n\"\t乙\n\"\t丙\n覃喆\t丁").len(), 4);
        assert_eq!(cells("\"东盟\"职校\t甲\n乙\t丙"), [["\"东盟\"职校", "甲"], ["乙", "丙"]]);
    }

    #[test]
    fn a_closed_quotation_may_hold_anything() {
        assert_eq!(
            cells("\"两行的\n名称\"\t\"他说\"\"好\"\"\"\n乙"),
            [vec!["两行的\n名称", "他说\"好\""], vec!["乙"]]
        );
    }

    #[test]
    fn full_width_commas_part_cells_where_there_is_no_other_delimiter() {
        assert_eq!(cells("甲，纸质，2026-01-02"), [["甲", "纸质", "2026-01-02"]]);
        assert_eq!(cells("甲,\t450102,2026-01-02"), [["甲", "450102", "2026-01-02"]]);
    }
}
