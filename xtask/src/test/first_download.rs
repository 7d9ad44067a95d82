//! What a browser fetches before the questionnaire can be used, and how much of it there may be.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context as _, Result};

use super::tally::Tally;
use crate::build::{attributes, with_gzip};

/// How many files may be fetched.
const MOST_FILES: usize = 8;

/// How many bytes of them, as a host hands them out with gzip. The build that the tests make is
/// optimised less than the release and is larger; what makes it grow makes the release grow.
const MOST_BYTES: usize = 1_150_000;

/// What the page names and a browser fetches to start. The pictures and the manifest are fetched later, and
/// nothing waits for them.
const NAMED: [(&str, &str); 4] = [
    ("script[src]", "src"),
    ("link[rel=stylesheet]", "href"),
    ("link[rel=modulepreload]", "href"),
    ("link[rel=preload]", "href"),
];

/// Compares the first download of the release in `dist` with what it may be.
pub fn check(dist: &Path) -> Result<Tally> {
    let read = |name: &str| {
        let path = dist.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let page = String::from_utf8(read("index.html")?).context("index.html is not UTF-8")?;
    let mut files = BTreeSet::from(["index.html".to_owned()]);
    for (selector, attribute) in NAMED {
        let found = attributes(&page, selector, attribute)?;
        files.extend(found.iter().map(|address| address.trim_start_matches("./").to_owned()));
    }
    let mut bytes = 0;
    for file in &files {
        let packed = with_gzip(&read(file)?)?.len();
        println!("{packed:>9}  {file}");
        bytes += packed;
    }
    println!("{bytes:>9}  of {MOST_BYTES} in {} of {MOST_FILES} files", files.len());
    let mut tally = Tally::single(bytes <= MOST_BYTES);
    tally += Tally::single(files.len() <= MOST_FILES);
    Ok(tally)
}
