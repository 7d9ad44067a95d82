//! The documents worker, shared by the pages that make or read files.

use std::rc::Rc;

use assessment::{report::Form, self_check::SelfCheck};
use chrono::NaiveDate;
use gloo::timers::callback::Timeout;
use protocol::{Integrity, PreviewTarget, ReportSource};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{use_self_check, use_toasts::WrapperProps};
use crate::browser::clock;
use crate::browser::documents_client::{Documents, Stage};
use crate::browser::documents_outcome::{DocumentsError, Made, Picture};
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

    /// A file of `self_check`; of a report, in that setting.
    ///
    /// # Errors
    /// When it could not be made, or was stopped.
    pub async fn make(
        &self,
        kind: FileKind,
        self_check: &SelfCheck,
        setting: Setting<'_>,
    ) -> Result<Made, DocumentsError> {
        let today = setting.today;
        match kind {
            FileKind::Pdf(form) => self.documents.pdf(setting.source(self_check), form).await,
            FileKind::Workbook => self.documents.workbook(self_check.to_json(), today).await,
            FileKind::Calendar => self.documents.calendar(self_check.to_json(), today).await,
        }
    }

    /// A page of the full report of `self_check`.
    ///
    /// # Errors
    /// When it could not be made, or was stopped.
    pub async fn page(
        &self,
        self_check: &SelfCheck,
        setting: Setting<'_>,
        target: PreviewTarget,
    ) -> Result<Picture, DocumentsError> {
        self.documents.page(setting.source(self_check), target).await
    }

    /// The saved self-check inside a report, and whether it is the one with which the report was made.
    ///
    /// # Errors
    /// When there is none, or reading was stopped.
    pub async fn read_pdf(&self, pdf: &[u8]) -> Result<(Vec<u8>, Integrity), DocumentsError> {
        self.documents.read_pdf(pdf).await
    }

    /// Stops whatever is being made or read.
    pub fn stop(&self) {
        self.documents.stop();
    }
}

/// What a report rests on besides the self-check itself.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// An earlier self-check: the report says what has moved since.
    pub earlier: Option<&'a SelfCheck>,
    /// The day of the report.
    pub today: NaiveDate,
    /// Whether it tells what was done to the self-check, by whom and when.
    pub history: bool,
}

impl Setting<'_> {
    /// The self-check is attached to the report; without the words that were deleted in it, unless the
    /// report tells them anyway.
    fn source(self, self_check: &SelfCheck) -> ReportSource {
        let Self { earlier, today, history } = self;
        let attached = if history { self_check.to_json() } else { self_check.to_attachment() };
        let earlier = earlier.map(SelfCheck::to_attachment);
        ReportSource { self_check: attached, earlier, today, history }
    }
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
                                let today = clock::today();
                                let plain = Setting { earlier: None, today, history: false };
                                let source = plain.source(&self_check);
                                let _ = documents.pdf(source, Form::Full).await;
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

/// The documents worker.
///
/// # Panics
/// Outside of [`DocumentsProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_documents() -> DocumentsHandle {
    use_context::<DocumentsHandle>().expect("use_documents outside of DocumentsProvider")
}
