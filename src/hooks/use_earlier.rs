//! With which earlier self-check the open one is compared: in its report, and in the report's preview.

use std::{cell::Cell, rc::Rc};

use assessment::self_check::SelfCheck;
use assessment::self_check::identity::Identity;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{use_self_check, use_toasts::WrapperProps};

/// What a person chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Choice {
    /// Nothing yet: the self-check before this one, if there is one.
    #[default]
    Previous,
    /// Not to compare.
    Nothing,
    /// The self-check of that id.
    SelfCheck(AttrValue),
}

/// The self-checks to compare with, and the one that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// All others in this browser that can be read, the one changed last first.
    pub others: Rc<Vec<Identity>>,
    /// Id of the chosen one.
    pub chosen: Option<AttrValue>,
    /// The chosen one, once it is read.
    pub self_check: Option<Rc<SelfCheck>>,
    /// Why it could not be read.
    pub trouble: Option<String>,
    /// Chooses another one, or none.
    pub onchoose: Callback<Option<AttrValue>>,
}

/// Holds the choice for the open self-check; another one begins anew.
#[component]
pub fn EarlierProvider(props: &WrapperProps) -> Html {
    let open = use_self_check().self_check().map(Rc::clone);
    let earlier = use_comparison(open.as_deref());
    html! {
        <ContextProvider<Earlier> context={earlier}>
            { props.children.clone() }
        </ContextProvider<Earlier>>
    }
}

/// With which of the other self-checks the open one is compared.
///
/// # Panics
/// Outside of [`EarlierProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_earlier() -> Earlier {
    use_context::<Earlier>().expect("use_earlier outside of EarlierProvider")
}

/// Reads the chosen self-check each time another one is chosen.
#[hook]
fn use_comparison(open: Option<&SelfCheck>) -> Earlier {
    let handle = use_self_check();
    // For which self-check it was chosen, and what.
    let choice = use_state_eq(|| (String::new(), Choice::default()));
    let read = use_state_eq(|| None::<(Identity, Result<Rc<SelfCheck>, String>)>);
    let open_id = open.map(|self_check| self_check.id.clone()).unwrap_or_default();
    let others = use_memo((Rc::clone(handle.library()), open_id.clone()), |(library, open_id)| {
        let identities =
            library.iter().filter_map(|entry| Some(&entry.content.as_ref().ok()?.identity));
        identities.filter(|other| other.id != *open_id).cloned().collect::<Vec<_>>()
    });
    let chosen = match &*choice {
        (of, Choice::Nothing) if *of == open_id => None,
        (of, Choice::SelfCheck(id)) if *of == open_id => {
            others.iter().find(|other| other.id == id.as_str())
        }
        _ => open.and_then(|self_check| Identity::of(self_check).previous(&others)),
    };
    let chosen = chosen.cloned();
    {
        let read = read.setter();
        use_effect_with(chosen.clone(), move |chosen| {
            let wanted = Rc::new(Cell::new(true));
            if let Some(chosen) = chosen.clone() {
                let wanted = Rc::clone(&wanted);
                spawn_local(async move {
                    let outcome = handle.kept(&chosen.id).await.map(Rc::new);
                    // Another one may have been chosen meanwhile.
                    if wanted.get() {
                        read.set(Some((chosen, outcome)));
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let outcome = (*read).clone().filter(|(of, _)| Some(of) == chosen.as_ref());
    let (self_check, trouble) = match outcome {
        Some((_, Ok(self_check))) => (Some(self_check), None),
        Some((_, Err(reason))) => (None, Some(reason)),
        None => (None, None),
    };
    // The same callback as long as the same self-check is open: a new one would make the context differ
    // from itself, and render all who use it at every keystroke.
    let onchoose =
        use_callback((open_id, choice.setter()), |id: Option<AttrValue>, (open_id, choice)| {
            choice.set((open_id.clone(), id.map_or(Choice::Nothing, Choice::SelfCheck)));
        });
    Earlier { others, chosen: chosen.map(|chosen| chosen.id.into()), self_check, trouble, onchoose }
}
