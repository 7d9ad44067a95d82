//! `cargo xtask oracle`: a calculator against cases that were computed independently of it.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use assessment::oracle::{self, Rule};

/// How many cases there were, and how many of them match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matches {
    /// Those that match.
    pub matching: usize,
    /// All.
    pub of: usize,
}

/// Compares every case of a file, prints each that differs, then `N of M match`.
pub fn check(rule: Rule, file: &Path) -> Result<Matches> {
    let cases =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let rows = oracle::compare(rule, &cases).with_context(|| format!("in {}", file.display()))?;
    let different: Vec<&String> = rows.iter().flatten().collect();
    for difference in &different {
        println!("{difference}");
    }
    let matches = Matches { matching: rows.len() - different.len(), of: rows.len() };
    println!("{} of {} match", matches.matching, matches.of);
    Ok(matches)
}
