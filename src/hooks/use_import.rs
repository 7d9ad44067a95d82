//! A file that was handed to the page: read, compared with what is kept, and waiting for a decision.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use assessment::self_check::SelfCheck;
use assessment::self_check::differences::{Difference, differences};
use assessment::self_check::journal::{self, Conflict, Journal};
use gloo::events::EventListener;
use protocol::Integrity;
use serde::Deserialize;
use serde_json::value::RawValue;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File};
use yew::prelude::*;

use super::{
    SelfCheckHandle, use_documents::DocumentsHandle, use_documents::use_documents, use_self_check,
    use_toasts::WrapperProps,
};
use crate::{
    browser::{dom, events, files},
    route::Route,
};

/// No saved self-check comes near these sizes in bytes; reading something larger would only freeze the page.
const LARGEST_JSON: u32 = 20 * MEGABYTE;
const LARGEST_PDF: u32 = 64 * MEGABYTE;
const MEGABYTE: u32 = 1024 * 1024;

/// A file that can be imported.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The file's name.
    pub file: String,
    /// What is in it.
    pub self_check: Rc<SelfCheck>,
    /// The kept self-check of the same id, if there is one.
    pub kept: Option<Rc<SelfCheck>>,
    /// Whether the two have the same content, instants of change aside.
    pub same: bool,
    /// Where the two differ.
    pub differences: Rc<Vec<Difference>>,
    /// What both changed without knowing of each other, to be decided when they are put together.
    pub conflicts: Rc<Vec<Conflict>>,
    /// Out of a report: whether its data are those with which it was made.
    pub integrity: Option<Integrity>,
}

/// How an import stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Import {
    /// There is none.
    #[default]
    None,
    /// That file is being read.
    Reading(String),
    /// That file can be imported.
    Offered(Offer),
    /// That file was refused, and why.
    Refused {
        /// The file's name.
        file: String,
        /// Why; nothing was changed.
        reason: String,
    },
}

/// The import under way, and the way to begin or end one.
#[derive(Clone, PartialEq)]
pub struct ImportHandle {
    state: UseStateHandle<Import>,
    /// The files whose turn has not come yet, by name.
    pub waiting: Rc<Vec<String>>,
    /// Takes files in, one after another.
    pub take: Callback<Vec<File>>,
}

impl ImportHandle {
    /// How the import stands.
    pub fn state(&self) -> &Import {
        &self.state
    }

    /// Ends the import, done or given up.
    pub fn end(&self) {
        self.state.set(Import::None);
    }

    /// Ends the import with the reason why it could not be carried out.
    pub fn refuse(&self, file: String, reason: String) {
        self.state.set(Import::Refused { file, reason });
    }
}

/// Something to be read, in its turn.
#[derive(Debug, Clone)]
enum Source {
    File(File),
    /// One of several self-checks out of a file that `assets/rescue.js` wrote.
    Part {
        name: String,
        json: Vec<u8>,
    },
}

impl Source {
    fn name(&self) -> String {
        match self {
            Self::File(file) => file.name(),
            Self::Part { name, .. } => name.clone(),
        }
    }
}

type Queue = Rc<RefCell<VecDeque<Source>>>;

/// What `assets/rescue.js` writes where there is more than one self-check.
#[derive(Deserialize)]
struct RescueBundle {
    format: String,
    records: Vec<Box<RawValue>>,
    /// Texts that are no JSON any more; each is refused with the reason.
    #[serde(default)]
    damaged: Vec<String>,
}

/// The self-checks in a file of that kind; `None` when it is another kind of file.
fn rescued(file: &str, bytes: &[u8]) -> Option<Vec<Source>> {
    let bundle: RescueBundle = serde_json::from_slice(bytes).ok()?;
    (bundle.format == "selfcheck-rescue").then(|| {
        let whole = bundle.records.iter().map(|json| json.get());
        let parts = whole.chain(bundle.damaged.iter().map(String::as_str)).zip(1_usize..);
        parts
            .map(|(json, number)| Source::Part {
                name: format!("{file}（第 {number} 份）"),
                json: json.as_bytes().to_vec(),
            })
            .collect()
    })
}

/// What was found in a source.
enum Found {
    One(Offer),
    Several(Vec<Source>),
}

/// Refuses what no self-check comes near to, by its size in bytes.
fn check_size(size: f64, largest: u32) -> Result<(), String> {
    if size <= f64::from(largest) {
        return Ok(());
    }
    Err(format!(
        "这个文件超过 {} MB，不会是本工具保存的自查；原有数据没有变动。",
        largest / MEGABYTE
    ))
}

async fn read(
    source: &Source,
    self_checks: &SelfCheckHandle,
    documents: &DocumentsHandle,
) -> Result<Found, String> {
    let mut bytes = match source {
        Source::File(file) => {
            // By its name here, before a byte of it is in memory; by its content below.
            check_size(
                file.size(),
                if is_pdf_name(&file.name()) { LARGEST_PDF } else { LARGEST_JSON },
            )?;
            files::read(file)
                .await
                .map_err(|reason| format!("文件无法读取（{reason}）；原有数据没有变动。"))?
        }
        Source::Part { json, .. } => json.clone(),
    };
    let mut integrity = None;
    if is_pdf(&bytes) {
        let (self_check, found) =
            documents.read_pdf(&bytes).await.map_err(|error| error.to_string())?;
        bytes = self_check;
        integrity = Some(found);
    }
    check_size(bytes.len() as f64, LARGEST_JSON)?;
    if let Some(parts) = rescued(&source.name(), &bytes) {
        return Ok(Found::Several(parts));
    }
    let self_check = SelfCheck::from_json(&bytes).map_err(|error| error.to_string())?;
    let kept = self_checks.kept_here(&self_check.id).await.map_err(unreadable_here)?;
    let differences = kept.as_ref().map(|kept| differences(kept, &self_check)).unwrap_or_default();
    // Where they cannot be put together, that is said when it is tried.
    let merged = kept.as_ref().and_then(|kept| {
        journal::merge(kept, &self_check, |_| None, &self_checks.fresh_stamp()).ok()
    });
    let conflicts = merged.map(|merged| merged.conflicts).unwrap_or_default();
    let same = kept.as_ref().is_some_and(|kept| same_content(kept, &self_check));
    Ok(Found::One(Offer {
        file: source.name(),
        same,
        self_check: Rc::new(self_check),
        kept: kept.map(Rc::new),
        differences: Rc::new(differences),
        conflicts: Rc::new(conflicts),
        integrity,
    }))
}

/// Why nothing is imported over a kept self-check that cannot be read, as a sentence for the user.
pub fn unreadable_here(reason: String) -> String {
    format!("本机保存的同一份自查无法读取，为免覆盖，没有导入。{reason}")
}

/// Whether two copies have the same content, whenever they were saved and whatever was done before.
pub fn same_content(ours: &SelfCheck, theirs: &SelfCheck) -> bool {
    let content = |self_check: &SelfCheck| SelfCheck {
        created_at: String::new(),
        updated_at: String::new(),
        journal: Journal::default(),
        ..self_check.clone()
    };
    content(ours) == content(theirs)
}

/// Whether a file is a PDF by its name.
pub fn is_pdf_name(file: &str) -> bool {
    file.to_ascii_lowercase().ends_with(".pdf")
}

/// Some programs put a few bytes before the header, and readers put up with it.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes.windows(5).take(1024).any(|part| part == b"%PDF-")
}

/// Holds the import, and takes files that are dropped on any page.
#[component]
pub fn ImportProvider(props: &WrapperProps) -> Html {
    let (self_checks, documents) = (use_self_check(), use_documents());
    let state = use_state_eq(Import::default);
    let queue: Queue = use_mut_ref(VecDeque::new);
    let update = use_force_update();
    let take = {
        let (state, queue) = (state.clone(), Rc::clone(&queue));
        Callback::from(move |files: Vec<File>| {
            let files = files.into_iter().map(Source::File);
            if matches!(*state, Import::Reading(_)) {
                queue.borrow_mut().extend(files);
            } else {
                // Who chooses another file is done with the one that is shown.
                let waiting = queue.take();
                *queue.borrow_mut() = files.chain(waiting).collect();
                state.set(Import::None);
            }
            update.force_update();
        })
    };
    let waiting = Rc::new(queue.borrow().iter().map(Source::name).collect());
    {
        let state = state.clone();
        // After each rendering: what is imported meanwhile counts for the next file.
        use_effect(move || {
            if *state != Import::None || !self_checks.is_ready() {
                return;
            }
            let Some(source) = queue.borrow_mut().pop_front() else { return };
            state.set(Import::Reading(source.name()));
            spawn_local(async move {
                state.set(match read(&source, &self_checks, &documents).await {
                    Ok(Found::One(offer)) => Import::Offered(offer),
                    Ok(Found::Several(parts)) => {
                        let waiting = queue.take();
                        *queue.borrow_mut() = parts.into_iter().chain(waiting).collect();
                        Import::None
                    }
                    Err(reason) => Import::Refused { file: source.name(), reason },
                });
            });
        });
    }
    use_dropped_files(take.clone());
    html! {
        <ContextProvider<ImportHandle> context={ImportHandle { state, waiting, take }}>
            { props.children.clone() }
        </ContextProvider<ImportHandle>>
    }
}

#[hook]
fn use_dropped_files(take: Callback<Vec<File>>) {
    let newest = use_mut_ref(|| take.clone());
    *newest.borrow_mut() = take;
    use_effect_with((), move |()| {
        // Unless both are prevented, the browser opens the file in place of the page.
        let over = events::on_window("dragover", |event| {
            if carries_files(event) {
                event.prevent_default();
            }
        });
        let dropped = events::on_window("drop", move |event| {
            if !carries_files(event) {
                return;
            }
            event.prevent_default();
            let files = dropped_files(event);
            if !files.is_empty() {
                dom::go_to(&Route::Data.href());
                let take = newest.borrow().clone();
                take.emit(files);
            }
        });
        let listeners: [Option<EventListener>; 2] = [over, dropped];
        move || drop(listeners)
    });
}

/// Text that is dragged within the page goes where it always goes.
fn carries_files(event: &Event) -> bool {
    event
        .dyn_ref::<DragEvent>()
        .and_then(DragEvent::data_transfer)
        .is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}

fn dropped_files(event: &Event) -> Vec<File> {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    data.and_then(|data| data.files()).map(|list| files::all(&list)).unwrap_or_default()
}

/// The import under way.
///
/// # Panics
/// Outside of [`ImportProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_import() -> ImportHandle {
    use_context::<ImportHandle>().expect("use_import outside of ImportProvider")
}
