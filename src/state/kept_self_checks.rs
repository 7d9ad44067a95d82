//! What can be done to the self-checks kept in this browser: open, copy, rename, delete, replace.

use std::rc::Rc;

use assessment::self_check::{Action, SelfCheck, apply};
use wasm_bindgen_futures::spawn_local;

use super::{
    handle::{OnDone, SelfCheckHandle},
    library,
    session::Step,
};
use crate::browser::{
    channel::Notice,
    clock, ids,
    storage::{Kept, OPEN_RECORD, Storage, StorageError},
};

const GONE: &str = "这份自查已不在这个浏览器里，可能在另一个窗口里删除了。";

impl SelfCheckHandle {
    /// Makes a new self-check with that title and opens it.
    pub fn create(&self, title: String) {
        self.adopt(SelfCheck::new(ids::new_id(), title, &clock::now()));
    }

    /// Puts a self-check in the place of the kept one of the same id, if there is one, and opens it.
    pub fn adopt(&self, self_check: SelfCheck) {
        let saver = &self.services.saver;
        let self_check = Rc::new(self_check);
        saver.forget(&self_check.id);
        self.set_open(Some(Rc::clone(&self_check)));
        saver.enqueue(Rc::clone(&self_check));
        self.services.channel.tell(&Notice::Opened { id: self_check.id.clone() });
        self.step(Step::Adopt(self_check));
    }

    /// Opens a kept self-check.
    pub fn open(&self, id: &str, then: OnDone) {
        self.spawn(then, id, |handle, id| async move { handle.load(&id).await });
    }

    /// Takes the other window's version of the open self-check, and drops what is not saved here.
    pub fn reload(&self, then: OnDone) {
        let Some(id) = self.open_id() else { return };
        self.spawn(then, &id, |handle, id| async move {
            let kept = handle.load_stored(&id).await?;
            let self_check = parse(&kept)?;
            let last_backup = handle.last_backup_of(&id).await;
            let saver = &handle.services.saver;
            // Not before the other version is at hand, and nothing is awaited from here on.
            saver.give_up(&id);
            saver.set_base(&id, &kept.updated_at);
            handle.show(Rc::new(self_check), last_backup);
            Ok(())
        });
    }

    /// Keeps what is on the screen as a self-check of its own, next to the other window's version.
    pub fn keep_as_copy(&self) {
        if let Some(self_check) = self.self_check() {
            self.services.saver.forget(&self_check.id);
            self.adopt(library::copy_of(self_check, ids::new_id(), &clock::now()));
        }
    }

    /// Tries to save again after a failure.
    pub fn retry(&self) {
        self.services.saver.retry();
    }

    /// Copies a self-check as it stands here under a new id, without opening it.
    pub fn duplicate(&self, id: &str, then: OnDone) {
        self.spawn(then, id, |handle, id| async move {
            let self_check = handle.kept(&id).await?;
            handle.keep_copy(&self_check);
            Ok(())
        });
    }

    /// The self-check of that id as it stands here: as it is on the screen, as it waits to be saved, or
    /// as it is kept.
    ///
    /// # Errors
    /// As a sentence for the user, when it is there and cannot be read.
    pub async fn kept_here(&self, id: &str) -> Result<Option<SelfCheck>, String> {
        if let Some(open) = self.self_check().filter(|self_check| self_check.id == id) {
            return Ok(Some(SelfCheck::clone(open)));
        }
        if let Some(unsaved) = self.services.saver.newest(id) {
            return Ok(Some(SelfCheck::clone(&unsaved)));
        }
        self.find(id).await?.as_ref().map(parse).transpose()
    }

    /// The same of a self-check that has to be there.
    ///
    /// # Errors
    /// As a sentence for the user, when it is gone or cannot be read.
    pub async fn kept(&self, id: &str) -> Result<SelfCheck, String> {
        self.kept_here(id).await?.ok_or_else(|| GONE.to_owned())
    }

    /// The version that another window saved while this one had `ours`, which does not build on it.
    ///
    /// # Errors
    /// As a sentence for the user, when it is there and cannot be read.
    pub async fn kept_elsewhere(&self, ours: &SelfCheck) -> Result<Option<SelfCheck>, String> {
        let base = self.services.saver.base(&ours.id);
        let Some(kept) = self.find(&ours.id).await? else { return Ok(None) };
        let known = kept.updated_at == ours.updated_at || base == Some(kept.updated_at.clone());
        if known { Ok(None) } else { parse(&kept).map(Some) }
    }

    /// Keeps a copy of a self-check under an id of its own, without opening it.
    pub fn keep_copy(&self, self_check: &SelfCheck) {
        let copy = library::copy_of(self_check, ids::new_id(), &clock::now());
        self.services.saver.enqueue(Rc::new(copy));
    }

    /// Names a kept self-check, open or not.
    pub fn rename(&self, id: &str, title: String, then: OnDone) {
        if self.open_id().as_deref() == Some(id) {
            self.dispatch(Action::Title { title });
            then.emit(Ok(()));
            return;
        }
        self.spawn(then, id, |handle, id| async move {
            let self_check = handle.newest(&id).await?;
            let stamp = handle.services.stamp();
            let renamed = apply(&self_check, Action::Title { title }, &stamp);
            handle.services.saver.enqueue(Rc::new(renamed));
            Ok(())
        });
    }

    /// Removes a kept self-check, and closes it if it is the open one; nothing changes where that fails.
    pub fn delete(&self, id: &str, then: OnDone) {
        // What is written after the deletion would bring the self-check back.
        self.services.saver.suspend(id);
        self.spawn(then, id, |handle, id| async move {
            let saver = &handle.services.saver;
            if let Err(error) = handle.remove(&id).await {
                saver.resume(&id);
                return Err(words(error));
            }
            saver.forget(&id);
            if handle.open_id().as_ref() == Some(&id) {
                handle.set_open(None);
                handle.step(Step::Close);
            }
            handle.read_library().await.map_err(words)
        });
    }

    /// Reads the list anew: other windows change it too.
    pub fn refresh(&self) {
        let handle = self.clone();
        spawn_local(async move {
            let trouble = handle.read_library().await.err();
            handle.services.saver.set_trouble(trouble);
        });
    }

    /// A kept self-check as it lies there, also where it cannot be read.
    ///
    /// # Errors
    /// As a sentence for the user, when it is gone or the browser refuses.
    pub async fn raw(&self, id: &str) -> Result<String, String> {
        Ok(self.load_stored(id).await?.json)
    }

    /// Looks at the storage, and opens the self-check that was open last.
    pub(crate) async fn start(&self) {
        let saver = &self.services.saver;
        saver.set_storage(Storage::open().await);
        let trouble = self.read_library().await.err();
        if trouble.is_none()
            && let Ok(storage) = saver.storage()
            && let Ok(Some(id)) = storage.recall(OPEN_RECORD).await
        {
            // A self-check that is gone or cannot be read stays closed; the list says why.
            let _ = self.load(&id).await;
        }
        saver.set_trouble(trouble);
        self.step(Step::Ready);
    }

    async fn load(&self, id: &str) -> Result<(), String> {
        let self_check = self.newest(id).await?;
        let last_backup = self.last_backup_of(id).await;
        self.show(self_check, last_backup);
        Ok(())
    }

    fn show(&self, self_check: Rc<SelfCheck>, last_backup: Option<String>) {
        let id = self_check.id.clone();
        self.set_open(Some(Rc::clone(&self_check)));
        self.step(Step::Open { self_check, last_backup });
        self.services.channel.tell(&Notice::Opened { id });
    }

    /// The self-check as this window goes on with it: with the changes that wait to be saved, or as it is
    /// kept, on which the next change then builds.
    async fn newest(&self, id: &str) -> Result<Rc<SelfCheck>, String> {
        let saver = &self.services.saver;
        if let Some(unsaved) = saver.newest(id) {
            return Ok(unsaved);
        }
        let kept = self.load_stored(id).await?;
        let self_check = parse(&kept)?;
        saver.set_base(id, &kept.updated_at);
        Ok(Rc::new(self_check))
    }

    async fn load_stored(&self, id: &str) -> Result<Kept, String> {
        let storage = self.services.saver.storage().map_err(words)?;
        storage.get(id).await.map_err(words)?.ok_or_else(|| GONE.to_owned())
    }

    async fn find(&self, id: &str) -> Result<Option<Kept>, String> {
        // Where there is no storage at all, nothing is kept.
        let Ok(storage) = self.services.saver.storage() else { return Ok(None) };
        storage.get(id).await.map_err(words)
    }

    async fn remove(&self, id: &str) -> Result<(), StorageError> {
        self.services.saver.storage()?.delete(id).await
    }

    async fn last_backup_of(&self, id: &str) -> Option<String> {
        let storage = self.services.saver.storage().ok()?;
        storage.recall(&backup_key(id)).await.ok().flatten()
    }

    async fn read_library(&self) -> Result<(), StorageError> {
        let kept = self.services.saver.storage()?.all().await?;
        self.step(Step::Library(library::entries(&kept)));
        Ok(())
    }
}

fn parse(kept: &Kept) -> Result<SelfCheck, String> {
    SelfCheck::from_json(kept.json.as_bytes()).map_err(|error| error.to_string())
}

fn words(error: StorageError) -> String {
    format!("{error}。")
}

/// Where the instant of a self-check's last export is remembered.
pub(super) fn backup_key(id: &str) -> String {
    format!("backup:{id}")
}
