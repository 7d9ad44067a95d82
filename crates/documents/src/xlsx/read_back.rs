//! Opens a finished workbook with a reader of its own and compares it cell by cell.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook_from_rs};

use super::table::{Book, Cell};

/// Whether `bytes` hold what `book` says: each sheet, each cell with its kind, and no formula.
pub(crate) fn holds(bytes: &[u8], book: &Book) -> bool {
    let Ok(mut file) = open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)) else {
        return false;
    };
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name).collect();
    if file.sheet_names() != names {
        return false;
    }
    book.sheets.iter().all(|sheet| {
        let no_formula = file.worksheet_formula(sheet.name).is_ok_and(|range| range.is_empty());
        let Ok(found) = file.worksheet_range(sheet.name) else { return false };
        let rows = sheet.rows();
        let filled = rows.iter().flatten().filter(|cell| **cell != Cell::Blank).count();
        let same = (0..).zip(&rows).all(|(row, cells)| {
            (0..).zip(cells).all(|(column, cell)| {
                is(cell, found.get_value((row, column)).unwrap_or(&Data::Empty))
            })
        });
        no_formula && same && found.used_cells().count() == filled
    })
}

fn is(cell: &Cell, found: &Data) -> bool {
    match (cell, found) {
        (Cell::Blank, Data::Empty) => true,
        (Cell::Text(text) | Cell::Loud(text), Data::String(found)) => text == found,
        (Cell::Number(number), Data::Float(found)) => f64::from(*number) == *found,
        (Cell::Date(date), Data::DateTime(_)) => found.as_date() == Some(*date),
        _ => false,
    }
}
