//! What was done to a self-check, when, by whom, and after what.
//!
//! The journal is a set of sessions. A session is one page load on one self-check and a list of entries; an
//! entry is a new value of one leaf (`leaves.rs`). A session notes how much of every other session it had
//! seen when it began, so of two entries it can be told whether one was made knowing the other, or neither
//! knew. Merging is the union of the sessions; the state is what the newest entries of each leaf say; where
//! newest entries that did not know of each other differ, a person decides ([`merge`]). No clock takes part
//! in that: instants are for display.
//!
//! Undo and redo are entries too ([`undo`]), so they survive a reload, are merged, and can be undone.

mod entry;
mod history;
mod leaves;
mod merging;
mod record;
mod undo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fnv::Fnv;

pub use entry::{Entry, Session, Stamp, StepId};
pub use history::{HistoryLine, as_of, history};
pub use merging::{Conflict, Merged, Side, merge};
pub(super) use record::{Scope, fingerprint, note, settle};
pub use undo::{redo, redoable, stands, undo, undoable};

/// The journal of a self-check; empty in a file that no build with a journal has changed yet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Journal {
    /// Version of the journal's own shape.
    pub v: u32,
    /// In a file, the hash of the state that the journal comes to: where it does not fit, a program without
    /// a journal, or a hand, has changed the file. Empty in memory.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// Hashes of the states on which it began. Copies that share one began as the same file.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub bases: BTreeSet<String>,
    /// The sessions by their ids. Shared, since each change copies the self-check.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sessions: BTreeMap<String, Arc<Session>>,
}

/// The shape that this build writes.
const SHAPE: u32 = 1;

impl Journal {
    /// Whether nothing was ever noted.
    pub fn is_empty(&self) -> bool {
        self.bases.is_empty() && self.sessions.is_empty()
    }

    /// The same without what was written: only how much each session holds, so that a copy which is handed
    /// on tells no deleted words and can still be merged.
    #[must_use]
    pub fn without_entries(&self) -> Self {
        let sessions = self.sessions.iter().map(|(id, session)| {
            let empty = Session {
                who: String::new(),
                seen: session.seen.clone(),
                skipped: session.count(),
                entries: Vec::new(),
            };
            (id.clone(), Arc::new(empty))
        });
        Self { sessions: sessions.collect(), ..self.clone() }
    }

    /// How much of each session there is.
    fn counts(&self) -> BTreeMap<String, u64> {
        self.sessions.iter().map(|(id, session)| (id.clone(), session.count())).collect()
    }

    /// A number greater than that of every entry.
    fn next_lamport(&self) -> u64 {
        let all = self.sessions.values().flat_map(|session| &session.entries);
        all.map(|entry| entry.lamport).max().unwrap_or_default() + 1
    }

    /// All sessions of both. Of one that both have, the longer; what was typed on in one place counts in
    /// its newer form. Commutative, associative, idempotent.
    fn union(&self, other: &Self) -> Self {
        let mut sessions = self.sessions.clone();
        for (id, theirs) in &other.sessions {
            let joined = match sessions.get(id) {
                Some(ours) => Arc::new(ours.joined(theirs)),
                None => Arc::clone(theirs),
            };
            sessions.insert(id.clone(), joined);
        }
        Self {
            v: SHAPE,
            fingerprint: String::new(),
            bases: self.bases.union(&other.bases).cloned().collect(),
            sessions,
        }
    }
}

/// A hash of a state.
fn hash(leaves: &leaves::Leaves) -> String {
    let mut hash = Fnv::default();
    for (path, value) in leaves {
        hash.take(path.as_bytes());
        // The place of a row is no part of what the state says.
        let value = if leaves::is_row(path) { &Value::Null } else { value };
        hash.take(value.to_string().as_bytes());
    }
    hash.hex()
}
