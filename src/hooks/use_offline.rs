//! Keeping the product in the browser, and starting a newer release of it when the user says so.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{use_documents, use_self_check, use_toasts::WrapperProps};
use crate::{
    browser::{
        assets::Assets,
        dom,
        service_worker::{Heard, Link, Refusal},
    },
    state::{
        offline::{Offline, Step},
        saving::SaveState,
    },
};

/// How the product is stored, and what can be done about it.
#[derive(Clone, PartialEq)]
pub struct OfflineHandle {
    /// How it is stored.
    pub offline: UseReducerHandle<Offline>,
    /// Whether the newer release was asked for and starts as soon as nothing is under way.
    pub applying: bool,
    /// Starts the newer release.
    pub apply: Callback<()>,
    /// Tries again to store what could not be.
    pub retry: Callback<()>,
}

/// Stores the product, and holds how that stands.
#[component]
pub fn OfflineProvider(props: &WrapperProps) -> Html {
    let offline = use_reducer(|| {
        let release = Assets::read().map(|assets| assets.release).unwrap_or_default();
        Offline { release, ..Offline::default() }
    });
    let applying = use_state_eq(|| false);
    let attempt = use_state_eq(|| 0_u32);
    // Read when the service worker changes, which no render may come between.
    let reloads = use_memo((), |()| Cell::new(false));
    let link = {
        let (dispatcher, reloads) = (offline.dispatcher(), Rc::clone(&reloads));
        let release = offline.release.clone();
        use_memo((), move |()| connect(&release, dispatcher, reloads))
    };
    {
        let (link, dispatcher) = (Rc::clone(&link), offline.dispatcher());
        use_effect_with(*attempt, move |_| {
            spawn_local(async move {
                let outcome = match link.as_ref() {
                    Ok(link) => link.register().await,
                    Err(refusal) => Err(refusal.clone()),
                };
                if let Err(refusal) = outcome {
                    dispatcher.dispatch(Step::Refused(refusal));
                }
            });
        });
    }
    use_effect_with(offline.stage.value(), |value| dom::set_root_attribute("data-offline", value));

    // Nothing that a person waits for is cut off: a change on its way, a file being made.
    let (self_checks, documents) = (use_self_check(), use_documents());
    let save = self_checks.save_state();
    let idle = save == SaveState::Saved && !documents.stage().is_busy();
    {
        let (link, applying) = (Rc::clone(&link), applying.clone());
        use_effect_with((*applying, idle, save), move |&(asked, idle, save)| {
            if asked && save == SaveState::Failed {
                // It may never be saved; the person settles that first, and asks again.
                applying.set(false);
            }
            if !asked || !idle {
                return;
            }
            reloads.set(true);
            let waited = link.as_ref().as_ref().is_ok_and(|link| link.apply());
            if !waited {
                // Another window was faster.
                dom::reload();
            }
        });
    }
    let apply = {
        let applying = applying.setter();
        use_callback((), move |(), ()| applying.set(true))
    };
    let retry = {
        let dispatcher = offline.dispatcher();
        use_callback(attempt, move |(), attempt| {
            dispatcher.dispatch(Step::Retry);
            attempt.set(**attempt + 1);
        })
    };
    let handle = OfflineHandle { offline, applying: *applying, apply, retry };
    html! {
        <ContextProvider<OfflineHandle> context={handle}>
            { props.children.clone() }
        </ContextProvider<OfflineHandle>>
    }
}

/// How the product is stored.
///
/// # Panics
/// Outside of [`OfflineProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_offline() -> OfflineHandle {
    use_context::<OfflineHandle>().expect("use_offline outside of OfflineProvider")
}

fn connect(
    release: &str,
    dispatcher: UseReducerDispatcher<Offline>,
    reloads: Rc<Cell<bool>>,
) -> Result<Link, Refusal> {
    Link::new(release, move |heard| {
        if matches!(heard, Heard::Taken { .. }) && reloads.get() {
            dom::reload();
            return;
        }
        dispatcher.dispatch(Step::Heard(heard));
    })
}
