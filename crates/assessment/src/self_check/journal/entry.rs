//! Sessions and entries.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

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

/// One step of a session: all entries of one action.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StepId {
    /// Id of the session.
    pub session: String,
    /// Its number within the session, from 1.
    pub step: u32,
}

/// A new value of one leaf.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Greater than that of every entry that was known when it was made.
    pub lamport: u64,
    /// When; for display.
    pub at: String,
    /// The step of the session that it belongs to.
    pub step: u32,
    /// The leaf, such as `/answers/23.3/note`.
    pub path: String,
    /// The new value; absent where the leaf was emptied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The former value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Value>,
    /// The step that this one takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<StepId>,
    /// The step that this one brings back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redoes: Option<StepId>,
}

/// One page load on one self-check.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Who, as far as it is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// How much of each other session was known when this one began.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: BTreeMap<String, u64>,
    /// How many entries at its beginning are not carried along.
    #[serde(skip_serializing_if = "is_zero")]
    pub skipped: u64,
    /// Its entries, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over a reference.
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Session {
    /// How many entries it has, those not carried along included.
    pub fn count(&self) -> u64 {
        self.skipped + self.entries.len() as u64
    }

    /// What both copies of one session come to: each entry in its newest form.
    pub(super) fn joined(&self, other: &Self) -> Self {
        if self.skipped != other.skipped {
            // One of them carries more: it knows all that the other knows, unless it ends earlier.
            let (fuller, shorter) =
                if self.skipped < other.skipped { (self, other) } else { (other, self) };
            return if fuller.count() >= shorter.count() {
                fuller.clone()
            } else {
                shorter.clone()
            };
        }
        let length = self.entries.len().max(other.entries.len());
        let entries =
            (0..length).filter_map(|at| match (self.entries.get(at), other.entries.get(at)) {
                (Some(a), Some(b)) => {
                    let newer = (b.lamport, value_text(b)) > (a.lamport, value_text(a));
                    Some(if newer { b.clone() } else { a.clone() })
                }
                (a, b) => a.or(b).cloned(),
            });
        Self { entries: entries.collect(), ..self.clone() }
    }
}

/// Decides between two forms of one entry that bear one number, which only a file edited by hand has.
fn value_text(entry: &Entry) -> String {
    entry.value.as_ref().map(Value::to_string).unwrap_or_default()
}
