//! A page of the report that follows the work: typeset anew after each change, in the worker.

use std::rc::Rc;

use assessment::self_check::SelfCheck;
use chrono::NaiveDate;
use gloo::timers::callback::Timeout;
use protocol::PreviewTarget;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Setting, use_documents};
use crate::browser::documents_outcome::Picture;

/// How long nothing must change before the page is made: who is typing is not to be kept up by it.
const PAUSE_MS: u32 = 200;

/// What is wanted.
#[derive(Clone, PartialEq)]
pub struct Wanted {
    /// Of which self-check.
    pub self_check: Rc<SelfCheck>,
    /// The one that it is compared with.
    pub earlier: Option<Rc<SelfCheck>>,
    /// The day of the report.
    pub today: NaiveDate,
    /// Which page.
    pub target: PreviewTarget,
}

impl Wanted {
    /// Whether both are pages of the same report.
    fn is_of_the_report_of(&self, other: &Self) -> bool {
        Self { target: other.target, ..self.clone() } == *other
    }
}

/// What there is to show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// The last page of this self-check's report that could be made.
    pub picture: Option<Picture>,
    /// Why the one wanted now could not be.
    pub trouble: Option<String>,
    /// Whether a newer one is on its way.
    pub is_late: bool,
}

impl Preview {
    /// The characters of the report that no font has, as far as that is known.
    pub fn missing(&self) -> &[char] {
        self.picture.as_ref().map_or(&[], |picture| &picture.missing)
    }
}

/// A preview, and the id of the self-check that it is of.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    of: String,
    preview: Preview,
}

enum Step {
    /// Something else is wanted of the self-check of that id.
    Changed(String),
    /// A page of it was made, or could not be; whether something else is wanted by now.
    Done { of: String, made: Result<Picture, String>, is_late: bool },
}

impl Reducible for Shown {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut next = (*self).clone();
        match step {
            Step::Changed(of) => {
                if next.of != of {
                    next = Self { of, ..Self::default() };
                }
                next.preview.is_late = true;
            }
            Step::Done { of, .. } if of != next.of => {}
            Step::Done { made, is_late, .. } => {
                next.preview.is_late = is_late;
                // The former page stays: what is on it is older, but not wrong.
                match made {
                    Ok(picture) => {
                        next.preview.picture = Some(picture);
                        next.preview.trouble = None;
                    }
                    Err(trouble) => next.preview.trouble = Some(trouble),
                }
            }
        }
        Rc::new(next)
    }
}

/// The page that is wanted; with `None` nothing is made.
#[hook]
pub fn use_preview(wanted: Option<Wanted>) -> Preview {
    let documents = use_documents();
    let shown = use_reducer_eq(Shown::default);
    // What is wanted now, and what the next request is for: the same, but for the pause.
    let latest = use_mut_ref(|| None::<Wanted>);
    let due = use_mut_ref(|| None::<Wanted>);
    let at_work = use_mut_ref(|| false);
    {
        let dispatcher = shown.dispatcher();
        use_effect_with(wanted, move |wanted| {
            let former = latest.replace(wanted.clone());
            let timeout = wanted.clone().map(|wanted| {
                dispatcher.dispatch(Step::Changed(wanted.self_check.id.clone()));
                let turned = former.is_some_and(|former| wanted.is_of_the_report_of(&former));
                Timeout::new(if turned { 0 } else { PAUSE_MS }, move || {
                    due.replace(Some(wanted));
                    // One request at a time: a queue of outdated pages would keep a file waiting.
                    if at_work.replace(true) {
                        return;
                    }
                    spawn_local(async move {
                        loop {
                            let Some(wanted) = due.take() else { break };
                            let setting = Setting {
                                earlier: wanted.earlier.as_deref(),
                                today: wanted.today,
                                history: false,
                            };
                            let made = documents
                                .page(&wanted.self_check, setting, wanted.target)
                                .await
                                .map_err(|error| error.to_string());
                            let of = wanted.self_check.id.clone();
                            let is_late = *latest.borrow() != Some(wanted);
                            dispatcher.dispatch(Step::Done { of, made, is_late });
                        }
                        at_work.replace(false);
                    });
                })
            });
            move || drop(timeout)
        });
    }
    shown.preview.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(steps: impl IntoIterator<Item = Step>) -> Preview {
        let shown = steps.into_iter().fold(Rc::new(Shown::default()), Reducible::reduce);
        shown.preview.clone()
    }

    fn changed(of: &str) -> Step {
        Step::Changed(of.to_owned())
    }

    fn failed(of: &str, is_late: bool) -> Step {
        Step::Done { of: of.to_owned(), made: Err("内存不足".to_owned()), is_late }
    }

    #[test]
    fn it_is_late_until_what_is_wanted_now_was_tried() {
        assert!(after([changed("a")]).is_late);
        assert!(after([changed("a"), failed("a", true)]).is_late);
        assert!(!after([changed("a"), failed("a", true), failed("a", false)]).is_late);
    }

    #[test]
    fn what_comes_of_another_self_check_is_not_shown() {
        let now = after([changed("a"), changed("b"), failed("a", true)]);
        assert_eq!(now.trouble, None);
        let now = after([changed("a"), failed("a", false), changed("b")]);
        assert_eq!(now.trouble, None);
        assert!(now.is_late);
    }
}
