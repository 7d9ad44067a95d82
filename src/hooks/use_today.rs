//! Today, also when the page stays open past midnight.

use chrono::NaiveDate;
use yew::prelude::*;

use crate::browser::{clock, events};

/// Today's date; looked at again whenever the window gets the focus.
#[hook]
pub fn use_today() -> NaiveDate {
    let today = use_state_eq(clock::today);
    {
        let today = today.clone();
        use_effect_with((), move |()| {
            let listener = events::on_window("focus", move |_| today.set(clock::today()));
            move || drop(listener)
        });
    }
    *today
}
