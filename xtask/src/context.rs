//! Where things are: the checkout, the target folder, the user's cache.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use cargo_metadata::{Metadata, MetadataCommand};
use etcetera::BaseStrategy;

/// The folders that every command works with.
#[derive(Debug)]
pub struct Context {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Context {
    /// Asks Cargo where the workspace and its target folder are, so that `CARGO_TARGET_DIR` and any
    /// Cargo configuration are honoured alike.
    pub fn discover() -> Result<Self> {
        let metadata = MetadataCommand::new()
            .no_deps()
            .exec()
            .context("cannot ask Cargo where the workspace is")?;
        let cache = match env::var_os("SELFCHECK_CACHE") {
            Some(folder) => PathBuf::from(folder),
            None => etcetera::base_strategy::choose_native_strategy()
                .context("cannot find the user's cache folder; name one in SELFCHECK_CACHE")?
                .cache_dir()
                .join("selfcheck"),
        };
        let root = metadata.workspace_root.into_std_path_buf();
        Ok(Self { root, target: metadata.target_directory.into_std_path_buf(), cache })
    }

    /// Asks Cargo for every package that is compiled for a target, as the lock file has it.
    pub fn packages(&self, target: &str) -> Result<Metadata> {
        MetadataCommand::new()
            .manifest_path(self.root.join("Cargo.toml"))
            .other_options(["--filter-platform".to_owned(), target.to_owned()])
            .exec()
            .context("cannot ask Cargo for the packages")
    }

    /// The checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The documents crate, whose worker and fonts are built outside Trunk.
    pub fn documents(&self) -> PathBuf {
        self.root.join("crates").join("documents")
    }

    /// The browser journeys.
    pub fn journeys(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// The folder with the finished release.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where everything is put that is made from the sources.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The target folder of the wasm builds. It is apart from the native one because the two may be
    /// compiled by different compilers, and each would throw away what the other made.
    pub fn web_target(&self) -> PathBuf {
        self.target.join("web")
    }

    /// The fonts, cut and whole.
    pub fn fonts(&self) -> PathBuf {
        self.target.join("fonts")
    }

    /// What was packed for hosts, by its content's digest.
    pub fn packed(&self) -> PathBuf {
        self.target.join("packed")
    }

    /// Tools built for this project, in the user's cache, so that neither a second checkout nor
    /// `cargo clean` builds them again.
    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }
}

/// The Cargo that runs this command.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
