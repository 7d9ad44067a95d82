//! From a file that was handed in to its self-check, and from a self-check to its documents.

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
        let reader = Reader::new(saved)?;
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

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    fs::write(path, bytes).map_err(|error| CliError::File(path.to_path_buf(), error))
}
