//! What a report carries of a journal.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::data::Journal;
use super::heads::View;
use super::leaves::row_of;
use super::session::{Session, Step};

impl Journal {
    /// The same without anything that was changed again, and without names and instants: only what still
    /// counts, so that a copy which is handed on tells no deleted words and can still be merged.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let heads = self.heads(View::All);
        let stands = |path: &str| row_of(path).is_none_or(|row| heads.value(row).is_some());
        let mut counting: BTreeMap<(&str, u64), Step> = BTreeMap::new();
        for (path, _) in heads.iter().filter(|(path, _)| stands(path)) {
            for change in heads.counting(path) {
                let value = change.value().cloned().unwrap_or_default();
                let n = change.step.n;
                let step = counting.entry((change.id, n)).or_default();
                step.n = n;
                step.set.insert(path.to_owned(), value);
                if change.step.erased.contains(path) {
                    step.erased.insert(path.to_owned());
                }
            }
        }
        let sessions = self.sessions.iter().map(|(id, session)| {
            let own = counting.range((id.as_str(), 0)..=(id.as_str(), u64::MAX));
            let steps = own.map(|(_, step)| Arc::new(step.clone()));
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
}
