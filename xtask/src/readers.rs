//! The documents, read by programs that share no code with what made them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{
    context::{self, Context},
    run,
    setup::{browser, fonts::Fonts, python},
    tally::Tally,
    test,
};

/// The saved self-checks whose documents are read.
const RECORDS: [&str; 2] =
    ["crates/documents/tests/fixtures/autumn.json", "crates/assessment/tests/sample-record.json"];
/// The day of the documents: the tests must not depend on when they run.
const TODAY: &str = "2026-11-23";

/// Makes the documents of some records, twice, and has `tests/python` read them.
pub fn check(context: &Context) -> Result<Tally> {
    let made = make(context)?;
    browser::pdf_readers()?;
    let tests = context.root().join("tests").join("python");
    let program = python::environment(
        &context.tools().join("python"),
        &tests.join("requirements.txt"),
        "Python programs read the documents again",
    )?;
    let mut command = std::process::Command::new(program);
    command
        // No compiled files beside the sources.
        .args(["-B", "-m", "unittest", "discover"])
        .current_dir(tests)
        .env("SELFCHECK_DOCUMENTS", made);
    test::tests(&mut command, Tally::of_unittest)
}

/// Puts records and documents into a fresh folder and returns it.
fn make(context: &Context) -> Result<PathBuf> {
    Fonts::ensure(context)?;
    let folder = context.target().join("read-documents");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let records = folder.join("records");
    fs::create_dir_all(&records).with_context(|| format!("cannot create {}", records.display()))?;
    for record in RECORDS.map(Path::new) {
        let name =
            record.file_name().with_context(|| format!("{} names no file", record.display()))?;
        fs::copy(context.root().join(record), records.join(name))
            .with_context(|| format!("cannot copy {}", record.display()))?;
    }
    for once in ["first", "second"] {
        let mut command = context::cargo();
        command
            .args(["run", "--quiet", "--package", "documents", "--bin", "report", "--"])
            .arg(&records)
            .arg("-o")
            .arg(folder.join(once))
            .args(["--today", TODAY])
            .current_dir(context.root())
            .env("SELFCHECK_FONTS", context.fonts());
        run::run(&mut command)?;
    }
    Ok(folder)
}
