//! Many self-checks at once: the documents of every file of a folder, and one workbook over all.

use std::collections::BTreeSet;
use std::fs;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use assessment::self_check::SelfCheck;
use documents::xlsx::summary::{Received, summary};
use rayon::prelude::*;

use super::error::CliError;
use super::files::{self, Printing, Targets, is, write};
use documents::pdf::Typesetter;

/// What became of a file: its self-check, or why there is none; and why its documents are missing.
struct Outcome {
    self_check: Result<SelfCheck, String>,
    /// Made, with what there is to say of the fonts.
    documents: Result<Option<String>, String>,
}

/// Makes PDF, workbook and calendar of each saved self-check in `folder`, a saved file or a report
/// that carries one, and puts them into `output`; the summary goes to `overview`.
///
/// A file that cannot be read stops nothing: it is told, and stands in the summary with the reason.
///
/// # Errors
/// Fails when `folder` cannot be listed, `output` or the summary cannot be written, and, when all
/// the rest is done, when a file had no documents.
pub(super) fn documents(
    folder: &Path,
    output: &Path,
    overview: Option<&Path>,
    printing: Printing,
    typesetter: &Typesetter,
) -> Result<(), CliError> {
    fs::create_dir_all(output).map_err(|error| CliError::File(output.to_path_buf(), error))?;
    let same = |error| CliError::File(output.to_path_buf(), error);
    if fs::canonicalize(folder).map_err(same)? == fs::canonicalize(output).map_err(same)? {
        return Err(CliError::SameFolder(output.to_path_buf()));
    }
    let received = received(folder)?;
    let names = names(&received);
    let targets: Vec<Targets> = names.iter().map(|name| all(output, name)).collect();
    let made = targets.iter().flat_map(Targets::paths);
    files::all_apart(received.iter().map(PathBuf::as_path), made.chain(overview))?;
    let outcome = |(file, targets): (&PathBuf, &Targets)| {
        let self_check = unless_it_panics(|| files::open(file).map_err(|error| error.to_string()));
        let documents = match &self_check {
            Ok(self_check) => unless_it_panics(|| {
                let made = files::make(self_check, None, targets, printing, typesetter);
                made.map(|pdf| files::missing_words(&pdf)).map_err(|error| error.to_string())
            }),
            Err(reason) => Err(reason.clone()),
        };
        Outcome { self_check, documents }
    };
    // In the order of the files, however long each takes.
    let outcomes: Vec<Outcome> = received.par_iter().zip(&targets).map(outcome).collect();
    let mut failed = 0;
    for (file, outcome) in received.iter().zip(&outcomes) {
        match &outcome.documents {
            Ok(None) => {}
            Ok(Some(words)) => eprintln!("{}: {words}", file.display()),
            Err(reason) => {
                failed += 1;
                eprintln!("{}: {reason}", file.display());
            }
        }
    }
    if let Some(path) = overview {
        let rows: Vec<Received> = received
            .iter()
            .zip(outcomes)
            .map(|(file, outcome)| Received {
                file: file_name(file),
                self_check: outcome.self_check,
            })
            .collect();
        write(path, &summary(&rows, printing.today)?.bytes)?;
    }
    println!("{} of {} self-checks", received.len() - failed, received.len());
    if failed > 0 { Err(CliError::Some(failed)) } else { Ok(()) }
}

/// What `work` comes to; a fault of this program in one file must not take the others with it.
fn unless_it_panics<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err("本工具处理这个文件时出错，请把文件和上面的英文提示发给本工具的维护者。".to_owned())
    })
}

fn received(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries =
        fs::read_dir(folder).map_err(|error| CliError::File(folder.to_path_buf(), error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && (is(path, "json") || is(path, "pdf")))
        .collect();
    // The order of a folder is the file system's; that of the summary must not be.
    files.sort();
    Ok(files)
}

/// The names of the documents, without their ends: those of the files, told apart where one name would
/// be there twice. The case of letters tells no files apart on the usual disks of an office.
fn names(files: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    files
        .iter()
        .map(|file| {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let whole = file_name(file);
            let numbered = (2..).map(|nth| format!("{whole}-{nth}"));
            let candidates = [stem, whole.clone()].into_iter().chain(numbered);
            // There are more numbers than files.
            let free = candidates.into_iter().find(|name| taken.insert(name.to_lowercase()));
            free.unwrap_or(whole)
        })
        .collect()
}

/// All documents of one self-check. Not `with_extension`: a name may itself have a dot.
fn all(folder: &Path, name: &str) -> Targets {
    let to = |extension: &str| folder.join(format!("{name}.{extension}"));
    Targets { pdf: to("pdf"), xlsx: Some(to("xlsx")), ics: Some(to("ics")) }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
