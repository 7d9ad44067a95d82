//! The parts behind the open self-check that live as long as the app, and how they work together.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use assessment::self_check::SelfCheck;
use assessment::self_check::journal::Stamp;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, UseReducerDispatcher};

use super::{
    bases::Bases,
    saving::{Saver, Standing},
    session::{Session, Step},
};
use crate::browser::{
    channel::{Channel, Notice},
    clock, dom, ids, preference,
};

/// Saver, channel and session, put together.
pub(crate) struct Services {
    pub(super) saver: Rc<Saver>,
    pub(crate) channel: Rc<Channel>,
    pub(super) dispatcher: UseReducerDispatcher<Session>,
    /// The open self-check as of now, ahead of any rendering: what happens next builds on it.
    open: Rc<RefCell<Option<Rc<SelfCheck>>>>,
    /// The session of its journal.
    session: RefCell<String>,
}

impl Services {
    /// Joins the other windows; what is written is told to them and to the session.
    pub(crate) fn new(
        on_standing: Callback<Standing>,
        dispatcher: UseReducerDispatcher<Session>,
    ) -> Self {
        let (open, bases) = (Rc::new(RefCell::new(None)), Bases::default());
        let channel = Rc::new(join(Rc::clone(&open), bases.clone(), dispatcher.clone()));
        let on_written = tell_written(Rc::clone(&channel), bases.clone(), dispatcher.clone());
        Self {
            saver: Rc::new(Saver::new(bases, on_standing, on_written)),
            channel,
            dispatcher,
            open,
            session: RefCell::new(ids::new_id()),
        }
    }

    /// The open self-check, with everything that was done to it.
    pub(super) fn current(&self) -> Option<Rc<SelfCheck>> {
        self.open.borrow().clone()
    }

    /// Notes how the open self-check stands now.
    pub(super) fn set_current(&self, self_check: Option<Rc<SelfCheck>>) {
        *self.open.borrow_mut() = self_check;
    }

    /// Begins a new session: another self-check was opened, or entries of others were taken in.
    pub(super) fn begin_session(&self) {
        *self.session.borrow_mut() = ids::new_id();
    }

    /// Who changes something, in which session, and when.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp { session: self.session.borrow().clone(), who: preference::who(), at: clock::now() }
    }
}

fn join(
    open: Rc<RefCell<Option<Rc<SelfCheck>>>>,
    bases: Bases,
    dispatcher: UseReducerDispatcher<Session>,
) -> Channel {
    Channel::join(move |notice| {
        let id = notice.id().to_owned();
        if let Notice::Saved { version, .. } = &notice
            && bases.is(&id, version)
        {
            // It was read here before the notice came.
            return None;
        }
        let is_open = open.borrow().as_ref().is_some_and(|open| open.id == id);
        let asked = matches!(notice, Notice::Opened { .. }) && is_open;
        dispatcher.dispatch(Step::Heard(notice));
        asked.then_some(Notice::Present { id })
    })
}

fn tell_written(
    channel: Rc<Channel>,
    bases: Bases,
    dispatcher: UseReducerDispatcher<Session>,
) -> Callback<Rc<SelfCheck>> {
    let asked = Cell::new(false);
    Callback::from(move |self_check: Rc<SelfCheck>| {
        if !asked.replace(true) {
            // Whether the browser agrees changes nothing that we promise.
            spawn_local(async {
                let _ = dom::request_persistence().await;
            });
        }
        let id = self_check.id.clone();
        if let Some(version) = bases.get(&id) {
            channel.tell(&Notice::Saved { id, version });
        }
        dispatcher.dispatch(Step::Written(self_check));
    })
}
