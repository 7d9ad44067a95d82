//! The service worker, which keeps the product in the browser so that no network is needed.
//!
//! Its other half is `assets/service-worker.js`.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState,
};

use super::{
    dom, embedded,
    message::{object, property, text},
};

/// Relative to the page, whose folder it keeps.
const SCRIPT: &str = "service-worker.js";

/// What a service worker tells, and of which release it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its release.
    pub release: String,
    /// What happened.
    pub event: Event,
}

/// What can happen while a release is being stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// So many bytes are stored.
    Storing {
        /// Bytes that are.
        stored: u64,
        /// Bytes that will be.
        total: u64,
    },
    /// A file could not be stored.
    Failed {
        /// Its name.
        file: String,
        /// The name of the browser's error, such as `QuotaExceededError`.
        reason: String,
        /// Whether nearly everything works without it.
        later: bool,
    },
}

impl News {
    /// Reads a message. Another release may say things that this one does not know: `None`.
    fn read(message: &JsValue) -> Option<Self> {
        let event = match text(message, "kind")?.as_str() {
            "storing" => {
                let bytes = |key| property(message, key).as_f64();
                // Whole numbers of bytes, far below where a number of JavaScript is no longer exact.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let (stored, total) = (bytes("stored")? as u64, bytes("total")? as u64);
                Event::Storing { stored, total }
            }
            "failed" => Event::Failed {
                file: text(message, "file")?,
                reason: text(message, "reason")?,
                later: property(message, "later").is_truthy(),
            },
            _ => return None,
        };
        Some(Self { release: text(message, "release")?, event })
    }
}

/// What the page hears about its service worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It told something.
    Told(News),
    /// Another release is stored and waits to be started.
    Waiting,
    /// The browser gave a release up before it was stored.
    GivenUp {
        /// Whether there is none stored before it.
        first: bool,
    },
    /// A service worker answers this page's requests from now on.
    Taken {
        /// Whether none did before.
        first: bool,
    },
}

/// Why the browser keeps nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The page is one file that carries everything in itself.
    Carried,
    /// The connection is not encrypted, and not to this machine.
    Insecure,
    /// The browser has no service workers, or has them switched off.
    Missing,
    /// It said no.
    Refused(String),
}

/// The page's way to its service worker.
pub struct Link {
    container: ServiceWorkerContainer,
    registration: RefCell<Option<ServiceWorkerRegistration>>,
    release: Rc<str>,
    hear: Rc<dyn Fn(Heard)>,
    updates: RefCell<Option<EventListener>>,
    _listeners: [EventListener; 2],
}

impl Link {
    /// Finds out whether there can be a service worker here, for a page of that release.
    ///
    /// # Errors
    /// Why there cannot.
    pub fn new(release: &str, hear: impl Fn(Heard) + 'static) -> Result<Self, Refusal> {
        let window = web_sys::window().ok_or(Refusal::Missing)?;
        if embedded::is_there() {
            return Err(Refusal::Carried);
        }
        if !window.is_secure_context() {
            return Err(Refusal::Insecure);
        }
        // Private windows of some browsers have none, which web-sys does not expect.
        let container = Reflect::get(&window.navigator(), &"serviceWorker".into())
            .ok()
            .filter(JsValue::is_object)
            .ok_or(Refusal::Missing)?
            .unchecked_into::<ServiceWorkerContainer>();
        let (release, hear) = (Rc::from(release), Rc::new(hear) as Rc<dyn Fn(Heard)>);
        let listeners = listen(&container, &release, &hear);
        Ok(Self {
            container,
            registration: RefCell::default(),
            release,
            hear,
            updates: RefCell::default(),
            _listeners: listeners,
        })
    }

    /// Starts storing this release, or looks whether there is a newer one.
    ///
    /// # Errors
    /// What the browser said.
    pub async fn register(&self) -> Result<(), Refusal> {
        let registration: ServiceWorkerRegistration =
            JsFuture::from(self.container.register(SCRIPT))
                .await
                .and_then(|registration| registration.dyn_into())
                .map_err(|error| Refusal::Refused(dom::reason(&error)))?;
        if let Some(active) = registration.active() {
            complete(&active, &self.release);
            if registration.waiting().is_some() {
                (self.hear)(Heard::Waiting);
            }
        }
        let watched = RefCell::new(watch_installation(&registration, &self.hear));
        let updates = {
            let (registration, hear) = (registration.clone(), Rc::clone(&self.hear));
            EventListener::new(&registration.clone(), "updatefound", move |_| {
                // Only the newest can still be on its way.
                *watched.borrow_mut() = watch_installation(&registration, &hear);
            })
        };
        *self.updates.borrow_mut() = Some(updates);
        *self.registration.borrow_mut() = Some(registration);
        Ok(())
    }

    /// Starts the release that waits; `false` when none does any more.
    pub fn apply(&self) -> bool {
        let waiting = self.registration.borrow().as_ref().and_then(|known| known.waiting());
        if let Some(waiting) = &waiting {
            post(waiting, &object([("want", &"apply".into())]));
        }
        waiting.is_some()
    }
}

fn listen(
    container: &ServiceWorkerContainer,
    release: &Rc<str>,
    hear: &Rc<dyn Fn(Heard)>,
) -> [EventListener; 2] {
    let controlled = Cell::new(container.controller().is_some());
    let (asked, release) = (container.clone(), Rc::clone(release));
    let (told, taken) = (Rc::clone(hear), Rc::clone(hear));
    [
        EventListener::new(container, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or_default();
            if let Some(news) = News::read(&data) {
                told(Heard::Told(news));
            }
        }),
        EventListener::new(container, "controllerchange", move |_| {
            if let Some(worker) = asked.controller() {
                complete(&worker, &release);
            }
            taken(Heard::Taken { first: !controlled.replace(true) });
        }),
    ]
}

/// Tells what becomes of the release that is being installed, if there is one.
fn watch_installation(
    registration: &ServiceWorkerRegistration,
    hear: &Rc<dyn Fn(Heard)>,
) -> Option<EventListener> {
    let worker = registration.installing()?;
    let (target, registration, hear) = (worker.clone(), registration.clone(), Rc::clone(hear));
    let installed = Cell::new(false);
    Some(EventListener::new(&target, "statechange", move |_| {
        let first = registration.active().is_none();
        match worker.state() {
            ServiceWorkerState::Installed => {
                installed.set(true);
                // The first one starts at once.
                if !first {
                    hear(Heard::Waiting);
                }
            }
            ServiceWorkerState::Redundant if !installed.get() => hear(Heard::GivenUp { first }),
            _ => {}
        }
    }))
}

/// Has a service worker that runs store what is still missing, for a page of that release.
fn complete(worker: &ServiceWorker, release: &str) {
    post(worker, &object([("want", &"complete".into()), ("release", &release.into())]));
}

fn post(worker: &ServiceWorker, want: &Object) {
    // Plain objects are taken by every worker.
    let _ = worker.post_message(want);
}
