//! The service worker's list: every file of the release, with what it must come to.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde::Serialize;

use crate::fingerprint::{self, Fingerprint};

/// The service worker in the release. Its address must never change: browsers that know the
/// product ask for a new release there.
pub const SCRIPT: &str = "service-worker.js";

/// One file as `assets/service-worker.js` knows it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Listed {
    path: String,
    bytes: u64,
    /// As in subresource integrity.
    integrity: String,
    /// Whether it is stored only once the app runs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    later: bool,
}

/// Names a release by all that it consists of. The page is taken as it is before it is told that
/// name itself.
pub fn name_release(folder: &Path, worker_source: &str) -> Result<String> {
    let fingerprint = Fingerprint::default().text(worker_source).path(folder)?;
    Ok(fingerprint.finish()[..16].to_owned())
}

/// Writes the service worker for the finished files of a folder. Those of `later` are needed
/// rarely and are large.
pub fn write_service_worker(
    folder: &Path,
    worker_source: &str,
    release: &str,
    later: &[String],
) -> Result<()> {
    let files = serde_json::to_string(&list(folder, later)?)?;
    let release = serde_json::to_string(release)?;
    let script = format!("const RELEASE = {release};\nconst FILES = {files};\n\n{worker_source}");
    fs::write(folder.join(SCRIPT), script).context("cannot write the service worker")
}

/// Lists a folder's files; those for later come last.
fn list(folder: &Path, later: &[String]) -> Result<Vec<Listed>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.file_name().to_string_lossy().into_owned();
        if path == SCRIPT {
            continue;
        }
        let content =
            fs::read(entry.path()).with_context(|| format!("cannot read {path} of the release"))?;
        files.push(Listed {
            bytes: content.len() as u64,
            integrity: fingerprint::integrity(&content),
            later: later.contains(&path),
            path,
        });
    }
    // By name, so that the same release has the same list everywhere.
    files.sort_by(|one, other| (one.later, &one.path).cmp(&(other.later, &other.path)));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release() -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("a-full.ttf"), "large")?;
        fs::write(folder.path().join("b.js"), "")?;
        fs::write(folder.path().join("c.html"), "abc")?;
        Ok(folder)
    }

    #[test]
    fn the_list_has_sizes_digests_and_the_late_files_last() -> Result<()> {
        let folder = release()?;
        let files = list(folder.path(), &["a-full.ttf".to_owned()])?;
        let names: Vec<_> =
            files.iter().map(|file| (&*file.path, file.bytes, file.later)).collect();
        assert_eq!(names, [("b.js", 0, false), ("c.html", 3, false), ("a-full.ttf", 5, true)]);
        // The published digest of "abc".
        assert_eq!(files[1].integrity, "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        Ok(())
    }

    #[test]
    fn the_service_worker_is_not_on_its_own_list() -> Result<()> {
        let folder = release()?;
        write_service_worker(folder.path(), "work();", "one", &[])?;
        write_service_worker(folder.path(), "work();", "two", &[])?;
        let script = fs::read_to_string(folder.path().join(SCRIPT))?;
        assert!(script.starts_with("const RELEASE = \"two\";\nconst FILES = [{\"path\":"));
        assert!(script.ends_with(";\n\nwork();"));
        assert!(!script.contains(SCRIPT));
        Ok(())
    }

    #[test]
    fn any_change_makes_another_release() -> Result<()> {
        let folder = release()?;
        let first = name_release(folder.path(), "work();")?;
        assert_ne!(name_release(folder.path(), "work(); ")?, first);
        fs::write(folder.path().join("c.html"), "abd")?;
        assert_ne!(name_release(folder.path(), "work();")?, first);
        Ok(())
    }
}
