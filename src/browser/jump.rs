//! Going to an item: brings it into view and puts the focus on it, once its page is there.
//!
//! All ways to an item (search, next open item, findings, plan, report, address) are links to the address of
//! the item, and the shell calls [`to_item`] when the address asks for one. There is no second way.

use std::cell::Cell;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::dom;

/// How long to wait between two looks at the page.
const STEP_MS: u32 = 16;
/// How often to look for the item before giving up: some five seconds, for a page whose storage is slow.
const LOOKS: u32 = 300;
/// On how many looks in a row the item must have the focus. A dialog that closes gives the focus back to
/// what had it before, which may come after the item got it.
const STEADY: u32 = 3;

thread_local! {
    /// Counts the jumps; an older one ends when a newer one begins.
    static NEWEST: Cell<u32> = const { Cell::new(0) };
}

/// The selector of an item's card.
pub fn selector(item: &str) -> String {
    format!(r#"[data-item="{item}"]"#)
}

/// Brings an item into view and gives it the focus, as soon as its card is there and no dialog is open.
pub fn to_item(item: &str) {
    let mine = begin();
    let item = item.to_owned();
    spawn_local(async move {
        let card = selector(&item);
        let mut steady = 0;
        for _ in 0..LOOKS {
            if NEWEST.get() != mine {
                return;
            }
            if !dom::is_dialog_open() {
                if dom::focused_item().as_deref() == Some(item.as_str()) {
                    steady += 1;
                    if steady == STEADY {
                        return;
                    }
                } else if dom::focus(&card) {
                    dom::reveal(&card);
                    steady = 0;
                }
            }
            TimeoutFuture::new(STEP_MS).await;
        }
    });
}

/// Ends a jump that is still waiting for its page: the person went elsewhere.
pub fn cancel() {
    begin();
}

fn begin() -> u32 {
    let next = NEWEST.get().wrapping_add(1);
    NEWEST.set(next);
    next
}
