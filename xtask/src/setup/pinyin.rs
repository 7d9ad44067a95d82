//! The library that reads characters as pinyin for the search.

use std::path::PathBuf;

use anyhow::Result;

use super::node;
use crate::context::Context;

/// The unpacked npm package.
#[derive(Debug)]
pub struct Pinyin {
    /// Its folder, with its manifest and its licence.
    pub package: PathBuf,
    /// The library as one script, which defines `pinyinPro`.
    pub script: PathBuf,
}

impl Pinyin {
    /// Installs the package as its lock file says.
    pub fn ensure(context: &Context) -> Result<Self> {
        let project = context.root().join("assets").join("pinyin");
        node::packages(&project, "it brings the library that reads characters as pinyin")?;
        let package = project.join("node_modules").join("pinyin-pro");
        let script = package.join("dist").join("index.js");
        Ok(Self { package, script })
    }
}
