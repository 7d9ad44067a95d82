//! The open record and everything done to it: a reducer over `assessment::record::apply`, saving in
//! an effect.

use std::rc::Rc;

use assessment::{
    answers::Answer,
    record::{Action, Record},
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    machinery::Machinery,
    saving::SaveState,
    session::{Elsewhere, Session, Step},
    shelf::{self, Entry},
    use_toasts::{ToastHandle, WrapperProps},
};
use crate::browser::{
    channel::Notice,
    clock, events, ids,
    storage::{Kept, OPEN_RECORD, Storage, StorageError},
};

/// What is called when something that takes time is done, with the reason where it failed.
pub type Then = Callback<Result<(), String>>;

/// The open record, the others kept here, and everything that can be done to them.
#[derive(Clone)]
pub struct RecordHandle {
    session: Rc<Session>,
    save: SaveState,
    machinery: Rc<Machinery>,
}

impl PartialEq for RecordHandle {
    fn eq(&self, other: &Self) -> bool {
        self.save == other.save && self.session == other.session
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
    pub fn shelf(&self) -> &[Entry] {
        &self.session.shelf
    }

    /// How the last changes stand.
    pub fn save_state(&self) -> &SaveState {
        &self.save
    }

    /// What another window does with the open record.
    pub fn elsewhere(&self) -> Elsewhere {
        self.session.elsewhere
    }

    /// The instant of the last export of the open record, RFC 3339.
    pub fn last_backup(&self) -> Option<&AttrValue> {
        self.session.last_backup.as_ref()
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

    /// Makes a new record with that title and opens it.
    pub fn create(&self, title: String) {
        self.adopt(Record::new(ids::new_id(), title, &clock::now()));
    }

    /// Puts a record in the place of the kept one of the same id, if there is one, and opens it.
    pub fn adopt(&self, record: Record) {
        self.flush();
        self.machinery.saver.forget(&record.id);
        self.machinery.saver.announce(&record.id);
        self.set_open(Some(&record.id));
        self.step(Step::Adopt(Rc::new(record)));
    }

    /// Opens a kept record.
    pub fn open(&self, id: &str, then: Then) {
        self.flush();
        self.spawn(then, id, |handle, id| async move { handle.load(&id).await });
    }

    /// Takes the other window's version of the open record, and drops what is not saved here.
    pub fn reload(&self, then: Then) {
        let Some(id) = self.open_id() else { return };
        self.spawn(then, &id, |handle, id| async move {
            handle.machinery.saver.forget(&id);
            handle.load(&id).await
        });
    }

    /// Keeps what is on the screen as a record of its own, next to the other window's version.
    pub fn keep_as_copy(&self) {
        if let Some(record) = self.record() {
            self.machinery.saver.forget(&record.id);
            self.adopt(shelf::copy_of(record, ids::new_id(), &clock::now()));
        }
    }

    /// Tries to save again after a failure.
    pub fn retry(&self) {
        if let Some(record) = self.record() {
            self.machinery.saver.enqueue(Rc::clone(record));
        }
    }

    /// Copies a kept record under a new id, without opening it.
    pub fn duplicate(&self, id: &str, then: Then) {
        self.flush();
        self.spawn(then, id, |handle, id| async move {
            let record = handle.kept(&id).await?;
            let copy = shelf::copy_of(&record, ids::new_id(), &clock::now());
            handle.machinery.saver.enqueue(Rc::new(copy));
            Ok(())
        });
    }

    /// The record of that id as it stands here, the open one as it is on the screen.
    ///
    /// # Errors
    /// As a sentence for the user, when it is there and cannot be read.
    pub async fn kept_here(&self, id: &str) -> Result<Option<Record>, String> {
        if let Some(open) = self.record().filter(|record| record.id == id) {
            return Ok(Some(Record::clone(open)));
        }
        // Where there is no storage at all, nothing is kept.
        let Ok(storage) = self.machinery.saver.storage() else { return Ok(None) };
        let kept = storage.get(id).await.map_err(words)?;
        kept.map(|kept| Record::from_json(kept.json.as_bytes()))
            .transpose()
            .map_err(|error| format!("本机保存的同一份自查无法读取，为免覆盖，没有导入。{error}"))
    }

    /// Keeps a copy of a record under an id of its own, without opening it.
    pub fn keep_copy(&self, record: &Record) {
        let copy = shelf::copy_of(record, ids::new_id(), &clock::now());
        self.machinery.saver.enqueue(Rc::new(copy));
    }

    /// Names a kept record, open or not.
    pub fn rename(&self, id: &str, title: String, then: Then) {
        if self.open_id().as_deref() == Some(id) {
            self.dispatch(Action::Title(title));
            then.emit(Ok(()));
            return;
        }
        self.spawn(then, id, |handle, id| async move {
            let record = handle.kept(&id).await?;
            let renamed = assessment::record::apply(&record, Action::Title(title), &clock::now());
            handle.machinery.saver.enqueue(Rc::new(renamed));
            Ok(())
        });
    }

    /// Removes a kept record, and closes it if it is the open one.
    pub fn delete(&self, id: &str, then: Then) {
        if self.open_id().as_deref() == Some(id) {
            self.set_open(None);
            self.step(Step::Close);
        }
        self.machinery.saver.forget(id);
        self.spawn(then, id, |handle, id| async move {
            let storage = handle.machinery.saver.storage().map_err(words)?;
            storage.delete(&id).await.map_err(words)?;
            handle.read_shelf().await.map_err(words)
        });
    }

    /// Reads the list anew: other windows change it too.
    pub fn refresh(&self) {
        let handle = self.clone();
        spawn_local(async move {
            if let Err(error) = handle.read_shelf().await {
                handle.machinery.saver.fail(error);
            }
        });
    }

    /// Notes that a record was exported just now; by then another one may be open.
    pub fn note_backup(&self, id: &str) {
        let now = clock::now();
        if self.open_id().as_deref() == Some(id) {
            self.step(Step::BackedUp(now.clone()));
        }
        self.remember(backup_key(id), Some(now));
    }

    /// A kept record as it lies there, also where it cannot be read.
    ///
    /// # Errors
    /// As a sentence for the user, when it is gone or the browser refuses.
    pub async fn raw(&self, id: &str) -> Result<String, String> {
        Ok(self.lying(id).await?.json)
    }

    fn step(&self, step: Step) {
        self.machinery.dispatcher.dispatch(step);
    }

    fn open_id(&self) -> Option<String> {
        self.machinery.open.borrow().clone()
    }

    fn set_open(&self, id: Option<&str>) {
        let id = id.map(ToOwned::to_owned);
        self.machinery.open.borrow_mut().clone_from(&id);
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
    fn spawn<F: Future<Output = Result<(), String>>>(
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
    fn flush(&self) {
        if let Some(record) = self.record()
            && self.machinery.saver.awaits(&record.id)
        {
            self.machinery.saver.enqueue(Rc::clone(record));
        }
    }

    async fn lying(&self, id: &str) -> Result<Kept, String> {
        let storage = self.machinery.saver.storage().map_err(words)?;
        let kept = storage.get(id).await.map_err(words)?;
        kept.ok_or_else(|| "这份自查已不在这个浏览器里，可能在另一个窗口里删除了。".to_owned())
    }

    async fn kept(&self, id: &str) -> Result<Record, String> {
        let saver = &self.machinery.saver;
        let kept = self.lying(id).await?;
        let record = Record::from_json(kept.json.as_bytes()).map_err(|error| error.to_string())?;
        saver.set_base(id, &kept.updated_at);
        Ok(record)
    }

    async fn load(&self, id: &str) -> Result<(), String> {
        let record = self.kept(id).await?;
        let storage = self.machinery.saver.storage().map_err(words)?;
        let last_backup = storage.recall(&backup_key(id)).await.ok().flatten();
        self.set_open(Some(id));
        self.step(Step::Open { record: Rc::new(record), last_backup });
        self.machinery.channel.tell(&Notice::Opened { id: id.to_owned() });
        Ok(())
    }

    async fn read_shelf(&self) -> Result<(), StorageError> {
        let kept = self.machinery.saver.storage()?.all().await?;
        self.step(Step::Shelf(shelf::entries(&kept)));
        Ok(())
    }

    /// Looks at the storage, and opens the record that was open last.
    async fn start(&self) {
        let saver = &self.machinery.saver;
        saver.set_storage(Storage::open().await);
        match self.read_shelf().await {
            Ok(()) => {
                if let Ok(storage) = saver.storage()
                    && let Ok(Some(id)) = storage.recall(OPEN_RECORD).await
                {
                    // A record that is gone or cannot be read stays closed; the list says why.
                    let _ = self.load(&id).await;
                }
                saver.report();
            }
            Err(error) => saver.fail(error),
        }
        self.step(Step::Ready);
    }
}

fn words(error: StorageError) -> String {
    format!("{error}。")
}

fn backup_key(id: &str) -> String {
    format!("backup:{id}")
}

/// Holds the open record, saves it, and listens to the other windows.
#[component]
pub fn RecordProvider(props: &WrapperProps) -> Html {
    let session = use_reducer(Session::default);
    let save = use_state_eq(|| SaveState::Saved);
    let machinery = {
        let (setter, dispatcher) = (save.setter(), session.dispatcher());
        use_memo((), move |()| {
            Machinery::new(Callback::from(move |state| setter.set(state)), dispatcher)
        })
    };
    let handle =
        RecordHandle { session: Rc::new((*session).clone()), save: (*save).clone(), machinery };
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
