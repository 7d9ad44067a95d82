//! What was done to a self-check, when, by whom, and after what.
//!
//! A *session* is one page load on one self-check, and a list of steps; a step sets leaves (`leaves.rs`) to
//! new values. A session notes what it knew of the others when it began (`knowledge.rs`), so of two steps it
//! can be told whether one was made knowing the other, or neither knew. No clock takes part in that: instants
//! are for display. The first session is the state with which the journal begins; its id is the hash of that
//! state, so that two machines that begin with the same file share their origin.
//!
//! The state is what the latest changes of each leaf come to (`heads.rs`). Merging is the union of the
//! sessions; where latest changes that did not know of each other differ, a person decides ([`merge`]).
//! Undo and redo are steps too ([`undo`]), so they survive a reload, are merged, and can be undone.

mod heads;
mod history;
mod knowledge;
mod leaves;
mod merging;
mod record;
mod session;
mod text;
mod undo;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use history::{HistoryStep, LeafChange, as_of, history, return_to};
pub use merging::{Conflict, Merged, Side, Version, merge};
pub(super) use record::{Scope, note, settle};
pub use session::{Origin, Seen, Session, Stamp, Step, StepId};
pub use undo::{redo, redoable, stands, undo, undoable};
pub use words::{place_words, value_words};

use super::fnv::Fnv;
use super::unknown_keys::fill_map;
use knowledge::Knowledge;
use leaves::Leaves;

/// The journal of a self-check; empty in a file that no build with a journal has changed yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Journal {
    /// Version of the journal's own shape.
    pub v: u64,
    /// The sessions by their ids. Shared, since each change copies the self-check.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sessions: BTreeMap<String, Arc<Session>>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
    /// A journal of a later version, or one that was altered: kept as it is, and nothing is noted.
    #[serde(skip)]
    unread: Option<Value>,
    /// The step that goes on as long as the same text is typed in; forgotten with the page.
    #[serde(skip)]
    typing: Option<StepId>,
}

impl PartialEq for Journal {
    /// What is being typed in is no part of what was done.
    fn eq(&self, other: &Self) -> bool {
        let Self { v, sessions, extra, unread, typing: _ } = self;
        (v, sessions, extra, unread) == (&other.v, &other.sessions, &other.extra, &other.unread)
    }
}

/// The journal holds a value that a self-check cannot have, as only an altered file does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("改动记录里有不认识的内容，不能照它还原或合并；自查没有变动。")]
pub struct Unusable;

/// The shape that this build writes, and the only one that it reads. Shape 1 was never released.
const SHAPE: u64 = 2;
/// No number of a step comes near this. JavaScript still counts exactly as far.
const GREATEST: u64 = 1 << 53;

impl Journal {
    /// Whether nothing was ever noted.
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty() && self.unread.is_none()
    }

    /// Whether this version cannot read it, and keeps it as it is.
    pub fn is_unread(&self) -> bool {
        self.unread.is_some()
    }

    /// The same without anything that was changed again, and without names and instants: only what still
    /// counts, so that a copy which is handed on tells no deleted words and can still be merged.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let heads = self.heads(heads::View::All);
        let stands = |path: &str| leaves::row_of(path).is_none_or(|row| heads.value(row).is_some());
        let mut counting: BTreeMap<(&str, u64), Leaves> = BTreeMap::new();
        for (path, changes) in heads.iter().filter(|(path, _)| stands(path)) {
            for change in changes {
                let value = change.value().cloned().unwrap_or_default();
                let set = counting.entry((change.id, change.step.n)).or_default();
                set.insert(path.to_owned(), value);
            }
        }
        let sessions = self.sessions.iter().map(|(id, session)| {
            let own = counting.range((id.as_str(), 0)..=(id.as_str(), u64::MAX));
            let steps = own
                .map(|((_, n), set)| Arc::new(Step { n: *n, set: set.clone(), ..Step::default() }));
            let trimmed = Session {
                origin: session.origin,
                seen: session.seen.clone(),
                trimmed: session.last(),
                steps: steps.collect(),
                ..Session::default()
            };
            (id.clone(), Arc::new(trimmed))
        });
        Self { v: self.v, sessions: sessions.collect(), ..Self::default() }
    }

    /// How much of each session there is.
    fn lasts(&self) -> Seen {
        self.sessions.iter().map(|(id, session)| (id.clone(), session.last())).collect()
    }

    /// How much of each session there is, without what follows from the rest of that.
    fn essence(&self) -> Seen {
        Knowledge::of(self).essence(&self.lasts())
    }

    /// A number greater than that of every step.
    fn next_n(&self) -> u64 {
        self.sessions.values().map(|session| session.last()).max().unwrap_or_default() + 1
    }

    /// Everything that either has. Commutative, associative, idempotent.
    fn union(&self, other: &Self) -> Self {
        let mut sessions = self.sessions.clone();
        for (id, theirs) in &other.sessions {
            let joined = match sessions.get(id) {
                Some(ours) if ours == theirs => continue,
                Some(ours) => Arc::new(ours.joined(theirs)),
                None => Arc::clone(theirs),
            };
            sessions.insert(id.clone(), joined);
        }
        let mut extra = self.extra.clone();
        fill_map(&mut extra, &other.extra);
        Self { v: SHAPE, sessions, extra, ..Self::default() }
    }

    /// The journal that begins with that state.
    fn begun(state: Leaves, at: &str) -> Self {
        let id = format!("base-{}", hash(&state));
        let step = Step { n: 1, at: at.to_owned(), set: state, ..Step::default() };
        let session =
            Session { origin: Origin::Base, steps: vec![Arc::new(step)], ..Session::default() };
        Self { v: SHAPE, sessions: BTreeMap::from([(id, Arc::new(session))]), ..Self::default() }
    }

    /// Adds a step of somebody who knows all that is there.
    fn add(&mut self, stamp: &Stamp, mut step: Step, origin: Origin) -> StepId {
        // Typing goes on under a greater number than before.
        step.n = self.next_n().max(step.n + 1);
        step.at.clone_from(&stamp.at);
        let knowledge = Knowledge::of(self);
        let lasts = self.lasts();
        let knows_all = |id: &str| {
            lasts.iter().all(|(other, n)| other == id || knowledge.of_other(id, other) >= *n)
        };
        // A session that does not know all that is there goes on as a new one.
        let mut id = stamp.session.clone();
        while self.sessions.get(&id).is_some_and(|one| one.who != stamp.who || !knows_all(&id)) {
            id.push('+');
        }
        let seen = if lasts.contains_key(&id) { Seen::new() } else { knowledge.essence(&lasts) };
        let who = stamp.who.clone();
        let session = self
            .sessions
            .entry(id.clone())
            .or_insert_with(|| Arc::new(Session { who, origin, seen, ..Session::default() }));
        let n = step.n;
        Arc::make_mut(session).steps.push(Arc::new(step));
        self.v = SHAPE;
        StepId { session: id, n }
    }
}

/// A hash of leaves.
fn hash(leaves: &Leaves) -> String {
    let mut hash = Fnv::default();
    for (path, value) in leaves {
        hash.take(path.as_bytes());
        hash.take(value.to_string().as_bytes());
    }
    hash.hex()
}
