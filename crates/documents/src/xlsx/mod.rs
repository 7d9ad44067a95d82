//! The workbook: 整改台账, dates, evidence and all items, to sort, fill in and print.

mod cover;
mod lists;
mod overflow;
mod read_back;
mod registers;
pub mod summary;
mod table;
mod write;

use assessment::report::Report;
use assessment::self_check::SelfCheck;
use chrono::NaiveDate;

use crate::modified::last_change;
use table::Book;

/// Stands at the foot of every printed page.
const LIMITS: &str = "根据作答算出的自查结果，不是主管部门的认定或结论";

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It holds more than a workbook can.
    #[error("内容超出了表格文件的限度（{0}），没有生成。请改用 PDF 报告，或导出自查数据。")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// What was written could not be read back as what was meant.
    #[error("表格生成后核对不符，没有交出。请再试一次；仍不行时请改用 PDF 报告，或导出自查数据。")]
    ReadBack,
}

/// A finished workbook that has been read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is in it, in words: `整改台账 5 条、期限 8 条、要点 124 项`.
    pub content: String,
}

/// The workbook of `self_check` as of `today`.
///
/// The same self-check and day give the same bytes.
///
/// # Errors
/// Fails when the self-check goes beyond what a workbook can hold, and when the finished file does not
/// read back as what was put in.
pub fn workbook(self_check: &SelfCheck, today: NaiveDate) -> Result<Workbook, WorkbookError> {
    let report = Report::of(self_check, today);
    let ledger = lists::ledger(&report);
    let dates = lists::dates(self_check, today);
    let items = lists::items(self_check, &report);
    let content = format!(
        "整改台账 {} 条、期限 {} 条、要点 {} 项",
        ledger.entries(),
        dates.entries(),
        items.entries()
    );
    let mut sheets = vec![ledger, dates, lists::evidence(self_check, &report), items];
    sheets.extend(registers::sheets(&self_check.registers));
    sheets.insert(0, cover::page(&report, &sheets));
    let title = format!("{}整改台账", report.institution);
    let book = Book {
        title,
        owner: report.institution,
        limits: LIMITS,
        made: last_change(self_check, today),
        sheets,
    };
    Ok(Workbook { bytes: finish(book)?, content })
}

/// Writes a book and reads it again.
fn finish(mut book: Book) -> Result<Vec<u8>, WorkbookError> {
    overflow::fit(&mut book);
    let bytes = write::write(&book)?;
    if read_back::holds(&bytes, &book) { Ok(bytes) } else { Err(WorkbookError::ReadBack) }
}

#[cfg(test)]
mod tests {
    use super::table::{Cell, Column, Sheet};
    use super::*;

    const COLUMNS: &[Column] = &[Column::new("甲", 8), Column::date("乙")];

    fn book(cells: Vec<Cell>) -> Book {
        Book {
            title: String::new(),
            owner: "甲&乙".to_owned(),
            limits: LIMITS,
            made: chrono::DateTime::UNIX_EPOCH,
            sheets: vec![Sheet::list("表", COLUMNS, 1, vec![cells])],
        }
    }

    fn cells(first: Cell) -> Vec<Cell> {
        vec![first, Cell::date("2026-11-23".parse().ok())]
    }

    #[test]
    fn a_file_with_anything_else_in_it_is_refused() {
        let text = || cells(Cell::text("=1"));
        let bytes = finish(book(text())).unwrap_or_else(|error| panic!("{error}"));
        assert!(read_back::holds(&bytes, &book(text())));
        for other in [
            cells(Cell::text("=2")),
            cells(Cell::Blank),
            cells(Cell::Number(1)),
            vec![Cell::text("=1"), Cell::date("2026-11-24".parse().ok())],
            vec![Cell::text("=1"), Cell::text("2026-11-23")],
            vec![Cell::text("=1"), Cell::Blank],
        ] {
            assert!(!read_back::holds(&bytes, &book(other)));
        }
        assert!(!read_back::holds(&bytes[..bytes.len() / 2], &book(text())));
    }

    #[test]
    fn a_formula_is_refused_even_where_its_result_is_right() {
        let mut file = rust_xlsxwriter::Workbook::new();
        let sheet = file.add_worksheet();
        let written = sheet.set_name("表").and_then(|sheet| {
            sheet.write(0, 0, "甲")?;
            sheet.write(0, 1, "乙")?;
            sheet.write(1, 0, rust_xlsxwriter::Formula::new("=\"a\"").set_result("a"))
        });
        assert!(written.is_ok());
        let bytes = file.save_to_buffer().unwrap_or_default();
        assert!(!read_back::holds(&bytes, &book(vec![Cell::text("a"), Cell::Blank])));
    }
}
