//! Brotli and gzip beside each file of the release, for hosts that hand them out as they are.

use std::{
    cmp::Reverse,
    collections::HashSet,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;

use crate::fingerprint;

/// What packs well; pictures are packed already.
const KINDS: [&str; 9] = ["css", "html", "js", "json", "svg", "ttf", "txt", "wasm", "webmanifest"];

/// Below one packet of a network, packing saves nothing.
const SMALLEST: u64 = 1400;

/// Packs the files of a folder. What was packed before is taken from `cache`, which afterwards
/// holds this release alone: the largest files change least often and take a minute.
pub fn pack(folder: &Path, cache: &Path) -> Result<()> {
    fs::create_dir_all(cache).with_context(|| format!("cannot create {}", cache.display()))?;
    let mut files = candidates(folder)?;
    // The largest are taken first, or one would be left for the end with all but one core idle.
    files.sort_by_key(|(size, _)| Reverse(*size));
    let packed: Vec<[PathBuf; 2]> = files
        .into_iter()
        .par_bridge()
        .map(|(_, path)| pack_file(&path, cache))
        .collect::<Result<_>>()?;
    let used: HashSet<PathBuf> = packed.into_iter().flatten().collect();
    for entry in fs::read_dir(cache)? {
        let path = entry?.path();
        if !used.contains(&path) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

fn candidates(folder: &Path) -> Result<Vec<(u64, PathBuf)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (size, path) = (entry.metadata()?.len(), entry.path());
        let extension = path.extension().and_then(|extension| extension.to_str());
        if size >= SMALLEST && extension.is_some_and(|extension| KINDS.contains(&extension)) {
            files.push((size, path));
        }
    }
    Ok(files)
}

/// Puts the packed forms beside a file, and returns where the cache keeps them.
fn pack_file(path: &Path, cache: &Path) -> Result<[PathBuf; 2]> {
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let digest = fingerprint::digest(&content);
    let kept = ["br", "gz"].map(|suffix| cache.join(format!("{digest}.{suffix}")));
    for (suffix, place) in ["br", "gz"].into_iter().zip(&kept) {
        if !place.is_file() {
            let packed = if suffix == "br" { with_brotli(&content) } else { with_gzip(&content) };
            let packed =
                packed.with_context(|| format!("cannot pack {} as {suffix}", path.display()))?;
            // Renamed when it is whole: a build that is stopped leaves no half of it. By the file's own
            // name, for two files of one content may be packed at the same time.
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let part = cache.join(format!("{name}.{suffix}.part"));
            fs::write(&part, packed).with_context(|| format!("cannot write {}", part.display()))?;
            fs::rename(&part, place)?;
        }
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{suffix}"));
        fs::copy(place, &name).with_context(|| format!("cannot write {}", name.display()))?;
    }
    Ok(kept)
}

fn with_brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        // The largest window that every browser takes.
        lgwin: 24,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;
    Ok(packed)
}

/// Packs with gzip.
pub fn with_gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_comes_out_as_it_went_in() -> Result<()> {
        let root = tempfile::tempdir()?;
        let (folder, cache) = (root.path().join("dist"), root.path().join("packed"));
        fs::create_dir(&folder)?;
        let text = "第十一条 ".repeat(1000);
        for name in ["a.html", "a.png"] {
            fs::write(folder.join(name), &text)?;
        }
        fs::write(folder.join("small.js"), "1;")?;
        pack(&folder, &cache)?;

        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*fs::read(folder.join("a.html.br"))?, &mut unpacked)?;
        assert_eq!(unpacked, text.as_bytes());
        let mut unpacked = String::new();
        let packed = fs::read(folder.join("a.html.gz"))?;
        flate2::read::GzDecoder::new(&*packed).read_to_string(&mut unpacked)?;
        assert_eq!(unpacked, text);
        assert_eq!(fs::read_dir(&folder)?.count(), 5);
        Ok(())
    }

    #[test]
    fn the_cache_spares_work_and_keeps_this_release_alone() -> Result<()> {
        let root = tempfile::tempdir()?;
        let (folder, cache) = (root.path().join("dist"), root.path().join("packed"));
        fs::create_dir(&folder)?;
        fs::write(folder.join("a.css"), "a".repeat(2000))?;
        pack(&folder, &cache)?;
        let kept =
            cache.join(fingerprint::digest("a".repeat(2000).as_bytes())).with_extension("br");
        fs::write(&kept, "taken from the cache")?;
        pack(&folder, &cache)?;
        assert_eq!(fs::read_to_string(folder.join("a.css.br"))?, "taken from the cache");

        fs::write(folder.join("a.css"), "b".repeat(2000))?;
        pack(&folder, &cache)?;
        assert!(!kept.exists());
        assert_eq!(fs::read_dir(&cache)?.count(), 2);
        Ok(())
    }
}
