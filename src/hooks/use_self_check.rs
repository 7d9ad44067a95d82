//! The open self-check, the self-checks kept here and how saving stands: a context for each, so that a
//! page renders anew only for what it uses.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_toasts::WrapperProps;
use crate::{
    browser::events,
    state::{
        LibraryHandle, SelfCheckHandle,
        saving::{SaveState, Standing},
        services::Services,
        session::Session,
    },
};

/// Holds the open self-check, and listens to the other windows.
#[component]
pub fn SelfCheckProvider(props: &WrapperProps) -> Html {
    let session = use_reducer(Session::default);
    let standing = use_state_eq(Standing::default);
    let services = {
        let (setter, view) = (standing.setter(), session.dispatcher());
        use_memo((), move |()| {
            Services::new(Callback::from(move |standing| setter.set(standing)), view)
        })
    };
    let (ready, open) = (session.ready, session.open.clone());
    let self_check = SelfCheckHandle::new(open, ready, Rc::clone(&services));
    let library = LibraryHandle::new(Rc::clone(&session.library), ready, Rc::clone(&services));
    {
        let library = library.clone();
        use_effect_with((), move |()| {
            spawn_local(async move { library.start().await });
            let goodbye = events::on_window("pagehide", move |_| services.leave());
            move || drop(goodbye)
        });
    }
    use_effect_with(standing.state != SaveState::Saved, |unsaved| {
        // Only while something would be lost: a page that always listens is never kept for 后退.
        let asks = unsaved.then(|| events::on_window("beforeunload", events::ask_before_leaving));
        move || drop(asks)
    });
    html! {
        <ContextProvider<Standing> context={(*standing).clone()}>
            <ContextProvider<LibraryHandle> context={library}>
                <ContextProvider<SelfCheckHandle> context={self_check}>
                    { props.children.clone() }
                </ContextProvider<SelfCheckHandle>>
            </ContextProvider<LibraryHandle>>
        </ContextProvider<Standing>>
    }
}

/// The open self-check and what can be done to it.
///
/// # Panics
/// Outside of [`SelfCheckProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_self_check() -> SelfCheckHandle {
    use_context().expect("use_self_check outside of SelfCheckProvider")
}

/// The self-checks kept here and what can be done to them.
///
/// # Panics
/// Outside of [`SelfCheckProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_library() -> LibraryHandle {
    use_context().expect("use_library outside of SelfCheckProvider")
}

/// How saving stands.
///
/// # Panics
/// Outside of [`SelfCheckProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_saving() -> Standing {
    use_context().expect("use_saving outside of SelfCheckProvider")
}
