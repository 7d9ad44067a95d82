//! The registers as sheets, one for each that has rows.

use assessment::civil_date;
use assessment::self_check::registers::schema::{self, Kind, Row};
use assessment::self_check::registers::{
    ArchiveBatch, CurrentRule, Event, Order, Registers, Staff,
};

use super::table::{Cell, Column, Sheet};

/// The sheets, in the order of the page.
pub(super) fn sheets(registers: &Registers) -> impl Iterator<Item = Sheet> {
    let sheets = [
        sheet::<Event>(registers),
        sheet::<Staff>(registers),
        sheet::<ArchiveBatch>(registers),
        sheet::<Order>(registers),
        sheet::<CurrentRule>(registers),
    ];
    sheets.into_iter().filter(|sheet| sheet.entries() > 0)
}

fn sheet<T: Row>(registers: &Registers) -> Sheet {
    let printed = || T::COLUMNS.iter().filter(|column| column.is_printed());
    let columns: Vec<Column> = printed().map(head).collect();
    let rows = T::list(registers).iter().filter(|row| !row.is_blank());
    let rows = rows.map(|row| printed().map(|column| cell(column, row)).collect());
    Sheet::list(T::TITLE, &columns, 1, rows.collect())
}

fn head<T>(column: &schema::Column<T>) -> Column {
    let heading = column.heading();
    match column.kind {
        Kind::Date => Column::date(heading),
        Kind::Days | Kind::Count => Column::new(heading, 10),
        Kind::Choice(_) | Kind::Term => Column::new(heading, 14),
        Kind::Text => Column::new(heading, 20),
    }
}

fn cell<T>(column: &schema::Column<T>, row: &T) -> Cell {
    let value = (column.get)(row);
    match column.kind {
        Kind::Date => Cell::date(civil_date::parse(&value)),
        Kind::Days | Kind::Count => value.parse().map_or(Cell::Blank, Cell::Number),
        Kind::Text | Kind::Choice(_) | Kind::Term => Cell::text(column.words(row)),
    }
}
