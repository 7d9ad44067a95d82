//! The journal as data: its sessions, and what both of two journals have.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::session::{Seen, Session, Step, StepId};
use crate::self_check::unknown_keys::fill_map;

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
    pub(super) unread: Option<Value>,
    /// The step that goes on as long as the same text is typed in; forgotten with the page.
    #[serde(skip)]
    pub(super) typing: Option<StepId>,
}

impl PartialEq for Journal {
    /// What is being typed in is no part of what was done.
    fn eq(&self, other: &Self) -> bool {
        let Self { v, sessions, extra, unread, typing: _ } = self;
        (v, sessions, extra, unread) == (&other.v, &other.sessions, &other.extra, &other.unread)
    }
}

/// The shape that this build writes, and the only one that it reads. Shape 1 was never released.
pub(super) const SHAPE: u64 = 2;
/// No number of a step comes near this. JavaScript still counts exactly as far.
pub(super) const GREATEST: u64 = 1 << 53;

impl Journal {
    /// Whether nothing was ever noted.
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty() && self.unread.is_none()
    }

    /// Whether this version cannot read it, and keeps it as it is.
    pub fn is_unread(&self) -> bool {
        self.unread.is_some()
    }

    /// Lets what is typed next begin a new step: a file that was handed out knows the step of that number
    /// as it stands.
    pub fn end_typing(&mut self) {
        self.typing = None;
    }

    /// All steps with their sessions.
    pub(super) fn steps(&self) -> impl Iterator<Item = (&str, &Session, &Step)> {
        self.sessions.iter().flat_map(|(id, session)| {
            session.steps.iter().map(move |step| (id.as_str(), &**session, &**step))
        })
    }

    /// How much of each session there is.
    pub(super) fn lasts(&self) -> Seen {
        self.sessions.iter().map(|(id, session)| (id.clone(), session.last())).collect()
    }

    /// A number greater than that of every step.
    pub(super) fn next_n(&self) -> u64 {
        self.sessions.values().map(|session| session.last()).max().unwrap_or_default() + 1
    }

    /// Everything that either has. Commutative, associative, idempotent.
    pub(super) fn union(&self, other: &Self) -> Self {
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
}
