//! The fonts on disk.

use std::fs;
use std::path::{Path, PathBuf};

use documents::pdf::Typesetter;

use super::error::CliError;

/// The tiers of fonts, in the order in which they are tried: as the page has them.
const TIERS: [&str; 2] = ["tier1", "full"];

/// A typesetter with the fonts of a folder, or with those of the tiers that it holds.
///
/// # Errors
/// Fails when there are no fonts, or when one cannot be read.
pub(super) fn typesetter(folder: &Path) -> Result<Typesetter, CliError> {
    let of_folder = fonts(folder)?;
    let tiers = if of_folder.is_empty() {
        TIERS.iter().map(|tier| fonts(&folder.join(tier))).collect::<Result<_, _>>()?
    } else {
        vec![of_folder]
    };
    let mut tiers = tiers.into_iter().filter(|tier: &Vec<_>| !tier.is_empty());
    let first = tiers.next().ok_or_else(|| CliError::NoFonts(folder.to_path_buf()))?;
    let mut typesetter = Typesetter::new(first)?;
    for tier in tiers {
        typesetter.add_tier(tier)?;
    }
    Ok(typesetter)
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
