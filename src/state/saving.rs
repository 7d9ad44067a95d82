//! Saving: one write at a time, the newest change always last, and nothing called saved that is not.

use std::{
    cell::{Cell, RefCell},
    iter,
    rc::Rc,
    slice,
};

use assessment::self_check::SelfCheck;
use gloo::{events::EventListener, timers::callback::Timeout};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::{
    bases::Bases,
    save_queue::{Change, Failure, SaveQueue},
};
use crate::browser::{
    dom, events, ids,
    kept::Write,
    rescue,
    storage::{PATIENCE, Storage},
    storage_error::StorageError,
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
    /// Whether the next write wants a connection of its own.
    reopen: Cell<bool>,
    trouble: RefCell<Option<StorageError>>,
    bases: Bases,
    /// Asks before the page is left; there only while something would be lost, since a page that always
    /// listens is never kept for 后退.
    guard: RefCell<Option<EventListener>>,
    on_standing: Callback<Standing>,
    on_written: Callback<Rc<SelfCheck>>,
}

impl Saver {
    /// A saver that tells how it stands and every self-check written, and notes in `bases` what it wrote.
    pub fn new(
        bases: Bases,
        on_standing: Callback<Standing>,
        on_written: Callback<Rc<SelfCheck>>,
    ) -> Self {
        Self {
            storage: RefCell::new(Err(StorageError::Refused("还没有打开".to_owned()))),
            queue: RefCell::default(),
            running: Cell::new(false),
            reopen: Cell::new(false),
            trouble: RefCell::default(),
            bases,
            guard: RefCell::default(),
            on_standing,
            on_written,
        }
    }

    /// Opens the storage anew, or notes why there is none.
    pub async fn open_storage(&self) {
        let opened = Storage::open().await.map(Rc::new);
        *self.storage.borrow_mut() = opened;
    }

    /// The storage; opened anew where the browser has closed it.
    ///
    /// # Errors
    /// The reason why there is none.
    pub async fn storage(&self) -> Result<Rc<Storage>, StorageError> {
        let closed = self.storage.borrow().as_ref().is_ok_and(|storage| storage.is_closed());
        if closed {
            self.open_storage().await;
        }
        self.storage.borrow().clone()
    }

    /// Notes that this window now builds on that version of what is kept of the self-check.
    pub fn set_base(&self, id: &str, version: &str) {
        self.bases.set(id, version);
    }

    /// The kept version that this window builds on.
    pub fn base(&self, id: &str) -> Option<String> {
        self.bases.get(id)
    }

    /// Forgets what was read and changed of a self-check.
    pub fn forget(&self, id: &str) {
        self.bases.remove(id);
        self.give_up(id);
    }

    /// Gives up writing the changes of a self-check.
    pub fn give_up(&self, id: &str) {
        rescue::forget(id);
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
        let change = Change::of(self_check);
        // Before anything is rendered: a view that fails must not take the change with it.
        rescue::note(&change.self_check.id, &change.json);
        self.queue.borrow_mut().push(change);
        self.run();
    }

    /// Tries once more to write what failed, on a connection of its own: the one before may be the trouble.
    pub fn retry(self: &Rc<Self>) {
        self.queue.borrow_mut().retry();
        self.reopen.set(true);
        self.run();
    }

    /// Tries once more to write what the browser refused; called when the page may be closed without
    /// another event.
    pub fn retry_refused(self: &Rc<Self>) {
        if !self.queue.borrow().failures().is_empty() {
            self.queue.borrow_mut().retry_refused();
            self.run();
        }
    }

    /// Puts a self-check in the place of the kept one, which has to be the version `base`, and keeps copies
    /// beside it: all of them or none. What waited to be written of it is given up then.
    ///
    /// # Errors
    /// When another version is kept, or the browser refuses; then nothing has changed.
    pub async fn replace(
        self: &Rc<Self>,
        next: Rc<SelfCheck>,
        copies: Vec<Rc<SelfCheck>>,
        base: Option<&str>,
    ) -> Result<(), StorageError> {
        let id = next.id.clone();
        self.suspend(&id);
        self.announce(&id);
        let changes: Vec<_> = iter::once(next).chain(copies).map(Change::of).collect();
        let outcome = self.put_together(&changes, base).await;
        if outcome.is_ok() {
            self.give_up(&id);
            for change in changes {
                rescue::note(&change.self_check.id, &change.json);
                self.on_written.emit(change.self_check);
            }
        } else {
            self.withdraw(&id);
            self.resume(&id);
        }
        outcome
    }

    async fn put_together(
        &self,
        changes: &[Change],
        base: Option<&str>,
    ) -> Result<(), StorageError> {
        let versions: Vec<_> = changes.iter().map(|_| ids::new_id()).collect();
        // Copies have ids of their own, under which nothing lies.
        let bases = iter::once(base).chain(iter::repeat(None));
        let writes: Vec<_> = changes
            .iter()
            .zip(&versions)
            .zip(bases)
            .map(|((change, version), base)| Write {
                self_check: &change.self_check,
                json: &change.json,
                version,
                base,
            })
            .collect();
        self.storage().await?.put(&writes).await?;
        for (change, version) in changes.iter().zip(&versions) {
            self.bases.set(&change.self_check.id, version);
        }
        Ok(())
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
        self.guard(state);
        let trouble = self.trouble.borrow().clone();
        self.on_standing.emit(Standing { state, failures, trouble });
    }

    /// In the event that changes something, since the next one may already close the page.
    fn guard(&self, state: SaveState) {
        let mut guard = self.guard.borrow_mut();
        if state == SaveState::Saved {
            guard.take();
        } else if guard.is_none() {
            *guard = events::on_window("beforeunload", events::ask_before_leaving);
        }
    }

    fn run(self: &Rc<Self>) {
        if !self.running.replace(true) {
            let saver = Rc::clone(self);
            spawn_local(async move { saver.write_all().await });
        }
        self.report();
    }

    async fn write_all(self: &Rc<Self>) {
        loop {
            if self.reopen.take() {
                self.open_storage().await;
            }
            let next = self.queue.borrow_mut().begin();
            let Some(change) = next else { break };
            let late = self.say_when_late();
            let base = self.base(&change.self_check.id);
            let outcome = self.put_together(slice::from_ref(&change), base.as_deref()).await;
            drop(late);
            let written = outcome.is_ok();
            self.queue.borrow_mut().complete(outcome);
            if written {
                self.trouble.borrow_mut().take();
                self.on_written.emit(change.self_check);
            }
        }
        self.running.set(false);
        self.report();
    }

    /// Says that the browser does not answer, unless what this returns is dropped in time.
    fn say_when_late(self: &Rc<Self>) -> Timeout {
        let saver = Rc::clone(self);
        Timeout::new(PATIENCE, move || saver.set_trouble(Some(StorageError::Unanswered)))
    }
}
