//! From a file that was handed in to its self-check, and from a self-check to its documents.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assessment::report::{Form, Report};
use assessment::self_check::SelfCheck;
use chrono::NaiveDate;
use documents::ics::ics;
use documents::pdf::Pdf;
use documents::readback::{Integrity, RECORD, Reader};
use documents::xlsx::workbook;

use super::error::{CliError, OpenError};
use documents::pdf::Typesetter;

/// The self-check in a saved file, or in a report that carries one.
pub(super) fn open(file: &Path) -> Result<SelfCheck, OpenError> {
    let mut saved = fs::read(file)?;
    if is(file, "pdf") {
        let reader = Reader::of_import(saved)?;
        saved = reader.attachment(RECORD)?;
        if let Integrity::Altered { printed, attached } = reader.integrity(&saved) {
            return Err(OpenError::Altered { printed, attached });
        }
    }
    Ok(SelfCheck::from_json(&saved)?)
}

pub(super) fn is(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Where the documents of one self-check go; those without a place are not made.
pub(super) struct Targets {
    pub(super) pdf: PathBuf,
    pub(super) xlsx: Option<PathBuf>,
    pub(super) ics: Option<PathBuf>,
}

impl Targets {
    /// The places, one after another.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        [Some(&self.pdf), self.xlsx.as_ref(), self.ics.as_ref()]
            .into_iter()
            .flatten()
            .map(|path| &**path)
    }
}

/// How the report of a self-check is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printing {
    pub(super) today: NaiveDate,
    pub(super) form: Form,
    /// With what was done to the self-check, by whom and when.
    pub(super) history: bool,
}

/// Makes the documents of `self_check`; the report says what has moved since `earlier`, if there is one.
pub(super) fn make(
    self_check: &SelfCheck,
    earlier: Option<&SelfCheck>,
    targets: &Targets,
    Printing { today, form, history }: Printing,
    typesetter: &Typesetter,
) -> Result<Pdf, CliError> {
    // As the page does it: the attachment is the self-check as it would be saved now, not the file at hand;
    // what was deleted in it is handed on only where that is asked for.
    let report = Report::since(earlier, self_check, today);
    let (report, attached) = if history {
        (report.with_history(self_check), self_check.to_json())
    } else {
        (report, self_check.to_attachment())
    };
    let pdf = typesetter.pdf(&report, attached.as_bytes(), form)?;
    write(&targets.pdf, &pdf.bytes)?;
    if let Some(path) = &targets.xlsx {
        write(path, &workbook(self_check, today)?.bytes)?;
    }
    if let Some(path) = &targets.ics {
        write(path, &ics(self_check, today)?.bytes)?;
    }
    Ok(pdf)
}

/// Says which characters no font has; `None` where each has its glyph.
pub(super) fn missing_words(pdf: &Pdf) -> Option<String> {
    let missing: String = pdf.missing.iter().collect();
    (!missing.is_empty())
        .then(|| format!("no font has these characters, each stands as 〓: {missing}"))
}

/// Writes a file beside the one that it takes the place of, so that a full disk or a power cut leaves the
/// former one whole.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // There may be nothing to remove; the reason that is told is the first one.
        let _ = fs::remove_file(&part);
        CliError::File(path.to_path_buf(), error)
    })
}

/// Refuses an output that would stand where an input or another output does.
pub(super) fn all_apart<'a>(
    inputs: impl IntoIterator<Item = &'a Path>,
    outputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), CliError> {
    // A file that is not there yet has no canonical path, but its folder has.
    let place = |path: &Path| {
        fs::canonicalize(path).or_else(|error| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let name = path.file_name().ok_or(error)?;
            Ok::<_, std::io::Error>(fs::canonicalize(folder.unwrap_or(Path::new(".")))?.join(name))
        })
    };
    let place = |path: &Path| place(path).unwrap_or_else(|_| path.to_path_buf());
    let mut taken: BTreeSet<PathBuf> = inputs.into_iter().map(place).collect();
    for output in outputs {
        if !taken.insert(place(output)) {
            return Err(CliError::SameFile(output.to_path_buf()));
        }
    }
    Ok(())
}
