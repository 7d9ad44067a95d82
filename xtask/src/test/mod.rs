//! `cargo xtask test`: every check that CI runs, in the order in which a failure costs least.

mod every_run;
mod first_download;
mod full;
mod nginx;
mod readers;
mod step;
mod tally;
mod wasm_features;

use std::time::{Duration, Instant};

use crate::{context::Context, run, setup};
use step::Step;
use tally::Tally;

/// Runs the checks up to the first that fails, and tells whether all passed. The last line printed
/// is `N passed, N failed, N skipped`. With `only`, the steps of every kind whose name contains it; a step may need
/// what the ones before it leave.
pub fn all(context: &Context, full: bool, only: Option<&str>) -> bool {
    let long = if full || only.is_some() { full::STEPS.as_slice() } else { &[] };
    let wanted = |(name, _): &Step| {
        only.is_none_or(|only| name.to_lowercase().contains(&only.to_lowercase()))
    };
    let steps: Vec<Step> =
        [every_run::STEPS.as_slice(), long].concat().into_iter().filter(wanted).collect();
    if steps.is_empty() {
        println!("no step has such a name");
        return false;
    }
    let started = Instant::now();
    let mut done = Vec::new();
    for (number, (name, step)) in (1..).zip(&steps) {
        println!("\n[{number}/{}] {name} — after {}", steps.len(), run::elapsed(started.elapsed()));
        let began = Instant::now();
        let tally = step(context).unwrap_or_else(|error| {
            setup::complain(&error);
            Tally::single(false)
        });
        done.push(Done { name, time: began.elapsed(), tally });
        if tally.failed > 0 {
            break;
        }
    }
    summarise(&done, steps.len(), started.elapsed())
}

struct Done {
    name: &'static str,
    time: Duration,
    tally: Tally,
}

fn summarise(done: &[Done], steps: usize, time: Duration) -> bool {
    let mut total = Tally::default();
    println!("\n{:<26}{:>14}{:>9}{:>9}{:>9}", "step", "time", "passed", "failed", "skipped");
    for Done { name, time, tally } in done {
        let Tally { passed, failed, skipped } = tally;
        println!("{name:<26}{:>14}{passed:>9}{failed:>9}{skipped:>9}", run::elapsed(*time));
        total += *tally;
    }
    println!("{:<26}{:>14}", "all", run::elapsed(time));
    if done.len() < steps {
        println!("{} of {steps} steps were not run", steps - done.len());
    }
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
    total.failed == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_fails_the_whole() {
        let step = |tally| Done { name: "step", time: Duration::ZERO, tally };
        let good = Tally::of_passed(2);
        assert!(summarise(&[step(good), step(good)], 2, Duration::ZERO));
        assert!(!summarise(
            &[step(good), step(Tally { passed: 5, failed: 1, skipped: 0 })],
            2,
            Duration::ZERO
        ));
    }
}
