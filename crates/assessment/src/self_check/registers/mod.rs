//! The registers (台账) that the dates and several items draw on.

mod cells;
mod current_rules;
mod pass_rate;
pub mod paste;
mod reading;
mod row_ids;
mod rows;
pub mod schema;
mod term;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use current_rules::CurrentRule;
pub use reading::{MOST_PEOPLE, parse_count};
pub(in crate::self_check) use row_ids::complete_ids;
pub(crate) use term::number_of_days;
pub use term::{DayCount, MOST_DAYS, Term, parse_days};

/// All registers of a self-check.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registers {
    /// 评价批次.
    pub events: Vec<Event>,
    /// 工作人员.
    pub staff: Vec<Staff>,
    /// 资料批次.
    #[serde(rename = "records")]
    pub archives: Vec<ArchiveBatch>,
    /// 整改通知.
    pub orders: Vec<Order>,
    /// 现行规定核实.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub current_rules: Vec<CurrentRule>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Yes, no, or not said; the words of the file format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum YesNo {
    /// 是.
    #[serde(rename = "yes")]
    Yes,
    /// 否.
    #[serde(rename = "no")]
    No,
    /// 未填.
    #[default]
    #[serde(rename = "")]
    Blank,
}

impl YesNo {
    fn is_blank(&self) -> bool {
        *self == Self::Blank
    }
}

impl From<bool> for YesNo {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// The day of the application for a consent and the day of the consent, as far as they are entered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// When the application was handed in.
    pub applied_on: Option<NaiveDate>,
    /// When consent was given.
    pub consented_on: Option<NaiveDate>,
}

/// One planned or held event (评价批次).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Stable id within the self-check.
    pub id: String,
    /// Name.
    pub name: String,
    /// First day.
    #[serde(with = "crate::civil_date")]
    pub date: Option<NaiveDate>,
    /// Last day; blank for an event of one day.
    #[serde(with = "crate::civil_date")]
    pub end: Option<NaiveDate>,
    /// Where.
    pub site: String,
    /// Whether that is a filed site (第十六条).
    pub filed_site: YesNo,
    /// 职业（工种）.
    pub occupation: String,
    /// 等级.
    pub level: String,
    /// When candidate data were reported (第二十七条（六）).
    #[serde(with = "crate::civil_date")]
    pub reported_on: Option<NaiveDate>,
    /// When consent to an event away from the filed sites was applied for.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub offsite_applied_on: Option<NaiveDate>,
    /// When the event away from the filed sites was consented to (第十六条).
    #[serde(with = "crate::civil_date")]
    pub offsite_consent_on: Option<NaiveDate>,
    /// When consent to an exception to 培训与评价分离 was applied for.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub separation_applied_on: Option<NaiveDate>,
    /// When the exception to 培训与评价分离 was consented to (第二十四条).
    #[serde(with = "crate::civil_date")]
    pub separation_consent_on: Option<NaiveDate>,
    /// 考评组组长.
    pub leader: String,
    /// 考评员.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub assessors: String,
    /// 监考人员.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub invigilators: String,
    /// 督导员.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub supervisor: String,
    /// How many enrolled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolled: Option<u32>,
    /// How many sat the examination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sat: Option<u32>,
    /// How many passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<u32>,
    /// How many were given a certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certified: Option<u32>,
    /// Where the recordings are kept.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub recordings: String,
    /// Whether it was held as 智能化考试 (第十三条).
    #[serde(skip_serializing_if = "YesNo::is_blank")]
    pub intelligent_exam: YesNo,
    /// Whether it had a 综合评审 (第十四条).
    #[serde(skip_serializing_if = "YesNo::is_blank")]
    pub review: YesNo,
    /// Whether people took part who were trained by the institution itself or its parent (第二十四条).
    #[serde(skip_serializing_if = "YesNo::is_blank")]
    pub own_trainees: YesNo,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Event {
    /// What is entered of the consent by 第十六条.
    pub fn offsite(&self) -> Asked {
        Asked { applied_on: self.offsite_applied_on, consented_on: self.offsite_consent_on }
    }

    /// What is entered of the consent by 第二十四条.
    pub fn separation(&self) -> Asked {
        Asked { applied_on: self.separation_applied_on, consented_on: self.separation_consent_on }
    }
}

/// One person and one certificate (工作人员).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Staff {
    /// Stable id within the self-check.
    pub id: String,
    /// Name.
    pub name: String,
    /// Post.
    pub role: String,
    /// Certificate.
    pub certificate: String,
    /// Its number.
    pub number: String,
    /// Last day on which it is valid.
    #[serde(with = "crate::civil_date")]
    pub expires: Option<NaiveDate>,
    /// 职业（工种） that the person may assess.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub occupation: String,
    /// 等级 that the person may assess.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// Full or part time.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub employment: String,
    /// Last day of the engagement.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub engaged_until: Option<NaiveDate>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// What archives are kept on (第二十二条).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// 纸质材料.
    Paper,
    /// 电子材料.
    Electronic,
    /// 未填.
    #[default]
    #[serde(rename = "")]
    Blank,
}

/// One batch of archives (资料批次).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArchiveBatch {
    /// Stable id within the self-check.
    pub id: String,
    /// Name.
    pub name: String,
    /// Paper or electronic.
    pub medium: Medium,
    /// When its last document was made.
    #[serde(with = "crate::civil_date")]
    pub last_document: Option<NaiveDate>,
    /// Whether it holds signed or sealed originals, to which the clause gives no end.
    pub originals: YesNo,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One order to rectify (整改通知).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Order {
    /// Stable id within the self-check.
    pub id: String,
    /// Who ordered it.
    pub authority: String,
    /// The clause it names, such as `27（三）`.
    pub clause: String,
    /// When it was received.
    #[serde(with = "crate::civil_date")]
    pub received: Option<NaiveDate>,
    /// The day from which the order says that its term runs; blank where it says none.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub runs_from: Option<NaiveDate>,
    /// Its 限期.
    pub term: Term,
    /// When it was carried out.
    #[serde(with = "crate::civil_date")]
    pub done_on: Option<NaiveDate>,
    /// 文号.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// By when the rectification report was asked for.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub report_due: Option<NaiveDate>,
    /// When that report was handed in.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<NaiveDate>,
    /// What the re-inspection found.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reinspection: String,
    /// When it was re-inspected.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub reinspected_on: Option<NaiveDate>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
