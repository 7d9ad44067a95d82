//! 现行规定核实: what the institution found out about the rules in force.
//!
//! > 本细则自印发之日起施行，有效期二年。今后国家、自治区有新规定的，从其规定。（第三十二条）

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Registers;
use crate::civil_date::plain_date;

/// One rule about which the institution asked (现行规定核实). It is the institution's word, and nothing is
/// derived from it but what is said of the regulation's validity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CurrentRule {
    /// Stable id within the self-check.
    pub id: String,
    /// 文件名称.
    pub name: String,
    /// 文号.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who issued it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub authority: String,
    /// When it was issued.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// When it was found out that it is in force.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<NaiveDate>,
    /// Who found it out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub confirmed_by: String,
    /// Who was asked.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answered_by: String,
    /// What was answered.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl CurrentRule {
    /// `《某某办法》（某某〔2025〕6号，2026年11月20日核实）`; `None` until name and day are entered.
    fn confirmed(&self) -> Option<String> {
        let name = self.name.trim();
        let day = self.confirmed_on.filter(|_| !name.is_empty())?;
        let title = if name.contains('《') { name.to_owned() } else { format!("《{name}》") };
        let number = match self.number.trim() {
            "" => String::new(),
            number => format!("{number}，"),
        };
        Some(format!("{title}（{number}{}核实）", plain_date(day)))
    }
}

impl Registers {
    /// The rules that the institution found to be in force, in a clause:
    /// `本机构登记的现行规定：《某某办法》（某某〔2025〕6号，2026年11月20日核实）`. `None` where nothing is
    /// entered with its day. Nobody has checked it, and that is part of the clause.
    pub fn confirmed_rules(&self) -> Option<String> {
        let rules: Vec<String> =
            self.current_rules.iter().filter_map(CurrentRule::confirmed).collect();
        let listed = rules.join("、");
        (!rules.is_empty()).then(|| format!("本机构登记的现行规定（本工具没有核对）：{listed}"))
    }
}
