//! Sessions and their steps, as they stand in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::leaves::Leaves;
use crate::self_check::unknown_keys::fill_map;

/// How much of each session is known: the number of its last known step.
pub type Seen = BTreeMap<String, u64>;

/// Who changes something, in which session, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Id of the session: random, and made anew at each page load.
    pub session: String,
    /// Who, as far as it is known.
    pub who: String,
    /// The instant, RFC 3339; for display.
    pub at: String,
}

/// Tells a step from all others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepId {
    /// Id of its session.
    pub session: String,
    /// Its number.
    pub n: u64,
}

/// One thing that was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Step {
    /// Greater than that of every step that was known when it was done.
    pub n: u64,
    /// When; for display.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// The new values of the leaves that it changed; null where a leaf was emptied.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub set: Leaves,
    /// Those of them in which words were erased for good.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub erased: BTreeSet<String>,
    /// The step that this one takes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<StepId>,
    /// The step that this one brings back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redoes: Option<StepId>,
    /// Of a step that put two copies together: how much the copy knew that took the other one in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Seen>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Where the steps of a session come from.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A person did them.
    #[default]
    Person,
    /// They are the state with which a journal begins.
    Base,
    /// A program without a journal, or a hand, changed the file.
    OtherProgram,
}

/// One page load on one self-check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Who, as far as it is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// Where its steps come from.
    #[serde(skip_serializing_if = "is_default")]
    pub origin: Origin,
    /// What was known when it began, without what follows from that (`knowledge.rs`).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: Seen,
    /// Up to this number, only those changes are carried along that still count.
    #[serde(skip_serializing_if = "is_default")]
    pub trimmed: u64,
    /// Its steps, in the order of their numbers. Shared, since each change copies the session.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Arc<Step>>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Session {
    /// The number of its last step, whether or not that is carried along.
    pub(super) fn last(&self) -> u64 {
        self.steps.last().map_or(0, |step| step.n).max(self.trimmed)
    }

    /// Whether typing went on from that step, which is no more since.
    fn went_on_from(&self, n: u64) -> bool {
        let is_carried = self.trimmed < n && n <= self.last();
        is_carried && self.steps.binary_search_by_key(&n, |step| step.n).is_err()
    }

    /// Everything that either copy of one session carries.
    pub(super) fn joined(&self, other: &Self) -> Self {
        // A copy that goes beyond a step and has it no more knows what took its place: typing went on.
        let own = self.steps.iter().filter(|step| !other.went_on_from(step.n));
        let theirs = other.steps.iter().filter(|step| !self.went_on_from(step.n));
        let mut steps: BTreeMap<u64, Arc<Step>> = BTreeMap::new();
        for step in own.chain(theirs) {
            let joined = match steps.get(&step.n) {
                Some(one) if one != step => Arc::new(one.joined(step)),
                _ => Arc::clone(step),
            };
            steps.insert(step.n, joined);
        }
        // A copy that was never trimmed makes up for what the other one lacks, as far as it goes.
        let makes_up = |one: &Self, other: &Self| one.trimmed == 0 && one.last() >= other.trimmed;
        let whole = makes_up(self, other) || makes_up(other, self);
        let mut seen = self.seen.clone();
        for (id, n) in &other.seen {
            let known = seen.entry(id.clone()).or_default();
            *known = (*n).max(*known);
        }
        Self {
            who: self.who.clone().max(other.who.clone()),
            origin: self.origin.max(other.origin),
            seen,
            trimmed: if whole { 0 } else { self.trimmed.max(other.trimmed) },
            steps: steps.into_values().collect(),
            extra: joined_keys(&self.extra, &other.extra),
        }
    }
}

impl Step {
    /// Everything that either copy of one step carries; what was erased in one is erased.
    fn joined(&self, other: &Self) -> Self {
        let mut set = self.set.clone();
        for (path, theirs) in &other.set {
            let stays = set.get(path).is_some_and(|ours| {
                let is_erased = [self, other].map(|step| step.erased.contains(path));
                match is_erased {
                    [true, false] => true,
                    [false, true] => false,
                    // Of two erasures the one that left less.
                    [true, true] => rank(ours) <= rank(theirs),
                    // Only a file that was altered gives another value; which one stays does not depend on
                    // the sides.
                    [false, false] => rank(ours) >= rank(theirs),
                }
            });
            if !stays {
                set.insert(path.clone(), theirs.clone());
            }
        }
        Self {
            n: self.n,
            at: self.at.clone().max(other.at.clone()),
            set,
            erased: self.erased.union(&other.erased).cloned().collect(),
            undoes: self.undoes.clone().max(other.undoes.clone()),
            redoes: self.redoes.clone().max(other.redoes.clone()),
            before: self.before.clone().max(other.before.clone()),
            extra: joined_keys(&self.extra, &other.extra),
        }
    }
}

/// The length and the text of a value.
fn rank(value: &Value) -> (usize, String) {
    let text = value.to_string();
    (text.len(), text)
}

fn joined_keys(one: &Map<String, Value>, other: &Map<String, Value>) -> Map<String, Value> {
    let mut keys = one.clone();
    fill_map(&mut keys, other);
    keys
}
