//! What each session knew when it began, what it knew through others included.
//!
//! A session notes only what does not follow: whoever knew a session knew all that this one had known when
//! it began. Hundreds of sessions a year would otherwise fill the file with each other's numbers.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::data::Journal;
use super::session::Seen;

/// For each session, how much of every other one was known when it began.
pub(super) struct Knowledge<'a> {
    ids: Vec<&'a str>,
    places: HashMap<&'a str, usize>,
    /// What each session notes, by places.
    noted: Vec<Vec<(usize, u64)>>,
    /// All that each session knew, by places; worked out when it is asked for.
    known: Vec<OnceCell<Vec<u64>>>,
}

impl<'a> Knowledge<'a> {
    pub(super) fn of(journal: &'a Journal) -> Self {
        let sessions = &journal.sessions;
        let mentioned = sessions.values().flat_map(|session| session.seen.keys());
        let mut ids: Vec<&str> = sessions.keys().chain(mentioned).map(String::as_str).collect();
        ids.sort_unstable();
        ids.dedup();
        let places: HashMap<&str, usize> =
            ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let noted = ids.iter().map(|id| {
            let seen = sessions.get(*id).into_iter().flat_map(|session| &session.seen);
            seen.map(|(other, n)| (places[other.as_str()], *n)).collect()
        });
        let noted: Vec<_> = noted.collect();
        let known = vec![OnceCell::new(); ids.len()];
        Self { ids, places, noted, known }
    }

    fn known_at(&self, place: usize) -> &[u64] {
        self.known[place].get_or_init(|| {
            let mut known = vec![0; self.ids.len()];
            let mut visited = vec![false; self.ids.len()];
            let mut open = vec![place];
            while let Some(next) = open.pop() {
                if !std::mem::replace(&mut visited[next], true) {
                    for (other, n) in &self.noted[next] {
                        known[*other] = (*n).max(known[*other]);
                        open.push(*other);
                    }
                }
            }
            // What a session knows of itself is its own steps.
            known[place] = 0;
            known
        })
    }

    /// How much of `other` was known when `session` began; 0 for nothing.
    pub(super) fn of_other(&self, session: &str, other: &str) -> u64 {
        match (self.places.get(session), self.places.get(other)) {
            (Some(session), Some(other)) => self.known_at(*session)[*other],
            _ => 0,
        }
    }

    /// `seen` with all that follows from it.
    pub(super) fn all(&self, seen: &Seen) -> Seen {
        let mut all = seen.clone();
        for id in seen.keys() {
            let Some(place) = self.places.get(id.as_str()) else { continue };
            for (other, n) in self.ids.iter().zip(self.known_at(*place)) {
                if *n > all.get(*other).copied().unwrap_or_default() {
                    all.insert((*other).to_owned(), *n);
                }
            }
        }
        all
    }

    /// What of `seen` does not follow from the rest of it.
    pub(super) fn essence(&self, seen: &Seen) -> Seen {
        let mut latest_first: Vec<(&String, u64)> = seen.iter().map(|(id, n)| (id, *n)).collect();
        latest_first.sort_by_key(|(id, n)| std::cmp::Reverse((*n, id.as_str())));
        let mut essence = Seen::new();
        let mut follows = Seen::new();
        for (id, n) in latest_first {
            if follows.get(id).is_none_or(|known| *known < n) {
                let own = Seen::from([(id.clone(), n)]);
                for (other, n) in self.all(&own) {
                    let known = follows.entry(other).or_default();
                    *known = n.max(*known);
                }
                essence.extend(own);
            }
        }
        essence
    }
}
