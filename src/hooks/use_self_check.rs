//! The open self-check and everything done to it: a reducer over `assessment::self-check::apply`, saving in
//! an effect.

use std::rc::Rc;

use assessment::self_check::answers::Answer;
use assessment::self_check::{Action, SelfCheck};
use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    kept_self_checks,
    last_export::LastExport,
    library::Entry,
    saving::{SaveState, Standing},
    services::Services,
    session::{Elsewhere, Session, Step},
    use_toasts::{ToastHandle, WrapperProps},
};
use crate::browser::{channel::Notice, clock, events, storage::OPEN_RECORD};

/// What is called when something that takes time is done, with the reason where it failed.
pub type OnDone = Callback<Result<(), String>>;

/// The open self-check, the others kept here, and everything that can be done to them.
#[derive(Clone)]
pub struct SelfCheckHandle {
    session: Rc<Session>,
    standing: Standing,
    pub(super) services: Rc<Services>,
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

    /// Changes the open self-check.
    pub fn dispatch(&self, action: Action) {
        self.edit(move |_| action);
    }

    /// Changes the open self-check by looking at its newest state.
    pub fn edit(&self, edit: impl FnOnce(&SelfCheck) -> Action + 'static) {
        let Some(id) = self.open_id() else { return };
        self.services.saver.announce(&id);
        self.step(Step::Edit { edit: Box::new(edit), now: clock::now() });
    }

    /// Says what was done to the open self-check, with a way to take it back.
    pub fn offer_undo(
        &self,
        toasts: &ToastHandle,
        done: String,
        undo: impl Fn(&SelfCheck) -> Action + Clone + 'static,
    ) {
        let (id, handle, told) = (self.open_id(), self.clone(), toasts.clone());
        toasts.undoable(done, move || {
            if handle.open_id() == id {
                handle.edit(undo.clone());
            } else {
                told.refused("现在打开的是另一份自查，没有恢复。");
            }
        });
    }

    /// Changes the answer to one item.
    pub fn answer(&self, item: &str, change: impl FnOnce(&mut Answer) + 'static) {
        let item = item.to_owned();
        self.edit(move |self_check| {
            let mut answer = self_check.answers.get(&item).cloned().unwrap_or_default();
            change(&mut answer);
            Action::Answer { item, answer }
        });
    }

    /// Notes that a self-check was exported just now; by then another one may be open.
    pub fn note_backup(&self, id: &str) {
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
        self.services.open.borrow().clone()
    }

    pub(super) fn set_open(&self, id: Option<&str>) {
        let id = id.map(ToOwned::to_owned);
        let former = self.services.open.replace(id.clone());
        if let Some(former) = former.filter(|former| Some(former) != id.as_ref()) {
            self.services.channel.tell(&Notice::Left { id: former });
        }
        self.remember(OPEN_RECORD.to_owned(), id);
    }

    fn remember(&self, key: String, value: Option<String>) {
        let saver = Rc::clone(&self.services.saver);
        spawn_local(async move {
            if let Ok(storage) = saver.storage() {
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

    /// Hands over a change that no effect has handed over yet, before another self-check is opened.
    pub(super) fn flush(&self) {
        if let Some(self_check) = self.self_check()
            && self.services.saver.awaits(&self_check.id)
        {
            self.services.saver.enqueue(Rc::clone(self_check));
        }
    }
}

/// Holds the open self-check, saves it, and listens to the other windows.
#[component]
pub fn SelfCheckProvider(props: &WrapperProps) -> Html {
    let session = use_reducer(Session::default);
    let standing = use_state_eq(Standing::default);
    let services = {
        let (setter, dispatcher) = (standing.setter(), session.dispatcher());
        use_memo((), move |()| {
            Services::new(Callback::from(move |standing| setter.set(standing)), dispatcher)
        })
    };
    let handle = SelfCheckHandle {
        session: Rc::new((*session).clone()),
        standing: (*standing).clone(),
        services,
    };
    {
        let handle = handle.clone();
        use_effect_with((), move |()| spawn_local(async move { handle.start().await }));
    }
    {
        let (handle, changes) = (handle.clone(), handle.session.changes);
        use_effect_with(changes, move |changes| {
            if let (true, Some(self_check)) = (*changes > 0, handle.self_check()) {
                handle.services.saver.enqueue(Rc::clone(self_check));
            }
        });
    }
    {
        let services = Rc::clone(&handle.services);
        let open = handle.self_check().map(|self_check| self_check.id.clone());
        use_effect_with(open, move |open| {
            let goodbye = open.clone().and_then(|id| {
                events::on_window("pagehide", move |_| {
                    services.channel.tell(&Notice::Left { id: id.clone() });
                })
            });
            move || drop(goodbye)
        });
    }
    use_effect_with(handle.save_state() != SaveState::Saved, |unsaved| {
        // Only while something would be lost: a page that always listens is never kept for 后退.
        let asks = unsaved.then(|| events::on_window("beforeunload", events::ask_before_leaving));
        move || drop(asks)
    });
    html! {
        <ContextProvider<SelfCheckHandle> context={handle}>
            { props.children.clone() }
        </ContextProvider<SelfCheckHandle>>
    }
}

/// The open self-check and what can be done with it.
///
/// # Panics
/// Outside of [`SelfCheckProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_self_check() -> SelfCheckHandle {
    use_context::<SelfCheckHandle>().expect("use_self_check outside of SelfCheckProvider")
}
