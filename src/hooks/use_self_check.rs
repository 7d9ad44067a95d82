//! The open self-check and the ones kept here, for the components.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_toasts::WrapperProps;
use crate::{
    browser::{channel::Notice, dom, events},
    state::{SelfCheckHandle, saving::Standing, services::Services, session::Session},
};

/// Holds the open self-check, saves it, and listens to the other windows.
#[component]
pub fn SelfCheckProvider(props: &WrapperProps) -> Html {
    let session = use_reducer(Session::default);
    let standing = use_state_eq(Standing::default);
    let services = {
        let (setter, dispatcher) = (standing.setter(), session.dispatcher());
        use_memo((), move |()| {
            Services::new(Callback::from(move |standing| setter.set(standing)), dispatcher)
        })
    };
    let handle = SelfCheckHandle {
        session: Rc::new((*session).clone()),
        standing: (*standing).clone(),
        services,
    };
    {
        let handle = handle.clone();
        use_effect_with((), move |()| spawn_local(async move { handle.start().await }));
    }
    {
        let services = Rc::clone(&handle.services);
        let open = handle.self_check().map(|self_check| self_check.id.clone());
        use_effect_with(open, move |open| {
            let goodbye = open.clone().and_then(|id| {
                events::on_window("pagehide", move |_| {
                    services.channel.tell(&Notice::Left { id: id.clone() });
                })
            });
            move || drop(goodbye)
        });
    }
    {
        let handle = handle.clone();
        use_effect_with((), move |()| {
            let typing = handle.clone();
            // What is typed later into the same field is another step.
            let left = events::on_window("focusout", move |_| typing.end_typing());
            let hidden = events::on_window("visibilitychange", move |_| {
                if dom::is_hidden() {
                    handle.flush();
                }
            });
            move || drop((left, hidden))
        });
    }
    html! {
        <ContextProvider<SelfCheckHandle> context={handle}>
            { props.children.clone() }
        </ContextProvider<SelfCheckHandle>>
    }
}

/// The open self-check and what can be done with it.
///
/// # Panics
/// Outside of [`SelfCheckProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_self_check() -> SelfCheckHandle {
    use_context::<SelfCheckHandle>().expect("use_self_check outside of SelfCheckProvider")
}
