//! The open record and everything done to it: a reducer over `assessment::record::apply`, saving in
//! an effect.

use std::rc::Rc;

use assessment::{
    answers::Answer,
    record::{Action, Record},
};
use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    kept_records,
    last_export::LastExport,
    machinery::Machinery,
    saving::{SaveState, Standing},
    session::{Elsewhere, Session, Step},
    shelf::Entry,
    use_toasts::{ToastHandle, WrapperProps},
};
use crate::browser::{channel::Notice, clock, events, storage::OPEN_RECORD};

/// What is called when something that takes time is done, with the reason where it failed.
pub type Then = Callback<Result<(), String>>;

/// The open record, the others kept here, and everything that can be done to them.
#[derive(Clone)]
pub struct RecordHandle {
    session: Rc<Session>,
    standing: Standing,
    pub(super) machinery: Rc<Machinery>,
}

impl PartialEq for RecordHandle {
    fn eq(&self, other: &Self) -> bool {
        self.standing == other.standing && self.session == other.session
    }
}

impl RecordHandle {
    /// Whether the storage has been looked at, so that pages can be shown.
    pub fn is_ready(&self) -> bool {
        self.session.ready
    }

    /// The open record.
    pub fn record(&self) -> Option<&Rc<Record>> {
        self.session.record.as_ref()
    }

    /// All records kept in this browser, the one changed last first.
    pub fn shelf(&self) -> &Rc<Vec<Entry>> {
        &self.session.shelf
    }

    /// How the last changes stand.
    pub fn save_state(&self) -> SaveState {
        self.standing.state
    }

    /// How saving stands, and what is wrong with it.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// What another window does with the open record.
    pub fn elsewhere(&self) -> Elsewhere {
        self.session.elsewhere
    }

    /// The instant of the last export of the open record, RFC 3339.
    pub fn last_backup(&self) -> Option<&AttrValue> {
        self.session.last_backup.as_ref()
    }

    /// The last export of the open record, seen from today.
    pub fn last_export(&self, today: NaiveDate) -> Option<LastExport> {
        let (record, instant) = (self.record()?, self.last_backup()?);
        let day = clock::local_date(instant)?;
        Some(LastExport::new(day, instant, &record.updated_at, today))
    }

    /// Changes the open record.
    pub fn dispatch(&self, action: Action) {
        self.edit(move |_| action);
    }

    /// Changes the open record by looking at its newest state.
    pub fn edit(&self, edit: impl FnOnce(&Record) -> Action + 'static) {
        let Some(id) = self.open_id() else { return };
        self.machinery.saver.announce(&id);
        self.step(Step::Edit { edit: Box::new(edit), now: clock::now() });
    }

    /// Says what was done to the open record, with a way to take it back.
    pub fn offer_undo(
        &self,
        toasts: &ToastHandle,
        done: String,
        undo: impl Fn(&Record) -> Action + Clone + 'static,
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
        self.edit(move |record| {
            let mut answer = record.answers.get(&item).cloned().unwrap_or_default();
            change(&mut answer);
            Action::Answer { item, answer }
        });
    }

    /// Notes that a record was exported just now; by then another one may be open.
    pub fn note_backup(&self, id: &str) {
        let now = clock::now();
        if self.open_id().as_deref() == Some(id) {
            self.step(Step::BackedUp(now.clone()));
        }
        self.remember(kept_records::backup_key(id), Some(now));
    }

    pub(super) fn step(&self, step: Step) {
        self.machinery.dispatcher.dispatch(step);
    }

    pub(super) fn open_id(&self) -> Option<String> {
        self.machinery.open.borrow().clone()
    }

    pub(super) fn set_open(&self, id: Option<&str>) {
        let id = id.map(ToOwned::to_owned);
        let former = self.machinery.open.replace(id.clone());
        if let Some(former) = former.filter(|former| Some(former) != id.as_ref()) {
            self.machinery.channel.tell(&Notice::Left { id: former });
        }
        self.remember(OPEN_RECORD.to_owned(), id);
    }

    fn remember(&self, key: String, value: Option<String>) {
        let saver = Rc::clone(&self.machinery.saver);
        spawn_local(async move {
            if let Ok(storage) = saver.storage() {
                // What is remembered is convenience; a failing storage is told when a record is saved.
                let _ = storage.remember(&key, value.as_deref()).await;
            }
        });
    }

    /// Runs what takes time, with the document saying that something is under way.
    pub(super) fn spawn<F: Future<Output = Result<(), String>>>(
        &self,
        then: Then,
        id: &str,
        work: impl FnOnce(Self, String) -> F + 'static,
    ) {
        let (handle, id) = (self.clone(), id.to_owned());
        let saver = Rc::clone(&self.machinery.saver);
        saver.announce(&id);
        spawn_local(async move {
            let outcome = work(handle, id.clone()).await;
            saver.withdraw(&id);
            then.emit(outcome);
        });
    }

    /// Hands over a change that no effect has handed over yet, before another record is opened.
    pub(super) fn flush(&self) {
        if let Some(record) = self.record()
            && self.machinery.saver.awaits(&record.id)
        {
            self.machinery.saver.enqueue(Rc::clone(record));
        }
    }
}

/// Holds the open record, saves it, and listens to the other windows.
#[component]
pub fn RecordProvider(props: &WrapperProps) -> Html {
    let session = use_reducer(Session::default);
    let standing = use_state_eq(Standing::default);
    let machinery = {
        let (setter, dispatcher) = (standing.setter(), session.dispatcher());
        use_memo((), move |()| {
            Machinery::new(Callback::from(move |standing| setter.set(standing)), dispatcher)
        })
    };
    let handle = RecordHandle {
        session: Rc::new((*session).clone()),
        standing: (*standing).clone(),
        machinery,
    };
    {
        let handle = handle.clone();
        use_effect_with((), move |()| spawn_local(async move { handle.start().await }));
    }
    {
        let (handle, changes) = (handle.clone(), handle.session.changes);
        use_effect_with(changes, move |changes| {
            if let (true, Some(record)) = (*changes > 0, handle.record()) {
                handle.machinery.saver.enqueue(Rc::clone(record));
            }
        });
    }
    {
        let machinery = Rc::clone(&handle.machinery);
        let open = handle.record().map(|record| record.id.clone());
        use_effect_with(open, move |open| {
            let goodbye = open.clone().and_then(|id| {
                events::on_window("pagehide", move |_| {
                    machinery.channel.tell(&Notice::Left { id: id.clone() });
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
        <ContextProvider<RecordHandle> context={handle}>
            { props.children.clone() }
        </ContextProvider<RecordHandle>>
    }
}

/// The open record and what can be done with it.
///
/// # Panics
/// Outside of [`RecordProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_record() -> RecordHandle {
    use_context::<RecordHandle>().expect("use_record outside of RecordProvider")
}
