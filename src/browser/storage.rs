//! The browser's storage: a cache of the self-checks, whose file is the product.
//!
//! A self-check is kept as its JSON text, so that what this build does not know survives, and what a newer
//! build wrote is refused by the same rules as a file.

use std::{cell::Cell, pin::pin, rc::Rc};

use futures_util::future::{Either, select};
use gloo::{events::EventListener, timers::future::TimeoutFuture};
use idb::{Database, DatabaseEvent as _, Factory, ObjectStore, ObjectStoreParams, TransactionMode};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::EventTarget;

use super::{
    deleted,
    kept::{Kept, Write},
    storage_error::StorageError,
    writing::Writing,
};

const DATABASE: &str = "selfcheck";
const VERSION: u32 = 1;
/// How long the browser may take to open the database or to read from it, in milliseconds.
pub const PATIENCE: u32 = 4_000;
pub(super) const RECORDS: &str = "records";
pub(super) const MEMORY: &str = "memory";

/// Key in the memory store: which self-check is open.
pub const OPEN_RECORD: &str = "open";

/// The open database.
#[derive(Debug)]
pub struct Storage {
    database: Database,
    /// The same, for what `idb` cannot ask of it.
    raw: JsValue,
    closed: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl Storage {
    /// Opens the database, and makes it where there is none.
    ///
    /// # Errors
    /// When the browser has no storage for this page, or does not answer within some seconds.
    pub async fn open() -> Result<Self, StorageError> {
        in_time(async {
            let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
            request.on_upgrade_needed(|event| {
                // Failing here aborts the upgrade, which the request below reports.
                if let Ok(database) = event.database() {
                    for name in [RECORDS, MEMORY] {
                        if !database.store_names().iter().any(|known| known == name) {
                            let _ = database.create_object_store(name, ObjectStoreParams::new());
                        }
                    }
                }
            });
            let database = request.await.map_err(|error| {
                let newer = error.to_string().contains("VersionError");
                if newer { StorageError::Newer } else { error.into() }
            })?;
            Self::watch(database.into())
        })
        .await
    }

    /// Takes an open database, and notes when it is closed.
    fn watch(raw: JsValue) -> Result<Self, StorageError> {
        let closed = Rc::new(Cell::new(false));
        let target: &EventTarget = raw.unchecked_ref();
        // The browser closes it when its data are cleared or its disk fails.
        let on_close = {
            let closed = Rc::clone(&closed);
            EventListener::new(target, "close", move |_| closed.set(true))
        };
        // A newer build in another window wants to change the database: let go, or it waits for ever.
        let on_version_change = {
            let (closed, database) = (Rc::clone(&closed), Database::try_from(raw.clone())?);
            EventListener::new(target, "versionchange", move |_| {
                database.close();
                closed.set(true);
            })
        };
        let database = Database::try_from(raw.clone())?;
        Ok(Self { database, raw, closed, _listeners: [on_close, on_version_change] })
    }

    /// Whether it has to be opened anew before anything can be done with it.
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// All self-checks. A row that the browser cannot read hides no other one.
    ///
    /// # Errors
    /// When the browser refuses, or does not answer.
    pub async fn all(&self) -> Result<Vec<Kept>, StorageError> {
        in_time(async {
            let store = self.reading(RECORDS)?;
            // Both are in the order of the keys, and asked for before either is awaited.
            let keys = store.get_all_keys(None, None)?.into_future();
            let rows = store.get_all(None, None).map(IntoFuture::into_future);
            let keys: Vec<String> = keys.await?.iter().filter_map(JsValue::as_string).collect();
            if let Ok(rows) = rows
                && let Ok(rows) = rows.await
                && rows.len() == keys.len()
            {
                return Ok(keys
                    .iter()
                    .zip(&rows)
                    .map(|(id, row)| Kept::from_js(id, row))
                    .collect());
            }
            // Asked for all at once, one that is damaged fails all.
            let mut kept = Vec::with_capacity(keys.len());
            for id in &keys {
                match self.get(id).await {
                    Ok(row) => kept.extend(row),
                    Err(error) => kept.push(Kept::unreadable(id, error.to_string())),
                }
            }
            Ok(kept)
        })
        .await
    }

    /// One self-check, if it is there.
    ///
    /// # Errors
    /// When the browser refuses, or does not answer.
    pub async fn get(&self, id: &str) -> Result<Option<Kept>, StorageError> {
        in_time(async {
            let row = self.reading(RECORDS)?.get(JsValue::from_str(id))?.await?;
            Ok(row.map(|row| Kept::from_js(id, &row)))
        })
        .await
    }

    /// Keeps self-checks, all of them or none; done only when the browser has completed the transaction.
    ///
    /// Comparing with what lies there and writing are one transaction, so no window overwrites another's
    /// work.
    ///
    /// # Errors
    /// When something else lies there than a write builds on, or the browser refuses.
    pub async fn put(&self, writes: &[Write<'_>]) -> Result<(), StorageError> {
        self.write(&[RECORDS, MEMORY], async |writing| {
            let (store, memory) = (writing.store(RECORDS)?, writing.store(MEMORY)?);
            for write in writes {
                let key = JsValue::from_str(&write.self_check.id);
                let id = &write.self_check.id;
                if let Some(base) = write.base {
                    match store.get(key.clone())?.await? {
                        Some(row) if Kept::from_js(id, &row).version != base => {
                            return Err(StorageError::ChangedElsewhere);
                        }
                        None if deleted::is_deleted(&memory, id).await? => {
                            return Err(StorageError::DeletedElsewhere);
                        }
                        _ => {}
                    }
                } else {
                    // Who puts it there anew takes the deletion back.
                    memory.delete(deleted::key(id))?.await?;
                }
                store.put(&write.to_js(), Some(&key))?.await?;
            }
            Ok(())
        })
        .await
    }

    /// What was remembered under `key`.
    ///
    /// # Errors
    /// When the browser refuses, or does not answer.
    pub async fn recall(&self, key: &str) -> Result<Option<String>, StorageError> {
        in_time(async {
            let value = self.reading(MEMORY)?.get(JsValue::from_str(key))?.await?;
            Ok(value.and_then(|value| value.as_string()))
        })
        .await
    }

    /// Remembers `value` under `key`; `None` forgets it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn remember(&self, key: &str, value: Option<&str>) -> Result<(), StorageError> {
        self.write(&[MEMORY], async |writing| {
            let (store, key) = (writing.store(MEMORY)?, JsValue::from_str(key));
            match value {
                Some(value) => store.put(&value.into(), Some(&key))?.await.map(|_| ())?,
                None => store.delete(key)?.await?,
            }
            Ok(())
        })
        .await
    }

    /// A store, to be read in a transaction of its own.
    pub(super) fn reading(&self, store: &str) -> Result<ObjectStore, StorageError> {
        let transaction = self.database.transaction(&[store], TransactionMode::ReadOnly)?;
        Ok(transaction.object_store(store)?)
    }

    /// Does something in one transaction: as a whole, or not at all.
    pub(super) async fn write(
        &self,
        stores: &[&str],
        work: impl AsyncFnOnce(&Writing) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        let writing = Writing::begin(&self.raw, stores)
            // Closed without a word, or its store is gone.
            .inspect_err(|_| self.closed.set(true))?;
        match work(&writing).await {
            Ok(()) => writing.complete().await,
            Err(error) => {
                writing.abort();
                Err(error)
            }
        }
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        // Left open, it would keep a newer build from changing the database.
        self.database.close();
    }
}

/// Waits for the browser's answer, but not for ever.
pub(super) async fn in_time<T>(
    work: impl Future<Output = Result<T, StorageError>>,
) -> Result<T, StorageError> {
    match select(pin!(work), TimeoutFuture::new(PATIENCE)).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(((), _)) => Err(StorageError::Unanswered),
    }
}
