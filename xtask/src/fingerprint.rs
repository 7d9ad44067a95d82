//! Fingerprints of contents: a step notes what it was made from, and is skipped while that is unchanged.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

/// A digest over names and contents, built up piece by piece.
#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a text, such as a version.
    pub fn text(mut self, text: &str) -> Self {
        self.add(text.as_bytes());
        self
    }

    /// Adds the content of a file, or of every file below a folder with its name. Installed
    /// packages and tests are left out: nothing is made from them.
    pub fn path(mut self, path: &Path) -> Result<Self> {
        self.visit(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(self)
    }

    /// Ends the digest, as hexadecimal digits.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }

    fn visit(&mut self, path: &Path) -> io::Result<()> {
        if !path.is_dir() {
            self.add(&fs::read(path)?);
            return Ok(());
        }
        let mut entries = fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<_>>>()?;
        // The order of a folder's entries differs between file systems.
        entries.sort();
        for entry in entries {
            let Some(name) = entry.file_name().map(|name| name.to_string_lossy().into_owned())
            else {
                continue;
            };
            if name != "node_modules" && name != "tests" {
                self.add(name.as_bytes());
                self.visit(&entry)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, bytes: &[u8]) {
        // The length first, so that no two sequences of pieces look alike.
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }
}

/// Returns the digest of some bytes, as hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Returns the digest of some bytes as browsers write it, in attributes and policies.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file that holds the fingerprint of what a step's result was made from.
#[derive(Debug)]
pub struct Stamp(PathBuf);

impl Stamp {
    /// Names the file; it need not exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Tells whether the last result was made from this.
    pub fn is(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|stored| stored == fingerprint)
    }

    /// Notes what the result was made from. To be called last, when the result is whole.
    pub fn set(&self, fingerprint: &str) -> Result<()> {
        fs::write(&self.0, fingerprint)
            .with_context(|| format!("cannot write {}", self.0.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(folder: &Path) -> Result<String> {
        Ok(Fingerprint::default().path(folder)?.finish())
    }

    #[test]
    fn a_stamp_fits_only_what_it_was_set_for() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let stamp = Stamp::at(folder.path().join("stamp"));
        assert!(!stamp.is("a"));
        stamp.set("a")?;
        assert!(stamp.is("a"));
        assert!(!stamp.is("b"));
        Ok(())
    }

    #[test]
    fn a_fingerprint_follows_content_and_names_but_not_tests() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir_all(folder.path().join("src"))?;
        fs::create_dir_all(folder.path().join("tests"))?;
        fs::write(folder.path().join("src/a"), "1")?;
        let first = fingerprint(folder.path())?;

        fs::write(folder.path().join("tests/t"), "1")?;
        assert_eq!(fingerprint(folder.path())?, first);
        fs::write(folder.path().join("src/a"), "2")?;
        assert_ne!(fingerprint(folder.path())?, first);
        fs::write(folder.path().join("src/a"), "1")?;
        assert_eq!(fingerprint(folder.path())?, first);
        fs::rename(folder.path().join("src/a"), folder.path().join("src/b"))?;
        assert_ne!(fingerprint(folder.path())?, first);
        Ok(())
    }

    #[test]
    fn pieces_do_not_run_together() {
        let one = Fingerprint::default().text("ab").text("c").finish();
        let other = Fingerprint::default().text("a").text("bc").finish();
        assert_ne!(one, other);
    }
}
