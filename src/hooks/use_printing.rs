//! Whether the page is being printed.

use yew::prelude::*;

use crate::browser::printing;

/// Whether the page is being printed at the moment: then nothing is left to be leafed through.
#[hook]
pub fn use_printing() -> bool {
    let printing = use_state_eq(|| false);
    {
        let printing = printing.setter();
        use_effect_with((), move |()| {
            let listeners = printing::on_printing(move |now| printing.set(now));
            move || drop(listeners)
        });
    }
    *printing
}
