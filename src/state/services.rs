//! The parts behind the open self-check that live as long as the app, and how they work together.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use assessment::self_check::SelfCheck;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, UseReducerDispatcher};

use super::{
    saving::{Saver, Standing},
    session::{Session, Step},
};
use crate::browser::{
    channel::{Channel, Notice},
    dom,
    storage::OPEN_RECORD,
};

/// The open self-check as of now, ahead of any render.
type Newest = Rc<RefCell<Option<Rc<SelfCheck>>>>;

/// The open self-check, saver, channel and view, put together.
pub(crate) struct Services {
    pub(super) saver: Rc<Saver>,
    pub(super) channel: Rc<Channel>,
    view: UseReducerDispatcher<Session>,
    newest: Newest,
}

impl Services {
    /// Joins the other windows; what is written is told to them and to the view.
    pub(crate) fn new(
        on_standing: Callback<Standing>,
        view: UseReducerDispatcher<Session>,
    ) -> Self {
        let newest = Newest::default();
        let channel = Rc::new(join(Rc::clone(&newest), view.clone()));
        let on_written = tell_written(Rc::clone(&channel), view.clone());
        Self { saver: Rc::new(Saver::new(on_standing, on_written)), channel, view, newest }
    }

    /// The open self-check as of now.
    pub(super) fn open(&self) -> Option<Rc<SelfCheck>> {
        self.newest.borrow().clone()
    }

    /// Its id.
    pub(super) fn open_id(&self) -> Option<String> {
        self.newest.borrow().as_ref().map(|self_check| self_check.id.clone())
    }

    /// Takes a changed state of the open self-check: first it is handed over to be saved, then shown.
    pub(super) fn change(&self, self_check: Rc<SelfCheck>) {
        self.newest.replace(Some(Rc::clone(&self_check)));
        self.saver.enqueue(Rc::clone(&self_check));
        self.step(Step::Changed(self_check));
    }

    /// Opens a self-check, or closes the open one.
    pub(super) fn show(&self, self_check: Option<Rc<SelfCheck>>, last_backup: Option<String>) {
        let id = self_check.as_ref().map(|self_check| self_check.id.clone());
        let former = self.newest.replace(self_check.clone()).map(|former| former.id.clone());
        if let Some(former) = former.filter(|former| Some(former) != id.as_ref()) {
            self.channel.tell(&Notice::Left { id: former });
        }
        if let Some(id) = id.clone() {
            self.channel.tell(&Notice::Opened { id });
        }
        self.remember(OPEN_RECORD.to_owned(), id);
        self.step(Step::Show { self_check, last_backup });
    }

    /// Tells the view.
    pub(super) fn step(&self, step: Step) {
        self.view.dispatch(step);
    }

    /// Remembers something in the storage; `None` forgets it.
    pub(super) fn remember(&self, key: String, value: Option<String>) {
        let saver = Rc::clone(&self.saver);
        spawn_local(async move {
            if let Ok(storage) = saver.storage() {
                // What is remembered is convenience; a failing storage is told when a self-check is saved.
                let _ = storage.remember(&key, value.as_deref()).await;
            }
        });
    }

    /// Tells the other windows that this one goes.
    pub(crate) fn leave(&self) {
        if let Some(id) = self.open_id() {
            self.channel.tell(&Notice::Left { id });
        }
    }
}

fn join(newest: Newest, view: UseReducerDispatcher<Session>) -> Channel {
    Channel::join(move |notice| {
        let id = notice.id().to_owned();
        let is_open = newest.borrow().as_ref().is_some_and(|self_check| self_check.id == id);
        let asked = is_open && matches!(notice, Notice::Opened { .. });
        view.dispatch(Step::Heard(notice));
        asked.then_some(Notice::Present { id })
    })
}

fn tell_written(
    channel: Rc<Channel>,
    view: UseReducerDispatcher<Session>,
) -> Callback<Rc<SelfCheck>> {
    let asked = Cell::new(false);
    Callback::from(move |self_check: Rc<SelfCheck>| {
        if !asked.replace(true) {
            // Whether the browser agrees changes nothing that we promise.
            spawn_local(async {
                let _ = dom::request_persistence().await;
            });
        }
        let (id, updated_at) = (self_check.id.clone(), self_check.updated_at.clone());
        channel.tell(&Notice::Saved { id, updated_at });
        view.dispatch(Step::Written(self_check));
    })
}
