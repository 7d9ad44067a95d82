//! The fields of each register, and how a typed value gets into a row.

use std::mem;

use assessment::{
    parse_date,
    registers::{DayCount, Event, Medium, Order, RecordBatch, Staff, Term, YesNo},
};
use chrono::NaiveDate;

use crate::components::{
    draft_input::parse_days,
    row_table::{Field, Kind},
};

const YES_NO: Kind = Kind::Choice(&[("", "未填"), ("yes", "是"), ("no", "否")]);
const MEDIA: Kind = Kind::Choice(&[("", "未填"), ("paper", "纸质"), ("electronic", "电子")]);
const TERMS: Kind =
    Kind::Choice(&[("date", "写明日期"), ("working", "若干工作日"), ("calendar", "若干自然日")]);

/// A row of a register.
pub trait Row: Clone + Default + PartialEq + 'static {
    /// Its id.
    fn id(&self) -> &str;
    /// Gives it an id.
    fn set_id(&mut self, id: String);
    /// Its fields.
    fn fields(&self) -> Vec<Field>;
    /// Sets a field.
    fn set(&mut self, key: &str, value: String);
}

fn field(key: &'static str, label: &'static str, kind: Kind, value: impl ToString) -> Field {
    Field { key, label, kind, value: value.to_string() }
}

fn date(key: &'static str, label: &'static str, value: Option<NaiveDate>) -> Field {
    field(key, label, Kind::Date, value.map(|date| date.to_string()).unwrap_or_default())
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
    fn id(&self) -> &str {
        &self.id
    }
    fn set_id(&mut self, id: String) {
        self.id = id;
    }
    fn fields(&self) -> Vec<Field> {
        vec![
            field("name", "名称", Kind::Text, &self.name),
            date("date", "开始日期", self.date),
            date("end", "结束日期（可空）", self.end),
            field("site", "场所", Kind::Text, &self.site),
            field("filed_site", "是否备案场所", YES_NO, said(self.filed_site)),
            field("occupation", "职业（工种）", Kind::Text, &self.occupation),
            field("level", "等级", Kind::Text, &self.level),
            date("reported_on", "考生信息上报日", self.reported_on),
            date("offsite_consent_on", "场所外评价同意日", self.offsite_consent_on),
            date("separation_consent_on", "分离例外同意日", self.separation_consent_on),
            field("leader", "考评组组长", Kind::Text, &self.leader),
        ]
    }
    fn set(&mut self, key: &str, value: String) {
        match key {
            "name" => self.name = value,
            "date" => self.date = parse_date(&value),
            "end" => self.end = parse_date(&value),
            "site" => self.site = value,
            "filed_site" => self.filed_site = yes_no(&value),
            "occupation" => self.occupation = value,
            "level" => self.level = value,
            "reported_on" => self.reported_on = parse_date(&value),
            "offsite_consent_on" => self.offsite_consent_on = parse_date(&value),
            "separation_consent_on" => self.separation_consent_on = parse_date(&value),
            "leader" => self.leader = value,
            _ => {}
        }
    }
}

impl Row for Staff {
    fn id(&self) -> &str {
        &self.id
    }
    fn set_id(&mut self, id: String) {
        self.id = id;
    }
    fn fields(&self) -> Vec<Field> {
        vec![
            field("name", "姓名", Kind::Text, &self.name),
            field("role", "岗位", Kind::Text, &self.role),
            field("certificate", "证件", Kind::Text, &self.certificate),
            field("number", "证件编号", Kind::Text, &self.number),
            date("expires", "有效期至", self.expires),
        ]
    }
    fn set(&mut self, key: &str, value: String) {
        match key {
            "name" => self.name = value,
            "role" => self.role = value,
            "certificate" => self.certificate = value,
            "number" => self.number = value,
            "expires" => self.expires = parse_date(&value),
            _ => {}
        }
    }
}

impl Row for RecordBatch {
    fn id(&self) -> &str {
        &self.id
    }
    fn set_id(&mut self, id: String) {
        self.id = id;
    }
    fn fields(&self) -> Vec<Field> {
        let medium = match self.medium {
            Medium::Paper => "paper",
            Medium::Electronic => "electronic",
            Medium::Blank => "",
        };
        vec![
            field("name", "名称", Kind::Text, &self.name),
            field("medium", "介质", MEDIA, medium),
            date("last_document", "最后一份资料的日期", self.last_document),
            field("originals", "含签字盖章原件", YES_NO, said(self.originals)),
        ]
    }
    fn set(&mut self, key: &str, value: String) {
        match key {
            "name" => self.name = value,
            "medium" => {
                self.medium = match value.as_str() {
                    "paper" => Medium::Paper,
                    "electronic" => Medium::Electronic,
                    _ => Medium::Blank,
                }
            }
            "last_document" => self.last_document = parse_date(&value),
            "originals" => self.originals = yes_no(&value),
            _ => {}
        }
    }
}

impl Row for Order {
    fn id(&self) -> &str {
        &self.id
    }
    fn set_id(&mut self, id: String) {
        self.id = id;
    }
    fn fields(&self) -> Vec<Field> {
        let (kind, term) = match &self.term {
            Term::Date { date: day, .. } => ("date", date("term_date", "限期届满日", *day)),
            Term::Days { days, kind, .. } => {
                let days = days.map(|days| days.to_string()).unwrap_or_default();
                let kind = if *kind == DayCount::Working { "working" } else { "calendar" };
                (kind, field("term_days", "限期天数", Kind::Days, days))
            }
        };
        vec![
            field("authority", "责令机关", Kind::Text, &self.authority),
            field("clause", "依据条款", Kind::Text, &self.clause),
            date("received", "收到日期", self.received),
            date("runs_from", "通知书写明的起算日（可空）", self.runs_from),
            field("term_kind", "限期写法", TERMS, kind),
            term,
            date("done_on", "完成日期", self.done_on),
        ]
    }
    fn set(&mut self, key: &str, value: String) {
        match key {
            "authority" => self.authority = value,
            "clause" => self.clause = value,
            "received" => self.received = parse_date(&value),
            "runs_from" => self.runs_from = parse_date(&value),
            "done_on" => self.done_on = parse_date(&value),
            "term_date" => {
                if let Term::Date { date, .. } = &mut self.term {
                    *date = parse_date(&value);
                }
            }
            "term_days" => {
                if let Term::Days { days, .. } = &mut self.term {
                    *days = parse_days(&value);
                }
            }
            "term_kind" => {
                let days = match self.term {
                    Term::Days { days, .. } => days,
                    Term::Date { .. } => None,
                };
                let term = match value.as_str() {
                    "working" => Term::days(days, DayCount::Working),
                    "calendar" => Term::days(days, DayCount::Calendar),
                    _ => Term::default(),
                };
                self.term = mem::take(&mut self.term).reworded(term);
            }
            _ => {}
        }
    }
}
