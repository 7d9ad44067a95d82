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
    clock,
    deleted::Deleted,
    ids,
    kept::{Kept, Write},
    storage::OPEN_RECORD,
    storage_error::StorageError,
};

const NOT_SET_ASIDE: &str = "已删除；本机存储放不下留存的一份，或者它已损坏，不能恢复。";
const GONE: &str = "这份自查已不在这个浏览器里，可能在另一个窗口里删除了。";

/// What stands here under one id.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingHere {
    /// As this window has it.
    pub ours: SelfCheck,
    /// What another window saved meanwhile, on which ours does not build.
    pub elsewhere: Option<SelfCheck>,
    /// The kept version; `None` where nothing is kept yet.
    pub version: Option<String>,
}

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
        saver.enqueue(Rc::clone(&self_check));
        self.show_adopted(self_check);
    }

    /// Puts a self-check in the place of the kept one of the same id and opens it, with copies of what this
    /// loses kept beside it: all at once, or nothing happens. `base` is the version that is replaced.
    ///
    /// # Errors
    /// As a sentence for the user; nothing has changed then.
    pub async fn replace(
        &self,
        self_check: SelfCheck,
        copied: &[SelfCheck],
        base: Option<&str>,
    ) -> Result<(), String> {
        let saver = &self.services.saver;
        if saver.storage().await.is_err() {
            // Nothing can be kept, which is said; the copies stay with what waits to be saved.
            copied.iter().for_each(|original| self.keep_copy(original));
            self.adopt(self_check);
            return Ok(());
        }
        let now = clock::now();
        let copy = |original| Rc::new(library::copy_of(original, ids::new_id(), &now));
        let (next, copies) = (Rc::new(self_check), copied.iter().map(copy).collect());
        saver.replace(Rc::clone(&next), copies, base).await.map_err(words)?;
        self.show_adopted(next);
        Ok(())
    }

    fn show_adopted(&self, self_check: Rc<SelfCheck>) {
        self.set_open(Some(Rc::clone(&self_check)));
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
            let self_check = kept.self_check()?;
            let last_backup = handle.last_backup_of(&id).await;
            let saver = &handle.services.saver;
            // Not before the other version is at hand, and nothing is awaited from here on.
            saver.give_up(&id);
            saver.set_base(&id, &kept.version);
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

    /// Tries again after a failure: to save, or to find out what is kept where that could not be read.
    pub fn retry(&self) {
        if self.standing.failures.is_empty() {
            let handle = self.clone();
            spawn_local(async move { handle.start().await });
        } else {
            self.services.saver.retry();
        }
    }

    /// Tries once more to write what the browser refused: a page that is hidden may be closed unseen.
    pub fn flush(&self) {
        self.services.saver.retry_refused();
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
        match self.in_this_window(id) {
            Some(ours) => Ok(Some(ours)),
            None => self.find(id).await?.as_ref().map(Kept::self_check).transpose(),
        }
    }

    /// The same of a self-check that has to be there.
    ///
    /// # Errors
    /// As a sentence for the user, when it is gone or cannot be read.
    pub async fn kept(&self, id: &str) -> Result<SelfCheck, String> {
        self.kept_here(id).await?.ok_or_else(|| GONE.to_owned())
    }

    /// Everything that stands here under that id, for someone who is about to replace it.
    ///
    /// # Errors
    /// As a sentence for the user, when something is there and cannot be read.
    pub async fn standing_here(&self, id: &str) -> Result<Option<StandingHere>, String> {
        let (unwritten, base) = (self.in_this_window(id), self.services.saver.base(id));
        let kept = self.find(id).await?;
        let version = kept.as_ref().map(|kept| kept.version.clone());
        let (ours, elsewhere) = match unwritten {
            Some(ours) => (Some(ours), kept.filter(|kept| base.as_ref() != Some(&kept.version))),
            None => (kept.as_ref().map(Kept::self_check).transpose()?, None),
        };
        let elsewhere = elsewhere.as_ref().map(Kept::self_check).transpose()?;
        Ok(ours.map(|ours| StandingHere { ours, elsewhere, version }))
    }

    /// The self-check of that id as it is on the screen, or as it waits to be saved.
    fn in_this_window(&self, id: &str) -> Option<SelfCheck> {
        let open = self.self_check().filter(|self_check| self_check.id == id).cloned();
        open.or_else(|| self.services.saver.newest(id)).map(Rc::unwrap_or_clone)
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

    /// Takes a kept self-check out of the list, and closes it if it is the open one; nothing changes where that
    /// fails. It can be brought back for [`deleted::KEPT_DAYS`](crate::browser::deleted::KEPT_DAYS).
    pub fn delete(&self, id: &str, then: OnDone) {
        // What is written after the deletion would bring the self-check back.
        self.services.saver.suspend(id);
        self.spawn(then, id, |handle, id| async move {
            let saver = &handle.services.saver;
            let can_come_back = match handle.remove(&id).await {
                Ok(can_come_back) => can_come_back,
                Err(error) => {
                    saver.resume(&id);
                    return Err(words(error));
                }
            };
            saver.forget(&id);
            if handle.open_id().as_ref() == Some(&id) {
                handle.set_open(None);
                handle.step(Step::Close);
            }
            handle.services.channel.tell(&Notice::Deleted { id });
            handle.read_library().await.map_err(words)?;
            if can_come_back { Ok(()) } else { Err(NOT_SET_ASIDE.to_owned()) }
        });
    }

    /// The deleted self-checks that can still be brought back, the last one first; none where there is no
    /// storage.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn deleted(&self) -> Result<Vec<Deleted>, String> {
        let Ok(storage) = self.services.saver.storage().await else { return Ok(Vec::new()) };
        storage.deleted().await.map_err(words)
    }

    /// Puts a deleted self-check back into the list.
    pub fn restore(&self, id: &str, then: OnDone) {
        self.spawn(then, id, |handle, id| async move {
            let storage = handle.services.saver.storage().await.map_err(words)?;
            storage.restore(&id).await.map_err(|error| match error {
                StorageError::ChangedElsewhere => "列表里已经有同一份自查，没有恢复。".to_owned(),
                StorageError::DeletedElsewhere => GONE.to_owned(),
                other => words(other),
            })?;
            handle.services.channel.tell(&Notice::Restored { id });
            handle.read_library().await.map_err(words)
        });
    }

    /// Removes a deleted self-check for good.
    pub fn forget_deleted(&self, id: &str, then: OnDone) {
        self.spawn(then, id, |handle, id| async move {
            let storage = handle.services.saver.storage().await.map_err(words)?;
            storage.forget_deleted(&id, &clock::now()).await.map_err(words)
        });
    }

    /// Removes for good what could be brought back long enough.
    async fn forget_expired(&self) -> Result<(), StorageError> {
        let storage = self.services.saver.storage().await?;
        let today = clock::today();
        for deleted in storage.deleted().await? {
            if deleted.until().is_none_or(|until| until < today) {
                storage.forget_deleted(&deleted.kept.id, &deleted.at).await?;
            }
        }
        Ok(())
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
        self.load_stored(id).await?.raw()
    }

    /// Looks at the storage, and opens the self-check that was open last.
    pub(crate) async fn start(&self) {
        let saver = &self.services.saver;
        saver.open_storage().await;
        let trouble = self.read_library().await.err();
        if trouble.is_none()
            && let Ok(storage) = saver.storage().await
            && let Ok(Some(id)) = storage.recall(OPEN_RECORD).await
        {
            // A self-check that is gone or cannot be read stays closed; the list says why.
            let _ = self.load(&id).await;
        }
        saver.set_trouble(trouble);
        self.step(Step::Ready);
        // Tidying up; where it fails, the next start does it.
        let _ = self.forget_expired().await;
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
        let self_check = kept.self_check()?;
        saver.set_base(id, &kept.version);
        Ok(Rc::new(self_check))
    }

    async fn load_stored(&self, id: &str) -> Result<Kept, String> {
        let storage = self.services.saver.storage().await.map_err(words)?;
        storage.get(id).await.map_err(words)?.ok_or_else(|| GONE.to_owned())
    }

    async fn find(&self, id: &str) -> Result<Option<Kept>, String> {
        // Where there is no storage at all, nothing is kept.
        let Ok(storage) = self.services.saver.storage().await else { return Ok(None) };
        storage.get(id).await.map_err(words)
    }

    /// Whether it can come back.
    async fn remove(&self, id: &str) -> Result<bool, StorageError> {
        let saver = &self.services.saver;
        let (storage, newest) = (saver.storage().await?, saver.newest(id));
        let json = newest.as_ref().map(|newest| newest.to_json()).unwrap_or_default();
        let version = ids::new_id();
        let newest = newest.as_ref().map(|newest| Write {
            self_check: newest,
            json: &json,
            version: &version,
            base: None,
        });
        storage.delete(id, &clock::now(), newest).await
    }

    async fn last_backup_of(&self, id: &str) -> Option<String> {
        let storage = self.services.saver.storage().await.ok()?;
        storage.recall(&backup_key(id)).await.ok().flatten()
    }

    async fn read_library(&self) -> Result<(), StorageError> {
        let kept = self.services.saver.storage().await?.all().await?;
        self.step(Step::Library(library::entries(&kept)));
        Ok(())
    }
}

fn words(error: StorageError) -> String {
    format!("{error}。")
}

/// Where the instant of a self-check's last export is remembered.
pub(super) fn backup_key(id: &str) -> String {
    format!("backup:{id}")
}
