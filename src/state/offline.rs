//! Whether the product works without a network, as of one moment, and the pure steps from one to the next.

use std::rc::Rc;

use yew::Reducible;

use crate::browser::service_worker::{Event, Heard, News, Refusal};

/// How far this release is stored in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stage {
    /// Nobody knows yet.
    #[default]
    Asking,
    /// It is being stored.
    Storing {
        /// Bytes that are.
        stored: u64,
        /// Bytes that will be.
        total: u64,
    },
    /// All of it is.
    Ready {
        /// Bytes.
        total: u64,
    },
    /// It need not be: the page carries all of it.
    Carried,
    /// All but what is rarely needed; why not that.
    Partly(Trouble),
    /// Not stored, because it could not be.
    Failed(Trouble),
    /// Not stored, because the browser does not do that here.
    Unavailable(Refusal),
}

impl Stage {
    /// The value of `data-offline`.
    pub fn value(&self) -> &'static str {
        match self {
            Self::Asking | Self::Storing { .. } => "storing",
            Self::Ready { .. } | Self::Carried => "ready",
            Self::Partly(_) => "partly",
            Self::Failed(_) | Self::Unavailable(_) => "unavailable",
        }
    }
}

/// Why something was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The browser has no room left for this site.
    Full,
    /// A file did not come, or not as it was released.
    File(String),
    /// The browser did not say.
    Unknown,
}

/// How a newer release stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Update {
    /// There is none, or it is not stored yet.
    #[default]
    None,
    /// It is stored, and starts when the user says so.
    Waiting,
    /// Another window started it; this one still runs the release before.
    Elsewhere,
    /// It could not be stored.
    Failed(Trouble),
}

/// Both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offline {
    /// The release of this page.
    pub release: String,
    /// How far it is stored.
    pub stage: Stage,
    /// How a newer one stands.
    pub update: Update,
}

/// One step.
#[derive(Debug)]
pub enum Step {
    /// The service worker told something, or something happened to it.
    Heard(Heard),
    /// There is none.
    Refused(Refusal),
    /// Everything is tried again.
    Retry,
}

impl Reducible for Offline {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut next = (*self).clone();
        match step {
            Step::Heard(heard) => next.hear(heard),
            Step::Refused(Refusal::Carried) => next.stage = Stage::Carried,
            Step::Refused(refusal) => next.stage = Stage::Unavailable(refusal),
            Step::Retry => next.stage = Stage::Asking,
        }
        Rc::new(next)
    }
}

impl Offline {
    fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::Told(news) if news.release == self.release => self.stage = stage(news),
            Heard::Told(News { event: Event::Failed { file, reason, .. }, .. }) => {
                self.fail_update(trouble(file, &reason));
            }
            // How far the next release is stored does not matter until it waits.
            Heard::Told(News { event: Event::Storing { .. }, .. })
            | Heard::Taken { first: true } => {}
            Heard::Waiting => self.update = Update::Waiting,
            Heard::Taken { first: false } => self.update = Update::Elsewhere,
            Heard::GivenUp { first: false } => self.fail_update(Trouble::Unknown),
            Heard::GivenUp { first: true } => {
                // What the service worker told before says more.
                if !matches!(self.stage, Stage::Failed(_)) {
                    self.stage = Stage::Failed(Trouble::Unknown);
                }
            }
        }
    }

    fn fail_update(&mut self, trouble: Trouble) {
        if self.update == Update::None {
            self.update = Update::Failed(trouble);
        }
    }
}

fn stage(news: News) -> Stage {
    match news.event {
        Event::Storing { stored, total } if stored == total => Stage::Ready { total },
        Event::Storing { stored, total } => Stage::Storing { stored, total },
        Event::Failed { file, reason, later: true } => Stage::Partly(trouble(file, &reason)),
        Event::Failed { file, reason, later: false } => Stage::Failed(trouble(file, &reason)),
    }
}

fn trouble(file: String, reason: &str) -> Trouble {
    if reason == "QuotaExceededError" { Trouble::Full } else { Trouble::File(file) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(release: &str, event: Event) -> Heard {
        Heard::Told(News { release: release.to_owned(), event })
    }

    fn failed(reason: &str, later: bool) -> Event {
        Event::Failed { file: "a.wasm".to_owned(), reason: reason.to_owned(), later }
    }

    fn after(heard: impl IntoIterator<Item = Heard>) -> Offline {
        let start = Rc::new(Offline { release: "one".to_owned(), ..Offline::default() });
        let end = heard.into_iter().fold(start, |now, heard| now.reduce(Step::Heard(heard)));
        (*end).clone()
    }

    #[test]
    fn it_is_ready_only_when_the_last_byte_of_this_release_is_stored() {
        let nearly = told("one", Event::Storing { stored: 9, total: 10 });
        let whole = |release| told(release, Event::Storing { stored: 10, total: 10 });
        assert_eq!(after([nearly.clone()]).stage.value(), "storing");
        assert_eq!(after([nearly.clone(), whole("two")]).stage.value(), "storing");
        assert_eq!(after([nearly, whole("one")]).stage.value(), "ready");
    }

    #[test]
    fn without_the_rare_fonts_it_still_works_but_is_not_ready() {
        let now = after([told("one", failed("QuotaExceededError", true))]);
        assert_eq!(now.stage, Stage::Partly(Trouble::Full));
        assert_eq!(now.stage.value(), "partly");
    }

    #[test]
    fn a_failed_start_keeps_the_reason_that_was_told() {
        let given_up = Heard::GivenUp { first: true };
        let now = after([told("one", failed("TypeError", false)), given_up.clone()]);
        assert_eq!(now.stage, Stage::Failed(Trouble::File("a.wasm".to_owned())));
        assert_eq!(after([given_up]).stage, Stage::Failed(Trouble::Unknown));
    }

    #[test]
    fn a_failed_update_leaves_this_release_ready() {
        let ready = told("one", Event::Storing { stored: 10, total: 10 });
        let now = after([
            ready,
            told("two", failed("TypeError", false)),
            Heard::GivenUp { first: false },
        ]);
        assert_eq!(now.stage, Stage::Ready { total: 10 });
        assert_eq!(now.update, Update::Failed(Trouble::File("a.wasm".to_owned())));
    }

    #[test]
    fn the_first_service_worker_is_no_update_and_the_next_is() {
        assert_eq!(after([Heard::Taken { first: true }]).update, Update::None);
        assert_eq!(after([Heard::Waiting]).update, Update::Waiting);
        let elsewhere = after([Heard::Waiting, Heard::Taken { first: false }]);
        assert_eq!(elsewhere.update, Update::Elsewhere);
    }
}
