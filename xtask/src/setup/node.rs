//! Node and the packages of its small projects: the fonts, the journeys, the types, the measurements.

use std::{env, path::Path, process::Command};

use anyhow::{Context as _, Result};

use super::{apt, by_hand, missing, say};
use crate::{
    fingerprint::{Fingerprint, Stamp},
    run,
};

/// Playwright and the font tools want this one or later.
const OLDEST: u32 = 20;

/// Installs a project's packages as its lock file says, unless that was done.
pub fn packages(folder: &Path, why: &str) -> Result<()> {
    let fingerprint = Fingerprint::default().path(&folder.join("package-lock.json"))?.finish();
    let stamp = Stamp::at(folder.join("node_modules").join(".selfcheck-stamp"));
    if stamp.is(&fingerprint) {
        return Ok(());
    }
    ensure()?;
    say(&format!("npm ci in {}", folder.display()), why);
    let mut command = Command::new(npm());
    command
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        // The browser that is there is used; Playwright's own cannot be had everywhere.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run::run(&mut command).with_context(|| by_hand(format!("npm ci in {}", folder.display())))?;
    stamp.set(&fingerprint)
}

/// Returns a command that runs a script.
pub fn node() -> Command {
    Command::new("node")
}

fn ensure() -> Result<()> {
    let advice = format!("install Node {OLDEST} or later with npm, https://nodejs.org");
    let printed = run::output(node().arg("--version")).with_context(|| by_hand(advice.as_str()))?;
    let major = major(&printed).with_context(|| format!("cannot read Node's version {printed}"))?;
    if major < OLDEST {
        return Err(missing(&format!("Node {} is too old", printed.trim()), &advice));
    }
    if which::which(npm()).is_err() {
        if !apt::is_debian() {
            return Err(missing("there is no npm", &advice));
        }
        apt::install(&["npm"], "it installs the fonts and the journeys' packages")?;
    }
    Ok(())
}

fn npm() -> &'static str {
    if env::consts::OS == "windows" { "npm.cmd" } else { "npm" }
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("node"), None);
    }
}
