//! The browser's storage.

use assessment::self_check::SelfCheck;
use selfcheck::browser::{
    ids::new_id,
    storage::{Storage, StorageError},
};
use wasm_bindgen_test::wasm_bindgen_test;

const THEN: &str = "2026-11-01T00:00:00.000Z";
const LATER: &str = "2026-11-02T00:00:00.000Z";

fn self_check(updated_at: &str) -> SelfCheck {
    SelfCheck::new(new_id(), "自查㛃䶮".to_owned(), updated_at)
}

#[wasm_bindgen_test]
async fn a_self_check_comes_back_as_it_was_with_what_is_unknown_in_it() {
    let storage = Storage::open().await.expect("storage");
    let mut self_check = self_check(THEN);
    self_check.extra.insert("later".to_owned(), serde_json::json!({ "版本": 2 }));
    storage.put(&self_check, None).await.expect("kept");

    let kept = storage.get(&self_check.id).await.expect("read").expect("there");
    assert_eq!(kept.updated_at, THEN);
    assert_eq!(SelfCheck::from_json(kept.json.as_bytes()), Ok(self_check));
}

#[wasm_bindgen_test]
async fn what_another_window_saved_is_not_overwritten() {
    let storage = Storage::open().await.expect("storage");
    let theirs = self_check(LATER);
    storage.put(&theirs, None).await.expect("kept");

    let ours = SelfCheck { title: "我的".to_owned(), ..theirs.clone() };
    assert_eq!(storage.put(&ours, Some(THEN)).await, Err(StorageError::ChangedElsewhere));
    let kept = storage.get(&theirs.id).await.expect("read").expect("there");
    assert_eq!(SelfCheck::from_json(kept.json.as_bytes()), Ok(theirs));

    storage.put(&ours, Some(LATER)).await.expect("built on what is there");
}

#[wasm_bindgen_test]
async fn a_deleted_self_check_is_gone_and_the_others_stay() {
    let storage = Storage::open().await.expect("storage");
    let (gone, stays) = (self_check(THEN), self_check(THEN));
    for self_check in [&gone, &stays] {
        storage.put(self_check, None).await.expect("kept");
    }
    storage.delete(&gone.id).await.expect("deleted");
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
