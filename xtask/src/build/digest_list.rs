//! The digests of a release's files, as `sha256sum --check SHA256SUMS` reads them.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use anyhow::{Context as _, Result};

use crate::fingerprint;

/// The file in the release that lists all others.
pub const FILE: &str = "SHA256SUMS";

/// Returns each file's name with its digest in hexadecimal digits.
pub fn of(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for entry in fs::read_dir(folder).context("cannot read the release")? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != FILE {
            let content = fs::read(entry.path()).with_context(|| format!("cannot read {name}"))?;
            sums.insert(name, fingerprint::digest(&content));
        }
    }
    Ok(sums)
}

/// Writes the list into the release.
pub fn write(folder: &Path) -> Result<()> {
    let mut text = String::new();
    for (name, digest) in of(folder)? {
        writeln!(text, "{digest}  {name}")?;
    }
    fs::write(folder.join(FILE), text).context("cannot write the digests of the release")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_every_file_but_itself() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("b"), "abc")?;
        fs::write(folder.path().join("a"), "")?;
        write(folder.path())?;
        write(folder.path())?;
        // The published digests of the empty text and of "abc".
        assert_eq!(
            fs::read_to_string(folder.path().join(FILE))?,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
        );
        Ok(())
    }
}
