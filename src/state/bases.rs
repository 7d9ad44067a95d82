//! What this window builds on.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// For each self-check, the version of the kept one that this window last read or wrote.
#[derive(Debug, Clone, Default)]
pub struct Bases(Rc<RefCell<BTreeMap<String, String>>>);

impl Bases {
    /// The version of the self-check of that id.
    pub fn get(&self, id: &str) -> Option<String> {
        self.0.borrow().get(id).cloned()
    }

    /// Whether this window has seen that version of the self-check.
    pub fn is(&self, id: &str, version: &str) -> bool {
        self.0.borrow().get(id).is_some_and(|known| known == version)
    }

    /// Notes that this window now builds on that version of the self-check.
    pub fn set(&self, id: &str, version: &str) {
        self.0.borrow_mut().insert(id.to_owned(), version.to_owned());
    }

    /// Forgets what this window knows of the self-check.
    pub fn remove(&self, id: &str) {
        self.0.borrow_mut().remove(id);
    }
}
