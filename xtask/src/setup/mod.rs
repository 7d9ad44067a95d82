//! Set-up: each module brings one thing that the commands need, unless it is there already.
//!
//! Every step that changes something says in one line what it does and why; a step that fails says
//! what to do by hand. Nothing of the user's is replaced: built tools go to the user's cache.

pub mod apt;
pub mod browser;
pub mod cargo_tools;
pub mod fonts;
pub mod node;
pub mod pinyin;
pub mod programs;
pub mod python;
pub mod wasm_target;

use std::fmt;

use anyhow::{Error, anyhow};

/// Says what a step does and why.
pub fn say(what: &str, why: &str) {
    println!("set-up: {what} ({why})");
}

/// What to do by hand where a step failed.
#[derive(Debug)]
pub struct Advice(String);

impl fmt::Display for Advice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "by hand: {}", self.0)
    }
}

/// Words the advice that every failure of a set-up step ends with.
pub fn by_hand(advice: impl Into<String>) -> Advice {
    Advice(advice.into())
}

/// Words the failure of a step that cannot bring something on this system.
pub fn missing(what: &str, advice: &str) -> Error {
    anyhow!("{what}").context(by_hand(advice))
}

/// Prints an error, what led to it, and last the advice. The places in this program's code, which a
/// debugger's variable would add, mean nothing to whoever builds the product.
pub fn complain(error: &Error) {
    let advice = error.downcast_ref::<Advice>().map(Advice::to_string);
    let mut causes =
        error.chain().map(|cause| cause.to_string()).filter(|cause| Some(cause) != advice.as_ref());
    if let Some(first) = causes.next() {
        eprintln!("error: {first}");
    }
    for cause in causes {
        eprintln!("  because {cause}");
    }
    if let Some(advice) = advice {
        eprintln!("{advice}");
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context as _, Result, bail};

    use super::*;

    #[test]
    fn advice_is_found_under_any_further_context() {
        fn step() -> Result<()> {
            bail!("no network")
        }
        let Err(error) = step().context(by_hand("plug it in")).context("fonts") else {
            panic!("a failing step passed");
        };
        let advice = error.downcast_ref::<Advice>().map(Advice::to_string);
        assert_eq!(advice.as_deref(), Some("by hand: plug it in"));
    }
}
