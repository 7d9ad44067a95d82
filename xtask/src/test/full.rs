//! `cargo xtask test --full`: what takes too long for every change, or needs programs that only this
//! needs. Each step looks at the release from another side.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use super::{
    nginx::Nginx,
    readers,
    step::{Step, cargo, journeys_command, tests},
    tally::Tally,
};
use crate::{
    build::{self, Profile},
    context::{self, Context},
    files, run,
    serve::FileServer,
    setup::{browser::Browser, by_hand, node, programs},
};

/// How many cases each property is tried with; usually it is 256.
const CASES: &str = "20000";

/// How long the load on nginx lasts, and how many connections it keeps open.
const LOAD: [&str; 6] = ["--threads", "1", "--connections", "64", "--duration", "10s"];

/// The steps, after those of every run.
pub const STEPS: [Step; 10] = [
    ("long native tests", long_native_tests),
    ("long properties", long_properties),
    ("soak, every look", soak),
    ("workbook in LibreOffice", workbook_in_libreoffice),
    ("release build, small", small_release),
    ("journeys over nginx", journeys_over_nginx),
    ("load on nginx", load_on_nginx),
    ("journey in Firefox", journey_in_firefox),
    ("single file", single_file_in_browsers),
    ("reproducible build", reproducible_build),
];

fn long_native_tests(context: &Context) -> Result<Tally> {
    let mut command = cargo(context, &["test", "--workspace", "--", "--ignored"]);
    command.env("SELFCHECK_FONTS", context.fonts());
    tests(&mut command, Tally::of_rust)
}

fn long_properties(context: &Context) -> Result<Tally> {
    let mut command = cargo(context, &["test", "--package", "assessment"]);
    command
        .args(["--test", "merge", "--test", "properties", "--test", "record"])
        .env("PROPTEST_CASES", CASES);
    tests(&mut command, Tally::of_rust)
}

fn soak(context: &Context) -> Result<Tally> {
    let mut command = journeys_command(context)?;
    command.args(["long/", "a11y"]).env("SELFCHECK_LONG", "1");
    tests(&mut command, Tally::of_playwright)
}

/// What is hosted and given out: the steps after this one look at it.
fn small_release(context: &Context) -> Result<Tally> {
    build::dist(context, Profile::Small)?;
    build::single_file(context)?;
    Ok(Tally::of_passed(2))
}

/// LibreOffice opens the workbook and prints it; a file it cannot read leaves no PDF.
fn workbook_in_libreoffice(context: &Context) -> Result<Tally> {
    let soffice =
        programs::ensure("soffice", "libreoffice-calc-nogui", "it opens the workbook too")?;
    let printed = context.target().join("libreoffice");
    files::fresh(&printed)?;
    let mut tally = Tally::default();
    for workbook in readers::workbooks(context)? {
        let mut command = Command::new(&soffice);
        command
            .arg(format!("-env:UserInstallation=file://{}", printed.join("profile").display()))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(&printed)
            .arg(&workbook);
        run::output(&mut command)?;
        let name = workbook.with_extension("pdf");
        let pdf = printed.join(name.file_name().context("a workbook has no name")?);
        let text = run::output(Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-"))?;
        // The words of a formula gone wrong in LibreOffice begin so.
        let whole = text.contains("整改台账") && !text.contains("Err:") && !text.contains("#NAME");
        tally += Tally::single(whole);
    }
    Ok(tally)
}

/// The README's own configuration is what is tried.
fn journeys_over_nginx(context: &Context) -> Result<Tally> {
    let nginx = Nginx::start(context)?;
    let mut command = journeys_command(context)?;
    command.args(["journeys", "privacy"]).env("SELFCHECK_URL", nginx.url());
    tests(&mut command, Tally::of_playwright)
}

/// A host needs to do no more than hand out files; this tells how many it does hand out.
fn load_on_nginx(context: &Context) -> Result<Tally> {
    let wrk = programs::ensure("wrk", "wrk", "it puts a load on nginx")?;
    let nginx = Nginx::start(context)?;
    let mut tally = Tally::default();
    for file in ["index.html", &module_name(&context.dist())?] {
        let printed =
            run::output(Command::new(&wrk).args(LOAD).arg(format!("{}{file}", nginx.url())))?;
        print!("{file}\n{printed}");
        // wrk ends well although every answer was a refusal.
        tally += Tally::single(!printed.contains("Non-2xx") && !printed.contains("Socket errors"));
    }
    Ok(tally)
}

/// Returns the name of the app's module in the release.
fn module_name(dist: &Path) -> Result<String> {
    let names = fs::read_dir(dist).context("there is no release in dist/")?;
    names
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.starts_with("selfcheck-") && name.ends_with(".wasm"))
        .context("dist/ has no module of the app")
}

fn journey_in_firefox(context: &Context) -> Result<Tally> {
    let server = FileServer::start(&context.dist(), 0)?;
    walk(context, "firefox", &firefox()?, &server.url())
}

/// Opened from the disk, as by a double click.
fn single_file_in_browsers(context: &Context) -> Result<Tally> {
    let address = format!("file://{}", context.dist().join(build::SINGLE_FILE).display());
    let mut tally = walk(context, "chrome", &Browser::ensure()?.program, &address)?;
    tally += walk(context, "firefox", &firefox()?, &address)?;
    Ok(tally)
}

fn firefox() -> Result<PathBuf> {
    programs::ensure("firefox-esr", "firefox-esr", "the app runs in Firefox too")
}

/// Walks through the app at an address in one browser.
fn walk(context: &Context, browser: &str, program: &Path, address: &str) -> Result<Tally> {
    let folder = context.root().join("tests").join("engines");
    node::packages(&folder, "puppeteer drives any browser")?;
    let downloads = context.target().join("engines");
    files::fresh(&downloads)?;
    let mut command = node::node();
    command
        .args(["journey.js", address])
        .arg(&downloads)
        .env("BROWSER", browser)
        .env("BROWSER_PATH", program)
        .current_dir(&folder);
    tests(&mut command, Tally::of_playwright)
}

/// Builds the last commit twice from nothing, one after the other in the same place: the paths of
/// sources are part of what a compiler makes.
fn reproducible_build(context: &Context) -> Result<Tally> {
    let place = context.target().join("reproducible");
    let mut releases = Vec::new();
    for _ in 0..2 {
        files::fresh(&place)?;
        let checkout = place.join("checkout");
        let mut clone = Command::new("git");
        clone.args(["clone", "--quiet"]).arg(context.root()).arg(&checkout);
        run::run(&mut clone).with_context(|| by_hand("run this in a checkout made by git"))?;
        let mut command = context::cargo();
        command
            .args(["xtask", "build"])
            .current_dir(&checkout)
            .env("CARGO_TARGET_DIR", place.join("target"));
        run::run(&mut command)?;
        releases.push(build::digests(&checkout.join("dist"))?);
    }
    fs::remove_dir_all(&place).with_context(|| format!("cannot remove {}", place.display()))?;
    let different = differences(&releases[0], &releases[1]);
    if !different.is_empty() {
        bail!("two builds of one commit differ in {}", different.join(", "));
    }
    Ok(Tally::single(true))
}

/// Names the files that are in one release alone, or differ.
fn differences(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}
