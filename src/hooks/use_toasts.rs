//! Short messages about what has just been done or refused.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::components::toasts::ToastList;

/// How long a message about a success stays; refusals stay until they are closed.
const STAY_MS: u32 = 6_000;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Tells it from the others.
    pub id: u32,
    /// What it says.
    pub text: AttrValue,
    /// Whether something was refused or failed.
    pub refusal: bool,
}

/// All messages shown, oldest first.
#[derive(Debug, Default, PartialEq, Eq)]
struct Toasts {
    next: u32,
    shown: Vec<Toast>,
}

enum Step {
    Show { text: AttrValue, refusal: bool },
    Close(u32),
}

impl Reducible for Toasts {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut shown = self.shown.clone();
        match step {
            Step::Show { text, refusal } => {
                // The same message twice says no more than once.
                shown.retain(|toast| toast.text != text);
                shown.push(Toast { id: self.next, text, refusal });
                Rc::new(Self { next: self.next + 1, shown })
            }
            Step::Close(id) => {
                shown.retain(|toast| toast.id != id);
                Rc::new(Self { next: self.next, shown })
            }
        }
    }
}

/// Shows messages.
#[derive(Clone, PartialEq)]
pub struct ToastHandle(UseReducerDispatcher<Toasts>);

impl ToastHandle {
    /// Says that something was done.
    pub fn done(&self, text: impl Into<AttrValue>) {
        self.0.dispatch(Step::Show { text: text.into(), refusal: false });
    }

    /// Says that something was refused or failed, as `role="alert"`, until it is closed.
    pub fn refused(&self, text: impl Into<AttrValue>) {
        self.0.dispatch(Step::Show { text: text.into(), refusal: true });
    }
}

/// The properties of a component that only wraps others.
#[derive(Properties, PartialEq)]
pub struct WrapperProps {
    /// What it wraps.
    #[prop_or_default]
    pub children: Html,
}

/// Holds the messages and shows them.
#[component]
pub fn ToastProvider(props: &WrapperProps) -> Html {
    let toasts = use_reducer(Toasts::default);
    let handle = ToastHandle(toasts.dispatcher());
    let passing = toasts.shown.iter().rev().find(|toast| !toast.refusal).map(|toast| toast.id);
    {
        let dispatcher = toasts.dispatcher();
        use_effect_with(passing, move |passing| {
            let timeout = passing
                .map(|id| Timeout::new(STAY_MS, move || dispatcher.dispatch(Step::Close(id))));
            move || drop(timeout)
        });
    }
    let onclose = {
        let dispatcher = toasts.dispatcher();
        Callback::from(move |id| dispatcher.dispatch(Step::Close(id)))
    };
    html! {
        <ContextProvider<ToastHandle> context={handle}>
            { props.children.clone() }
            <ToastList toasts={toasts.shown.clone()} {onclose} />
        </ContextProvider<ToastHandle>>
    }
}

/// The messages.
///
/// # Panics
/// Outside of [`ToastProvider`], which is a mistake of the program and shows at once.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_toasts() -> ToastHandle {
    use_context::<ToastHandle>().expect("use_toasts outside of ToastProvider")
}
