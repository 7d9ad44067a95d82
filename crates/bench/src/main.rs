//! Filing queries without a browser, for the comparison with a package that runs without one.
//!
//! Prints as JSON the nanoseconds of one query and the sum of the days found, by which the caller sees
//! that both sides computed the same. Arguments: the first event as days from 1970-01-01, how many events
//! on consecutive days, how often to go over them.

use std::process::ExitCode;
use std::time::Instant;

use bench::Queries;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<i32>().ok());
    let (Some(Some(first)), Some(Some(events)), Some(Some(times))) =
        (numbers.next(), numbers.next(), numbers.next())
    else {
        eprintln!("usage: bench FIRST EVENTS TIMES");
        return ExitCode::FAILURE;
    };
    let queries = Queries::new();
    let started = Instant::now();
    let mut sum = 0_i64;
    for _ in 0..times {
        sum = (first..first + events).map(|event| i64::from(queries.filing(event))).sum();
    }
    let nanoseconds = started.elapsed().as_secs_f64() * 1e9 / f64::from(events) / f64::from(times);
    println!("{{\"ns\":{nanoseconds:.3},\"sum\":{sum}}}");
    ExitCode::SUCCESS
}
