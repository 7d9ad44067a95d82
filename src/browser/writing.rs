//! A transaction that counts as done only when the disk has it.

use idb::{ObjectStore, Transaction, TransactionResult};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use super::{dom::reason, storage_error::StorageError};

/// A transaction that writes.
#[derive(Debug)]
pub(super) struct Writing {
    transaction: Transaction,
    /// The same, for what `idb` does not tell.
    raw: JsValue,
}

impl Writing {
    /// Begins one with the durability `strict`, which neither `idb` nor `web-sys` can ask for. Browsers that
    /// do not know it write as they always do.
    pub(super) fn begin(database: &JsValue, stores: &[&str]) -> Result<Self, StorageError> {
        let begin = || -> Result<JsValue, JsValue> {
            let options = Object::new();
            Reflect::set(&options, &"durability".into(), &"strict".into())?;
            let stores: Array = stores.iter().copied().map(JsValue::from_str).collect();
            let transaction: Function =
                Reflect::get(database, &"transaction".into())?.dyn_into()?;
            transaction.call3(database, &stores, &"readwrite".into(), &options)
        };
        let raw = begin().map_err(|error| StorageError::Refused(reason(&error)))?;
        Ok(Self { transaction: Transaction::try_from(raw.clone())?, raw })
    }

    pub(super) fn store(&self, name: &str) -> Result<ObjectStore, StorageError> {
        Ok(self.transaction.object_store(name)?)
    }

    /// Takes back what was written in it.
    pub(super) fn abort(self) {
        // Refused only where it has ended already.
        let _ = self.transaction.abort();
    }

    /// Waits until the browser has carried it out; requests that succeeded are not enough.
    pub(super) async fn complete(self) -> Result<(), StorageError> {
        match self.transaction.commit()?.await? {
            TransactionResult::Committed => Ok(()),
            TransactionResult::Aborted => {
                let why = Reflect::get(&self.raw, &"error".into()).unwrap_or_default();
                let why = if why.is_object() { reason(&why) } else { "写入被中止".to_owned() };
                Err(StorageError::Refused(why))
            }
        }
    }
}
