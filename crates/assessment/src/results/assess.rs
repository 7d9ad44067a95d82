//! What state each item is in once profile and answers are put together.

use crate::content::question::question;
use crate::content::{Item, Severity};
use crate::self_check::answers::{Answers, Choice, State};
use crate::self_check::profile::Profile;

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
    if let Some(because) = derived(profile, item) {
        return Assessed { state: State::Unmet, basis: Basis::Derived(because) };
    }
    if let Some(reason) = inapplicable(profile, item) {
        return Assessed { state: State::NotApplicable, basis: Basis::Profile(reason) };
    }
    by_answer(item, answers)
}

/// What the answer alone makes of `item`.
pub(super) fn by_answer(item: &Item, answers: &Answers) -> Assessed {
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

/// Why `item` does not apply by the profile, in words; `None` when it applies.
///
/// Only an answer can make an item inapplicable: unanswered and 还不清楚 never do (coverage rule).
pub fn inapplicable(profile: &Profile, item: &Item) -> Option<String> {
    exclusions(profile, item).next().map(|(_, means)| format!("机构画像：{means}。"))
}

/// The questions whose answers make `item` inapplicable, each with what its answer means.
pub(super) fn exclusions(
    profile: &Profile,
    item: &Item,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    item.needs.iter().filter_map(|condition| {
        // What was answered to a question that is no longer asked is hidden, and decides nothing.
        let question = question(condition.key).filter(|question| profile.asks(question))?;
        let choice = question.choice(profile.text(condition.key))?;
        let excludes = choice.value != "unknown" && !condition.values.contains(&choice.value);
        excludes.then_some((condition.key, choice.means))
    })
}

/// Why `item` is 不符合 without being asked, in words; `None` when it is to be asked.
pub fn derived(profile: &Profile, item: &Item) -> Option<&'static str> {
    item.derived
        .filter(|derived| derived.when.iter().all(|condition| profile.has_chosen(condition)))
        .map(|derived| derived.because)
}
