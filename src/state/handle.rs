//! The open self-check and everything done to it: each change is applied, handed over to be saved, and told to
//! the views.

use std::rc::Rc;

use assessment::self_check::journal::{self, Stamp, StepId};
use assessment::self_check::{Action, SelfCheck, apply};
use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;
use yew::Callback;

use super::{
    kept_self_checks,
    last_export::{LastExport, backup_reminder},
    library::Entry,
    saving::{SaveState, Standing},
    services::Services,
    session::{Elsewhere, Session, Step},
};
use crate::{
    browser::{channel::Notice, clock, host, ids, preference, storage::OPEN_RECORD},
    hooks::ToastHandle,
};

/// What is called when something that takes time is done, with the reason where it failed.
pub type OnDone = Callback<Result<(), String>>;

/// The open self-check, the others kept here, and everything that can be done to them.
#[derive(Clone)]
pub struct SelfCheckHandle {
    pub(crate) session: Rc<Session>,
    pub(crate) standing: Standing,
    pub(crate) services: Rc<Services>,
}

impl PartialEq for SelfCheckHandle {
    fn eq(&self, other: &Self) -> bool {
        self.standing == other.standing && self.session == other.session
    }
}

impl SelfCheckHandle {
    /// Whether the storage has been looked at, so that pages can be shown.
    pub fn is_ready(&self) -> bool {
        self.session.ready
    }

    /// The open self-check.
    pub fn self_check(&self) -> Option<&Rc<SelfCheck>> {
        self.session.self_check.as_ref()
    }

    /// All self-checks kept in this browser, the one changed last first.
    pub fn library(&self) -> &Rc<Vec<Entry>> {
        &self.session.library
    }

    /// How the last changes stand.
    pub fn save_state(&self) -> SaveState {
        self.standing.state
    }

    /// How saving stands, and what is wrong with it.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// What another window does with the open self-check.
    pub fn elsewhere(&self) -> Elsewhere {
        self.session.elsewhere
    }

    /// The instant of the last export of the open self-check, RFC 3339.
    pub fn last_backup(&self) -> Option<&AttrValue> {
        self.session.last_backup.as_ref()
    }

    /// The last export of the open self-check, seen from today.
    pub fn last_export(&self, today: NaiveDate) -> Option<LastExport> {
        let (self_check, instant) = (self.self_check()?, self.last_backup()?);
        let day = clock::local_date(instant)?;
        Some(LastExport::new(day, instant, &self_check.updated_at, today))
    }

    /// What reminds of a backup of the open self-check, in a sentence; where that was asked for and is due.
    pub fn backup_reminder(&self, today: NaiveDate) -> Option<String> {
        let begun = clock::local_date(&self.self_check()?.created_at);
        backup_reminder(preference::backup_days()?, self.last_export(today), begun, today)
    }

    /// Changes the open self-check: the change is noted, handed over to be saved and told to the views, in
    /// this order and in this call. Returns the step, by which it can be taken back; `None` where nothing
    /// changed.
    pub fn dispatch(&self, action: Action) -> Option<StepId> {
        let before = self.services.current()?;
        let stamp = self.services.stamp();
        let after = apply(&before, action, &stamp);
        if after == *before {
            return None;
        }
        let step = after.journal.last_step();
        let after = Rc::new(after);
        self.services.set_current(Some(Rc::clone(&after)));
        self.services.saver.enqueue(Rc::clone(&after));
        self.step(Step::Changed(after));
        step
    }

    /// Lets what is typed next begin a new step of the journal: a file of the open self-check is handed out.
    pub fn end_typing(&self) {
        if let Some(open) = self.services.current() {
            let mut open = SelfCheck::clone(&open);
            open.journal.end_typing();
            self.services.set_current(Some(Rc::new(open)));
        }
    }

    /// Who does something now, in a session of its own: copies are put together in one that knows both.
    pub fn fresh_stamp(&self) -> Stamp {
        Stamp { session: ids::new_id(), ..self.services.stamp() }
    }

    /// Whether that text stands in the open self-check, now or in what was done to it.
    pub fn holds(&self, words: &str) -> bool {
        self.services.current().is_some_and(|open| !journal::erasable(&open, words).is_empty())
    }

    /// Whether the last change can be taken back, and one taken back be brought back.
    pub fn can_undo_and_redo(&self) -> (bool, bool) {
        let open = self.self_check();
        open.map_or((false, false), |open| journal::undoable_and_redoable(open))
    }

    /// Takes back the last change, and closes the messages that offered to.
    pub fn undo(&self, toasts: &ToastHandle) {
        self.dispatch(Action::Undo { step: None });
        if let Some(current) = self.services.current() {
            toasts.withdraw_undone(current);
        }
    }

    /// Says what was done to the open self-check in that step, with a way to take it back.
    pub fn offer_undo(&self, toasts: &ToastHandle, done: String, step: Option<StepId>) {
        let Some(step) = step else { return };
        let (id, handle, told) = (self.open_id(), self.clone(), toasts.clone());
        toasts.undoable(done, step.clone(), move || {
            if handle.open_id() == id {
                handle.dispatch(Action::Undo { step: Some(step.clone()) });
            } else {
                told.refused("现在打开的是另一份自查，没有恢复。");
            }
        });
    }

    /// Notes that a self-check was exported just now; by then another one may be open.
    pub fn note_backup(&self, id: &str) {
        // Such a browser drops what it is asked to save.
        if host::in_app_browser().is_some() {
            return;
        }
        let now = clock::now();
        if self.open_id().as_deref() == Some(id) {
            self.step(Step::BackedUp(now.clone()));
        }
        self.remember(kept_self_checks::backup_key(id), Some(now));
    }

    pub(super) fn step(&self, step: Step) {
        self.services.dispatcher.dispatch(step);
    }

    pub(super) fn open_id(&self) -> Option<String> {
        self.services.current().map(|open| open.id.clone())
    }

    /// Makes that self-check the open one, ahead of any rendering.
    pub(super) fn set_open(&self, self_check: Option<Rc<SelfCheck>>) {
        let id = self_check.as_ref().map(|open| open.id.clone());
        let former = self.open_id();
        self.services.set_current(self_check);
        self.services.begin_session();
        if let Some(former) = former.filter(|former| Some(former) != id.as_ref()) {
            self.services.channel.tell(&Notice::Left { id: former });
        }
        self.remember(OPEN_RECORD.to_owned(), id);
    }

    fn remember(&self, key: String, value: Option<String>) {
        let saver = Rc::clone(&self.services.saver);
        spawn_local(async move {
            if let Ok(storage) = saver.storage().await {
                // What is remembered is convenience; a failing storage is told when a self-check is saved.
                let _ = storage.remember(&key, value.as_deref()).await;
            }
        });
    }

    /// Runs what takes time, with the document saying that something is under way.
    pub(super) fn spawn<F: Future<Output = Result<(), String>>>(
        &self,
        then: OnDone,
        id: &str,
        work: impl FnOnce(Self, String) -> F + 'static,
    ) {
        let (handle, id) = (self.clone(), id.to_owned());
        let saver = Rc::clone(&self.services.saver);
        saver.announce(&id);
        spawn_local(async move {
            let outcome = work(handle, id.clone()).await;
            saver.withdraw(&id);
            then.emit(outcome);
        });
    }
}
