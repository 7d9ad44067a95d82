//! Set-up: each module brings one thing that the commands need, unless it is there already.
//!
//! Every step that changes something says in one line what it does and why; a step that fails says
//! what to do by hand. Nothing of the user's is replaced: built tools go to the user's cache.

pub mod apt;
pub mod browser;
pub mod cargo_tools;
pub mod fonts;
pub mod node;
pub mod wasm_target;

/// Says what a step does and why.
pub fn say(what: &str, why: &str) {
    println!("set-up: {what} ({why})");
}

/// Words the advice that ends every failure of a set-up step.
pub fn by_hand(advice: &str) -> String {
    format!("by hand: {advice}")
}
