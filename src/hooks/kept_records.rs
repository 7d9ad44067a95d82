//! What can be done to the records kept in this browser: open, copy, rename, delete, replace.

use std::rc::Rc;

use assessment::record::{Action, Record};
use wasm_bindgen_futures::spawn_local;

use super::{
    session::Step,
    shelf,
    use_record::{RecordHandle, Then},
};
use crate::browser::{
    channel::Notice,
    clock, ids,
    storage::{Kept, OPEN_RECORD, Storage, StorageError},
};

const GONE: &str = "这份自查已不在这个浏览器里，可能在另一个窗口里删除了。";

impl RecordHandle {
    /// Makes a new record with that title and opens it.
    pub fn create(&self, title: String) {
        self.adopt(Record::new(ids::new_id(), title, &clock::now()));
    }

    /// Puts a record in the place of the kept one of the same id, if there is one, and opens it.
    pub fn adopt(&self, record: Record) {
        self.flush();
        let saver = &self.machinery.saver;
        saver.forget(&record.id);
        saver.announce(&record.id);
        self.set_open(Some(&record.id));
        self.machinery.channel.tell(&Notice::Opened { id: record.id.clone() });
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
            let kept = handle.lying(&id).await?;
            let record = parse(&kept)?;
            let last_backup = handle.last_backup_of(&id).await;
            let saver = &handle.machinery.saver;
            // Not before the other version is at hand, and nothing is awaited from here on.
            saver.give_up(&id);
            saver.set_base(&id, &kept.updated_at);
            handle.show(Rc::new(record), last_backup);
            Ok(())
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
        self.machinery.saver.retry();
    }

    /// Copies a record as it stands here under a new id, without opening it.
    pub fn duplicate(&self, id: &str, then: Then) {
        self.flush();
        self.spawn(then, id, |handle, id| async move {
            let record = handle.kept(&id).await?;
            handle.keep_copy(&record);
            Ok(())
        });
    }

    /// The record of that id as it stands here: as it is on the screen, as it waits to be saved, or
    /// as it is kept.
    ///
    /// # Errors
    /// As a sentence for the user, when it is there and cannot be read.
    pub async fn kept_here(&self, id: &str) -> Result<Option<Record>, String> {
        if let Some(open) = self.record().filter(|record| record.id == id) {
            return Ok(Some(Record::clone(open)));
        }
        if let Some(unsaved) = self.machinery.saver.newest(id) {
            return Ok(Some(Record::clone(&unsaved)));
        }
        self.find(id).await?.as_ref().map(parse).transpose()
    }

    /// The same of a record that has to be there.
    ///
    /// # Errors
    /// As a sentence for the user, when it is gone or cannot be read.
    pub async fn kept(&self, id: &str) -> Result<Record, String> {
        self.kept_here(id).await?.ok_or_else(|| GONE.to_owned())
    }

    /// The version that another window saved while this one had `ours`, which does not build on it.
    ///
    /// # Errors
    /// As a sentence for the user, when it is there and cannot be read.
    pub async fn kept_elsewhere(&self, ours: &Record) -> Result<Option<Record>, String> {
        let base = self.machinery.saver.base(&ours.id);
        let Some(kept) = self.find(&ours.id).await? else { return Ok(None) };
        let known = kept.updated_at == ours.updated_at || base == Some(kept.updated_at.clone());
        if known { Ok(None) } else { parse(&kept).map(Some) }
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
            let record = handle.newest(&id).await?;
            let renamed = assessment::record::apply(&record, Action::Title(title), &clock::now());
            handle.machinery.saver.enqueue(Rc::new(renamed));
            Ok(())
        });
    }

    /// Removes a kept record, and closes it if it is the open one; nothing changes where that fails.
    pub fn delete(&self, id: &str, then: Then) {
        // What is written after the deletion would bring the record back.
        self.machinery.saver.hold(id);
        self.spawn(then, id, |handle, id| async move {
            let saver = &handle.machinery.saver;
            if let Err(error) = handle.remove(&id).await {
                saver.release(&id);
                return Err(words(error));
            }
            saver.forget(&id);
            if handle.open_id().as_ref() == Some(&id) {
                handle.set_open(None);
                handle.step(Step::Close);
            }
            handle.read_shelf().await.map_err(words)
        });
    }

    /// Reads the list anew: other windows change it too.
    pub fn refresh(&self) {
        let handle = self.clone();
        spawn_local(async move {
            let trouble = handle.read_shelf().await.err();
            handle.machinery.saver.set_trouble(trouble);
        });
    }

    /// A kept record as it lies there, also where it cannot be read.
    ///
    /// # Errors
    /// As a sentence for the user, when it is gone or the browser refuses.
    pub async fn raw(&self, id: &str) -> Result<String, String> {
        Ok(self.lying(id).await?.json)
    }

    /// Looks at the storage, and opens the record that was open last.
    pub(super) async fn start(&self) {
        let saver = &self.machinery.saver;
        saver.set_storage(Storage::open().await);
        let trouble = self.read_shelf().await.err();
        if trouble.is_none()
            && let Ok(storage) = saver.storage()
            && let Ok(Some(id)) = storage.recall(OPEN_RECORD).await
        {
            // A record that is gone or cannot be read stays closed; the list says why.
            let _ = self.load(&id).await;
        }
        saver.set_trouble(trouble);
        self.step(Step::Ready);
    }

    async fn load(&self, id: &str) -> Result<(), String> {
        let record = self.newest(id).await?;
        let last_backup = self.last_backup_of(id).await;
        self.show(record, last_backup);
        Ok(())
    }

    fn show(&self, record: Rc<Record>, last_backup: Option<String>) {
        let id = record.id.clone();
        self.set_open(Some(&id));
        self.step(Step::Open { record, last_backup });
        self.machinery.channel.tell(&Notice::Opened { id });
    }

    /// The record as this window goes on with it: with the changes that wait to be saved, or as it is
    /// kept, on which the next change then builds.
    async fn newest(&self, id: &str) -> Result<Rc<Record>, String> {
        let saver = &self.machinery.saver;
        if let Some(unsaved) = saver.newest(id) {
            return Ok(unsaved);
        }
        let kept = self.lying(id).await?;
        let record = parse(&kept)?;
        saver.set_base(id, &kept.updated_at);
        Ok(Rc::new(record))
    }

    async fn lying(&self, id: &str) -> Result<Kept, String> {
        let storage = self.machinery.saver.storage().map_err(words)?;
        storage.get(id).await.map_err(words)?.ok_or_else(|| GONE.to_owned())
    }

    async fn find(&self, id: &str) -> Result<Option<Kept>, String> {
        // Where there is no storage at all, nothing is kept.
        let Ok(storage) = self.machinery.saver.storage() else { return Ok(None) };
        storage.get(id).await.map_err(words)
    }

    async fn remove(&self, id: &str) -> Result<(), StorageError> {
        self.machinery.saver.storage()?.delete(id).await
    }

    async fn last_backup_of(&self, id: &str) -> Option<String> {
        let storage = self.machinery.saver.storage().ok()?;
        storage.recall(&backup_key(id)).await.ok().flatten()
    }

    async fn read_shelf(&self) -> Result<(), StorageError> {
        let kept = self.machinery.saver.storage()?.all().await?;
        self.step(Step::Shelf(shelf::entries(&kept)));
        Ok(())
    }
}

fn parse(kept: &Kept) -> Result<Record, String> {
    Record::from_json(kept.json.as_bytes()).map_err(|error| error.to_string())
}

fn words(error: StorageError) -> String {
    format!("{error}。")
}

/// Where the instant of a record's last export is remembered.
pub(super) fn backup_key(id: &str) -> String {
    format!("backup:{id}")
}
