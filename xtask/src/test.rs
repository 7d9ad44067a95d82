//! `cargo xtask test`: every check that CI runs, in the order in which a failure costs least.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    build::{self, Web},
    context::{self, Context},
    floor, full,
    oracle::{self, Rule},
    readers, report, run,
    setup::{
        self,
        browser::{self, Browser},
        cargo_tools,
        fonts::Fonts,
        node,
        wasm_target::TARGET,
    },
    tally::Tally,
    worker::Profile,
};

/// A name, and what is done under it.
pub type Step = (&'static str, fn(&Context) -> Result<Tally>);

/// The steps of every run.
const STEPS: [Step; 13] = [
    ("formatting", formatting),
    ("dependencies", dependencies),
    ("lints", lints),
    ("lints for the browser", web_lints),
    ("native tests", native_tests),
    ("documents, other readers", readers::check),
    ("oracle", oracle_files),
    ("arithmetic of the bench", bench_arithmetic),
    ("release build", release_build),
    ("oldest browsers", oldest_browsers),
    ("tests in the browser", web_tests),
    ("journeys: packages", journey_packages),
    ("journeys", journeys),
];

/// Runs the checks up to the first that fails, and tells whether all passed. The last line printed
/// is `N passed, N failed`. With `only`, the steps of every kind whose name contains it; a step may need
/// what the ones before it leave.
pub fn all(context: &Context, full: bool, only: Option<&str>) -> bool {
    let long = if full || only.is_some() { full::STEPS.as_slice() } else { &[] };
    let wanted = |(name, _): &Step| {
        only.is_none_or(|only| name.to_lowercase().contains(&only.to_lowercase()))
    };
    let steps: Vec<Step> = [STEPS.as_slice(), long].concat().into_iter().filter(wanted).collect();
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
    println!("\n{:<24}{:>14}{:>9}{:>9}", "step", "time", "passed", "failed");
    for Done { name, time, tally } in done {
        let Tally { passed, failed } = tally;
        println!("{name:<24}{:>14}{passed:>9}{failed:>9}", run::elapsed(*time));
        total += *tally;
    }
    println!("{:<24}{:>14}", "all", run::elapsed(time));
    if done.len() < steps {
        println!("{} of {steps} steps were not run", steps - done.len());
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    total.failed == 0
}

/// Runs a command that is one check by itself.
fn check(command: &mut Command) -> Result<Tally> {
    run::run(command).map(|()| Tally::single(true))
}

/// Runs a command that runs tests; none at all is a failure, for it would be one silently.
pub fn tests(command: &mut Command, count: fn(&str) -> Tally) -> Result<Tally> {
    let recorded = run::record(command)?;
    let mut tally = count(&recorded.text);
    if !recorded.success && tally.failed == 0 {
        // It ended before its tests did.
        tally.failed = 1;
    }
    if tally == Tally::default() {
        bail!("{} ran no test", run::display(command));
    }
    Ok(tally)
}

/// Returns a command that runs Cargo in the workspace.
pub fn cargo(context: &Context, arguments: &[&str]) -> Command {
    let mut command = context::cargo();
    command.args(arguments).current_dir(context.root());
    command
}

fn formatting(context: &Context) -> Result<Tally> {
    check(&mut cargo(context, &["fmt", "--all", "--check"]))
}

/// Licences, sources and doubles by `deny.toml`; known defects where their database can be reached.
fn dependencies(context: &Context) -> Result<Tally> {
    let deny = |arguments: &[&str]| -> Result<Command> {
        let mut command = cargo_tools::cargo_deny(context)?;
        command.arg("--workspace").args(arguments).current_dir(context.root());
        Ok(command)
    };
    let mut tally = check(&mut deny(&["--locked", "check", "licenses", "sources", "bans"])?)?;
    // Its own words of a failure are many; all that matters here is whether the database came.
    if run::output(&mut deny(&["fetch", "db"])?).is_ok() {
        tally += check(&mut deny(&["check", "--disable-fetch", "advisories"])?)?;
    } else {
        println!("not checked: known defects (the RustSec database cannot be reached from here)");
    }
    Ok(tally)
}

fn lints(context: &Context) -> Result<Tally> {
    check(&mut cargo(context, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// What is compiled for the browser alone is seen by no native check.
fn web_lints(context: &Context) -> Result<Tally> {
    let web = Web::ensure(context)?;
    if !web.target.has_clippy() {
        println!("skipped: the compiler of the wasm target has no Clippy on this system");
        return Ok(Tally::default());
    }
    let arguments =
        ["clippy", "--package", "selfcheck", "--package", "documents", "--target", TARGET];
    let mut command = cargo(context, &arguments);
    command.args(["--lib", "--bins", "--", "-D", "warnings"]);
    command.env("CARGO_TARGET_DIR", context.web_target());
    web.target.apply(&mut command);
    check(&mut command)
}

fn native_tests(context: &Context) -> Result<Tally> {
    Fonts::ensure(context)?;
    let mut command = cargo(context, &["test", "--workspace", "--no-fail-fast"]);
    command.env("SELFCHECK_FONTS", context.fonts());
    tests(&mut command, Tally::of_rust)
}

/// What the bench prints rests on it; measuring itself is no test, for a busy machine fails it.
fn bench_arithmetic(context: &Context) -> Result<Tally> {
    check(node::node().arg("--test").current_dir(context.root().join("tests").join("bench")))
}

fn oracle_files(context: &Context) -> Result<Tally> {
    let folder = context.root().join("crates/assessment/tests/oracle");
    let mut tally = Tally::default();
    for (rule, file) in [(Rule::Filing, "filing.csv"), (Rule::Retention, "retention.csv")] {
        tally += oracle::check(rule, &folder.join(file))?;
    }
    Ok(tally)
}

fn release_build(context: &Context) -> Result<Tally> {
    build::dist(context, Profile::Quick)?;
    Ok(Tally::single(true))
}

fn oldest_browsers(context: &Context) -> Result<Tally> {
    Ok(Tally { passed: floor::check(&context.dist())?, failed: 0 })
}

fn web_tests(context: &Context) -> Result<Tally> {
    let web = Web::ensure(context)?;
    let browser = Browser::ensure()?;
    let capabilities = context.web_target().join("webdriver.json");
    write(&capabilities, &browser.capabilities().to_string())?;
    let mut command =
        cargo(context, &["test", "--package", "selfcheck", "--test", "web", "--target", TARGET]);
    command
        .env("CARGO_TARGET_DIR", context.web_target())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", web.tools.test_runner())
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        // A debug build with all of Yew takes a while to compile in a browser on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    web.target.apply(&mut command);
    tests(&mut command, Tally::of_rust)
}

fn journey_packages(context: &Context) -> Result<Tally> {
    browser::pdf_readers()?;
    node::packages(&context.journeys(), "Playwright walks through the app")?;
    Ok(Tally::single(true))
}

fn journeys(context: &Context) -> Result<Tally> {
    tests(&mut journeys_command(context)?, Tally::of_playwright)
}

/// Returns the command that runs the journeys over the release in `dist/`.
pub fn journeys_command(context: &Context) -> Result<Command> {
    let browser = Browser::ensure()?;
    let report = report::program(context)?;
    let mut command = node::node();
    command
        // By its script: the link in node_modules/.bin has another name on Windows.
        .arg(PathBuf::from("node_modules/@playwright/test/cli.js"))
        .arg("test")
        .current_dir(context.journeys())
        .env("CHROMIUM_PATH", &browser.program)
        .env("SELFCHECK_DIST", context.dist())
        .env("SELFCHECK_REPORT", report)
        .env("SELFCHECK_FONTS", context.fonts())
        // Absolute, since the journeys run in a folder of their own.
        .env("CARGO_TARGET_DIR", context.target());
    Ok(command)
}

fn write(path: &Path, content: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    #[test]
    fn one_failure_fails_the_whole() {
        let step = |tally| Done { name: "step", time: Duration::ZERO, tally };
        let good = Tally { passed: 2, failed: 0 };
        assert!(summarise(&[step(good), step(good)], 2, Duration::ZERO));
        assert!(!summarise(&[step(good), step(Tally { passed: 5, failed: 1 })], 2, Duration::ZERO));
    }
}
