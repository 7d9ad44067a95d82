//! The trail: who changed what and when, and the self-check as it stood at an instant.

use serde_json::Value;

use super::Entry;
use super::leaves::set;
use crate::self_check::SelfCheck;

/// One entry for people.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// When, by the clock of whoever did it.
    pub at: String,
    /// Who, as far as it is known.
    pub who: String,
    /// The leaf.
    pub path: String,
    /// The former value.
    pub was: Option<Value>,
    /// The new one.
    pub value: Option<Value>,
}

/// All entries, the latest first, in an order in which each comes after those it knew of.
fn entries(self_check: &SelfCheck) -> Vec<(&str, &Entry)> {
    let sessions = self_check.journal.sessions.values();
    let mut entries: Vec<(u64, usize, &str, &Entry)> = sessions
        .flat_map(|session| {
            let who = session.who.as_str();
            session.entries.iter().enumerate().map(move |(n, entry)| (entry.lamport, n, who, entry))
        })
        .collect();
    entries.sort_by_key(|(lamport, n, ..)| std::cmp::Reverse((*lamport, *n)));
    entries.into_iter().map(|(.., who, entry)| (who, entry)).collect()
}

/// Who changed what and when, the latest first.
pub fn history(self_check: &SelfCheck) -> Vec<HistoryLine> {
    entries(self_check)
        .into_iter()
        .map(|(who, entry)| HistoryLine {
            at: entry.at.clone(),
            who: who.to_owned(),
            path: entry.path.clone(),
            was: entry.was.clone(),
            value: entry.value.clone(),
        })
        .collect()
}

/// The self-check as it stood at `instant` (RFC 3339 in UTC, as the app writes it), by the clocks of those
/// who changed it. Its journal is left out: it is a copy to look at, or to begin anew with.
pub fn as_of(self_check: &SelfCheck, instant: &str) -> Option<SelfCheck> {
    let mut json = serde_json::to_value(self_check).ok()?;
    for (_, entry) in
        entries(self_check).into_iter().filter(|(_, entry)| entry.at.as_str() > instant)
    {
        set(&mut json, &entry.path, entry.was.as_ref());
    }
    let mut then: SelfCheck = serde_json::from_value(json).ok()?;
    then.journal = super::Journal::default();
    Some(then)
}
