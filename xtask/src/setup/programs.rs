//! Programs that only the long tests need.

use std::path::PathBuf;

use anyhow::Result;

use super::{apt, missing};

/// Finds a program; on Debian, a missing one is installed with its package.
pub fn ensure(program: &str, package: &str, why: &str) -> Result<PathBuf> {
    if let Some(found) = find(program) {
        return Ok(found);
    }
    if apt::is_debian() {
        apt::install(&[package], why)?;
    }
    find(program).ok_or_else(|| {
        missing(&format!("there is no {program} ({why})"), &format!("install {package}"))
    })
}

/// Servers lie where only root's `PATH` leads.
fn find(program: &str) -> Option<PathBuf> {
    which::which(program).or_else(|_| which::which_in(program, Some("/usr/sbin"), "/")).ok()
}
