//! The search over every page, opened by a button or a key.

use yew::prelude::*;

use crate::browser::{dom, events, preference};

/// Whether the search is open, and what opens and closes it.
pub struct SearchPanel {
    /// Whether it is open.
    pub is_open: bool,
    /// Opens it.
    pub onopen: Callback<()>,
    /// Closes it.
    pub onclose: Callback<()>,
}

/// The search: Ctrl+K opens it everywhere, `/` where nothing is being typed and single keys are on.
#[hook]
pub fn use_search_panel() -> SearchPanel {
    let is_open = use_state_eq(|| false);
    let onopen = use_callback(is_open.setter(), |(), is_open| is_open.set(true));
    let onclose = use_callback(is_open.setter(), |(), is_open| is_open.set(false));
    {
        let onopen = onopen.clone();
        use_effect_with((), move |()| {
            let listener = events::on_key(move |event| {
                let by_letter =
                    || event.key() == "/" && !dom::is_typing(event) && preference::shortcuts();
                let asked = dom::is_command(event, "k") || by_letter();
                if asked && !dom::is_composing(event) && !dom::is_dialog_open() {
                    // Otherwise `/` would be the first character of the search, and Ctrl+K the browser's.
                    event.prevent_default();
                    onopen.emit(());
                }
            });
            move || drop(listener)
        });
    }
    SearchPanel { is_open: *is_open, onopen, onclose }
}
