//! A file that was handed to the page: read, compared with what is kept, and waiting for a decision.

use std::rc::Rc;

use assessment::messages::Integrity;
use assessment::self_check::SelfCheck;
use assessment::self_check::merge::{Difference, differences};
use gloo::events::EventListener;
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

/// No saved self-check comes near this; reading something larger would only freeze the page.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

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
    /// Takes a file in.
    pub take: Callback<File>,
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

async fn read(
    file: &File,
    self_checks: &SelfCheckHandle,
    documents: &DocumentsHandle,
) -> Result<Offer, String> {
    if !self_checks.is_ready() {
        return Err("正在打开本机保存的自查，请稍后再选一次文件。".to_owned());
    }
    if file.size() > LARGEST {
        return Err("这个文件太大，不会是本工具保存的自查；原有数据没有变动。".to_owned());
    }
    let mut bytes = files::read(file)
        .await
        .map_err(|reason| format!("文件无法读取（{reason}）；原有数据没有变动。"))?;
    let mut integrity = None;
    if is_pdf(&bytes) {
        let (self_check, found) = documents.read_pdf(bytes).await?;
        bytes = self_check;
        integrity = Some(found);
    }
    let self_check = SelfCheck::from_json(&bytes).map_err(|error| error.to_string())?;
    let kept = self_checks.kept_here(&self_check.id).await.map_err(unreadable_here)?;
    let differences = kept.as_ref().map(|kept| differences(kept, &self_check)).unwrap_or_default();
    let same = kept.as_ref().is_some_and(|kept| same_content(kept, &self_check));
    Ok(Offer {
        file: file.name(),
        same,
        self_check: Rc::new(self_check),
        kept: kept.map(Rc::new),
        differences: Rc::new(differences),
        integrity,
    })
}

/// Why nothing is imported over a kept self-check that cannot be read, as a sentence for the user.
pub fn unreadable_here(reason: String) -> String {
    format!("本机保存的同一份自查无法读取，为免覆盖，没有导入。{reason}")
}

/// Whether two copies have the same content, whenever they were saved.
pub fn same_content(ours: &SelfCheck, theirs: &SelfCheck) -> bool {
    let instants = SelfCheck {
        created_at: theirs.created_at.clone(),
        updated_at: theirs.updated_at.clone(),
        ..ours.clone()
    };
    instants == *theirs
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
    // Counts the files, so that a slow one does not come up after a later one.
    let turn = use_mut_ref(|| 0_u32);
    let take = {
        let state = state.setter();
        Callback::from(move |file: File| {
            let (state, turn) = (state.clone(), Rc::clone(&turn));
            let (self_checks, documents) = (self_checks.clone(), documents.clone());
            let mine = turn.borrow().wrapping_add(1);
            *turn.borrow_mut() = mine;
            state.set(Import::Reading(file.name()));
            spawn_local(async move {
                let next = match read(&file, &self_checks, &documents).await {
                    Ok(offer) => Import::Offered(offer),
                    Err(reason) => Import::Refused { file: file.name(), reason },
                };
                if *turn.borrow() == mine {
                    state.set(next);
                }
            });
        })
    };
    use_dropped_files(take.clone());
    html! {
        <ContextProvider<ImportHandle> context={ImportHandle { state, take }}>
            { props.children.clone() }
        </ContextProvider<ImportHandle>>
    }
}

#[hook]
fn use_dropped_files(take: Callback<File>) {
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
            if let Some(file) = dropped_file(event) {
                dom::go_to(&Route::Data.href());
                let take = newest.borrow().clone();
                take.emit(file);
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

fn dropped_file(event: &Event) -> Option<File> {
    event.dyn_ref::<DragEvent>()?.data_transfer()?.files()?.get(0)
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
