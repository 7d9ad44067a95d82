//! Components by themselves.

use std::{cell::RefCell, rc::Rc};

use assessment::profile::{QuestionKind, question};
use selfcheck::components::{
    dialog::{Dialog, DialogProps},
    profile_question::{Given, ProfileQuestion, ProfileQuestionProps},
    rows_editor::{RowsEditor, RowsEditorProps},
    save_alert::{SaveAlert, SaveAlertProps},
    toasts::{ToastList, ToastListProps},
};
use selfcheck::{
    browser::storage::StorageError,
    hooks::{saving::SaveState, session::Elsewhere, use_toasts::Toast},
};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit};
use yew::prelude::*;

use crate::support::Mounted;

/// Everything that a callback was called with.
struct Calls<T>(Rc<RefCell<Vec<T>>>);

impl<T: 'static> Calls<T> {
    fn new() -> (Self, Callback<T>) {
        let calls = Rc::new(RefCell::new(Vec::new()));
        let callback = {
            let calls = Rc::clone(&calls);
            Callback::from(move |call| calls.borrow_mut().push(call))
        };
        (Self(calls), callback)
    }

    fn take(&self) -> Vec<T> {
        self.0.take()
    }
}

#[wasm_bindgen_test]
async fn a_choice_has_a_radio_for_each_answer_and_can_be_taken_back() {
    let (calls, onanswer) = Calls::new();
    let question = question("level").expect("a question");
    let mounted = Mounted::<ProfileQuestion>::new(ProfileQuestionProps {
        question,
        value: "nanning".into(),
        rows: Vec::new(),
        onanswer,
    })
    .await;
    let values: Vec<_> = question.choices().iter().map(|choice| choice.value).collect();
    assert_eq!(mounted.attributes("input[type=radio][name=level]", "value"), values);

    mounted.click("input[value=national]").await;
    mounted.click("button").await;
    let given = |text: &str| ("level", Given::Text(text.to_owned()));
    assert_eq!(calls.take(), [given("national"), given("")]);
}

#[wasm_bindgen_test]
async fn a_date_is_taken_while_it_is_being_entered() {
    let (calls, onanswer) = Calls::new();
    let mounted = Mounted::<ProfileQuestion>::new(ProfileQuestionProps {
        question: question("first_event").expect("a question"),
        value: AttrValue::default(),
        rows: Vec::new(),
        onanswer,
    })
    .await;
    mounted.type_into("input[type=date][name=first_event]", "2026-12-22").await;
    assert_eq!(calls.take(), [("first_event", Given::Text("2026-12-22".to_owned()))]);
}

#[wasm_bindgen_test]
async fn rows_are_added_changed_and_removed() {
    let (calls, onchange) = Calls::new();
    let question = question("occupations").expect("a question");
    let QuestionKind::Rows(columns) = question.kind else { panic!("occupations has no rows") };
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    let mounted = Mounted::<RowsEditor>::new(RowsEditorProps {
        name: "occupations",
        label: question.label,
        columns,
        // The second row comes from a file that knew one column only.
        rows: vec![row(["电工", "四级"]), vec!["焊工".to_owned()]],
        onchange,
    })
    .await;
    mounted.type_into("[name=occupations-1-levels]", "五级").await;
    assert_eq!(calls.take(), [vec![row(["电工", "四级"]), row(["焊工", "五级"])]]);
    mounted.click("li:first-child button").await;
    assert_eq!(calls.take(), [vec![vec!["焊工".to_owned()]]]);
    mounted.click(".rows > button").await;
    assert_eq!(calls.take()[0].len(), 3);
}

#[wasm_bindgen_test]
async fn escape_leaves_a_dialog_without_effect() {
    let (cancelled, oncancel) = Calls::new();
    let (confirmed, onconfirm) = Calls::new();
    let mounted = Mounted::<Dialog>::new(DialogProps {
        title: "删除？".into(),
        confirm: "删除".into(),
        danger: true,
        oncancel,
        onconfirm,
        children: Html::default(),
    })
    .await;
    assert!(mounted.find("dialog[open]").is_some());
    // What the browser sends on Escape.
    let cancelable = EventInit::new();
    cancelable.set_cancelable(true);
    let cancel = Event::new_with_event_init_dict("cancel", &cancelable).expect("an event");
    mounted.get("dialog").dispatch_event(&cancel).expect("a listener that does not throw");
    assert_eq!(cancelled.take().len(), 1);
    assert!(confirmed.take().is_empty());

    mounted.click(".btn.danger").await;
    assert_eq!(confirmed.take().len(), 1);
}

#[wasm_bindgen_test]
async fn a_failed_save_is_an_alert_with_a_way_out() {
    let props = |save: SaveState| SaveAlertProps {
        save,
        elsewhere: Elsewhere::Closed,
        on_retry: Callback::noop(),
        on_copy: Callback::noop(),
        on_reload: Callback::noop(),
    };
    let failed = SaveState::Failed(StorageError::Refused("磁盘已满".to_owned()));
    let mounted = Mounted::<SaveAlert>::new(props(failed)).await;
    let alert = mounted.get("[role=alert]").text_content().unwrap_or_default();
    assert!(alert.contains("没有保存") && alert.contains("磁盘已满"));
    assert_eq!(mounted.get("a").get_attribute("href").as_deref(), Some("#/data"));

    let quiet = Mounted::<SaveAlert>::new(props(SaveState::Saved)).await;
    assert!(quiet.find("[role=alert]").is_none());
}

#[wasm_bindgen_test]
async fn a_refusal_is_an_alert_until_it_is_closed() {
    let (closed, onclose) = Calls::new();
    let toast = |id, refusal| Toast { id, text: format!("第 {id} 条").into(), refusal };
    let mounted = Mounted::<ToastList>::new(ToastListProps {
        toasts: vec![toast(1, false), toast(2, true)],
        onclose,
    })
    .await;
    assert_eq!(mounted.attributes(".toast", "role"), ["status", "alert"]);
    mounted.click("[role=alert] button").await;
    assert_eq!(closed.take(), [2]);
}
