//! Saving: one write at a time, the newest change always last, and nothing called saved that is not.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use assessment::self_check::SelfCheck;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::save_queue::{Failure, SaveQueue};
use crate::browser::{
    dom, rescue,
    storage::{Storage, StorageError},
};

/// How the last changes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SaveState {
    /// Everything is in the browser's storage, or there is nothing to save.
    #[default]
    Saved,
    /// A change is on its way.
    Saving,
    /// A change is not kept.
    Failed,
}

impl SaveState {
    /// The value of `data-save-state`.
    pub fn value(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::Failed => "failed",
        }
    }
}

/// How saving stands, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// How the last changes stand.
    pub state: SaveState,
    /// The changes that could not be written.
    pub failures: Vec<Failure>,
    /// Why the storage cannot be used, although nothing is lost so far.
    pub trouble: Option<StorageError>,
}

/// Writes changed self-checks, and knows whether any change is still on its way.
pub struct Saver {
    storage: RefCell<Result<Rc<Storage>, StorageError>>,
    queue: RefCell<SaveQueue>,
    /// Whether a loop that writes is running.
    running: Cell<bool>,
    trouble: RefCell<Option<StorageError>>,
    /// For each self-check, the `updated_at` that this window last read or wrote.
    bases: RefCell<BTreeMap<String, String>>,
    on_standing: Callback<Standing>,
    on_written: Callback<Rc<SelfCheck>>,
}

impl Saver {
    /// A saver that tells how it stands and every self-check written.
    pub fn new(on_standing: Callback<Standing>, on_written: Callback<Rc<SelfCheck>>) -> Self {
        Self {
            storage: RefCell::new(Err(StorageError::Refused("还没有打开".to_owned()))),
            queue: RefCell::default(),
            running: Cell::new(false),
            trouble: RefCell::default(),
            bases: RefCell::default(),
            on_standing,
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

    /// Notes that this window now builds on what is kept of the self-check.
    pub fn set_base(&self, id: &str, updated_at: &str) {
        self.bases.borrow_mut().insert(id.to_owned(), updated_at.to_owned());
    }

    /// The `updated_at` of the kept version that this window builds on.
    pub fn base(&self, id: &str) -> Option<String> {
        self.bases.borrow().get(id).cloned()
    }

    /// Forgets what was read and changed of a self-check.
    pub fn forget(&self, id: &str) {
        self.bases.borrow_mut().remove(id);
        self.give_up(id);
    }

    /// Gives up writing the changes of a self-check.
    pub fn give_up(&self, id: &str) {
        self.queue.borrow_mut().give_up(id);
        self.report();
    }

    /// Keeps the changes of a self-check from being written while it is being deleted.
    pub fn suspend(&self, id: &str) {
        self.queue.borrow_mut().suspend(id);
    }

    /// Lets the changes of a self-check be written again.
    pub fn resume(self: &Rc<Self>, id: &str) {
        self.queue.borrow_mut().resume(id);
        self.run();
    }

    /// The newest state of a self-check, as far as it is not written yet.
    pub fn newest(&self, id: &str) -> Option<Rc<SelfCheck>> {
        self.queue.borrow().newest(id)
    }

    /// Notes that a self-check is being changed; called in the event that does it, before anything renders.
    pub fn announce(&self, id: &str) {
        self.queue.borrow_mut().announce(id);
        self.report();
    }

    /// Takes an announcement back.
    pub fn withdraw(&self, id: &str) {
        self.queue.borrow_mut().withdraw(id);
        self.report();
    }

    /// Whether a change was announced and not handed over yet.
    pub fn awaits(&self, id: &str) -> bool {
        self.queue.borrow().awaits(id)
    }

    /// Hands over a changed self-check to be written.
    pub fn enqueue(self: &Rc<Self>, self_check: Rc<SelfCheck>) {
        // Before anything is rendered: a view that fails must not take the change with it.
        rescue::note(&self_check.id, &self_check.to_json());
        self.queue.borrow_mut().push(self_check);
        self.run();
    }

    /// Tries once more to write what failed, on a connection of its own: the browser may have closed the
    /// one before.
    pub fn retry(self: &Rc<Self>) {
        let saver = Rc::clone(self);
        spawn_local(async move {
            saver.set_storage(Storage::open().await);
            saver.queue.borrow_mut().retry();
            saver.run();
        });
    }

    /// Notes whether the storage can be used.
    pub fn set_trouble(&self, trouble: Option<StorageError>) {
        *self.trouble.borrow_mut() = trouble;
        self.report();
    }

    /// Tells how things stand: on the document at once, since scripts and people rely on it there, and
    /// to the app for its next render.
    pub fn report(&self) {
        let queue = self.queue.borrow();
        let failures = queue.failures();
        let state = if self.running.get() || queue.is_busy() {
            SaveState::Saving
        } else if failures.is_empty() {
            SaveState::Saved
        } else {
            SaveState::Failed
        };
        drop(queue);
        dom::set_root_attribute("data-save-state", state.value());
        let trouble = self.trouble.borrow().clone();
        self.on_standing.emit(Standing { state, failures, trouble });
    }

    fn run(self: &Rc<Self>) {
        if !self.running.replace(true) {
            let saver = Rc::clone(self);
            spawn_local(async move { saver.write_all().await });
        }
        self.report();
    }

    async fn write_all(&self) {
        loop {
            let next = self.queue.borrow_mut().begin();
            let Some(self_check) = next else { break };
            let outcome = self.write(&self_check).await;
            let written = outcome.is_ok();
            self.queue.borrow_mut().complete(outcome);
            if written {
                self.trouble.borrow_mut().take();
                self.on_written.emit(self_check);
            }
        }
        self.running.set(false);
        self.report();
    }

    async fn write(&self, self_check: &SelfCheck) -> Result<(), StorageError> {
        let storage = self.storage()?;
        let base = self.base(&self_check.id);
        storage.put(self_check, base.as_deref()).await?;
        self.set_base(&self_check.id, &self_check.updated_at);
        Ok(())
    }
}
