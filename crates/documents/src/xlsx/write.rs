//! Writes a workbook: looks, frozen headings, filters, lists of choices, and the set-up for printing.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};

use super::table::{Book, Cell, Column, Content, Entry, Look, Sheet};

/// The report's green-blue and its cinnabar.
const TEAL: Color = Color::RGB(0x0e_5a_5a);
const CINNABAR: Color = Color::RGB(0xa9_2a_1b);
const LINE: Color = Color::RGB(0xc6_cb_c4);
/// Every Chinese office program has it.
const FONT: &str = "宋体";
/// Unlike the name of a month this is read alike everywhere.
const DATE: &str = "yyyy-mm-dd";
const A4: u8 = 9;
/// The widths of a page's two columns.
const PAGE: [f64; 2] = [20.0, 110.0];
/// So many rows below a list's last one have the lists of choices as well, for rows added by hand.
const SPARE: u32 = 200;

/// The formats of cells.
struct Formats {
    body: Format,
    date: Format,
    loud: Format,
    head: Format,
    title: Format,
    part: Format,
    label: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(11);
        let body = plain.clone().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
        let body = body.set_text_wrap();
        let cell = body.clone().set_border(FormatBorder::Thin).set_border_color(LINE);
        Self {
            date: cell.clone().set_num_format(DATE),
            loud: cell.clone().set_font_color(CINNABAR).set_bold(),
            head: cell
                .clone()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(TEAL)
                .set_font_color(Color::White)
                .set_bold(),
            body: cell,
            title: plain.clone().set_font_size(18).set_bold(),
            part: plain.set_font_size(13).set_bold().set_font_color(TEAL),
            label: body.set_bold(),
        }
    }
}

/// The file, as bytes.
///
/// # Errors
/// Fails where the book goes beyond what a workbook can hold.
pub(crate) fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    // Dated by the self-check, never by the clock: the same self-check gives the same file.
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_author(&book.owner)
        .set_comment(book.limits)
        .set_creation_datetime(&book.made);
    workbook.set_properties(&properties);
    for sheet in &book.sheets {
        write_sheet(workbook.add_worksheet(), book, sheet, &formats)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(
    worksheet: &mut Worksheet,
    book: &Book,
    sheet: &Sheet,
    formats: &Formats,
) -> Result<(), XlsxError> {
    worksheet.set_name(sheet.name)?;
    print_set_up(worksheet, book, sheet.name);
    match &sheet.content {
        Content::Page(rows) => {
            for (column, width) in (0..).zip(PAGE) {
                worksheet.set_column_width(column, width)?;
            }
            worksheet.set_screen_gridlines(false);
            for (row, (look, [label, words])) in (0..).zip(rows) {
                let (first, second) = match look {
                    Look::Title => (&formats.title, &formats.title),
                    Look::Part => (&formats.part, &formats.part),
                    Look::Line => (&formats.label, &formats.body),
                };
                write_cell(worksheet, (row, 0), label, first, formats)?;
                write_cell(worksheet, (row, 1), words, second, formats)?;
            }
        }
        Content::List { columns, frozen, rows } => {
            write_heads(worksheet, columns, formats)?;
            for (row, cells) in (1..).zip(rows) {
                for (column, cell) in (0..).zip(cells) {
                    write_cell(worksheet, (row, column), cell, &formats.body, formats)?;
                }
            }
            let last = rows.len().try_into().unwrap_or(u32::MAX);
            let last_column = columns.len().saturating_sub(1).try_into().unwrap_or(u16::MAX);
            worksheet.set_freeze_panes(1, *frozen)?;
            worksheet.set_repeat_rows(0, 0)?;
            worksheet.autofilter(0, 0, last, last_column)?;
            validate(worksheet, columns, last)?;
        }
    }
    Ok(())
}

fn write_heads(
    worksheet: &mut Worksheet,
    columns: &[Column],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (index, column) in (0..).zip(columns) {
        worksheet.set_column_width(index, column.width)?;
        worksheet.write_string_with_format(0, index, column.title, &formats.head)?;
    }
    worksheet.set_row_height(0, 24)?;
    Ok(())
}

/// Always by the kind of the cell: the library's own guess would make a formula of `=1`.
fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => worksheet.write_blank(row, column, format)?,
        Cell::Text(text) => write_text(worksheet, (row, column), text, format)?,
        Cell::Loud(text) => write_text(worksheet, (row, column), text, &formats.loud)?,
        Cell::Number(number) => worksheet.write_number_with_format(row, column, *number, format)?,
        Cell::Date(date) => {
            worksheet.write_datetime_with_format(row, column, date, &formats.date)?
        }
    };
    Ok(())
}

/// Text that looks like a formula is marked as text: else it would become one the first time that
/// someone opens the cell and leaves it again.
fn write_text<'a>(
    worksheet: &'a mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\'']) {
        worksheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())
    } else {
        worksheet.write_string_with_format(row, column, text, format)
    }
}

fn validate(worksheet: &mut Worksheet, columns: &[Column], last: u32) -> Result<(), XlsxError> {
    for (index, column) in (0..).zip(columns) {
        let rule = match column.entry {
            Entry::Free => continue,
            Entry::Choice(words) => DataValidation::new()
                .allow_list_strings(words)?
                .set_error_message("请从列表里选择。")?,
            Entry::Date => DataValidation::new()
                .allow_date(DataValidationRule::GreaterThan(NaiveDate::default()))
                .set_error_message("请填日期，例如 2026-12-31。")?,
        };
        worksheet.add_data_validation(1, index, last.saturating_add(SPARE), index, &rule)?;
    }
    Ok(())
}

fn print_set_up(worksheet: &mut Worksheet, book: &Book, name: &str) {
    // A single `&` begins a code there, and all of it may have 255 characters.
    let escape = |text: &str| text.chars().take(40).collect::<String>().replace('&', "&&");
    worksheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3)
        .set_header(format!("&L {}&R{name}", escape(&book.owner)))
        .set_footer(format!("&L{}&R第 &P / &N 页", escape(book.limits)));
}
