//! A page of the report that follows the work: typeset anew after each change, in the worker.

use std::rc::Rc;

use assessment::{messages::Spot, record::Record};
use chrono::NaiveDate;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_documents;
use crate::browser::requests::Picture;

/// How long nothing must change before the page is made: who is typing is not to be kept up by it.
const PAUSE_MS: u32 = 200;

/// What is wanted.
#[derive(Clone, PartialEq)]
struct Wanted {
    record: Rc<Record>,
    earlier: Option<Rc<Record>>,
    today: NaiveDate,
    spot: Spot,
}

/// What there is to show.
#[derive(Clone, Default, PartialEq)]
pub struct Preview {
    /// The last page that could be made.
    pub picture: Option<Picture>,
    /// Why the one wanted now could not be.
    pub trouble: Option<String>,
    /// Whether a newer one is on its way.
    pub is_late: bool,
}

/// What happens to it.
pub enum Step {
    /// Something changed.
    Changed,
    /// A page was made, or could not be.
    Done {
        /// The page, or why there is none.
        made: Result<Picture, String>,
        /// Whether something changed again since it was begun.
        is_late: bool,
    },
}

impl Reducible for Preview {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let former = (*self).clone();
        Rc::new(match step {
            Step::Changed => Self { is_late: true, ..former },
            Step::Done { made: Ok(picture), is_late } => {
                Self { picture: Some(picture), trouble: None, is_late }
            }
            // The former page stays: what is on it is older, but not wrong.
            Step::Done { made: Err(trouble), is_late } => {
                Self { trouble: Some(trouble), is_late, ..former }
            }
        })
    }
}

/// The page of the report at `spot`.
#[hook]
pub fn use_preview(
    record: Rc<Record>,
    earlier: Option<Rc<Record>>,
    today: NaiveDate,
    spot: Spot,
) -> UseReducerHandle<Preview> {
    let documents = use_documents();
    let preview = use_reducer_eq(Preview::default);
    let next = use_mut_ref(|| None::<Wanted>);
    let at_work = use_mut_ref(|| false);
    {
        let dispatcher = preview.dispatcher();
        use_effect_with(Wanted { record, earlier, today, spot }, move |wanted| {
            let wanted = wanted.clone();
            dispatcher.dispatch(Step::Changed);
            let timeout = Timeout::new(PAUSE_MS, move || {
                *next.borrow_mut() = Some(wanted);
                // One request at a time: a queue of outdated pages would keep a file waiting.
                if at_work.replace(true) {
                    return;
                }
                spawn_local(async move {
                    loop {
                        let Some(Wanted { record, earlier, today, spot }) = next.take() else {
                            break;
                        };
                        let made = documents.page(&record, earlier.as_deref(), today, spot).await;
                        let is_late = next.borrow().is_some();
                        dispatcher.dispatch(Step::Done { made, is_late });
                    }
                    at_work.replace(false);
                });
            });
            move || drop(timeout)
        });
    }
    preview
}
