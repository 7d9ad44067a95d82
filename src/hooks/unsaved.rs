//! The changes that are not in the browser's storage yet, record by record.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use assessment::record::Record;

use crate::browser::storage::StorageError;

/// A change that could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Id of the record.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why.
    pub error: StorageError,
}

/// What is not written yet. A record that cannot be written stands in the way of no other one.
#[derive(Debug, Default)]
pub struct Unsaved {
    /// Records that are being changed and have not been handed over yet.
    announced: BTreeSet<String>,
    /// The newest state of each changed record that waits to be written.
    waiting: BTreeMap<String, Rc<Record>>,
    /// Records that are not to be written for now.
    held: BTreeSet<String>,
    /// The one that is being written.
    writing: Option<Rc<Record>>,
    /// Those that were tried in vain. They stay until they are written or given up, also while they
    /// are tried again: a message that comes and goes with each key cannot be read.
    failed: BTreeMap<String, (Rc<Record>, StorageError)>,
}

impl Unsaved {
    /// Notes that a record is being changed.
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

    /// Takes a changed record over; only its newest state will be written.
    ///
    /// What the browser refused earlier waits again too: it may have room by now.
    pub fn push(&mut self, record: Rc<Record>) {
        self.announced.remove(&record.id);
        self.waiting.insert(record.id.clone(), record);
        for (id, (record, error)) in &self.failed {
            if matches!(error, StorageError::Refused(_)) {
                self.waiting.entry(id.clone()).or_insert_with(|| Rc::clone(record));
            }
        }
    }

    /// Lets everything that failed wait again.
    pub fn retry(&mut self) {
        for (id, (record, _)) in &self.failed {
            self.waiting.entry(id.clone()).or_insert_with(|| Rc::clone(record));
        }
    }

    /// The next one to be written; [`Unsaved::settle`] tells what came of it.
    pub fn begin(&mut self) -> Option<Rc<Record>> {
        let id = self.waiting.keys().find(|id| !self.held.contains(*id)).cloned();
        self.writing = id.and_then(|id| self.waiting.remove(&id));
        self.writing.clone()
    }

    /// Keeps the changes of a record from being written, until they are released or given up.
    pub fn hold(&mut self, id: &str) {
        self.held.insert(id.to_owned());
    }

    /// Lets the changes of a record be written again.
    pub fn release(&mut self, id: &str) {
        self.held.remove(id);
    }

    /// Notes what came of the one being written, unless it was given up meanwhile.
    pub fn settle(&mut self, outcome: Result<(), StorageError>) {
        let Some(record) = self.writing.take() else { return };
        match outcome {
            Ok(()) => {
                self.failed.remove(&record.id);
            }
            Err(error) => {
                self.failed.insert(record.id.clone(), (record, error));
            }
        }
    }

    /// Gives the changes of a record up.
    pub fn give_up(&mut self, id: &str) {
        self.announced.remove(id);
        self.waiting.remove(id);
        self.held.remove(id);
        self.writing.take_if(|record| record.id == id);
        self.failed.remove(id);
    }

    /// The newest state of a record, as far as it is not written yet.
    pub fn newest(&self, id: &str) -> Option<Rc<Record>> {
        self.waiting
            .get(id)
            .or_else(|| self.writing.as_ref().filter(|record| record.id == id))
            .or_else(|| self.failed.get(id).map(|(record, _)| record))
            .cloned()
    }

    /// Whether a change is announced, waits or is being written.
    pub fn is_busy(&self) -> bool {
        !self.announced.is_empty() || !self.waiting.is_empty() || self.writing.is_some()
    }

    /// What could not be written.
    pub fn failures(&self) -> Vec<Failure> {
        self.failed
            .iter()
            .map(|(id, (record, error))| Failure {
                id: id.clone(),
                title: record.title.clone(),
                error: error.clone(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, title: &str) -> Rc<Record> {
        Rc::new(Record::new(id.to_owned(), title.to_owned(), "2026-01-01T00:00:00Z"))
    }

    fn full() -> StorageError {
        StorageError::Refused("磁盘已满".to_owned())
    }

    /// Writes all that waits; the records of `refused` fail with that error.
    fn write_all(unsaved: &mut Unsaved, refused: &[(&str, StorageError)]) -> Vec<String> {
        let mut written = Vec::new();
        while let Some(record) = unsaved.begin() {
            let error = refused.iter().find(|(id, _)| *id == record.id);
            if error.is_none() {
                written.push(format!("{}{}", record.id, record.title));
            }
            unsaved.settle(error.map_or(Ok(()), |(_, error)| Err(error.clone())));
        }
        written
    }

    fn failed(unsaved: &Unsaved) -> Vec<String> {
        unsaved.failures().into_iter().map(|failure| failure.id).collect()
    }

    #[test]
    fn one_that_cannot_be_written_holds_no_other_up() {
        let mut unsaved = Unsaved::default();
        unsaved.push(record("a", "一"));
        unsaved.push(record("b", "二"));
        let written = write_all(&mut unsaved, &[("a", StorageError::ChangedElsewhere)]);
        assert_eq!(written, ["b二"]);
        assert_eq!(failed(&unsaved), ["a"]);
    }

    #[test]
    fn giving_one_up_keeps_what_failed_of_the_others() {
        let mut unsaved = Unsaved::default();
        unsaved.push(record("a", "一"));
        unsaved.push(record("b", "二"));
        write_all(&mut unsaved, &[("a", StorageError::ChangedElsewhere), ("b", full())]);
        unsaved.give_up("b");
        assert_eq!(failed(&unsaved), ["a"]);
        assert_eq!(unsaved.newest("a"), Some(record("a", "一")));
        assert_eq!(unsaved.newest("b"), None);
    }

    #[test]
    fn what_was_refused_is_tried_again_with_the_next_change_and_a_conflict_only_by_hand() {
        let mut unsaved = Unsaved::default();
        unsaved.push(record("a", "一"));
        unsaved.push(record("b", "二"));
        write_all(&mut unsaved, &[("a", StorageError::ChangedElsewhere), ("b", full())]);
        unsaved.push(record("c", "三"));
        assert_eq!(write_all(&mut unsaved, &[]), ["b二", "c三"]);
        assert_eq!(failed(&unsaved), ["a"]);
        unsaved.retry();
        assert_eq!(write_all(&mut unsaved, &[]), ["a一"]);
        assert_eq!(failed(&unsaved), Vec::<String>::new());
    }

    #[test]
    fn only_the_newest_state_of_a_record_is_written_also_after_a_failure() {
        let mut unsaved = Unsaved::default();
        unsaved.push(record("a", "一"));
        assert_eq!(unsaved.begin(), Some(record("a", "一")));
        // Typed while the first write is under way, which then fails.
        unsaved.push(record("a", "二"));
        unsaved.settle(Err(full()));
        assert_eq!(unsaved.newest("a"), Some(record("a", "二")));
        assert_eq!(write_all(&mut unsaved, &[]), ["a二"]);
        assert_eq!(failed(&unsaved), Vec::<String>::new());
        assert!(!unsaved.is_busy());
    }

    #[test]
    fn what_is_given_up_while_it_is_written_does_not_come_back_as_a_failure() {
        let mut unsaved = Unsaved::default();
        unsaved.push(record("a", "一"));
        unsaved.begin();
        unsaved.give_up("a");
        unsaved.settle(Err(full()));
        assert_eq!(failed(&unsaved), Vec::<String>::new());
    }

    #[test]
    fn what_is_held_waits_until_it_is_released() {
        let mut unsaved = Unsaved::default();
        unsaved.hold("a");
        unsaved.push(record("a", "一"));
        unsaved.push(record("b", "二"));
        assert_eq!(write_all(&mut unsaved, &[]), ["b二"]);
        assert!(unsaved.is_busy());
        unsaved.release("a");
        assert_eq!(write_all(&mut unsaved, &[]), ["a一"]);
    }

    #[test]
    fn a_change_is_under_way_from_its_announcement_until_it_is_written() {
        let mut unsaved = Unsaved::default();
        unsaved.announce("a");
        assert!(unsaved.is_busy() && unsaved.awaits("a"));
        unsaved.push(record("a", "一"));
        assert!(unsaved.is_busy() && !unsaved.awaits("a"));
        unsaved.begin();
        assert!(unsaved.is_busy());
        unsaved.settle(Ok(()));
        assert!(!unsaved.is_busy());
    }
}
