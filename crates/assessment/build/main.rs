//! Reads `regulation/`, refuses what is wrong in it by file and field, and writes it as Rust constants.
//!
//! Content is checked here, once, so that the product neither parses nor validates anything when it starts.

mod calendars;
mod check;
mod content;
mod emit;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// What is wrong, where: `regulation/articles/11.toml: item[2].severity: …`.
pub type Complaint = String;

fn main() {
    // Asked when it runs, not when it was compiled: a target folder may serve several checkouts.
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let root = package.join("../../regulation");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=build");

    match generate(&root) {
        Ok(code) => {
            let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
            if let Err(error) = fs::write(out.join("content.rs"), code) {
                println!("cargo::error=content.rs: {error}");
            }
        }
        Err(complaints) => {
            for complaint in complaints {
                println!("cargo::error=regulation/{complaint}");
            }
        }
    }
}

fn generate(root: &Path) -> Result<String, Vec<Complaint>> {
    let content = content::read(root)?;
    check::check(&content)?;
    let calendars = calendars::read(&root.join("calendars"))?;
    Ok(emit::emit(&content) + &calendars::emit(&calendars))
}
