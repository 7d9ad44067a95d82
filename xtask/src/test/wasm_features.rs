//! Whether the oldest browsers that the README names can run the modules of the release.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use wasmparser::{Validator, WasmFeatures};

/// WebAssembly 2.0: the first versions that have all of it are Chromium 96, Firefox 89 and Safari
/// 16.4, all no newer than the README asks for.
const OLDEST: WasmFeatures = WasmFeatures::WASM2;

/// Checks every module in the folder, and tells how many there are.
///
/// # Errors
/// When a module needs more than WebAssembly 2.0, or there is none.
pub fn check(dist: &Path) -> Result<u32> {
    let mut modules = 0;
    for entry in fs::read_dir(dist).context("there is no release in dist/")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            let module =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            validate(&module)
                .with_context(|| format!("{} is too new for old browsers", path.display()))?;
            modules += 1;
        }
    }
    if modules == 0 {
        bail!("the release has no module");
    }
    Ok(modules)
}

fn validate(module: &[u8]) -> Result<()> {
    Validator::new_with_features(OLDEST).validate_all(module)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The empty module, up to its version.
    const HEAD: [u8; 8] = [0, b'a', b's', b'm', 1, 0, 0, 0];

    #[test]
    fn a_module_of_version_2_passes() -> Result<()> {
        // One function that returns nothing.
        let body = [1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 0x0b];
        validate(&[&HEAD[..], &body].concat())
    }

    #[test]
    fn a_module_with_shared_memory_is_refused() {
        // A memory of one page at most, shared between threads.
        let memory = [5, 4, 1, 3, 1, 1];
        assert!(validate(&[&HEAD[..], &memory].concat()).is_err());
    }
}
