//! The open self-check: changing, saving, opening again.

use std::{cell::RefCell, rc::Rc};

use assessment::self_check::answers::{AnswerText, Choice};
use assessment::self_check::{Action, SelfCheck};
use selfcheck::{
    browser::storage::Storage,
    hooks::{SelfCheckHandle, SelfCheckProvider, ToastProvider, use_self_check},
};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::support::{Mounted, keep, kept, save_state, until};

/// Where the newest handle is put for the test to act on.
#[derive(Clone, Default)]
struct Seen(Rc<RefCell<Option<SelfCheckHandle>>>);

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct ProbeProps {
    seen: Seen,
}

#[component]
fn Probe(props: &ProbeProps) -> Html {
    *props.seen.0.borrow_mut() = Some(use_self_check());
    Html::default()
}

#[component]
fn Window(props: &ProbeProps) -> Html {
    html! { <ToastProvider><SelfCheckProvider><Probe seen={props.seen.clone()} /></SelfCheckProvider></ToastProvider> }
}

/// An app as one window has it, without its pages.
struct Session {
    seen: Seen,
    mounted: Mounted<Window>,
}

impl Session {
    async fn start() -> Self {
        let seen = Seen::default();
        let mounted = Mounted::new(ProbeProps { seen: seen.clone() }).await;
        let session = Self { seen, mounted };
        until("the storage has been looked at", || session.handle().is_ready()).await;
        session
    }

    fn handle(&self) -> SelfCheckHandle {
        self.seen.0.borrow().clone().expect("a rendered probe")
    }

    fn self_check(&self) -> Rc<SelfCheck> {
        Rc::clone(self.handle().self_check().expect("an open record"))
    }

    async fn saved(&self) {
        self.mounted.settle().await;
        until("everything is saved", || save_state() == "saved").await;
    }
}

fn chosen() -> Action {
    Action::Choose { item: "17.2".to_owned(), choice: Some(Choice::Unmet) }
}

#[wasm_bindgen_test]
async fn a_change_is_saving_at_once_and_saved_only_when_it_is_kept() {
    let session = Session::start().await;
    session.handle().create("自查".to_owned());
    session.saved().await;

    session.handle().dispatch(chosen());
    assert_eq!(save_state(), "saving");
    session.saved().await;

    let self_check = session.self_check();
    assert_eq!(kept(&self_check.id).await, *self_check);
    assert_eq!(self_check.answers["17.2"].state, Some(Choice::Unmet));
}

#[wasm_bindgen_test]
async fn changes_made_in_one_go_build_on_each_other() {
    let session = Session::start().await;
    session.handle().create("自查".to_owned());
    session.saved().await;

    // One handle, as a view holds it that has not been rendered anew.
    let handle = session.handle();
    handle.dispatch(chosen());
    let (item, words) = ("17.2".to_owned(), "韦㛃".to_owned());
    handle.dispatch(Action::Write { item, text: AnswerText::Owner, words });
    handle.dispatch(Action::Title { title: "改了".to_owned() });
    session.saved().await;

    let kept = kept(&session.self_check().id).await;
    assert_eq!(kept.title, "改了");
    assert_eq!(kept.answers["17.2"].owner, "韦㛃");
    assert_eq!(kept.answers["17.2"].state, Some(Choice::Unmet));
}

#[wasm_bindgen_test]
async fn the_open_self_check_is_open_again_after_a_restart() {
    let before = Session::start().await;
    before.handle().create("重启".to_owned());
    before.saved().await;
    let self_check = before.self_check();
    drop(before);

    let after = Session::start().await;
    assert_eq!(after.self_check(), self_check);
    assert!(after.handle().library().iter().any(|entry| entry.id == self_check.id));
}

#[wasm_bindgen_test]
async fn a_change_made_elsewhere_is_neither_overwritten_nor_lost() {
    let session = Session::start().await;
    session.handle().create("原来".to_owned());
    session.saved().await;
    let ours = session.self_check();
    let theirs = SelfCheck { title: "他窗".to_owned(), ..(*ours).clone() };
    keep(&theirs, None).await.expect("the other window saved");

    session.handle().dispatch(Action::Title { title: "本窗".to_owned() });
    session.mounted.settle().await;
    until("the conflict is told", || save_state() == "failed").await;
    assert_eq!(kept(&ours.id).await, theirs);

    session.handle().keep_as_copy();
    session.saved().await;
    let copy = session.self_check();
    assert_ne!(copy.id, ours.id);
    assert_eq!(kept(&copy.id).await.title, "本窗（副本）");
    assert_eq!(kept(&ours.id).await, theirs);
}

#[wasm_bindgen_test]
async fn a_deleted_self_check_is_closed_and_not_saved_again() {
    let session = Session::start().await;
    session.handle().create("删除".to_owned());
    session.saved().await;
    let id = session.self_check().id.clone();
    session.handle().dispatch(Action::Title { title: "删前改动".to_owned() });
    session.handle().delete(&id, Callback::noop());
    session.saved().await;

    assert!(session.handle().self_check().is_none());
    let storage = Storage::open().await.expect("storage");
    assert_eq!(storage.get(&id).await, Ok(None));
    assert!(session.handle().library().iter().all(|entry| entry.id != id));
}

#[wasm_bindgen_test]
async fn what_was_done_before_a_restart_can_be_taken_back_after_it() {
    let before = Session::start().await;
    before.handle().create("撤销".to_owned());
    before.saved().await;
    before.handle().dispatch(chosen());
    before.saved().await;
    drop(before);

    let after = Session::start().await;
    after.handle().dispatch(Action::Undo { step: None });
    assert_eq!(save_state(), "saving");
    after.saved().await;
    let kept = kept(&after.self_check().id).await;
    assert!(kept.answers.is_empty());
    after.handle().dispatch(Action::Redo);
    after.saved().await;
    assert_eq!(after.self_check().answers["17.2"].state, Some(Choice::Unmet));
}
