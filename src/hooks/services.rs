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
};

/// Saver, channel and session, put together.
pub(super) struct Services {
    pub(super) saver: Rc<Saver>,
    pub(super) channel: Rc<Channel>,
    pub(super) dispatcher: UseReducerDispatcher<Session>,
    /// Id of the open self-check as of now, ahead of any render.
    pub(super) open: Rc<RefCell<Option<String>>>,
}

impl Services {
    /// Joins the other windows; what is written is told to them and to the session.
    pub(super) fn new(
        on_standing: Callback<Standing>,
        dispatcher: UseReducerDispatcher<Session>,
    ) -> Self {
        let open = Rc::new(RefCell::new(None));
        let channel = Rc::new(join(Rc::clone(&open), dispatcher.clone()));
        let on_written = tell_written(Rc::clone(&channel), dispatcher.clone());
        Self { saver: Rc::new(Saver::new(on_standing, on_written)), channel, dispatcher, open }
    }
}

fn join(open: Rc<RefCell<Option<String>>>, dispatcher: UseReducerDispatcher<Session>) -> Channel {
    Channel::join(move |notice| {
        let id = notice.id().to_owned();
        let asked = matches!(notice, Notice::Opened { .. }) && open.borrow().as_ref() == Some(&id);
        dispatcher.dispatch(Step::Heard(notice));
        asked.then_some(Notice::Present { id })
    })
}

fn tell_written(
    channel: Rc<Channel>,
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
        let (id, updated_at) = (self_check.id.clone(), self_check.updated_at.clone());
        channel.tell(&Notice::Saved { id, updated_at });
        dispatcher.dispatch(Step::Written(self_check));
    })
}
