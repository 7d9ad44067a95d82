//! The fonts on disk, and reports set in them.

use std::fs;
use std::path::{Path, PathBuf};

use assessment::report::{Form, Report};
use documents::pdf::{Pdf, PdfError, Typesetter};

use super::cli::CliError;

/// The tiers of fonts, in the order in which they are tried.
const TIERS: [&str; 2] = ["tier1", "full"];

/// One typesetter a tier of fonts.
pub(super) struct Press(Vec<Typesetter>);

impl Press {
    /// Takes the fonts of a folder, or those of the tiers that it holds.
    ///
    /// # Errors
    /// Fails when there are no fonts, or when one cannot be read.
    pub(super) fn open(folder: &Path) -> Result<Self, CliError> {
        let of_folder = fonts(folder)?;
        let tiers = if of_folder.is_empty() {
            TIERS.iter().map(|tier| fonts(&folder.join(tier))).collect::<Result<_, _>>()?
        } else {
            vec![of_folder]
        };
        let typesetters = tiers
            .into_iter()
            .filter(|tier: &Vec<_>| !tier.is_empty())
            .map(Typesetter::new)
            .collect::<Result<Vec<_>, _>>()?;
        if typesetters.is_empty() {
            return Err(CliError::NoFonts(folder.to_path_buf()));
        }
        Ok(Self(typesetters))
    }

    /// Sets a report as the page does: in the small fonts, and in the complete ones where those lack a
    /// character. From the same fonts comes the same file.
    ///
    /// # Errors
    /// As [`Typesetter::pdf`].
    pub(super) fn pdf(&self, report: &Report, record: &[u8], form: Form) -> Result<Pdf, PdfError> {
        let mut made = None;
        for typesetter in &self.0 {
            let pdf = typesetter.pdf(report, record, form)?;
            let whole = pdf.missing.is_empty();
            made = Some(pdf);
            if whole {
                break;
            }
        }
        made.ok_or(PdfError::Empty)
    }
}

/// The fonts that lie in a folder itself; none when there is no such folder.
fn fonts(folder: &Path) -> Result<Vec<Vec<u8>>, CliError> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ttf"))
        .collect();
    // The order of a folder is the file system's; that of the pages must not be.
    files.sort();
    files
        .into_iter()
        .map(|file| fs::read(&file).map_err(|error| CliError::File(file, error)))
        .collect()
}
