//! Many self-checks at once: the documents of every file of a folder, and one workbook over all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use assessment::record::Record;
use assessment::report::{Form, Report};
use chrono::NaiveDate;
use documents::ics::ics;
use documents::pdf::Typesetter;
use documents::readback::Reader;
use documents::xlsx::summary::{Received, summary};
use documents::xlsx::workbook;

use super::cli::{CliError, write};

/// What became of a file: its self-check, or why there is none; and why its documents are missing.
struct Outcome {
    record: Result<Record, String>,
    documents: Result<(), String>,
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
    today: NaiveDate,
    form: Form,
    typesetter: &Typesetter,
) -> Result<(), CliError> {
    fs::create_dir_all(output).map_err(|error| CliError::File(output.to_path_buf(), error))?;
    let same = |error| CliError::File(output.to_path_buf(), error);
    if fs::canonicalize(folder).map_err(same)? == fs::canonicalize(output).map_err(same)? {
        return Err(CliError::SameFolder(output.to_path_buf()));
    }
    let files = received(folder)?;
    let names = names(&files);
    let outcomes = in_parallel(files.len(), |index| {
        let record = open(&files[index]);
        let documents = match &record {
            Ok(record) => {
                let target = output.join(&names[index]);
                make(record, &target, today, form, typesetter).map_err(|error| error.to_string())
            }
            Err(reason) => Err(reason.clone()),
        };
        Outcome { record, documents }
    });
    let mut failed = 0;
    for (file, outcome) in files.iter().zip(&outcomes) {
        if let Err(reason) = &outcome.documents {
            failed += 1;
            eprintln!("{}: {reason}", file.display());
        }
    }
    if let Some(path) = overview {
        let received: Vec<Received> = files
            .iter()
            .zip(outcomes)
            .map(|(file, outcome)| Received { file: file_name(file), record: outcome.record })
            .collect();
        write(path, &summary(&received, today)?.bytes)?;
    }
    println!("{} of {} self-checks", files.len() - failed, files.len());
    if failed > 0 { Err(CliError::Some(failed)) } else { Ok(()) }
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

fn is(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The names of the documents, without their ends: those of the files, told apart where one name
/// is there as both a saved file and a report.
fn names(files: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let stem = |file: &PathBuf| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    files
        .iter()
        .map(|file| {
            let name = stem(file);
            if taken.insert(name.to_lowercase()) { name } else { file_name(file) }
        })
        .collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The self-check in a file.
fn open(file: &Path) -> Result<Record, String> {
    let mut saved = fs::read(file).map_err(|error| error.to_string())?;
    if is(file, "pdf") {
        let reader = Reader::new(saved).map_err(|error| error.to_string())?;
        saved = reader.attachment("selfcheck.json").map_err(|error| error.to_string())?;
    }
    Record::from_json(&saved).map_err(|error| error.to_string())
}

fn make(
    record: &Record,
    target: &Path,
    today: NaiveDate,
    form: Form,
    typesetter: &Typesetter,
) -> Result<(), CliError> {
    // Not `with_extension`: a name may itself have a dot.
    let to = |extension: &str| PathBuf::from(format!("{}.{extension}", target.display()));
    write(
        &to("pdf"),
        &typesetter.pdf(&Report::of(record, today), record.to_json().as_bytes(), form)?.bytes,
    )?;
    write(&to("xlsx"), &workbook(record, today)?.bytes)?;
    write(&to("ics"), &ics(record, today)?.bytes)
}

/// Does `work` for each number below `count` on all processors; the results are in order.
fn in_parallel<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(count));
    let threads = thread::available_parallelism().map_or(1, usize::from).min(count);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count {
                        break;
                    }
                    let result = work(index);
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
