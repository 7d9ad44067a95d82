//! The open self-check, and what a person does to it.

use std::rc::Rc;

use assessment::self_check::{Action, SelfCheck};
use chrono::NaiveDate;
use yew::AttrValue;

use super::{
    last_export::LastExport,
    services::Services,
    session::{Elsewhere, Open, Step},
};
use crate::{browser::clock, hooks::ToastHandle};

/// The open self-check as it was rendered, and the way to change it.
#[derive(Clone)]
pub struct SelfCheckHandle {
    open: Open,
    ready: bool,
    services: Rc<Services>,
}

impl PartialEq for SelfCheckHandle {
    fn eq(&self, other: &Self) -> bool {
        (self.ready, &self.open) == (other.ready, &other.open)
    }
}

impl SelfCheckHandle {
    pub(crate) fn new(open: Open, ready: bool, services: Rc<Services>) -> Self {
        Self { open, ready, services }
    }

    /// Whether the storage has been looked at, so that pages can be shown.
    pub fn is_ready(&self) -> bool {
        self.ready
    }

    /// The open self-check.
    pub fn self_check(&self) -> Option<&Rc<SelfCheck>> {
        self.open.self_check.as_ref()
    }

    /// The open self-check as of now, ahead of any render.
    pub fn newest(&self) -> Option<Rc<SelfCheck>> {
        self.services.open()
    }

    /// What another window does with the open self-check.
    pub fn elsewhere(&self) -> Elsewhere {
        self.open.elsewhere
    }

    /// The instant of the last export of the open self-check, RFC 3339.
    pub fn last_backup(&self) -> Option<&AttrValue> {
        self.open.last_backup.as_ref()
    }

    /// The last export of the open self-check, seen from today.
    pub fn last_export(&self, today: NaiveDate) -> Option<LastExport> {
        let (self_check, instant) = (self.self_check()?, self.last_backup()?);
        let day = clock::local_date(instant)?;
        Some(LastExport::new(day, instant, &self_check.updated_at, today))
    }

    /// Does something to the open self-check. It is on its way to the storage when this returns.
    pub fn dispatch(&self, action: &Action) {
        if let Some(self_check) = self.services.open() {
            let changed = assessment::self_check::apply(&self_check, action, &clock::now());
            self.services.change(Rc::new(changed));
        }
    }

    /// Says what was done to the open self-check, with a way to take it back.
    pub fn offer_undo(&self, toasts: &ToastHandle, done: String, undo: Action) {
        let (id, handle, told) = (self.services.open_id(), self.clone(), toasts.clone());
        toasts.undoable(done, move || {
            if handle.services.open_id() == id {
                handle.dispatch(&undo);
            } else {
                told.refused("现在打开的是另一份自查，没有恢复。");
            }
        });
    }

    /// Tries to save again after a failure.
    pub fn retry(&self) {
        self.services.saver.retry();
    }

    /// Notes that a self-check was exported just now; by then another one may be open.
    pub fn note_backup(&self, id: &str) {
        let now = clock::now();
        if self.services.open_id().as_deref() == Some(id) {
            self.services.step(Step::BackedUp(now.clone()));
        }
        self.services.remember(super::kept_self_checks::backup_key(id), Some(now));
    }
}
