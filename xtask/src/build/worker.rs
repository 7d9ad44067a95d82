//! The documents worker: Typst and its kin as a wasm module of their own.
//!
//! It is built outside Trunk, because it takes minutes: it has a profile of its own and is left
//! alone while nothing that it is made from changes.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use super::{profile::Profile, web::Web};
use crate::{
    context::{self, Context},
    fingerprint::{self, Fingerprint, Stamp},
    run,
    setup::wasm_target::TARGET,
};

/// All that the worker is made from; the fonts are no part of the module.
const SOURCES: [&str; 10] = [
    "Cargo.toml",
    "Cargo.lock",
    "regulation",
    "crates/assessment",
    "crates/documents/Cargo.toml",
    "crates/documents/src",
    "crates/documents/template",
    "crates/documents/worker.js",
    "crates/protocol/Cargo.toml",
    "crates/protocol/src",
];

/// The worker's two files.
#[derive(Debug)]
pub struct Worker {
    /// wasm-bindgen's JavaScript and the worker's own, in one classic script: it can be started
    /// from a Blob, where neither an import nor a relative address works.
    pub script: PathBuf,
    /// The module, which the page hands to the script.
    pub module: PathBuf,
}

/// Builds the worker, or returns the one that is there.
pub fn build(context: &Context, web: &Web, profile: Profile) -> Result<Worker> {
    let sources = sources(context, web)?;
    let small = Place::of(context, Profile::Small);
    if small.is_current(&sources) {
        return Ok(small.worker());
    }
    let place = Place::of(context, profile);
    if place.is_current(&sources) {
        return Ok(place.worker());
    }
    println!("building the documents worker (profile {})", profile.of_worker());
    let mut command = context::cargo();
    command
        .args(["build", "--package", "documents", "--bin", "documents-worker", "--target", TARGET])
        .args(["--profile", profile.of_worker()])
        .env("CARGO_TARGET_DIR", context.web_target())
        .current_dir(context.root());
    web.target.apply(&mut command);
    run::run_long(&mut command, "documents worker", profile.usual_minutes())?;
    place.generate(context, web, profile)?;
    place.stamp().set(&sources)?;
    Ok(place.worker())
}

/// Returns the fingerprint of all that the worker is made from. The lock file is among it although
/// it also speaks of the app: a change there costs no more than asking Cargo.
fn sources(context: &Context, web: &Web) -> Result<String> {
    let mut fingerprint = Fingerprint::default().text(&web.target.version()?);
    for part in SOURCES {
        fingerprint = fingerprint.path(&context.root().join(part))?;
    }
    Ok(fingerprint.finish())
}

/// The folder that holds a worker of one profile.
struct Place(PathBuf);

impl Place {
    fn of(context: &Context, profile: Profile) -> Self {
        Self(context.web_target().join("worker").join(profile.of_worker()))
    }

    fn worker(&self) -> Worker {
        Worker {
            script: self.0.join("documents-worker.js"),
            module: self.0.join("documents-worker_bg.wasm"),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::at(self.0.join("sources"))
    }

    fn is_current(&self, sources: &str) -> bool {
        let Worker { script, module } = self.worker();
        self.stamp().is(sources) && script.is_file() && module.is_file()
    }

    /// Writes the JavaScript around the module, unless Cargo left the module as it was: a comment
    /// changes the sources, and wasm-bindgen takes its time over a module of this size.
    fn generate(&self, context: &Context, web: &Web, profile: Profile) -> Result<()> {
        let built = context
            .web_target()
            .join(TARGET)
            .join(profile.of_worker())
            .join("documents-worker.wasm");
        let shim_path = context.documents().join("worker.js");
        let read = |path: &PathBuf| {
            fs::read(path).with_context(|| format!("cannot read {}", path.display()))
        };
        let shim = read(&shim_path)?;
        let wasm_bindgen = web.tools.wasm_bindgen();
        let fingerprint = Fingerprint::default()
            .text(&fingerprint::digest(&read(&built)?))
            .text(&fingerprint::digest(&shim))
            .text(&wasm_bindgen.to_string_lossy())
            .finish();
        let Worker { script, module } = self.worker();
        let stamp = Stamp::at(self.0.join("module"));
        if stamp.is(&fingerprint) && script.is_file() && module.is_file() {
            return Ok(());
        }
        let mut command = std::process::Command::new(wasm_bindgen);
        command
            .args(["--target", "no-modules", "--no-typescript", "--out-name", "documents-worker"])
            .arg("--out-dir")
            .arg(&self.0)
            .arg(&built);
        run::run_long(&mut command, "wasm-bindgen", 1)?;
        let mut whole = read(&script)?;
        whole.push(b'\n');
        whole.extend(shim);
        fs::write(&script, whole).with_context(|| format!("cannot write {}", script.display()))?;
        stamp.set(&fingerprint)
    }
}
