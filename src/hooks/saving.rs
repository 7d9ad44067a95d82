//! Saving: one write at a time, the newest change always last, and nothing called saved that is not.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use assessment::record::Record;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::browser::{
    dom,
    storage::{Storage, StorageError},
};

/// How the last changes stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is in the browser's storage, or there is nothing to save.
    Saved,
    /// A change is on its way.
    Saving,
    /// The last change is not kept.
    Failed(StorageError),
}

impl SaveState {
    /// The value of `data-save-state`.
    pub fn value(&self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::Failed(_) => "failed",
        }
    }
}

/// Writes changed records, and knows whether any change is still on its way.
pub struct Saver {
    storage: RefCell<Result<Rc<Storage>, StorageError>>,
    /// Records that are being changed and have not been handed over yet.
    announced: RefCell<BTreeSet<String>>,
    /// The newest state of each changed record that waits to be written.
    waiting: RefCell<BTreeMap<String, Rc<Record>>>,
    writing: Cell<bool>,
    failure: RefCell<Option<StorageError>>,
    /// For each record, the `updated_at` that this window last read or wrote.
    bases: RefCell<BTreeMap<String, String>>,
    on_state: Callback<SaveState>,
    on_written: Callback<Rc<Record>>,
}

impl Saver {
    /// A saver that tells its state and every record written.
    pub fn new(on_state: Callback<SaveState>, on_written: Callback<Rc<Record>>) -> Self {
        Self {
            storage: RefCell::new(Err(StorageError::Refused("还没有打开".to_owned()))),
            announced: RefCell::default(),
            waiting: RefCell::default(),
            writing: Cell::new(false),
            failure: RefCell::default(),
            bases: RefCell::default(),
            on_state,
            on_written,
        }
    }

    /// Takes the storage once it is open, or the reason why there is none.
    pub fn set_storage(&self, storage: Result<Storage, StorageError>) {
        *self.storage.borrow_mut() = storage.map(Rc::new);
    }

    /// The storage.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn storage(&self) -> Result<Rc<Storage>, StorageError> {
        self.storage.borrow().clone()
    }

    /// Notes that this window now builds on what is kept of the record.
    pub fn set_base(&self, id: &str, updated_at: &str) {
        self.bases.borrow_mut().insert(id.to_owned(), updated_at.to_owned());
    }

    /// Forgets changes of a record that are not to be written any more.
    pub fn forget(&self, id: &str) {
        self.announced.borrow_mut().remove(id);
        self.waiting.borrow_mut().remove(id);
        self.bases.borrow_mut().remove(id);
        if self.waiting.borrow().is_empty() {
            self.failure.borrow_mut().take();
        }
    }

    /// Notes that a record is being changed; called in the event that does it, before anything renders.
    pub fn announce(&self, id: &str) {
        self.announced.borrow_mut().insert(id.to_owned());
        self.report();
    }

    /// Takes an announcement back.
    pub fn withdraw(&self, id: &str) {
        self.announced.borrow_mut().remove(id);
        self.report();
    }

    /// Whether a change was announced and not handed over yet.
    pub fn awaits(&self, id: &str) -> bool {
        self.announced.borrow().contains(id)
    }

    /// Hands over a changed record to be written.
    pub fn enqueue(self: &Rc<Self>, record: Rc<Record>) {
        self.announced.borrow_mut().remove(&record.id);
        self.waiting.borrow_mut().insert(record.id.clone(), record);
        self.failure.borrow_mut().take();
        if !self.writing.replace(true) {
            let saver = Rc::clone(self);
            spawn_local(async move { saver.write_all().await });
        }
        self.report();
    }

    /// Notes that the storage failed outside of a write.
    pub fn fail(&self, error: StorageError) {
        *self.failure.borrow_mut() = Some(error);
        self.report();
    }

    /// Tells how things stand: on the document at once, since scripts and people rely on it there, and
    /// to the app for its next render.
    pub fn report(&self) {
        let state = if !self.announced.borrow().is_empty() || self.writing.get() {
            SaveState::Saving
        } else if let Some(error) = self.failure.borrow().clone() {
            SaveState::Failed(error)
        } else {
            SaveState::Saved
        };
        dom::set_root_attribute("data-save-state", state.value());
        self.on_state.emit(state);
    }

    async fn write_all(&self) {
        loop {
            let next = self.waiting.borrow_mut().pop_first();
            let Some((id, record)) = next else { break };
            if let Err(error) = self.write(&id, &record).await {
                // The change stays to be written, unless a newer one of the same record came meanwhile;
                // everything is tried again with the next change or by hand.
                self.waiting.borrow_mut().entry(id).or_insert(record);
                *self.failure.borrow_mut() = Some(error);
                break;
            }
            self.on_written.emit(record);
        }
        self.writing.set(false);
        self.report();
    }

    async fn write(&self, id: &str, record: &Record) -> Result<(), StorageError> {
        let storage = self.storage()?;
        let base = self.bases.borrow().get(id).cloned();
        storage.put(record, base.as_deref()).await?;
        self.set_base(id, &record.updated_at);
        Ok(())
    }
}
