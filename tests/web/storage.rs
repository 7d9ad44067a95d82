//! The browser's storage.

use assessment::self_check::SelfCheck;
use selfcheck::browser::{ids::new_id, kept::Write, storage::Storage, storage_error::StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{keep, kept};

const THEN: &str = "2026-11-01T00:00:00.000Z";

fn self_check() -> SelfCheck {
    SelfCheck::new(new_id(), "自查㛃䶮".to_owned(), THEN)
}

#[wasm_bindgen_test]
async fn a_self_check_comes_back_as_it_was_with_what_is_unknown_in_it() {
    let mut self_check = self_check();
    self_check.extra.insert("later".to_owned(), serde_json::json!({ "版本": 2 }));
    keep(&self_check, None).await.expect("kept");
    assert_eq!(kept(&self_check.id).await, self_check);
}

#[wasm_bindgen_test]
async fn what_another_window_saved_at_the_same_instant_is_not_overwritten() {
    let base = self_check();
    let version = keep(&base, None).await.expect("kept");
    let theirs = SelfCheck { title: "他窗".to_owned(), ..base.clone() };
    let newest = keep(&theirs, Some(&version)).await.expect("built on what was there");

    let ours = SelfCheck { title: "本窗".to_owned(), ..base };
    assert_eq!(keep(&ours, Some(&version)).await, Err(StorageError::ChangedElsewhere));
    assert_eq!(kept(&theirs.id).await, theirs);
    keep(&ours, Some(&newest)).await.expect("built on what is there");
}

#[wasm_bindgen_test]
async fn what_is_written_together_is_kept_together_or_not_at_all() {
    let (copy, theirs) = (self_check(), self_check());
    keep(&theirs, None).await.expect("kept");
    let (json, version) = (copy.to_json(), new_id());
    let write = |self_check, base| Write { self_check, json: &json, version: &version, base };
    let storage = Storage::open().await.expect("storage");
    let written = storage.put(&[write(&copy, None), write(&theirs, Some("another"))]).await;
    assert_eq!(written, Err(StorageError::ChangedElsewhere));
    assert_eq!(storage.get(&copy.id).await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_deleted_self_check_is_gone_and_the_others_stay() {
    let storage = Storage::open().await.expect("storage");
    let (gone, stays) = (self_check(), self_check());
    for self_check in [&gone, &stays] {
        keep(self_check, None).await.expect("kept");
    }
    let at = "2026-11-23T02:00:00.000Z";
    assert!(storage.delete(&gone.id, at, None).await.expect("deleted"));
    let ids: Vec<_> = storage.all().await.expect("read").into_iter().map(|kept| kept.id).collect();
    assert!(ids.contains(&stays.id) && !ids.contains(&gone.id));
}

#[wasm_bindgen_test]
async fn what_is_remembered_can_be_forgotten() {
    let storage = Storage::open().await.expect("storage");
    let key = new_id();
    storage.remember(&key, Some("值")).await.expect("remembered");
    assert_eq!(storage.recall(&key).await, Ok(Some("值".to_owned())));
    storage.remember(&key, None).await.expect("forgotten");
    assert_eq!(storage.recall(&key).await, Ok(None));
}
