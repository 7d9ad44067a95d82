//! A step of the tests, and the commands that several of them run.

use std::{path::PathBuf, process::Command};

use anyhow::{Result, bail};

use super::tally::Tally;
use crate::{
    context::{self, Context},
    report, run,
    setup::{browser::Browser, node},
};

/// A name, and what is done under it.
pub type Step = (&'static str, fn(&Context) -> Result<Tally>);

/// Runs a command that is one check by itself.
pub fn check(command: &mut Command) -> Result<Tally> {
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
