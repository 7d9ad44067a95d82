//! The steps of every run.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, Result};
use assessment::oracle::Rule;

use super::{
    first_download, readers,
    step::{Step, cargo, check, journeys_command, tests},
    tally::Tally,
    wasm_features,
};
use crate::{
    build::{self, Profile, Web},
    context::Context,
    oracle, run,
    setup::{
        browser::{self, Browser},
        cargo_tools,
        fonts::Fonts,
        node,
        wasm_target::TARGET,
    },
};

/// Cheap ones first; later ones need what earlier ones leave.
pub const STEPS: [Step; 15] = [
    ("formatting", formatting),
    ("dependencies", dependencies),
    ("types of the scripts", script_types),
    ("lints", lints),
    ("lints for the browser", web_lints),
    ("native tests", native_tests),
    ("documents, other readers", readers::check),
    ("oracle", oracle_files),
    ("arithmetic of the bench", bench_arithmetic),
    ("release build", release_build),
    ("oldest browsers", oldest_browsers),
    ("size of the first download", first_download_size),
    ("tests in the browser", web_tests),
    ("journeys: packages", journey_packages),
    ("journeys", journeys),
];

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
        println!("skipped: known defects (the RustSec database cannot be reached from here)");
        tally += Tally::not_run();
    }
    Ok(tally)
}

/// What the JSDoc of all JavaScript says, of the product as of its tests, must be so.
fn script_types(context: &Context) -> Result<Tally> {
    let tests = context.root().join("tests");
    let why = "the scripts are checked against what they use";
    for folder in ["types", "e2e", "bench", "engines"] {
        node::packages(&tests.join(folder), why)?;
    }
    node::packages(&context.documents().join("fonts"), why)?;
    let mut tally = Tally::default();
    for project in ["page.json", "workers.json", "tests.json"] {
        let mut command = node::node();
        command
            // By its script: the link in node_modules/.bin has another name on Windows.
            .args(["node_modules/typescript/bin/tsc", "--project", project])
            .current_dir(tests.join("types"));
        tally += check(&mut command)?;
    }
    Ok(tally)
}

/// Clippy takes the compiler's place in a build of the workspace's own crates: what they depend on is
/// compiled once, for this and for the tests. `cargo clippy` would check all of it a second time.
fn lints(context: &Context) -> Result<Tally> {
    let mut command = cargo(context, &["build", "--workspace", "--all-targets"]);
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "-Dwarnings");
    check(&mut command)
}

/// What is compiled for the browser alone is seen by no native check.
fn web_lints(context: &Context) -> Result<Tally> {
    let web = Web::ensure(context)?;
    if !web.target.has_clippy() {
        println!("skipped: the compiler of the wasm target has no Clippy on this system");
        return Ok(Tally::not_run());
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
        let matches = oracle::check(rule, &folder.join(file))?;
        tally += Tally::single(matches.matching == matches.of);
    }
    Ok(tally)
}

fn release_build(context: &Context) -> Result<Tally> {
    build::dist(context, Profile::Quick)?;
    Ok(Tally::single(true))
}

fn oldest_browsers(context: &Context) -> Result<Tally> {
    Ok(Tally::of_passed(wasm_features::check(&context.dist())?))
}

fn first_download_size(context: &Context) -> Result<Tally> {
    first_download::check(&context.dist())
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

fn write(path: &Path, content: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}
