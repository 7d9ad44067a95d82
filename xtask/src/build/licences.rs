//! What the product ships of others' work, and under which terms: the list behind its licence page.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{DependencyKind, Metadata, Package, PackageId, TargetKind};
use serde::{Deserialize, Serialize};
use spdx::{Expression, ParseMode};

use crate::{context::Context, setup::wasm_target::TARGET};

/// The packages whose modules are shipped.
const SHIPPED: [&str; 2] = ["selfcheck", "documents"];

/// How a file begins that packages keep their terms in.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// One work of others.
#[derive(Debug, Serialize)]
struct Component {
    name: String,
    version: String,
    /// As an SPDX expression.
    licence: String,
    authors: Vec<String>,
    /// Indices into [`Licences::texts`].
    texts: Vec<usize>,
}

/// What an npm package says of itself.
#[derive(Debug, Deserialize)]
struct NpmManifest {
    name: String,
    version: String,
    license: String,
    author: String,
}

/// All of them. Many share a text word for word, so each text is kept once.
#[derive(Debug, Default, Serialize)]
pub struct Licences {
    components: Vec<Component>,
    texts: Vec<String>,
    #[serde(skip)]
    known: HashMap<String, usize>,
}

impl Licences {
    /// Collects what is compiled into the two modules, the standard library, the fonts, and what is shipped of
    /// an npm package in that folder.
    ///
    /// # Errors
    /// When a package names no licence, or one that is not on the SPDX list and has no text.
    pub fn collect(
        context: &Context,
        fonts: &[(&str, PathBuf)],
        npm_package: &Path,
    ) -> Result<Self> {
        let metadata = context.packages(TARGET)?;
        let mut licences = Self::default();
        fonts.iter().try_for_each(|(name, file)| licences.add_font(name, file))?;
        licences.add_standard_library()?;
        licences.add_npm_package(npm_package)?;
        let mut packages = compiled_in(&metadata)?;
        packages.sort_by_key(|package| (package.name.to_string(), package.version.clone()));
        for package in packages {
            licences.add_package(package)?;
        }
        Ok(licences)
    }

    /// Writes the list as the app reads it.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).context("cannot write the licences")
    }

    fn add_package(&mut self, package: &Package) -> Result<()> {
        let name = &package.name;
        let licence = package
            .license
            .clone()
            .with_context(|| format!("{name} {} names no licence", package.version))?;
        let folder = package.manifest_path.parent().context("a manifest has no folder")?;
        let mut texts = own_texts(folder.as_std_path())?;
        if texts.is_empty() {
            texts = standard_texts(&licence)
                .with_context(|| format!("{name} {} ships no licence text", package.version))?;
        }
        self.add(name, &package.version.to_string(), &licence, package.authors.clone(), texts);
        Ok(())
    }

    fn add_npm_package(&mut self, folder: &Path) -> Result<()> {
        let place = folder.join("package.json");
        let manifest =
            fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?;
        let manifest: NpmManifest = serde_json::from_slice(&manifest)
            .with_context(|| format!("{} lacks what its licence needs", place.display()))?;
        let NpmManifest { name, version, license, author } = manifest;
        self.add(&name, &version, &license, vec![author], own_texts(folder)?);
        Ok(())
    }

    fn add_font(&mut self, name: &str, licence: &Path) -> Result<()> {
        let text = fs::read_to_string(licence).context("cannot read a font's licence")?;
        self.add(name, "", "OFL-1.1", Vec::new(), vec![text]);
        Ok(())
    }

    fn add_standard_library(&mut self) -> Result<()> {
        let licence = "MIT OR Apache-2.0";
        let authors = vec!["The Rust Project contributors".to_owned()];
        self.add("Rust standard library", "", licence, authors, standard_texts(licence)?);
        Ok(())
    }

    fn add(
        &mut self,
        name: &str,
        version: &str,
        licence: &str,
        authors: Vec<String>,
        texts: Vec<String>,
    ) {
        let texts = texts.into_iter().map(|text| self.index(text)).collect();
        self.components.push(Component {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: licence.to_owned(),
            authors,
            texts,
        });
    }

    fn index(&mut self, text: String) -> usize {
        let text = text.replace("\r\n", "\n").trim().to_owned();
        if let Some(index) = self.known.get(&text) {
            return *index;
        }
        let index = self.texts.len();
        self.known.insert(text.clone(), index);
        self.texts.push(text);
        index
    }
}

/// Follows the normal dependencies of what is shipped. What runs while it is compiled (build
/// scripts, macros, tests) is not in the modules, nor is what only that depends on.
fn compiled_in(metadata: &Metadata) -> Result<Vec<&Package>> {
    let resolve = metadata.resolve.as_ref().context("Cargo resolved no dependencies")?;
    let nodes: HashMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let packages: HashMap<&PackageId, &Package> =
        metadata.packages.iter().map(|package| (&package.id, package)).collect();
    let own: HashSet<_> = metadata.workspace_members.iter().collect();
    let mut waiting: Vec<_> = own
        .iter()
        .copied()
        .filter(|id| packages.get(id).is_some_and(|p| SHIPPED.contains(&p.name.as_str())))
        .collect();
    if waiting.len() != SHIPPED.len() {
        bail!("the workspace lacks one of {SHIPPED:?}");
    }
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    while let Some(id) = waiting.pop() {
        let Some(package) = packages.get(id).filter(|package| !is_macro(package)) else { continue };
        if !seen.insert(id) {
            continue;
        }
        if !own.contains(id) {
            found.push(*package);
        }
        let Some(node) = nodes.get(id) else { continue };
        waiting.extend(node.deps.iter().filter_map(|dependency| {
            let normal =
                dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            normal.then_some(&dependency.pkg)
        }));
    }
    Ok(found)
}

fn is_macro(package: &Package) -> bool {
    package.targets.iter().any(|target| target.kind.contains(&TargetKind::ProcMacro))
}

/// Returns the texts that a package's own folder has, in the order of the files' names.
fn own_texts(folder: &Path) -> Result<Vec<String>> {
    let cannot = || format!("cannot read {}", folder.display());
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_file() && NAMES.iter().any(|known| name.starts_with(known)) {
            files.insert(path);
        }
    }
    files
        .iter()
        .map(|path| {
            // A name in Latin-1 must not keep the terms from being shown.
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

/// Returns the texts that the SPDX list has for every licence in an expression.
fn standard_texts(licence: &str) -> Result<Vec<String>> {
    let expression = Expression::parse_mode(licence, ParseMode::LAX)
        .with_context(|| format!("{licence} is no SPDX expression"))?;
    expression
        .requirements()
        .map(|requirement| {
            let id = requirement.req.license.id();
            id.map(|id| id.text().to_owned())
                .with_context(|| format!("{} is not on the SPDX list", requirement.req))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_many_share_is_kept_once() -> Result<()> {
        let mut licences = Licences::default();
        licences.add("a", "1", "MIT", Vec::new(), vec!["one\r\ntext\n".to_owned()]);
        licences.add("b", "1", "MIT", Vec::new(), vec!["one\ntext".to_owned(), "other".to_owned()]);
        assert_eq!(licences.texts, ["one\ntext", "other"]);
        assert_eq!(licences.components[1].texts, [0, 1]);
        Ok(())
    }

    #[test]
    fn every_licence_of_an_expression_has_its_text() -> Result<()> {
        let texts = standard_texts("MIT/Apache-2.0")?;
        assert!(texts[0].contains("Permission is hereby granted, free of charge"));
        assert!(texts[1].contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION"));
        assert!(standard_texts("Made-Up-1.0").is_err());
        Ok(())
    }

    #[test]
    fn what_is_shipped_is_listed_and_what_builds_it_is_not() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let font = folder.path().join("OFL.txt");
        fs::write(&font, "the fonts' terms")?;
        let fonts = [("Noto Sans SC", font)];
        let manifest =
            r#"{"name":"pinyin-pro","version":"3.0.0","license":"MIT","author":"zh-lx"}"#;
        fs::write(folder.path().join("package.json"), manifest)?;
        fs::write(folder.path().join("LICENSE"), "the library's terms")?;
        let licences = Licences::collect(&Context::discover()?, &fonts, folder.path())?;
        let names: HashSet<_> = licences.components.iter().map(|c| c.name.as_str()).collect();
        for shipped in
            ["yew", "typst", "chrono", "Noto Sans SC", "pinyin-pro", "Rust standard library"]
        {
            assert!(names.contains(shipped), "{shipped}");
        }
        for not_shipped in ["yew-macro", "syn", "clap", "tempfile", "assessment"] {
            assert!(!names.contains(not_shipped), "{not_shipped}");
        }
        assert!(licences.components.iter().all(|component| !component.texts.is_empty()));
        Ok(())
    }
}
