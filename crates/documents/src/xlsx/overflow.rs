//! Texts that are longer than a cell: what does not fit goes on in a sheet of its own.

use rust_xlsxwriter::utility::row_col_to_cell;

use super::table::{Book, Cell, Column, Sheet};

/// A cell holds so many units of UTF-16 at most.
const CELL: usize = 32_767;
/// So many are left for the words that say where the text goes on.
const ROOM: usize = 67;
/// The sheet that takes the rest.
const NAME: &str = "续文";

const COLUMNS: &[Column] = &[
    Column::new("所在表", 14),
    Column::new("单元格", 10),
    Column::new("第几段", 8),
    Column::new("接续的文字", 100),
];

/// Cuts what is too long and appends a sheet with the rest; a book without such texts stays as it is.
pub(crate) fn fit(book: &mut Book) {
    let mut rows = Vec::new();
    for sheet in &mut book.sheets {
        let name = sheet.name;
        for (row, column, cell) in sheet.cells_mut() {
            let (Cell::Text(text) | Cell::Loud(text)) = &*cell else { continue };
            let Some((kept, rest)) = cut(text) else { continue };
            // Below the headings and what is there already, counted from one.
            let words = format!("……（未完，接“{NAME}”表第 {} 行）", rows.len() + 2);
            for (part, piece) in (2..).zip(rest) {
                rows.push(vec![
                    Cell::text(name),
                    Cell::text(row_col_to_cell(row, column)),
                    Cell::count(part),
                    Cell::Text(piece.to_owned()),
                ]);
            }
            let shown = format!("{kept}{words}");
            *cell = match cell {
                Cell::Loud(_) => Cell::Loud(shown),
                _ => Cell::Text(shown),
            };
        }
    }
    if !rows.is_empty() {
        book.sheets.push(Sheet::list(NAME, COLUMNS, 0, rows));
    }
}

/// What a cell can keep of `text`, and the rest in pieces; `None` where all of it fits.
fn cut(text: &str) -> Option<(&str, Vec<&str>)> {
    if text.encode_utf16().count() <= CELL {
        return None;
    }
    let mut pieces = Vec::new();
    let (mut from, mut units) = (0, 0);
    for (at, c) in text.char_indices() {
        if units + c.len_utf16() > CELL - ROOM {
            pieces.push(&text[from..at]);
            (from, units) = (at, 0);
        }
        units += c.len_utf16();
    }
    pieces.push(&text[from..]);
    let rest = pieces.split_off(1);
    Some((pieces.first().copied().unwrap_or_default(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_just_the_limit_stays_whole() {
        assert_eq!(cut(&"字".repeat(CELL)), None);
        assert_eq!(cut(&"𬱖".repeat(CELL / 2)), None);
    }

    #[test]
    fn what_is_cut_loses_nothing_and_splits_no_character() {
        let text = format!("a{}", "𬱖".repeat(CELL));
        let Some((kept, rest)) = cut(&text) else { panic!("it fits") };
        assert!(kept.encode_utf16().count() <= CELL - ROOM);
        assert!(rest.iter().all(|piece| piece.encode_utf16().count() <= CELL));
        assert_eq!(format!("{kept}{}", rest.concat()), text);
    }

    #[test]
    fn a_cell_that_must_not_be_overlooked_stays_so_when_it_is_cut() {
        const ONE: &[Column] = &[Column::new("甲", 8)];
        let rows = vec![vec![Cell::Loud("字".repeat(CELL + 1))]];
        let mut book = Book {
            title: String::new(),
            owner: String::new(),
            limits: "",
            made: chrono::DateTime::UNIX_EPOCH,
            sheets: vec![Sheet::list("表", ONE, 0, rows)],
        };
        fit(&mut book);
        assert!(matches!(book.sheets[0].rows()[1][0], Cell::Loud(_)));
    }
}
