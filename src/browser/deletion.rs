//! Deleting: a self-check is set aside, so that this can be taken back, and so that no other window brings
//! one back that does not know of it.

use wasm_bindgen::JsValue;

use super::{
    deleted::{Deleted, PREFIX, key, of_js, row_of, to_js},
    kept::Write,
    storage::{MEMORY, RECORDS, Storage, in_time},
    storage_error::StorageError,
};

impl Storage {
    /// Takes a self-check out of the list and sets it aside: as `newest` where that is not written yet, else
    /// as it lies there. Whether there was room for it, so that it can come back.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn delete(
        &self,
        id: &str,
        at: &str,
        newest: Option<Write<'_>>,
    ) -> Result<bool, StorageError> {
        match self.set_aside(id, at, newest, true).await {
            // There may be no room for both, or the row cannot be read. That it goes was asked for.
            Err(StorageError::Refused(_)) => {
                self.set_aside(id, at, None, false).await.map(|()| false)
            }
            outcome => outcome.map(|()| true),
        }
    }

    async fn set_aside(
        &self,
        id: &str,
        at: &str,
        newest: Option<Write<'_>>,
        whole: bool,
    ) -> Result<(), StorageError> {
        self.write(&[RECORDS, MEMORY], async |writing| {
            let (records, memory) = (writing.store(RECORDS)?, writing.store(MEMORY)?);
            let row = match newest {
                Some(newest) => Some(newest.to_js()),
                None if whole => records.get(JsValue::from_str(id))?.await?,
                None => None,
            };
            memory.put(&to_js(at, row), Some(&key(id)))?.await?;
            Ok(records.delete(JsValue::from_str(id))?.await?)
        })
        .await
    }

    /// The deleted self-checks that can be brought back, the last one first.
    ///
    /// # Errors
    /// When the browser refuses, or does not answer.
    pub async fn deleted(&self) -> Result<Vec<Deleted>, StorageError> {
        in_time(async {
            let memory = self.reading(MEMORY)?;
            let keys = memory.get_all_keys(None, None)?.await?;
            let mut deleted = Vec::new();
            for key in keys.iter().filter_map(JsValue::as_string) {
                let Some(id) = key.strip_prefix(PREFIX) else { continue };
                // One that cannot be read hides no other.
                if let Ok(Some(aside)) = self.reading(MEMORY)?.get(JsValue::from_str(&key))?.await {
                    deleted.extend(of_js(id, &aside));
                }
            }
            deleted.sort_by(|one, other| other.at.cmp(&one.at));
            Ok(deleted)
        })
        .await
    }

    /// Puts a deleted self-check back into the list.
    ///
    /// # Errors
    /// When another one has come under its id meanwhile, it is no more, or the browser refuses.
    pub async fn restore(&self, id: &str) -> Result<(), StorageError> {
        self.write(&[RECORDS, MEMORY], async |writing| {
            let (records, memory) = (writing.store(RECORDS)?, writing.store(MEMORY)?);
            if records.get(JsValue::from_str(id))?.await?.is_some() {
                return Err(StorageError::ChangedElsewhere);
            }
            let aside = memory.get(key(id))?.await?;
            let row =
                aside.and_then(|aside| row_of(&aside)).ok_or(StorageError::DeletedElsewhere)?;
            records.put(&row, Some(&JsValue::from_str(id)))?.await?;
            Ok(memory.delete(key(id))?.await?)
        })
        .await
    }

    /// Removes what was set aside, for good. That it was deleted stays noted: another window may still have
    /// it open.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn forget_deleted(&self, id: &str, at: &str) -> Result<(), StorageError> {
        self.write(&[MEMORY], async |writing| {
            writing.store(MEMORY)?.put(&to_js(at, None), Some(&key(id)))?.await?;
            Ok(())
        })
        .await
    }
}
