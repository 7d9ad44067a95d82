//! Short messages about what has just been done or refused.

use std::rc::Rc;

use assessment::self_check::SelfCheck;
use assessment::self_check::journal::{self, StepId};
use yew::prelude::*;

use crate::components::toasts::toast_list;

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// Tells it from the others.
    pub id: u32,
    /// What it says.
    pub text: AttrValue,
    /// Whether something was refused or failed.
    pub refusal: bool,
    /// Takes back what was done, where that is possible.
    pub undo: Option<ToastUndo>,
}

/// What the button 撤销 of a message takes back.
#[derive(Debug, Clone, PartialEq)]
pub struct ToastUndo {
    /// The step.
    pub step: StepId,
    /// Takes it back.
    pub act: Callback<()>,
}

/// All messages shown, oldest first.
#[derive(Debug, Default, PartialEq)]
struct Toasts {
    next: u32,
    shown: Vec<Toast>,
}

enum Step {
    Show { text: AttrValue, refusal: bool, undo: Option<ToastUndo> },
    Close(u32),
    Withdraw(Rc<SelfCheck>),
}

impl Reducible for Toasts {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut shown = self.shown.clone();
        match step {
            Step::Show { text, refusal, undo } => {
                // The same message twice says no more than once, unless each takes back something else.
                shown.retain(|toast| toast.undo.is_some() || toast.text != text);
                shown.push(Toast { id: self.next, text, refusal, undo });
                Rc::new(Self { next: self.next + 1, shown })
            }
            Step::Close(id) => {
                shown.retain(|toast| toast.id != id);
                Rc::new(Self { next: self.next, shown })
            }
            Step::Withdraw(self_check) => {
                shown.retain(|toast| {
                    let undo = toast.undo.as_ref();
                    undo.is_none_or(|undo| journal::stands(&self_check, &undo.step))
                });
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
        self.0.dispatch(Step::Show { text: text.into(), refusal: false, undo: None });
    }

    /// Says that something was done in `step`, which `undo` takes back by the button 撤销.
    pub fn undoable(&self, text: impl Into<AttrValue>, step: StepId, undo: impl Fn() + 'static) {
        let undo = Some(ToastUndo { step, act: Callback::from(move |()| undo()) });
        self.0.dispatch(Step::Show { text: text.into(), refusal: false, undo });
    }

    /// Closes the messages that offer to take back a step of `self_check` that is taken back already.
    pub fn withdraw_undone(&self, self_check: Rc<SelfCheck>) {
        self.0.dispatch(Step::Withdraw(self_check));
    }

    /// Says that something was refused or failed, as `role="alert"`, until it is closed.
    pub fn refused(&self, text: impl Into<AttrValue>) {
        self.0.dispatch(Step::Show { text: text.into(), refusal: true, undo: None });
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
    let onclose = {
        let dispatcher = toasts.dispatcher();
        Callback::from(move |id| dispatcher.dispatch(Step::Close(id)))
    };
    html! {
        <ContextProvider<ToastHandle> context={handle}>
            { props.children.clone() }
            { toast_list(&toasts.shown, &onclose) }
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
