//! What each register holds: its words, and its columns. Forms, pasted rows, differences, the report, the
//! workbook and the journal all go by what stands here: a new column is one line.

use std::mem;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ArchiveBatch, DayCount, Event, Medium, Order, Registers, Staff, Term, YesNo};
use crate::civil_date;

/// More days than ten years are a slip of the keyboard.
pub const MOST_DAYS: u32 = 3_650;

/// Reads a number of days from 1 to [`MOST_DAYS`].
pub fn parse_days(text: &str) -> Option<NonZeroU32> {
    text.trim().parse().ok().filter(|days: &NonZeroU32| days.get() <= MOST_DAYS)
}

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
    /// Whether this row has the column.
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

    /// Whether nothing is entered yet.
    fn is_blank(&self) -> bool {
        let mut blank = Self::default();
        blank.set_id(self.id().to_owned());
        *self == blank
    }

    /// Whether each of the words stands somewhere in the row.
    fn holds(&self, words: &str) -> bool {
        let texts: Vec<_> =
            Self::COLUMNS.iter().map(|column| (column.get)(self).to_lowercase()).collect();
        let mut words = words.split_whitespace().map(str::to_lowercase);
        words.all(|word| texts.iter().any(|text| text.contains(&word)))
    }
}

const YES_NO: Kind = Kind::Choice(&[("", "未填"), ("yes", "是"), ("no", "否")]);
const MEDIA: Kind = Kind::Choice(&[("", "未填"), ("paper", "纸质"), ("electronic", "电子")]);
const TERMS: Kind =
    Kind::Choice(&[("date", "写明日期"), ("working", "若干工作日"), ("calendar", "若干自然日")]);

/// A column that every row has.
macro_rules! column {
    ($field:ident, $label:literal, $also:expr, $kind:expr, $get:expr, $set:expr $(,)?) => {
        Column {
            key: stringify!($field),
            label: $label,
            also: $also,
            kind: $kind,
            get: $get,
            set: $set,
            asked: |_| true,
        }
    };
}

/// The column of a field with text.
macro_rules! text {
    ($field:ident, $label:literal $(, $also:literal)*) => {
        column!($field, $label, &[$($also),*], Kind::Text, |row| row.$field.clone(), |row, text| row.$field = text)
    };
}

/// The column of a field with a date.
macro_rules! date {
    ($field:ident, $label:literal $(, $also:literal)*) => {
        column!($field, $label, &[$($also),*],
            Kind::Date,
            |row| row.$field.map(|date| date.to_string()).unwrap_or_default(),
            |row, text| row.$field = civil_date::parse(&text),
        )
    };
}

/// The column of a field that is answered with yes or no.
macro_rules! yes_no {
    ($field:ident, $label:literal $(, $also:literal)*) => {
        column!($field, $label, &[$($also),*], YES_NO, |row| yes_no_value(row.$field).to_owned(), |row, text| {
            row.$field = yes_no(&text)
        },)
    };
}

/// The parts of [`Row`] that differ in nothing but the list.
macro_rules! kept_in {
    ($list:ident) => {
        fn list(all: &Registers) -> &[Self] {
            &all.$list
        }
        fn list_mut(all: &mut Registers) -> &mut Vec<Self> {
            &mut all.$list
        }
        fn id(&self) -> &str {
            &self.id
        }
        fn set_id(&mut self, id: String) {
            self.id = id;
        }
        fn unknown(&self) -> &Map<String, Value> {
            &self.extra
        }
    };
}

fn yes_no_value(value: YesNo) -> &'static str {
    match value {
        YesNo::Yes => "yes",
        YesNo::No => "no",
        YesNo::Blank => "",
    }
}

fn yes_no(value: &str) -> YesNo {
    match value {
        "yes" => YesNo::Yes,
        "no" => YesNo::No,
        _ => YesNo::Blank,
    }
}

/// The column of a field with a number of people.
macro_rules! count {
    ($field:ident, $label:literal $(, $also:literal)*) => {
        column!($field, $label, &[$($also),*],
            Kind::Count,
            |row| row.$field.map(|count| count.to_string()).unwrap_or_default(),
            |row, text| row.$field = text.trim().parse().ok(),
        )
    };
}

impl<T> Column<T> {
    /// The value as people read it; empty where there is none.
    pub fn words(&self, row: &T) -> String {
        let value = (self.get)(row);
        match self.kind {
            Kind::Choice(choices) if !value.is_empty() => {
                let label = choices.iter().find(|(choice, _)| *choice == value);
                label.map_or(value.clone(), |(_, label)| (*label).to_owned())
            }
            Kind::Date => civil_date::parse(&value).map_or(value, civil_date::plain_date),
            _ => value,
        }
    }
}

/// The four registers, by the keys of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
        }
    };
}

impl RegisterKey {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Events, Self::Staff, Self::Archives, Self::Orders];

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
}

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
}

impl NewRows {
    /// Which register they belong to.
    pub fn register(&self) -> RegisterKey {
        match self {
            Self::Events(_) => RegisterKey::Events,
            Self::Staff(_) => RegisterKey::Staff,
            Self::Archives(_) => RegisterKey::Archives,
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
        }
    }
}

impl Row for Event {
    const REGISTER: RegisterKey = RegisterKey::Events;
    const KEY: &'static str = "events";
    const TITLE: &'static str = "评价批次";
    const PURPOSE: &'static str =
        "一批一行。由开始日期推算考生信息上报、场所外评价和分离例外取得同意的日期。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(name, "名称", "批次", "批次名称", "评价批次"),
        date!(date, "开始日期", "开展日期", "评价日期", "首日", "日期"),
        date!(end, "结束日期（可空）"),
        text!(site, "场所"),
        yes_no!(filed_site, "是否备案场所"),
        text!(occupation, "职业（工种）", "职业", "工种"),
        text!(level, "等级", "级别", "技能等级"),
        date!(reported_on, "考生信息上报日"),
        date!(offsite_applied_on, "场所外评价申请递交日"),
        date!(offsite_consent_on, "场所外评价同意日"),
        date!(separation_applied_on, "分离例外申请递交日"),
        date!(separation_consent_on, "分离例外同意日"),
        text!(leader, "考评组组长"),
        text!(assessors, "考评员"),
        text!(invigilators, "监考人员"),
        text!(supervisor, "督导员"),
        count!(enrolled, "报名人数"),
        count!(sat, "实考人数"),
        count!(passed, "合格人数"),
        count!(certified, "发证人数"),
        text!(recordings, "录像存放处"),
    ];
    kept_in!(events);
    fn name(&self) -> &str {
        &self.name
    }
    fn doubt(&self) -> Option<&'static str> {
        let backwards = self.end.zip(self.date).is_some_and(|(end, start)| end < start);
        backwards.then_some("结束日期早于开始日期，请核对。")
    }
}

impl Row for Staff {
    const REGISTER: RegisterKey = RegisterKey::Staff;
    const KEY: &'static str = "staff";
    const TITLE: &'static str = "工作人员";
    const PURPOSE: &'static str =
        "一人一证一行：考评、督导、考务等人员。由有效期提示证件何时到期。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(name, "姓名"),
        text!(role, "岗位", "职务", "工作岗位"),
        text!(certificate, "证件", "证件名称", "证书"),
        text!(number, "证件编号", "证件号", "证书编号", "证卡编号", "证卡号"),
        date!(expires, "有效期至", "有效期", "到期日", "到期日期"),
        text!(occupation, "可评职业（工种）"),
        text!(level, "可评等级"),
        text!(employment, "专职或兼职"),
        date!(engaged_until, "聘期至"),
    ];
    kept_in!(staff);
    fn name(&self) -> &str {
        &self.name
    }
}

impl Row for ArchiveBatch {
    const REGISTER: RegisterKey = RegisterKey::Archives;
    const KEY: &'static str = "records";
    const TITLE: &'static str = "资料批次";
    const PURPOSE: &'static str =
        "一批一行，纸质、电子分开登记。由最后一份资料的日期推算最短保管期。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(name, "名称", "资料名称", "资料批次", "批次"),
        column!(
            medium,
            "介质",
            &["载体"],
            MEDIA,
            |row| {
                let value = match row.medium {
                    Medium::Paper => "paper",
                    Medium::Electronic => "electronic",
                    Medium::Blank => "",
                };
                value.to_owned()
            },
            |row, text| {
                row.medium = match text.as_str() {
                    "paper" => Medium::Paper,
                    "electronic" => Medium::Electronic,
                    _ => Medium::Blank,
                }
            },
        ),
        date!(last_document, "最后一份资料的日期", "最后日期", "形成日期", "日期"),
        yes_no!(originals, "含签字盖章原件", "是否含原件", "含原件", "原件"),
    ];
    kept_in!(archives);
    fn name(&self) -> &str {
        &self.name
    }
}

impl Row for Order {
    const REGISTER: RegisterKey = RegisterKey::Orders;
    const KEY: &'static str = "orders";
    const TITLE: &'static str = "整改通知";
    const PURPOSE: &'static str = "收到的责令限期整改通知，一份一行。由收到日期和限期推算届满日。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(authority, "责令机关"),
        text!(clause, "依据条款"),
        date!(received, "收到日期"),
        date!(runs_from, "通知书写明的起算日（可空）"),
        column!(
            term_kind,
            "限期写法",
            &[],
            TERMS,
            |row| {
                let value = match &row.term {
                    Term::Date { .. } => "date",
                    Term::Days { kind: DayCount::Working, .. } => "working",
                    Term::Days { kind: DayCount::Calendar, .. } => "calendar",
                };
                value.to_owned()
            },
            |row, text| {
                let days = match row.term {
                    Term::Days { days, .. } => days,
                    Term::Date { .. } => None,
                };
                let term = match text.as_str() {
                    "working" => Term::days(days, DayCount::Working),
                    "calendar" => Term::days(days, DayCount::Calendar),
                    _ => Term::default(),
                };
                row.term = mem::take(&mut row.term).reworded(term);
            },
        ),
        Column {
            key: "term_date",
            label: "限期届满日",
            also: &[],
            kind: Kind::Date,
            get: |row| match &row.term {
                Term::Date { date: Some(date), .. } => date.to_string(),
                _ => String::new(),
            },
            set: |row, text| {
                if let Term::Date { date, .. } = &mut row.term {
                    *date = civil_date::parse(&text);
                }
            },
            asked: |row| matches!(row.term, Term::Date { .. }),
        },
        Column {
            key: "term_days",
            label: "限期天数",
            also: &[],
            kind: Kind::Days,
            get: |row| match &row.term {
                Term::Days { days: Some(days), .. } => days.to_string(),
                _ => String::new(),
            },
            set: |row, text| {
                if let Term::Days { days, .. } = &mut row.term {
                    *days = parse_days(&text);
                }
            },
            asked: |row| matches!(row.term, Term::Days { .. }),
        },
        date!(done_on, "完成日期"),
        text!(number, "文号"),
        date!(report_due, "要求报送整改报告的日期"),
        date!(reported_on, "实际报送日"),
        text!(reinspection, "复查意见"),
        date!(reinspected_on, "复查日期"),
    ];
    kept_in!(orders);
    fn name(&self) -> &str {
        &self.authority
    }
    fn doubt(&self) -> Option<&'static str> {
        let backwards = self.done_on.zip(self.received).is_some_and(|(done, from)| done < from);
        backwards.then_some("完成日期早于收到日期，请核对。")
    }
}
