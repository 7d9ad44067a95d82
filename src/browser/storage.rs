//! The browser's storage: a cache of the self-checks, whose file is the product.
//!
//! A self-check is kept as its JSON text, so that what this build does not know survives, and what a newer
//! build wrote is refused by the same rules as a file.

use std::pin::pin;

use assessment::self_check::SelfCheck;
use futures_util::future::{Either, select};
use gloo::timers::future::TimeoutFuture;
use idb::{
    Database, DatabaseEvent as _, Error, Factory, ObjectStoreParams, Transaction, TransactionMode,
    TransactionResult,
};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

const DATABASE: &str = "selfcheck";
const VERSION: u32 = 1;
/// How long the browser may take to open the database, in milliseconds.
const PATIENCE: u32 = 4_000;
const RECORDS: &str = "records";
const MEMORY: &str = "memory";

/// Key in the memory store: which self-check is open.
pub const OPEN_RECORD: &str = "open";

/// Why the storage did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser refuses, or its disk does.
    #[error("浏览器的本机存储不可用或已满（{0}）")]
    Refused(String),
    /// A newer build has changed the database.
    #[error("本机存储由更新版本的本工具建立，请用新版打开；里面的自查没有变动")]
    Newer,
    /// Another window saved this self-check after we had read it.
    #[error("这份自查在另一个窗口里有了新的改动")]
    ChangedElsewhere,
}

impl From<Error> for StorageError {
    fn from(error: Error) -> Self {
        Self::Refused(error.to_string())
    }
}

/// A kept self-check as it lies there: its text may be of a newer version or damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The instant of the last change.
    pub updated_at: String,
    /// The self-check's file.
    pub json: String,
}

impl Kept {
    fn from_js(value: &JsValue) -> Self {
        let text = |key: &str| {
            Reflect::get(value, &key.into())
                .ok()
                .and_then(|value| value.as_string())
                .unwrap_or_default()
        };
        Self { id: text("id"), updated_at: text("updatedAt"), json: text("json") }
    }

    fn to_js(self_check: &SelfCheck) -> JsValue {
        let object = Object::new();
        for (key, text) in [
            ("id", &self_check.id),
            ("updatedAt", &self_check.updated_at),
            ("json", &self_check.to_json()),
        ] {
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(&object, &key.into(), &text.into());
        }
        object.into()
    }
}

/// The open database.
#[derive(Debug)]
pub struct Storage(Database);

impl Storage {
    /// Opens the database, and makes it where there is none.
    ///
    /// # Errors
    /// When the browser has no storage for this page, or does not answer within some seconds.
    pub async fn open() -> Result<Self, StorageError> {
        let opening = pin!(Self::open_at_leisure());
        match select(opening, TimeoutFuture::new(PATIENCE)).await {
            Either::Left((opened, _)) => opened,
            Either::Right(((), _)) => Err(StorageError::Refused("浏览器没有回应".to_owned())),
        }
    }

    async fn open_at_leisure() -> Result<Self, StorageError> {
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
        let mut database = request.await.map_err(|error| {
            let words = error.to_string();
            if words.contains("VersionError") { StorageError::Newer } else { error.into() }
        })?;
        // A newer build in another window wants to change the database: let go, or it waits for ever.
        database.on_version_change(|event| {
            if let Ok(database) = event.database() {
                database.close();
            }
        });
        Ok(Self(database))
    }

    /// All self-checks.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn all(&self) -> Result<Vec<Kept>, StorageError> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
        let values = transaction.object_store(RECORDS)?.get_all(None, None)?.await?;
        Ok(values.iter().map(Kept::from_js).collect())
    }

    /// One self-check, if it is there.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn get(&self, id: &str) -> Result<Option<Kept>, StorageError> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(RECORDS)?.get(JsValue::from_str(id))?.await?;
        Ok(value.as_ref().map(Kept::from_js))
    }

    /// Keeps a self-check; done only when the browser has completed the transaction.
    ///
    /// `base` is the `updated_at` of what we last read or wrote, `None` to put the self-check in whatever
    /// is there. Comparing and writing are one transaction, so no window overwrites another's work.
    ///
    /// # Errors
    /// When the kept self-check is not the one of `base`, or the browser refuses.
    pub async fn put(
        &self,
        self_check: &SelfCheck,
        base: Option<&str>,
    ) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(RECORDS)?;
        let key = JsValue::from_str(&self_check.id);
        if let Some(base) = base {
            let kept = store.get(key.clone())?.await?;
            if kept.is_some_and(|kept| Kept::from_js(&kept).updated_at != base) {
                return Err(StorageError::ChangedElsewhere);
            }
        }
        store.put(&Kept::to_js(self_check), Some(&key))?.await?;
        complete(transaction).await
    }

    /// Removes a self-check.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn delete(&self, id: &str) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadWrite)?;
        transaction.object_store(RECORDS)?.delete(JsValue::from_str(id))?.await?;
        complete(transaction).await
    }

    /// What was remembered under `key`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn recall(&self, key: &str) -> Result<Option<String>, StorageError> {
        let transaction = self.0.transaction(&[MEMORY], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(MEMORY)?.get(JsValue::from_str(key))?.await?;
        Ok(value.and_then(|value| value.as_string()))
    }

    /// Remembers `value` under `key`; `None` forgets it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn remember(&self, key: &str, value: Option<&str>) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&[MEMORY], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(MEMORY)?;
        let key = JsValue::from_str(key);
        match value {
            Some(value) => {
                store.put(&value.into(), Some(&key))?.await?;
            }
            None => store.delete(key)?.await?,
        }
        complete(transaction).await
    }
}

/// Waits until the browser has carried the transaction out; a request that succeeded is not enough.
async fn complete(transaction: Transaction) -> Result<(), StorageError> {
    match transaction.commit()?.await? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(StorageError::Refused("写入被中止".to_owned())),
    }
}
