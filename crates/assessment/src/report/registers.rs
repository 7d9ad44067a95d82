//! The registers as tables, to be printed as annexes.

use super::{CellKind, RegisterColumn, RegisterTable};
use crate::self_check::registers::schema::{Column, Kind, Place, RegisterKey, Row, for_register};
use crate::self_check::registers::{ArchiveBatch, CurrentRule, Event, Order, Registers, Staff};

/// The registers that have rows, in the order of the page.
pub(super) fn tables(registers: &Registers) -> Vec<RegisterTable> {
    let table = |key| for_register!(key, T => table::<T>(registers));
    RegisterKey::ALL.into_iter().map(table).filter(|table| !table.rows.is_empty()).collect()
}

/// A page is narrow: a column in which nothing is filled in is left out.
fn table<T: Row>(registers: &Registers) -> RegisterTable {
    let rows: Vec<&T> = T::list(registers).iter().filter(|row| !row.is_blank()).collect();
    let is_filled = |column: &Column<T>| rows.iter().any(|row| !column.words(row).is_empty());
    let columns: Vec<&Column<T>> = T::COLUMNS
        .iter()
        .enumerate()
        .filter(|(at, column)| column.is_printed() && (*at == 0 || is_filled(column)))
        .map(|(_, column)| column)
        .collect();
    RegisterTable {
        title: T::TITLE,
        columns: columns.iter().copied().map(head).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|column| column.words(row)).collect())
            .collect(),
        totals: T::totals(T::list(registers)),
    }
}

fn head<T>(column: &Column<T>) -> RegisterColumn {
    let kind = match column.kind {
        // What is computed is a number.
        Kind::Text if column.place == Place::Printed => CellKind::Short,
        Kind::Text => CellKind::Text,
        Kind::Date | Kind::Term => CellKind::Date,
        Kind::Days | Kind::Count | Kind::Choice(_) => CellKind::Short,
    };
    RegisterColumn { heading: column.heading(), kind }
}
