//! Python packages that nothing but a comparison or a check needs, in an environment of their own.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::{apt, by_hand, say};
use crate::{
    fingerprint::{Fingerprint, Stamp},
    run,
};

/// Installs what a requirements file names into the environment `folder`, unless that was done, and
/// returns its Python.
pub fn environment(folder: &Path, requirements: &Path, why: &str) -> Result<PathBuf> {
    let python = program(folder);
    let fingerprint = Fingerprint::default().path(requirements)?.finish();
    let stamp = Stamp::at(folder.join("requirements"));
    if stamp.is(&fingerprint) && python.is_file() {
        return Ok(python);
    }
    say(&format!("Python environment in {}", folder.display()), why);
    create(folder)?;
    let mut install = Command::new(&python);
    install
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(requirements);
    run::run(&mut install)
        .with_context(|| by_hand(format!("pip install -r {}", requirements.display())))?;
    stamp.set(&fingerprint)?;
    Ok(python)
}

fn create(folder: &Path) -> Result<()> {
    let venv = || {
        let mut command = Command::new(if windows() { "python" } else { "python3" });
        command.args(["-m", "venv", "--clear"]).arg(folder);
        command
    };
    let advice = || by_hand("install Python 3 with its venv module, https://www.python.org");
    // Debian parts the module from the language; what Python says of that is long and not needed.
    if run::output(&mut venv()).is_ok() {
        return Ok(());
    }
    if apt::is_debian() {
        apt::install(&["python3-venv"], "it makes Python environments").with_context(advice)?;
    }
    run::output(&mut venv()).map(|_| ()).with_context(advice)
}

fn program(folder: &Path) -> PathBuf {
    if windows() { folder.join("Scripts/python.exe") } else { folder.join("bin/python") }
}

fn windows() -> bool {
    env::consts::OS == "windows"
}
