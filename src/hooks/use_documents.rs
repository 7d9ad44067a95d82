//! The documents worker, shared by the pages that make or read files.

use std::rc::Rc;

use assessment::{
    messages::{Integrity, PreviewTarget},
    report::{Form, Report},
    self_check::SelfCheck,
};
use chrono::NaiveDate;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{use_self_check, use_toasts::WrapperProps};
use crate::browser::clock;
use crate::browser::documents_client::{Made, Picture};
use crate::browser::worker::{Documents, Stage};
use crate::components::file_export::FileKind;

/// How long after a self-check is opened the worker is started: what the page needs itself comes first.
const START_MS: u32 = 2_000;

/// How long after a self-check is opened it makes its first report: who only looks something up needs none.
const WARM_UP_MS: u32 = 8_000;

/// The worker and how it stands.
#[derive(Clone)]
pub struct DocumentsHandle {
    documents: Rc<Documents>,
    stage: Stage,
}

impl PartialEq for DocumentsHandle {
    fn eq(&self, other: &Self) -> bool {
        self.stage == other.stage
    }
}

impl DocumentsHandle {
    /// How the worker stands.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// A file of `self_check` as of `today`; the report bears the self-check as an attachment, and says what
    /// has moved since an `earlier` self-check.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn make(
        &self,
        kind: FileKind,
        self_check: &SelfCheck,
        earlier: Option<&SelfCheck>,
        today: NaiveDate,
    ) -> Result<Made, String> {
        let saved = self_check.to_json();
        match kind {
            FileKind::Pdf(form) => {
                self.documents.pdf(report_of(self_check, earlier, today)?, saved, form).await
            }
            FileKind::Workbook => self.documents.workbook(saved, today).await,
            FileKind::Calendar => self.documents.calendar(saved, today).await,
        }
    }

    /// A page of the full report of `self_check` as of `today`.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn page(
        &self,
        self_check: &SelfCheck,
        earlier: Option<&SelfCheck>,
        today: NaiveDate,
        target: PreviewTarget,
    ) -> Result<Picture, String> {
        self.documents
            .page(report_of(self_check, earlier, today)?, self_check.to_json(), target)
            .await
    }

    /// The saved self-check inside a report, and whether it is the one with which the report was made.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn read_pdf(&self, pdf: Vec<u8>) -> Result<(Vec<u8>, Integrity), String> {
        self.documents.read_pdf(pdf).await
    }
}

fn report_of(
    self_check: &SelfCheck,
    earlier: Option<&SelfCheck>,
    today: NaiveDate,
) -> Result<String, String> {
    serde_json::to_string(&Report::since(earlier, self_check, today))
        .map_err(|error| format!("报告数据无法写出：{error}"))
}

/// Holds the worker. Some time after a self-check was opened it is started and makes its report, which nobody
/// sees: the first report takes many times as long as those after it, and so nobody waits for it.
#[component]
pub fn DocumentsProvider(props: &WrapperProps) -> Html {
    let stage = use_state_eq(Stage::default);
    let documents = {
        let stage = stage.setter();
        use_memo((), move |()| Documents::new(move |next| stage.set(next)))
    };
    let documents = Rc::clone(&*documents);
    let self_checks = use_self_check();
    let latest = use_mut_ref(|| None);
    *latest.borrow_mut() = self_checks.self_check().map(Rc::clone);
    {
        let documents = Rc::clone(&documents);
        use_effect_with(self_checks.self_check().is_some(), move |open| {
            let timeouts = open.then(|| {
                let starting = Rc::clone(&documents);
                // A failure of either stands in the stage, and the next request tries again.
                [
                    Timeout::new(START_MS, move || {
                        spawn_local(async move {
                            let _ = starting.start().await;
                        });
                    }),
                    Timeout::new(WARM_UP_MS, move || {
                        let self_check = latest.borrow().clone();
                        if let Some(self_check) = self_check.filter(|_| !documents.has_typeset()) {
                            spawn_local(async move {
                                let _ = warm_up(&documents, &self_check).await;
                            });
                        }
                    }),
                ]
            });
            move || drop(timeouts)
        });
    }
    let handle = DocumentsHandle { documents, stage: (*stage).clone() };
    html! {
        <ContextProvider<DocumentsHandle> context={handle}>
            { props.children.clone() }
        </ContextProvider<DocumentsHandle>>
    }
}

async fn warm_up(documents: &Rc<Documents>, self_check: &SelfCheck) -> Result<(), String> {
    let report = report_of(self_check, None, clock::today())?;
    documents.pdf(report, self_check.to_json(), Form::Full).await.map(|_| ())
}

/// The documents worker.
///
/// # Panics
/// Outside of [`DocumentsProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_documents() -> DocumentsHandle {
    use_context::<DocumentsHandle>().expect("use_documents outside of DocumentsProvider")
}
