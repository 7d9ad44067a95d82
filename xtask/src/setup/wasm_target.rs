//! A compiler for `wasm32-unknown-unknown`: rustup's target, else the distribution's packages.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::{apt, by_hand, missing, say};
use crate::run;

/// The target of everything that runs in a browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where the target's standard library comes from.
#[derive(Debug)]
pub enum WasmTarget {
    /// The toolchain has it.
    Toolchain,
    /// Debian's own compiler builds it from Debian's sources. Cargo stays the same.
    Debian { rustc: PathBuf, linker: PathBuf },
}

impl WasmTarget {
    /// Finds the target, or brings it.
    pub fn ensure() -> Result<Self> {
        if toolchain_has_target() {
            return Ok(Self::Toolchain);
        }
        // Before rustup is asked: where it could not add the target once, trying again at every
        // command would only cost time.
        if let Some(found) = find_debian() {
            return Ok(found);
        }
        let why = "the product runs in a browser";
        say(&format!("rustup target add {TARGET}"), why);
        let added = run::run(Command::new("rustup").args(["target", "add", TARGET]));
        if toolchain_has_target() {
            return Ok(Self::Toolchain);
        }
        let advice = || by_hand(format!("rustup target add {TARGET}"));
        if !apt::is_debian() {
            added.with_context(advice)?;
            let what = format!("rustup added {TARGET}, but not to the toolchain in use");
            return Err(missing(&what, &format!("rustup target add {TARGET}")));
        }
        println!("set-up: rustup cannot add the target here; taking Debian's packages instead");
        let lld = apt::newest_lld()?;
        apt::install(&["rustc-web", "rust-web-src", &lld], why).with_context(advice)?;
        find_debian().with_context(|| {
            by_hand(
                "check that rustc-web, rust-web-src and an lld-NN with wasm-ld-NN are installed",
            )
        })
    }

    /// Makes a Cargo or Trunk command use this compiler for the browser's part.
    pub fn apply(&self, command: &mut Command) {
        if let Self::Debian { rustc, linker } = self {
            command
                .env("RUSTC", rustc)
                // Lets a stable compiler build its own standard library.
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
    }

    /// Tells whether Clippy can look at code for this target: it comes with a toolchain and reads
    /// only what that toolchain's compiler made.
    pub fn has_clippy(&self) -> bool {
        matches!(self, Self::Toolchain)
    }

    /// Returns the version of the compiler, for stamps.
    pub fn version(&self) -> Result<String> {
        let rustc = match self {
            Self::Toolchain => rustc(),
            Self::Debian { rustc, .. } => rustc.into(),
        };
        run::output(Command::new(rustc).arg("-vV"))
    }
}

fn rustc() -> OsString {
    env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

fn sysroot(rustc: impl Into<OsString>) -> Result<PathBuf> {
    let printed = run::output(Command::new(rustc.into()).args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(printed.trim()))
}

fn toolchain_has_target() -> bool {
    sysroot(rustc()).is_ok_and(|root| root.join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn find_debian() -> Option<WasmTarget> {
    if !apt::is_debian() {
        return None;
    }
    let files = run::output(Command::new("dpkg-query").args(["--listfiles", "rustc-web"])).ok()?;
    let rustc =
        files.lines().map(Path::new).find(|file| file.ends_with("bin/rustc"))?.to_path_buf();
    let sources = sysroot(&rustc).ok()?.join("lib/rustlib/src/rust/library/std/Cargo.toml");
    let linker = newest_wasm_ld(Path::new("/usr/bin"))?;
    sources.is_file().then_some(WasmTarget::Debian { rustc, linker })
}

fn newest_wasm_ld(folder: &Path) -> Option<PathBuf> {
    let names: Vec<String> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let version = apt::newest(&names.join("\n"), "wasm-ld-")?;
    Some(folder.join(format!("wasm-ld-{version}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fallback_alone_changes_the_build() {
        let variables = |target: WasmTarget| {
            let mut command = Command::new("cargo");
            target.apply(&mut command);
            command.get_envs().count()
        };
        assert_eq!(variables(WasmTarget::Toolchain), 0);
        assert_eq!(variables(WasmTarget::Debian { rustc: "r".into(), linker: "l".into() }), 4);
    }

    #[test]
    fn the_newest_linker_is_found_by_number() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["wasm-ld-9", "wasm-ld-22", "wasm-ld", "ld.lld-30"] {
            fs::write(folder.path().join(name), "")?;
        }
        assert_eq!(newest_wasm_ld(folder.path()), Some(folder.path().join("wasm-ld-22")));
        Ok(())
    }
}
