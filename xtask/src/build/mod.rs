//! `cargo xtask build`: the release in `dist/`.

mod digest_list;
mod html;
mod licences;
mod precompress;
mod profile;
mod service_worker;
mod single_file;
mod web;
mod worker;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::{
    context::{self, Context},
    files, fingerprint, run,
    setup::{by_hand, fonts::Fonts, pinyin::Pinyin, wasm_target},
};
use licences::Licences;
use worker::Worker;

pub use digest_list::of as digests;
pub use html::attributes;
pub use precompress::with_gzip;
pub use profile::Profile;
pub use service_worker::SCRIPT as SERVICE_WORKER;
pub use single_file::{FILE as SINGLE_FILE, write as single_file};
pub use web::Web;

/// Leaves the release in `dist/`. A build that fails leaves the last good one there.
pub fn dist(context: &Context, profile: Profile) -> Result<Web> {
    let started = Instant::now();
    let web = Web::ensure(context)?;
    let fonts = Fonts::ensure(context)?;
    let pinyin = Pinyin::ensure(context)?;
    let worker = worker::build(context, &web, profile)?;
    let licences = Licences::collect(context, &fonts.licences, &pinyin.package)?.to_json()?;
    let added = Added { worker, fonts, pinyin, licences };

    let staging = context.root().join(".dist.new");
    files::remove(&staging)?;
    bundle(context, &web, profile, &staging)?;
    complete(context, &Folder(&staging), &added)?;
    if profile == Profile::Small {
        println!("packing the files for hosts");
        precompress::pack(&staging, &context.packed())?;
        digest_list::write(&staging)?;
    }
    swap(&staging, &context.dist())?;
    println!("built {} in {}", context.dist().display(), run::elapsed(started.elapsed()));
    Ok(web)
}

/// Lets Trunk build the app.
fn bundle(context: &Context, web: &Web, profile: Profile, staging: &Path) -> Result<()> {
    // Trunk runs offline, or it would fetch tools of its own; so Cargo's packages come first.
    let mut fetch = context::cargo();
    fetch.args(["fetch", "--quiet", "--target", wasm_target::TARGET]).current_dir(context.root());
    run::run(&mut fetch)
        .with_context(|| by_hand("connect to the network once and run cargo fetch"))?;
    let mut trunk = web.tools.trunk()?;
    trunk
        .args(["build", "--release", "--offline", "--cargo-profile", profile.of_app(), "--dist"])
        .arg(staging)
        .env("CARGO_TARGET_DIR", context.web_target())
        // Trunk takes only "true" and "false" there, where the convention is any value.
        .env_remove("NO_COLOR")
        .current_dir(context.root());
    web.target.apply(&mut trunk);
    run::run_long(&mut trunk, "app", 3)
}

/// What Trunk does not know of.
struct Added {
    worker: Worker,
    fonts: Fonts,
    pinyin: Pinyin,
    licences: Vec<u8>,
}

/// Puts beside the app what Trunk does not know of.
fn complete(context: &Context, folder: &Folder, added: &Added) -> Result<()> {
    let mut later = folder.add_fonts(&added.fonts.full, "-full")?;
    let mut assets = json!({
        "worker": folder.add(&added.worker.script)?,
        "workerWasm": folder.add(&added.worker.module)?,
        "fonts": folder.add_fonts(&added.fonts.tier1, "")?,
        "fullFonts": later,
        "licences": folder.write("licences", "json", &added.licences)?,
    });
    let pinyin = fs::read(&added.pinyin.script)
        .with_context(|| format!("cannot read {}", added.pinyin.script.display()))?;
    let pinyin = folder.write("pinyin", "js", &pinyin)?;
    assets["pinyin"] = pinyin.clone().into();
    later.push(pinyin);
    for (_, licence) in &added.fonts.licences {
        let name = licence.file_name().unwrap_or_default();
        fs::copy(licence, folder.0.join(name)).context("cannot copy the fonts' licences")?;
    }
    let index = folder.0.join("index.html");
    let page = fs::read_to_string(&index).context("Trunk wrote no index.html")?;
    let page = html::extract_inline_modules(&page, |script| {
        folder.write("start", "js", script.as_bytes()).map(|name| format!("./{name}"))
    })?;
    let page = html::join_styles(&page, |addresses| folder.join("styles", "css", addresses))?;
    let source = context.root().join("assets").join("service-worker.js");
    let source =
        fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let release = service_worker::name_release(folder.0, &source)?;
    assets["release"] = release.clone().into();
    fs::write(&index, html::insert_assets(&page, &assets)?).context("cannot write index.html")?;
    service_worker::write_service_worker(folder.0, &source, &release, &later)
}

/// The folder that becomes `dist/`. Each file's name says its content, so that no cache can pair
/// an old file with a new app.
struct Folder<'a>(&'a Path);

impl Folder<'_> {
    fn add(&self, file: &Path) -> Result<String> {
        self.add_with(file, "")
    }

    fn add_fonts(&self, files: &[PathBuf], suffix: &str) -> Result<Vec<String>> {
        files.iter().map(|file| self.add_with(file, suffix)).collect()
    }

    fn add_with(&self, file: &Path, suffix: &str) -> Result<String> {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let stem = part(file.file_stem()) + suffix;
        let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        self.write(&stem, &part(file.extension()), &content)
    }

    /// Writes the content of files one after the other as one, and removes them; returns its address.
    fn join(&self, stem: &str, extension: &str, addresses: &[String]) -> Result<String> {
        let mut joined = String::new();
        for address in addresses {
            let path = self.0.join(address.trim_start_matches("./"));
            let content = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            joined.push_str(&content);
            joined.push('\n');
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        self.write(stem, extension, joined.as_bytes()).map(|name| format!("./{name}"))
    }

    fn write(&self, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
        let digest = fingerprint::digest(content);
        let name = format!("{stem}-{}.{extension}", &digest[..16]);
        let path = self.0.join(&name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(name)
    }
}

/// Puts the new folder in the place of the old one by renaming, so that nobody sees half of either.
fn swap(new: &Path, place: &Path) -> Result<()> {
    let old = place.with_file_name(".dist.old");
    files::remove(&old)?;
    if place.exists() {
        fs::rename(place, &old)
            .with_context(|| format!("cannot move {} aside", place.display()))?;
    }
    fs::rename(new, place).with_context(|| format!("cannot put {} in place", place.display()))?;
    files::remove(&old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_leaves_the_new_folder_alone_in_place() -> Result<()> {
        let root = tempfile::tempdir()?;
        let (new, place) = (root.path().join(".dist.new"), root.path().join("dist"));
        for (folder, file) in [(&new, "b"), (&place, "a")] {
            fs::create_dir(folder)?;
            fs::write(folder.join(file), "")?;
        }
        swap(&new, &place)?;
        assert!(place.join("b").is_file());
        assert!(!place.join("a").exists());
        assert_eq!(fs::read_dir(root.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn joined_files_are_one_in_their_order_and_gone_by_themselves() -> Result<()> {
        let root = tempfile::tempdir()?;
        let folder = Folder(root.path());
        fs::write(root.path().join("b.css"), "b{}")?;
        fs::write(root.path().join("a.css"), "a{}")?;
        let address = folder.join("all", "css", &["./b.css".to_owned(), "./a.css".to_owned()])?;
        let joined = fs::read_to_string(root.path().join(address.trim_start_matches("./")))?;
        assert_eq!(joined, "b{}\na{}\n");
        assert_eq!(fs::read_dir(root.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn a_name_follows_the_content() -> Result<()> {
        let root = tempfile::tempdir()?;
        let folder = Folder(root.path());
        let first = folder.write("app", "js", b"1")?;
        assert!(first.starts_with("app-") && first.ends_with(".js"));
        assert_eq!(folder.write("app", "js", b"1")?, first);
        assert_ne!(folder.write("app", "js", b"2")?, first);
        assert_eq!(fs::read(root.path().join(first))?, b"1");
        Ok(())
    }
}
