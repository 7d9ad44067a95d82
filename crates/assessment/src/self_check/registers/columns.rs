//! What each register holds: its words, and its columns with how a typed value gets into a row.

use std::mem;

use super::{
    ArchiveBatch, DayCount, Event, Medium, Order, RegisterKind, Registers, Rows, Staff, Term,
    YesNo, parse_days,
};
use crate::civil_date;

/// How a field is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A civil date.
    Date,
    /// A number of days.
    Days,
    /// One of several: value and label.
    Choice(&'static [(&'static str, &'static str)]),
}

/// One column of a register.
pub struct Column<T> {
    /// Name of the control.
    pub key: &'static str,
    /// Its label.
    pub label: &'static str,
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
pub trait Row: Clone + Default + PartialEq + 'static {
    /// Which register it is a row of.
    const REGISTER: RegisterKind;
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
    /// Rows as an action carries them.
    fn rows(rows: Vec<Self>) -> Rows;
    /// Its id.
    fn id(&self) -> &str;
    /// Gives it an id.
    fn set_id(&mut self, id: String);
    /// What people know the row by; empty while nothing is entered.
    fn name(&self) -> &str;
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
    ($field:ident, $label:literal, $kind:expr, $get:expr, $set:expr $(,)?) => {
        Column {
            key: stringify!($field),
            label: $label,
            kind: $kind,
            get: $get,
            set: $set,
            asked: |_| true,
        }
    };
}

/// The column of a field with text.
macro_rules! text {
    ($field:ident, $label:literal) => {
        column!($field, $label, Kind::Text, |row| row.$field.clone(), |row, text| row.$field = text)
    };
}

/// The column of a field with a date.
macro_rules! date {
    ($field:ident, $label:literal) => {
        column!(
            $field,
            $label,
            Kind::Date,
            |row| row.$field.map(|date| date.to_string()).unwrap_or_default(),
            |row, text| row.$field = civil_date::parse(&text),
        )
    };
}

/// The column of a field that is answered with yes or no.
macro_rules! yes_no {
    ($field:ident, $label:literal) => {
        column!($field, $label, YES_NO, |row| said(row.$field).to_owned(), |row, text| row.$field =
            yes_no(&text),)
    };
}

/// The parts of [`Row`] that differ in nothing but the list.
macro_rules! kept_in {
    ($list:ident, $register:ident) => {
        const REGISTER: RegisterKind = RegisterKind::$register;
        fn rows(rows: Vec<Self>) -> Rows {
            Rows::$register(rows)
        }
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
    };
}

fn said(value: YesNo) -> &'static str {
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

impl Row for Event {
    const KEY: &'static str = "events";
    const TITLE: &'static str = "评价批次";
    const PURPOSE: &'static str =
        "一批一行。由开始日期推算考生信息上报、场所外评价和分离例外取得同意的日期。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(name, "名称"),
        date!(date, "开始日期"),
        date!(end, "结束日期（可空）"),
        text!(site, "场所"),
        yes_no!(filed_site, "是否备案场所"),
        text!(occupation, "职业（工种）"),
        text!(level, "等级"),
        date!(reported_on, "考生信息上报日"),
        date!(offsite_applied_on, "场所外评价申请递交日"),
        date!(offsite_consent_on, "场所外评价同意日"),
        date!(separation_applied_on, "分离例外申请递交日"),
        date!(separation_consent_on, "分离例外同意日"),
        text!(leader, "考评组组长"),
    ];
    kept_in!(events, Events);
    fn name(&self) -> &str {
        &self.name
    }
    fn doubt(&self) -> Option<&'static str> {
        let backwards = self.end.zip(self.date).is_some_and(|(end, start)| end < start);
        backwards.then_some("结束日期早于开始日期，请核对。")
    }
}

impl Row for Staff {
    const KEY: &'static str = "staff";
    const TITLE: &'static str = "工作人员";
    const PURPOSE: &'static str =
        "一人一证一行：考评、督导、考务等人员。由有效期提示证件何时到期。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(name, "姓名"),
        text!(role, "岗位"),
        text!(certificate, "证件"),
        text!(number, "证件编号"),
        date!(expires, "有效期至"),
    ];
    kept_in!(staff, Staff);
    fn name(&self) -> &str {
        &self.name
    }
}

impl Row for ArchiveBatch {
    const KEY: &'static str = "records";
    const TITLE: &'static str = "资料批次";
    const PURPOSE: &'static str =
        "一批一行，纸质、电子分开登记。由最后一份资料的日期推算最短保管期。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(name, "名称"),
        column!(
            medium,
            "介质",
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
        date!(last_document, "最后一份资料的日期"),
        yes_no!(originals, "含签字盖章原件"),
    ];
    kept_in!(archives, Archives);
    fn name(&self) -> &str {
        &self.name
    }
}

impl Row for Order {
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
    ];
    kept_in!(orders, Orders);
    fn name(&self) -> &str {
        &self.authority
    }
    fn doubt(&self) -> Option<&'static str> {
        let backwards = self.done_on.zip(self.received).is_some_and(|(done, from)| done < from);
        backwards.then_some("完成日期早于收到日期，请核对。")
    }
}

#[cfg(test)]
mod tests;
