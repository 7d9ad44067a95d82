//! Components by themselves.

use std::{cell::RefCell, rc::Rc};

use assessment::content::question::{QuestionKind, question};
use assessment::self_check::journal::StepId;
use selfcheck::components::{
    dialog::{Dialog, DialogProps},
    draft_input::{Draft, DraftInput},
    profile_question::{Given, ProfileQuestion, ProfileQuestionProps},
    rows_editor::{RowsEditor, RowsEditorProps},
    save_alert::{SaveAlert, save_alert},
    toasts::toast_list,
};
use selfcheck::{
    browser::storage_error::StorageError,
    hooks::use_toasts::{Toast, ToastUndo},
    state::{
        save_queue::Failure,
        saving::{SaveState, Standing},
        session::Elsewhere,
    },
};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlInputElement};
use yew::prelude::*;

use crate::support::{Mounted, Shown, ShownProps};

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
        doubts: Vec::new(),
        onanswer,
    })
    .await;
    let values: Vec<_> = question.choices().iter().map(|choice| choice.value).collect();
    assert_eq!(mounted.attributes("input[type=radio][name=level]", "value"), values);

    mounted.click("input[value=national]").await;
    mounted.click("button").await;
    let given = |text: &str| ("level", Given::Value(text.to_owned()));
    assert_eq!(calls.take(), [given("national"), given("")]);
}

#[wasm_bindgen_test]
async fn a_date_is_taken_while_it_is_being_entered() {
    let (calls, onanswer) = Calls::new();
    let mounted = Mounted::<ProfileQuestion>::new(ProfileQuestionProps {
        question: question("first_event").expect("a question"),
        value: AttrValue::default(),
        rows: Vec::new(),
        doubts: Vec::new(),
        onanswer,
    })
    .await;
    mounted.type_into("input[type=date][name=first_event]", "2026-12-22").await;
    assert_eq!(calls.take(), [("first_event", Given::Value("2026-12-22".to_owned()))]);
}

#[derive(Properties, PartialEq)]
struct DraftHostProps {
    taken: Callback<String>,
}

/// A page that keeps what the field hands on, as the self-check does.
#[component]
fn DraftHost(props: &DraftHostProps) -> Html {
    let value = use_state_eq(|| "2026-01-02".to_owned());
    let onchange = {
        let (value, taken) = (value.clone(), props.taken.clone());
        Callback::from(move |text: String| {
            taken.emit(text.clone());
            value.set(text);
        })
    };
    let set = {
        let value = value.clone();
        Callback::from(move |_: MouseEvent| value.set("2026-03-04".to_owned()))
    };
    html! {
        <>
            <DraftInput name="day" kind={Draft::Date} value={(*value).clone()} {onchange} />
            <button onclick={set} />
        </>
    }
}

#[wasm_bindgen_test]
async fn a_year_half_typed_stays_in_the_field_and_is_not_handed_on() {
    let (calls, taken) = Calls::new();
    let mounted = Mounted::<DraftHost>::new(DraftHostProps { taken }).await;
    let shown = || {
        let input = mounted.get("input").dyn_into::<HtmlInputElement>().expect("an input");
        (input.value(), input.get_attribute("aria-invalid").is_some())
    };
    assert_eq!(shown(), ("2026-01-02".to_owned(), false));
    // What a browser reports while 2027 is being typed into the field of the year.
    for half in ["0002-12-22", "0020-12-22", "0202-12-22"] {
        mounted.type_into("input", half).await;
        assert_eq!(shown(), (half.to_owned(), true));
    }
    mounted.type_into("input", "2027-12-22").await;
    assert_eq!(shown(), ("2027-12-22".to_owned(), false));
    assert_eq!(calls.take(), ["2027-12-22"]);

    // Another window's date, or an undone change, takes the place of what was typed.
    mounted.click("button").await;
    assert_eq!(shown(), ("2026-03-04".to_owned(), false));
}

#[wasm_bindgen_test]
async fn rows_are_added_changed_and_removed() {
    let (calls, onchange) = Calls::new();
    let (removed, onremove) = Calls::new();
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
        onremove,
    })
    .await;
    mounted.type_into("[name=occupations-1-levels]", "五级").await;
    assert_eq!(calls.take(), [vec![row(["电工", "四级"]), row(["焊工", "五级"])]]);
    mounted.click("li:first-child button").await;
    assert_eq!(removed.take(), [0]);
    assert!(calls.take().is_empty());
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
    let props = |standing: &Standing| ShownProps {
        html: save_alert(&SaveAlert {
            standing,
            open: Some("a"),
            elsewhere: Elsewhere::Closed,
            on_retry: Callback::noop(),
            on_copy: Callback::noop(),
            on_reload: Callback::noop(),
            on_open: Callback::noop(),
        }),
    };
    let failed = Standing {
        state: SaveState::Failed,
        failures: vec![Failure {
            id: "a".to_owned(),
            title: "自查".to_owned(),
            error: StorageError::Refused("磁盘已满".to_owned()),
        }],
        trouble: None,
    };
    let mounted = Mounted::<Shown>::new(props(&failed)).await;
    let alert = mounted.get("[role=alert]").text_content().unwrap_or_default();
    assert!(alert.contains("没有保存") && alert.contains("磁盘已满"));
    assert_eq!(mounted.get("a").get_attribute("href").as_deref(), Some("#/data"));

    let quiet = Mounted::<Shown>::new(props(&Standing::default())).await;
    assert!(quiet.find("[role=alert]").is_none());
}

#[wasm_bindgen_test]
async fn a_refusal_is_an_alert_until_it_is_closed() {
    let (closed, onclose) = Calls::new();
    let toast =
        |id, refusal| Toast { id, text: format!("第 {id} 条").into(), refusal, undo: None };
    let html = toast_list(&[toast(1, false), toast(2, true)], &onclose);
    let mounted = Mounted::<Shown>::new(ShownProps { html }).await;
    assert_eq!(mounted.attributes(".toast", "role"), ["status", "alert"]);
    mounted.click("[role=alert] button").await;
    assert_eq!(closed.take(), [2]);
}

#[wasm_bindgen_test]
async fn what_is_undone_leaves_the_screen() {
    let (closed, onclose) = Calls::new();
    let (undone, act) = Calls::new();
    let undo = ToastUndo { step: StepId { session: "甲".into(), n: 1 }, act };
    let toasts = [Toast { id: 7, text: "已删除。".into(), refusal: false, undo: Some(undo) }];
    let html = toast_list(&toasts, &onclose);
    let mounted = Mounted::<Shown>::new(ShownProps { html }).await;
    mounted.click("[data-action=undo-step]").await;
    assert_eq!(undone.take(), [()]);
    assert_eq!(closed.take(), [7]);
}
