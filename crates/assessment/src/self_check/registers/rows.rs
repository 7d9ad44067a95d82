//! The columns of the registers: a new column is one line here.

use std::mem;

use serde_json::{Map, Value};

use super::pass_rate::totals;
use super::schema::{Column, Kind, Place, RegisterKey, Row};
use super::{
    ArchiveBatch, CurrentRule, DayCount, Event, Medium, Order, Registers, Staff, Term, YesNo,
    parse_count, parse_days,
};
use crate::civil_date;

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
            place: Place::Everywhere,
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
            |row, text| row.$field = parse_count(&text),
        )
    };
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
        text!(site, "场所", "评价场所", "地点", "评价地点", "考点"),
        yes_no!(filed_site, "是否备案场所", "备案场所"),
        text!(occupation, "职业（工种）", "职业", "工种"),
        text!(level, "等级", "级别", "技能等级"),
        date!(reported_on, "考生信息上报日", "上报日", "上报日期"),
        date!(offsite_applied_on, "场所外评价申请递交日"),
        date!(offsite_consent_on, "场所外评价同意日"),
        date!(separation_applied_on, "分离例外申请递交日"),
        date!(separation_consent_on, "分离例外同意日"),
        text!(leader, "考评组组长", "组长", "考评组长"),
        text!(assessors, "考评员", "考评人员"),
        text!(invigilators, "监考人员", "监考", "监考员"),
        text!(supervisor, "督导员", "督导", "督导人员", "质量督导员"),
        count!(enrolled, "报名人数", "报名"),
        count!(sat, "实考人数", "实考"),
        count!(passed, "合格人数", "合格"),
        Column {
            key: "pass_rate",
            label: "合格率",
            also: &[],
            kind: Kind::Text,
            get: Event::pass_rate,
            set: |_, _| {},
            place: Place::Printed,
            asked: |_| true,
        },
        count!(certified, "发证人数", "发证"),
        text!(recordings, "录像存放处", "录像", "监控录像存放处"),
        yes_no!(intelligent_exam, "智能化考试"),
        yes_no!(review, "综合评审"),
        yes_no!(own_trainees, "有自行培训的人员参加", "自有学员"),
    ];
    kept_in!(events);
    fn name(&self) -> &str {
        &self.name
    }
    fn doubt(&self) -> Option<&'static str> {
        let more = |part: Option<u32>, whole: Option<u32>| {
            part.zip(whole).is_some_and(|(part, whole)| part > whole)
        };
        if self.end.zip(self.date).is_some_and(|(end, start)| end < start) {
            Some("结束日期早于开始日期，请核对。")
        } else if more(self.sat, self.enrolled) {
            Some("实考人数多于报名人数，请核对。")
        } else if more(self.passed, self.sat) {
            Some("合格人数多于实考人数，请核对。")
        } else if more(self.certified, self.passed) {
            Some("发证人数多于合格人数，请核对。")
        } else {
            None
        }
    }
    fn totals(rows: &[Self]) -> String {
        totals(rows)
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
        text!(authority, "责令机关", "机关", "发文机关", "下达机关"),
        text!(clause, "依据条款", "依据", "条款"),
        date!(received, "收到日期", "收到日", "收文日期", "送达日期"),
        date!(runs_from, "通知书写明的起算日（可空）", "起算日"),
        Column {
            key: "term",
            label: "限期",
            also: &["整改限期", "整改期限", "期限"],
            kind: Kind::Term,
            get: |row| row.term.to_string(),
            set: |row, text| row.term = Term::parse(&text).unwrap_or_default(),
            place: Place::Table,
            asked: |_| true,
        },
        Column {
            key: "term_kind",
            label: "限期写法",
            also: &[],
            kind: TERMS,
            get: |row| {
                let value = match &row.term {
                    Term::Date { .. } => "date",
                    Term::Days { kind: DayCount::Working, .. } => "working",
                    Term::Days { kind: DayCount::Calendar, .. } => "calendar",
                };
                value.to_owned()
            },
            set: |row, text| {
                let kind = match text.as_str() {
                    "working" => Some(DayCount::Working),
                    "calendar" => Some(DayCount::Calendar),
                    _ => None,
                };
                row.term = mem::take(&mut row.term).worded(kind);
            },
            place: Place::Form,
            asked: |_| true,
        },
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
            place: Place::Form,
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
            place: Place::Form,
            asked: |row| matches!(row.term, Term::Days { .. }),
        },
        date!(done_on, "完成日期", "完成日", "整改完成日期"),
        text!(number, "文号", "通知书文号"),
        date!(report_due, "要求报送整改报告的日期"),
        date!(reported_on, "实际报送日", "报送日期"),
        text!(reinspection, "复查意见", "复查结果"),
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

impl Row for CurrentRule {
    const REGISTER: RegisterKey = RegisterKey::CurrentRules;
    const KEY: &'static str = "current_rules";
    const TITLE: &'static str = "现行规定核实";
    const PURPOSE: &'static str = "向主管部门核实到的现行规定，一份一行（第三十二条）。写明名称和核实日期的，效力提示、报告和日历文件随之写明；内容由本机构负责，结果仍按本细则原文计算。";
    const COLUMNS: &'static [Column<Self>] = &[
        text!(name, "文件名称", "名称", "文件", "规定", "规定名称"),
        text!(number, "文号", "发文字号"),
        text!(authority, "制发机关", "机关", "发文机关", "印发机关"),
        date!(issued, "印发日期", "印发日", "发文日期"),
        date!(confirmed_on, "核实日期", "核实日", "查询日期"),
        text!(confirmed_by, "核实人"),
        text!(answered_by, "答复单位和答复人", "答复人", "答复单位"),
        text!(answer, "答复要点", "要点", "答复"),
    ];
    kept_in!(current_rules);
    fn name(&self) -> &str {
        &self.name
    }
    fn doubt(&self) -> Option<&'static str> {
        let backwards =
            self.confirmed_on.zip(self.issued).is_some_and(|(asked, issued)| asked < issued);
        backwards.then_some("核实日期早于印发日期，请核对。")
    }
}
