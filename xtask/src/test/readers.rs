//! The documents, read by programs that share no code with what made them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::{step, tally::Tally};
use crate::{
    context::Context,
    files, report, run,
    setup::{browser, fonts::Fonts, python},
};

/// The saved self-checks whose documents are read.
const RECORDS: [&str; 2] =
    ["crates/documents/tests/fixtures/autumn.json", "crates/assessment/tests/sample-record.json"];
/// The day of the documents: the tests must not depend on when they run.
const TODAY: &str = "2026-11-23";

/// Makes the documents of some records, twice, and has `tests/readers` read them.
pub fn check(context: &Context) -> Result<Tally> {
    let made = make(context)?;
    browser::pdf_readers()?;
    let tests = context.root().join("tests").join("readers");
    let program = python::environment(
        &context.tools().join("python"),
        &tests.join("requirements.txt"),
        "Python programs read the documents again",
    )?;
    let mut command = Command::new(program);
    command
        // No compiled files beside the sources.
        .args(["-B", "-m", "unittest", "discover"])
        .current_dir(tests)
        .env("SELFCHECK_DOCUMENTS", made);
    step::tests(&mut command, Tally::of_unittest)
}

/// Returns the workbooks that [`check`] left.
pub fn workbooks(context: &Context) -> Result<Vec<PathBuf>> {
    let place = folder(context).join("first");
    let entries = fs::read_dir(&place)
        .with_context(|| format!("there are no documents in {}", place.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == "xlsx")).collect())
}

fn folder(context: &Context) -> PathBuf {
    context.target().join("read-documents")
}

/// Puts records and documents into a fresh folder and returns it.
fn make(context: &Context) -> Result<PathBuf> {
    Fonts::ensure(context)?;
    let folder = folder(context);
    let records = folder.join("records");
    files::fresh(&folder)?;
    files::fresh(&records)?;
    for record in RECORDS.map(Path::new) {
        let name =
            record.file_name().with_context(|| format!("{} names no file", record.display()))?;
        fs::copy(context.root().join(record), records.join(name))
            .with_context(|| format!("cannot copy {}", record.display()))?;
    }
    let program = report::program(context)?;
    for once in ["first", "second"] {
        let mut command = Command::new(&program);
        command
            .arg(&records)
            .arg("-o")
            .arg(folder.join(once))
            .args(["--today", TODAY])
            .env("SELFCHECK_FONTS", context.fonts());
        run::run(&mut command)?;
    }
    Ok(folder)
}
