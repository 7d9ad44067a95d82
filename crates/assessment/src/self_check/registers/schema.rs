//! What a register is: its words, and its columns. Forms, pasted rows, differences, the report, the workbook
//! and the journal all go by them. The columns themselves stand in `rows.rs`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{ArchiveBatch, CurrentRule, Event, Order, Registers, Staff};
use crate::civil_date;
use crate::search::{Query, Searchable};

/// How a field is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A civil date.
    Date,
    /// A number of days.
    Days,
    /// A number of people.
    Count,
    /// One of several: value and label.
    Choice(&'static [(&'static str, &'static str)]),
    /// A 限期: a date, or a number of days.
    Term,
}

/// Where a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In forms and in tables.
    Everywhere,
    /// In forms alone, which enter in parts what a table has in one cell.
    Form,
    /// In tables alone, pasted and printed.
    Table,
    /// In printed tables alone: it is computed.
    Printed,
}

/// One column of a register.
pub struct Column<T> {
    /// Name of the control.
    pub key: &'static str,
    /// Its label.
    pub label: &'static str,
    /// Other words for it in the headings of spreadsheets.
    pub also: &'static [&'static str],
    /// How it is entered.
    pub kind: Kind,
    /// The value as text; empty where there is none.
    pub get: fn(&T) -> String,
    /// Takes a text that was entered.
    pub set: fn(&mut T, String),
    /// Where it stands.
    pub place: Place,
    /// Whether the form of this row has the column, where forms have it at all.
    pub asked: fn(&T) -> bool,
}

/// A row of a register.
pub trait Row: Clone + Default + PartialEq + Serialize + 'static {
    /// Which register it is.
    const REGISTER: RegisterKey;
    /// Name of the register for controls and tests, such as `events`.
    const KEY: &'static str;
    /// What people call the register, such as 评价批次.
    const TITLE: &'static str;
    /// What it is for.
    const PURPOSE: &'static str;
    /// Its columns.
    const COLUMNS: &'static [Column<Self>];

    /// The rows of this register.
    fn list(all: &Registers) -> &[Self];
    /// The same, to be changed.
    fn list_mut(all: &mut Registers) -> &mut Vec<Self>;
    /// Its id.
    fn id(&self) -> &str;
    /// Gives it an id.
    fn set_id(&mut self, id: String);
    /// What people know the row by; empty while nothing is entered.
    fn name(&self) -> &str;
    /// Keys unknown to this version.
    fn unknown(&self) -> &Map<String, Value>;
    /// What cannot be right about the row.
    fn doubt(&self) -> Option<&'static str> {
        None
    }

    /// What the numbers of the rows add up to, in a sentence; empty where there are none.
    fn totals(_rows: &[Self]) -> String {
        String::new()
    }

    /// Whether nothing is entered yet.
    fn is_blank(&self) -> bool {
        let mut blank = Self::default();
        blank.set_id(self.id().to_owned());
        *self == blank
    }

    /// Whether each of the words stands somewhere in the row.
    fn holds(&self, words: &str) -> bool {
        let cells: Vec<_> = Self::COLUMNS.iter().map(|column| (column.get)(self)).collect();
        let place = Searchable::new(cells.iter().map(String::as_str), "");
        let query = Query::new(words, None);
        query.is_empty() || query.grade(&place).is_some()
    }
}

impl<T> Column<T> {
    /// Whether the form of a row has the column.
    pub fn is_asked(&self, row: &T) -> bool {
        matches!(self.place, Place::Everywhere | Place::Form) && (self.asked)(row)
    }

    /// Whether tables that are pasted have it.
    pub fn is_pasted(&self) -> bool {
        matches!(self.place, Place::Everywhere | Place::Table)
    }

    /// Whether tables that are printed have it.
    pub fn is_printed(&self) -> bool {
        self.place != Place::Form
    }

    /// Its label in the head of a table, where nothing is entered.
    pub fn heading(&self) -> &'static str {
        self.label.trim_end_matches("（可空）")
    }

    /// The value as people read it; empty where there is none.
    pub fn words(&self, row: &T) -> String {
        let value = (self.get)(row);
        match self.kind {
            Kind::Choice(choices) if !value.is_empty() => {
                let label = choices.iter().find(|(choice, _)| *choice == value);
                label.map_or(value.clone(), |(_, label)| (*label).to_owned())
            }
            Kind::Date | Kind::Term => {
                civil_date::parse(&value).map_or(value, civil_date::plain_date)
            }
            _ => value,
        }
    }
}

/// The registers, by the keys of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterKey {
    /// 评价批次.
    Events,
    /// 工作人员.
    Staff,
    /// 资料批次.
    #[serde(rename = "records")]
    Archives,
    /// 整改通知.
    Orders,
    /// 现行规定核实.
    #[serde(rename = "current_rules")]
    CurrentRules,
}

/// Does the same for whichever register it is, with its type of row as `$T`.
macro_rules! for_register {
    ($register:expr, $T:ident => $body:expr) => {
        match $register {
            RegisterKey::Events => {
                type $T = Event;
                $body
            }
            RegisterKey::Staff => {
                type $T = Staff;
                $body
            }
            RegisterKey::Archives => {
                type $T = ArchiveBatch;
                $body
            }
            RegisterKey::Orders => {
                type $T = Order;
                $body
            }
            RegisterKey::CurrentRules => {
                type $T = CurrentRule;
                $body
            }
        }
    };
}

impl RegisterKey {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] =
        [Self::Events, Self::Staff, Self::Archives, Self::Orders, Self::CurrentRules];

    /// The key in the file and in names of controls.
    pub fn key(self) -> &'static str {
        for_register!(self, T => T::KEY)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        for_register!(self, T => T::TITLE)
    }

    /// The label of a column; its key where there is no such column.
    pub fn column_label(self, key: &str) -> String {
        fn label<T: Row>(key: &str) -> Option<&'static str> {
            T::COLUMNS.iter().find(|column| column.key == key).map(|column| column.label)
        }
        for_register!(self, T => label::<T>(key)).unwrap_or(key).to_owned()
    }

    /// What people know the row by; empty while nothing is entered or there is no such row.
    pub fn row_name(self, registers: &Registers, id: &str) -> String {
        fn name<T: Row>(registers: &Registers, id: &str) -> Option<String> {
            T::list(registers).iter().find(|row| row.id() == id).map(|row| row.name().to_owned())
        }
        for_register!(self, T => name::<T>(registers, id)).unwrap_or_default()
    }

    /// The ids of its rows.
    pub fn ids(self, registers: &Registers) -> Vec<&str> {
        for_register!(self, T => T::list(registers).iter().map(T::id).collect())
    }

    /// All rows as they stand in the file.
    pub(in crate::self_check) fn rows(self, registers: &Registers) -> Value {
        for_register!(self, T => serde_json::to_value(T::list(registers))).unwrap_or_default()
    }

    /// One row as it stands in the file.
    pub(in crate::self_check) fn row(self, registers: &Registers, id: &str) -> Option<Value> {
        fn row<T: Row>(registers: &Registers, id: &str) -> Option<Value> {
            let row = T::list(registers).iter().find(|row| row.id() == id)?;
            serde_json::to_value(row).ok()
        }
        for_register!(self, T => row::<T>(registers, id))
    }

    /// A new row as it stands in the file.
    pub(in crate::self_check) fn blank_row(self) -> Value {
        for_register!(self, T => serde_json::to_value(T::default())).unwrap_or_default()
    }

    /// What is entered in the cell of that key of the file, as people read it; `None` where this version
    /// does not know the cell.
    pub(in crate::self_check) fn cell_words(self, cell: &str, value: &Value) -> Option<String> {
        fn words<T: Row + DeserializeOwned>(cell: &str, value: &Value) -> Option<String> {
            let column = T::COLUMNS.iter().find(|column| column.key == cell)?;
            let row: T = serde_json::from_value(json!({ cell: value })).ok()?;
            Some(column.words(&row))
        }
        for_register!(self, T => words::<T>(cell, value))
    }

    /// Whether people write words in the column of that key.
    pub(in crate::self_check) fn is_text(self, column: &str) -> bool {
        fn is_text<T: Row>(column: &str) -> bool {
            let mut columns = T::COLUMNS.iter();
            columns.any(|known| known.key == column && matches!(known.kind, Kind::Text))
        }
        for_register!(self, T => is_text::<T>(column))
    }

    /// Whether a column of that key is typed in, key by key, rather than chosen.
    pub(in crate::self_check) fn is_typed(self, column: &str) -> bool {
        fn is_typed<T: Row>(column: &str) -> bool {
            let mut columns = T::COLUMNS.iter();
            columns.any(|known| known.key == column && !matches!(known.kind, Kind::Choice(_)))
        }
        for_register!(self, T => is_typed::<T>(column))
    }

    /// Takes a text that was entered in a cell; a row or column that is not there is left alone.
    pub(in crate::self_check) fn enter(
        self,
        registers: &mut Registers,
        id: &str,
        column: &str,
        text: String,
    ) {
        fn enter<T: Row>(registers: &mut Registers, id: &str, column: &str, text: String) {
            let row = T::list_mut(registers).iter_mut().find(|row| row.id() == id);
            let column = T::COLUMNS.iter().find(|known| known.key == column);
            if let (Some(row), Some(column)) = (row, column) {
                (column.set)(row, text);
            }
        }
        for_register!(self, T => enter::<T>(registers, id, column, text));
    }

    /// Adds an empty row.
    pub(in crate::self_check) fn add(self, registers: &mut Registers, id: String) {
        fn add<T: Row>(registers: &mut Registers, id: String) {
            let mut row = T::default();
            row.set_id(id);
            T::list_mut(registers).push(row);
        }
        for_register!(self, T => add::<T>(registers, id));
    }

    /// Takes a row away.
    pub(in crate::self_check) fn remove(self, registers: &mut Registers, id: &str) {
        for_register!(self, T => T::list_mut(registers).retain(|row| row.id() != id));
    }

    /// Takes the row of that id out of `from` and puts it in the place of the one that is there, or behind
    /// the others; where `from` has none, the row goes.
    pub(in crate::self_check) fn replace(
        self,
        registers: &mut Registers,
        from: &mut Registers,
        id: &str,
    ) {
        fn replace<T: Row>(registers: &mut Registers, from: &mut Registers, id: &str) {
            let rows = T::list_mut(registers);
            let there = rows.iter().position(|row| row.id() == id);
            let from = T::list_mut(from);
            let new = from.iter().position(|row| row.id() == id).map(|at| from.swap_remove(at));
            match (there, new) {
                (Some(at), Some(row)) => rows[at] = row,
                (Some(at), None) => {
                    rows.swap_remove(at);
                }
                (None, new) => rows.extend(new),
            }
        }
        for_register!(self, T => replace::<T>(registers, from, id));
    }
}

pub(crate) use for_register;

/// Rows of one register, as they are pasted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "register", content = "rows", rename_all = "kebab-case")]
pub enum NewRows {
    /// 评价批次.
    Events(Vec<Event>),
    /// 工作人员.
    Staff(Vec<Staff>),
    /// 资料批次.
    #[serde(rename = "records")]
    Archives(Vec<ArchiveBatch>),
    /// 整改通知.
    Orders(Vec<Order>),
    /// 现行规定核实.
    #[serde(rename = "current_rules")]
    CurrentRules(Vec<CurrentRule>),
}

impl NewRows {
    /// Which register they belong to.
    pub fn register(&self) -> RegisterKey {
        match self {
            Self::Events(_) => RegisterKey::Events,
            Self::Staff(_) => RegisterKey::Staff,
            Self::Archives(_) => RegisterKey::Archives,
            Self::Orders(_) => RegisterKey::Orders,
            Self::CurrentRules(_) => RegisterKey::CurrentRules,
        }
    }

    /// Puts them behind the rows that are there. A row whose id is there already is left out.
    pub(in crate::self_check) fn append(self, registers: &mut Registers) {
        fn extend<T: Row>(registers: &mut Registers, rows: Vec<T>) {
            for row in rows {
                if T::list(registers).iter().all(|other| other.id() != row.id()) {
                    T::list_mut(registers).push(row);
                }
            }
        }
        match self {
            Self::Events(rows) => extend(registers, rows),
            Self::Staff(rows) => extend(registers, rows),
            Self::Archives(rows) => extend(registers, rows),
            Self::Orders(rows) => extend(registers, rows),
            Self::CurrentRules(rows) => extend(registers, rows),
        }
    }
}
