//! Today, also when the page stays open past midnight.

use chrono::NaiveDate;
use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::browser::{clock, events};

/// How often the clock is looked at, in milliseconds.
const INTERVAL: u32 = 30_000;

/// Today's date in Nanning; looked at again whenever the window gets the focus, and every so often.
#[hook]
pub fn use_today() -> NaiveDate {
    let today = use_state_eq(clock::today);
    {
        let today = today.clone();
        use_effect_with((), move |()| {
            let again = today.clone();
            let listener = events::on_window("focus", move |_| again.set(clock::today()));
            let ticking = Interval::new(INTERVAL, move || today.set(clock::today()));
            move || drop((listener, ticking))
        });
    }
    *today
}
