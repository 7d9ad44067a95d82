//! The changes that are not in the browser's storage yet, self-check by self-check.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use assessment::self_check::SelfCheck;

use crate::browser::storage_error::StorageError;

/// A changed self-check on its way to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The self-check.
    pub self_check: Rc<SelfCheck>,
    /// Its file, made once for all who want it.
    pub json: Rc<str>,
}

impl Change {
    /// The change that led to this.
    pub fn of(self_check: Rc<SelfCheck>) -> Self {
        let json = self_check.to_json().into();
        Self { self_check, json }
    }
}

/// A change that could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Id of the self-check.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why.
    pub error: StorageError,
}

/// What is not written yet. A self-check that cannot be written stands in the way of no other one.
#[derive(Debug, Default)]
pub struct SaveQueue {
    /// Self-checks that are being changed and have not been handed over yet.
    announced: BTreeSet<String>,
    /// The newest state of each changed self-check that waits to be written.
    waiting: BTreeMap<String, Change>,
    /// Self-checks that are not to be written for now.
    held: BTreeSet<String>,
    /// The one that is being written.
    writing: Option<Change>,
    /// Those that were tried in vain. They stay until they are written or given up, also while they
    /// are tried again: a message that comes and goes with each key cannot be read.
    failed: BTreeMap<String, (Change, StorageError)>,
}

impl SaveQueue {
    /// Notes that a self-check is being changed.
    pub fn announce(&mut self, id: &str) {
        self.announced.insert(id.to_owned());
    }

    /// Takes an announcement back.
    pub fn withdraw(&mut self, id: &str) {
        self.announced.remove(id);
    }

    /// Whether a change was announced and not handed over yet.
    pub fn awaits(&self, id: &str) -> bool {
        self.announced.contains(id)
    }

    /// Takes a changed self-check over; only its newest state will be written.
    ///
    /// What the browser refused earlier waits again too: it may have room by now.
    pub fn push(&mut self, change: Change) {
        let id = change.self_check.id.clone();
        self.announced.remove(&id);
        self.waiting.insert(id, change);
        self.retry_refused();
    }

    /// Lets what the browser refused wait again.
    pub fn retry_refused(&mut self) {
        self.retry_those(|error| {
            matches!(error, StorageError::Refused(_) | StorageError::Unanswered)
        });
    }

    /// Lets everything that failed wait again.
    pub fn retry(&mut self) {
        self.retry_those(|_| true);
    }

    fn retry_those(&mut self, fits: impl Fn(&StorageError) -> bool) {
        for (id, (change, error)) in &self.failed {
            if fits(error) {
                self.waiting.entry(id.clone()).or_insert_with(|| change.clone());
            }
        }
    }

    /// The next one to be written; [`SaveQueue::complete`] tells what came of it.
    pub fn begin(&mut self) -> Option<Change> {
        let id = self.waiting.keys().find(|id| !self.held.contains(*id)).cloned();
        self.writing = id.and_then(|id| self.waiting.remove(&id));
        self.writing.clone()
    }

    /// Keeps the changes of a self-check from being written, until they are released or given up.
    pub fn suspend(&mut self, id: &str) {
        self.held.insert(id.to_owned());
    }

    /// Lets the changes of a self-check be written again.
    pub fn resume(&mut self, id: &str) {
        self.held.remove(id);
    }

    /// Notes what came of the one being written, unless it was given up meanwhile.
    pub fn complete(&mut self, outcome: Result<(), StorageError>) {
        let Some(change) = self.writing.take() else { return };
        let id = change.self_check.id.clone();
        match outcome {
            Ok(()) => {
                self.failed.remove(&id);
            }
            Err(error) => {
                self.failed.insert(id, (change, error));
            }
        }
    }

    /// Gives the changes of a self-check up.
    pub fn give_up(&mut self, id: &str) {
        self.announced.remove(id);
        self.waiting.remove(id);
        self.held.remove(id);
        self.writing.take_if(|change| change.self_check.id == id);
        self.failed.remove(id);
    }

    /// The newest state of a self-check, as far as it is not written yet.
    pub fn newest(&self, id: &str) -> Option<Rc<SelfCheck>> {
        self.waiting
            .get(id)
            .or_else(|| self.writing.as_ref().filter(|change| change.self_check.id == id))
            .or_else(|| self.failed.get(id).map(|(change, _)| change))
            .map(|change| Rc::clone(&change.self_check))
    }

    /// Whether a change is announced, waits or is being written.
    pub fn is_busy(&self) -> bool {
        !self.announced.is_empty() || !self.waiting.is_empty() || self.writing.is_some()
    }

    /// What could not be written.
    pub fn failures(&self) -> Vec<Failure> {
        self.failed
            .iter()
            .map(|(id, (change, error))| Failure {
                id: id.clone(),
                title: change.self_check.title.clone(),
                error: error.clone(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn self_check(id: &str, title: &str) -> Rc<SelfCheck> {
        Rc::new(SelfCheck::new(id.to_owned(), title.to_owned(), "2026-01-01T00:00:00Z"))
    }

    fn change(id: &str, title: &str) -> Change {
        Change::of(self_check(id, title))
    }

    fn full() -> StorageError {
        StorageError::Refused("磁盘已满".to_owned())
    }

    /// Writes all that waits; the self-checks of `refused` fail with that error.
    fn write_all(queue: &mut SaveQueue, refused: &[(&str, StorageError)]) -> Vec<String> {
        let mut written = Vec::new();
        while let Some(Change { self_check, .. }) = queue.begin() {
            let error = refused.iter().find(|(id, _)| *id == self_check.id);
            if error.is_none() {
                written.push(format!("{}{}", self_check.id, self_check.title));
            }
            queue.complete(error.map_or(Ok(()), |(_, error)| Err(error.clone())));
        }
        written
    }

    fn failed(queue: &SaveQueue) -> Vec<String> {
        queue.failures().into_iter().map(|failure| failure.id).collect()
    }

    #[test]
    fn one_that_cannot_be_written_holds_no_other_up() {
        let mut queue = SaveQueue::default();
        queue.push(change("a", "一"));
        queue.push(change("b", "二"));
        let written = write_all(&mut queue, &[("a", StorageError::ChangedElsewhere)]);
        assert_eq!(written, ["b二"]);
        assert_eq!(failed(&queue), ["a"]);
    }

    #[test]
    fn giving_one_up_keeps_what_failed_of_the_others() {
        let mut queue = SaveQueue::default();
        queue.push(change("a", "一"));
        queue.push(change("b", "二"));
        write_all(&mut queue, &[("a", StorageError::ChangedElsewhere), ("b", full())]);
        queue.give_up("b");
        assert_eq!(failed(&queue), ["a"]);
        assert_eq!(queue.newest("a"), Some(self_check("a", "一")));
        assert_eq!(queue.newest("b"), None);
    }

    #[test]
    fn what_was_refused_is_tried_again_with_the_next_change_and_a_conflict_only_by_hand() {
        let mut queue = SaveQueue::default();
        queue.push(change("a", "一"));
        queue.push(change("b", "二"));
        write_all(&mut queue, &[("a", StorageError::ChangedElsewhere), ("b", full())]);
        queue.push(change("c", "三"));
        assert_eq!(write_all(&mut queue, &[]), ["b二", "c三"]);
        assert_eq!(failed(&queue), ["a"]);
        queue.retry();
        assert_eq!(write_all(&mut queue, &[]), ["a一"]);
        assert_eq!(failed(&queue), Vec::<String>::new());
    }

    #[test]
    fn a_page_that_is_hidden_tries_again_what_the_browser_refused_and_no_conflict() {
        let mut queue = SaveQueue::default();
        queue.push(change("a", "一"));
        queue.push(change("b", "二"));
        let refused = [("a", StorageError::ChangedElsewhere), ("b", StorageError::Unanswered)];
        write_all(&mut queue, &refused);
        queue.retry_refused();
        assert_eq!(write_all(&mut queue, &[]), ["b二"]);
        assert_eq!(failed(&queue), ["a"]);
    }

    #[test]
    fn only_the_newest_state_of_a_self_check_is_written_also_after_a_failure() {
        let mut queue = SaveQueue::default();
        queue.push(change("a", "一"));
        assert_eq!(queue.begin(), Some(change("a", "一")));
        // Typed while the first write is under way, which then fails.
        queue.push(change("a", "二"));
        queue.complete(Err(full()));
        assert_eq!(queue.newest("a"), Some(self_check("a", "二")));
        assert_eq!(write_all(&mut queue, &[]), ["a二"]);
        assert_eq!(failed(&queue), Vec::<String>::new());
        assert!(!queue.is_busy());
    }

    #[test]
    fn what_is_given_up_while_it_is_written_does_not_come_back_as_a_failure() {
        let mut queue = SaveQueue::default();
        queue.push(change("a", "一"));
        queue.begin();
        queue.give_up("a");
        queue.complete(Err(full()));
        assert_eq!(failed(&queue), Vec::<String>::new());
    }

    #[test]
    fn what_is_held_waits_until_it_is_released() {
        let mut queue = SaveQueue::default();
        queue.suspend("a");
        queue.push(change("a", "一"));
        queue.push(change("b", "二"));
        assert_eq!(write_all(&mut queue, &[]), ["b二"]);
        assert!(queue.is_busy());
        queue.resume("a");
        assert_eq!(write_all(&mut queue, &[]), ["a一"]);
    }

    #[test]
    fn a_change_is_under_way_from_its_announcement_until_it_is_written() {
        let mut queue = SaveQueue::default();
        queue.announce("a");
        assert!(queue.is_busy() && queue.awaits("a"));
        queue.push(change("a", "一"));
        assert!(queue.is_busy() && !queue.awaits("a"));
        queue.begin();
        assert!(queue.is_busy());
        queue.complete(Ok(()));
        assert!(!queue.is_busy());
    }
}
