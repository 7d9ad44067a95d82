//! What the comparisons need without a browser.
//!
//! `bench FIRST EVENTS TIMES` times filing queries for the comparison with a package that runs without
//! one: it prints as JSON the nanoseconds of one query and the sum of the days found, by which the caller
//! sees that both sides computed the same. FIRST is the first event as days from 1970-01-01, EVENTS how many
//! there are on consecutive days, TIMES how often to go over them.
//!
//! `bench report TODAY` reads a saved self-check and writes its report as JSON: what the documents worker
//! makes its PDF of, for the engines that make the same report.

use std::io::Read as _;
use std::process::ExitCode;
use std::time::Instant;

use assessment::{report::Report, self_check::SelfCheck};
use bench::Queries;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let printed = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["report", today] => report(today),
        [first, events, times] => queries(first, events, times),
        _ => Err("usage: bench FIRST EVENTS TIMES | bench report TODAY".into()),
    };
    match printed {
        Ok(words) => {
            println!("{words}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn report(today: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut file = Vec::new();
    std::io::stdin().read_to_end(&mut file)?;
    let self_check = SelfCheck::from_json(&file)?;
    Ok(serde_json::to_string(&Report::of(&self_check, today.parse()?))?)
}

fn queries(first: &str, events: &str, times: &str) -> Result<String, Box<dyn std::error::Error>> {
    let (first, events, times): (i32, i32, i32) = (first.parse()?, events.parse()?, times.parse()?);
    let queries = Queries::new();
    let started = Instant::now();
    let mut sum = 0_i64;
    for _ in 0..times {
        sum = (first..first + events).map(|event| i64::from(queries.filing(event))).sum();
    }
    let nanoseconds = started.elapsed().as_secs_f64() * 1e9 / f64::from(events) / f64::from(times);
    Ok(format!("{{\"ns\":{nanoseconds:.3},\"sum\":{sum}}}"))
}
