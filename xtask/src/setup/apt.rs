//! Packages of a Debian system.

use std::{collections::BTreeSet, env, fs, process::Command, sync::OnceLock};

use anyhow::{Context, Result};

use super::{by_hand, say};
use crate::run;

/// Tells whether this is Debian 12 or later. Its derivatives number and name packages differently.
pub fn is_debian() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| {
        fs::read_to_string("/etc/os-release").is_ok_and(|release| names_debian_12(&release))
    })
}

/// Testing and unstable name no version at all.
fn names_debian_12(os_release: &str) -> bool {
    let value = |key: &str| {
        os_release
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
            .map(|value| value.trim_matches('"'))
    };
    value("ID") == Some("debian")
        && value("VERSION_ID")
            .is_none_or(|version| version.parse().is_ok_and(|version: u32| version >= 12))
}

/// Installs packages; without root, through `sudo` if that asks for no password.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    refresh();
    say(&format!("apt-get install {}", packages.join(" ")), why);
    let mut command = as_root("apt-get");
    command
        .args(["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"])
        .args(["-qq", "-y", "--no-install-recommends", "install"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    // Its several lines a package are worth reading only if it fails.
    run::output(&mut command)
        .map(drop)
        .with_context(|| by_hand(format!("as root, apt-get install {}", packages.join(" "))))
}

/// Returns the newest linker package that the distribution offers, such as `lld-22`.
pub fn newest_lld() -> Result<String> {
    refresh();
    let names = run::output(Command::new("apt-cache").args(["pkgnames", "lld-"]))?;
    newest(&names, "lld-")
        .map(|version| format!("lld-{version}"))
        .with_context(|| by_hand("install a package lld-NN that brings wasm-ld-NN"))
}

/// Returns the greatest number that follows the prefix on a line of its own.
pub fn newest(lines: &str, prefix: &str) -> Option<u32> {
    lines
        .lines()
        .filter_map(|line| line.trim().strip_prefix(prefix)?.parse().ok())
        .collect::<BTreeSet<u32>>()
        .pop_last()
}

/// Fetches the lists of packages, once: a fresh machine or container may have none.
fn refresh() {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        // Offline, the lists at hand may still do; if not, the installation itself says so.
        let _ = run::output(as_root("apt-get").args(["-qq", "update"]));
    });
}

fn as_root(program: &str) -> Command {
    let root = run::output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    if root || env::consts::OS != "linux" {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", program]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_from_12_on_counts() {
        assert!(names_debian_12(
            "PRETTY_NAME=\"Debian GNU/Linux 12\"\nVERSION_ID=\"12\"\nID=debian\n"
        ));
        assert!(names_debian_12("ID=debian\n"));
        assert!(!names_debian_12("VERSION_ID=\"11\"\nID=debian\n"));
        assert!(!names_debian_12("VERSION_ID=\"24.04\"\nID=ubuntu\nID_LIKE=debian\n"));
    }

    #[test]
    fn the_newest_is_chosen_by_number() {
        assert_eq!(newest("lld-9\nlld-22\nlld-22-doc\nlld-13\n", "lld-"), Some(22));
        assert_eq!(newest("lld\n", "lld-"), None);
    }
}
