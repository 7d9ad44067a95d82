//! Answers to the items, as they are saved.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::content::Item;

/// The answer to an item as it is saved, by item id.
pub type Answers = IndexMap<String, Answer>;

/// What a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// 符合.
    Met,
    /// 部分符合.
    Partly,
    /// 不符合.
    Unmet,
    /// 不适用; counts only with a reason.
    NotApplicable,
}

impl Choice {
    /// In the order of the keys 1 to 4.
    pub const ALL: [Self; 4] = [Self::Met, Self::Partly, Self::Unmet, Self::NotApplicable];

    /// The value in files and in the page.
    pub fn value(self) -> &'static str {
        State::from(self).value()
    }

    /// The word shown to users.
    pub fn label(self) -> &'static str {
        State::from(self).label()
    }

    /// The word shown at `item`.
    pub fn label_for(self, item: &Item) -> &'static str {
        State::from(self).label_for(item)
    }
}

/// What an item comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// 符合.
    Met,
    /// 部分符合.
    Partly,
    /// 不符合.
    Unmet,
    /// 不适用.
    NotApplicable,
    /// 未答: never counted as anything else.
    Unanswered,
}

impl State {
    /// The value in files and in the page.
    pub fn value(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::Unmet => "unmet",
            Self::NotApplicable => "not-applicable",
            Self::Unanswered => "unanswered",
        }
    }

    /// The word shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::Met => "符合",
            Self::Partly => "部分符合",
            Self::Unmet => "不符合",
            Self::NotApplicable => "不适用",
            Self::Unanswered => "未答",
        }
    }

    /// The word shown at `item`: a red line of 第二十条 or 第二十八条 has happened or not, and 符合 would leave
    /// open which.
    pub fn label_for(self, item: &Item) -> &'static str {
        match self {
            Self::Met if item.finding.is_some() => "未发生",
            Self::Partly if item.finding.is_some() => "有疑点",
            Self::Unmet if item.finding.is_some() => "已发生",
            other => other.label(),
        }
    }

    /// 部分符合 or 不符合.
    pub fn falls_short(self) -> bool {
        matches!(self, Self::Partly | Self::Unmet)
    }
}

impl From<Choice> for State {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Met => Self::Met,
            Choice::Partly => Self::Partly,
            Choice::Unmet => Self::Unmet,
            Choice::NotApplicable => Self::NotApplicable,
        }
    }
}

/// One saved answer. Empty texts are not written; unknown keys are kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The choice; absent while only notes have been taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Choice>,
    /// Remark; at a shortfall, what the problem is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Evidence at hand and where it is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Why the item does not apply.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Why there is a problem (原因).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// What will be done about a shortfall.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub measure: String,
    /// By whom.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// By when.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The day on which the measure was completed.
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub completed_on: Option<NaiveDate>,
    /// What came of the measure (完成情况).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// What proves that it was completed, and where that is (佐证材料).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub completion_evidence: String,
    /// Who checked it and closed it (销号人).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub checked_by: String,
    /// The day on which it was checked and closed (销号日期).
    #[serde(with = "crate::civil_date", skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<NaiveDate>,
    /// When the choice was made; an instant, RFC 3339.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answered_at: String,
    /// Who made it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answered_by: String,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Answer {
    /// Whether nothing is left of it, so that it need not be saved.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a measure was ever decided on or completed.
    pub fn has_measure(&self) -> bool {
        let texts = [&self.measure, &self.result, &self.completion_evidence, &self.checked_by];
        self.completed_on.is_some()
            || self.checked_on.is_some()
            || texts.iter().any(|text| !text.trim().is_empty())
    }
}

/// One of an answer's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerText {
    /// Remark, or what the problem is.
    Note,
    /// Evidence at hand.
    Evidence,
    /// Why the item does not apply.
    Reason,
    /// Why there is a problem.
    Cause,
    /// What will be done.
    Measure,
    /// By whom.
    Owner,
    /// What came of the measure.
    Result,
    /// What proves that the measure was completed.
    CompletionEvidence,
    /// Who checked the completed measure.
    CheckedBy,
}

impl AnswerText {
    /// All texts, in the order in which they are printed.
    pub const ALL: [Self; 9] = [
        Self::Reason,
        Self::Note,
        Self::Evidence,
        Self::Cause,
        Self::Measure,
        Self::Owner,
        Self::Result,
        Self::CompletionEvidence,
        Self::CheckedBy,
    ];

    /// Its key in the file, with which the name of its control begins.
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Reason => "reason",
            Self::Cause => "cause",
            Self::Measure => "measure",
            Self::Owner => "owner",
            Self::Result => "result",
            Self::CompletionEvidence => "completion_evidence",
            Self::CheckedBy => "checked_by",
        }
    }

    /// What it is called where no form stands around it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "备注或存在的问题",
            Self::Evidence => "现有证据及存放处",
            Self::Reason => "不适用的理由",
            Self::Cause => "原因",
            Self::Measure => "整改措施",
            Self::Owner => "责任人",
            Self::Result => "完成情况",
            Self::CompletionEvidence => "佐证材料及存放处",
            Self::CheckedBy => "复核（销号）人",
        }
    }

    /// The text as it stands in an answer.
    pub fn of(self, answer: &Answer) -> &str {
        match self {
            Self::Note => &answer.note,
            Self::Evidence => &answer.evidence,
            Self::Reason => &answer.reason,
            Self::Cause => &answer.cause,
            Self::Measure => &answer.measure,
            Self::Owner => &answer.owner,
            Self::Result => &answer.result,
            Self::CompletionEvidence => &answer.completion_evidence,
            Self::CheckedBy => &answer.checked_by,
        }
    }

    pub(super) fn of_mut(self, answer: &mut Answer) -> &mut String {
        match self {
            Self::Note => &mut answer.note,
            Self::Evidence => &mut answer.evidence,
            Self::Reason => &mut answer.reason,
            Self::Cause => &mut answer.cause,
            Self::Measure => &mut answer.measure,
            Self::Owner => &mut answer.owner,
            Self::Result => &mut answer.result,
            Self::CompletionEvidence => &mut answer.completion_evidence,
            Self::CheckedBy => &mut answer.checked_by,
        }
    }
}

/// One of an answer's days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerDay {
    /// By when a shortfall is put right (完成时限).
    Due,
    /// When the measure was completed.
    CompletedOn,
    /// When the completed measure was checked and closed.
    CheckedOn,
}

impl AnswerDay {
    /// All days, in the order in which they follow one another.
    pub const ALL: [Self; 3] = [Self::Due, Self::CompletedOn, Self::CheckedOn];

    /// The word shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::Due => "完成时限",
            Self::CompletedOn => "实际完成日期",
            Self::CheckedOn => "复核销号日期",
        }
    }

    /// Its key in the file, with which the name of its control begins.
    pub fn key(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::CompletedOn => "completed_on",
            Self::CheckedOn => "checked_on",
        }
    }

    /// The day as it stands in an answer.
    pub fn of(self, answer: &Answer) -> Option<NaiveDate> {
        match self {
            Self::Due => answer.due,
            Self::CompletedOn => answer.completed_on,
            Self::CheckedOn => answer.checked_on,
        }
    }

    pub(super) fn of_mut(self, answer: &mut Answer) -> &mut Option<NaiveDate> {
        match self {
            Self::Due => &mut answer.due,
            Self::CompletedOn => &mut answer.completed_on,
            Self::CheckedOn => &mut answer.checked_on,
        }
    }
}
