//! Answers to the items, and what state each item is in once profile and answers are put together.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::profile::Profile;
use crate::regulation::{Item, Severity};

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
    /// What will be done about a shortfall.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub measure: String,
    /// By whom.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// By when.
    #[serde(with = "crate::blank_date", skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
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
}

/// The state of an item, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// What the item comes to.
    pub state: State,
    /// Where that comes from.
    pub basis: Basis,
}

/// Where an item's state comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// From the answer, or from its absence.
    Answered,
    /// 不适用 by the profile; the reason in words.
    Profile(String),
    /// 不符合 by the profile; the reason in words.
    Derived(&'static str),
    /// 不适用 was chosen and its reason is still missing.
    ReasonMissing,
}

/// Puts profile and answer together.
///
/// A derived 不符合 goes before everything, then what the profile makes inapplicable, then the answer.
/// 不适用 without a reason stays 未答; a red line cannot be 不适用 (coverage rules).
pub fn assess(item: &Item, profile: &Profile, answers: &Answers) -> Assessed {
    if let Some(because) = profile.derived(item) {
        return Assessed { state: State::Unmet, basis: Basis::Derived(because) };
    }
    if let Some(reason) = profile.inapplicable(item) {
        return Assessed { state: State::NotApplicable, basis: Basis::Profile(reason) };
    }
    let answer = answers.get(item.id);
    match answer.and_then(|answer| answer.state) {
        Some(Choice::NotApplicable) if item.severity == Severity::Redline => {
            Assessed { state: State::Unanswered, basis: Basis::Answered }
        }
        Some(Choice::NotApplicable)
            if answer.is_none_or(|answer| answer.reason.trim().is_empty()) =>
        {
            Assessed { state: State::Unanswered, basis: Basis::ReasonMissing }
        }
        Some(choice) => Assessed { state: choice.into(), basis: Basis::Answered },
        None => Assessed { state: State::Unanswered, basis: Basis::Answered },
    }
}
