//! No two files of a crate may know each other in a circle.
//!
//! A file knows another when it names something that the other defines. Re-exports are followed to the
//! file with the definition, so a `mod.rs` that only lists what its folder offers knows nobody. What is
//! compiled for tests alone does not count.

// Where the sources cannot be read, the test stops.
#![allow(clippy::unwrap_used)]

mod circles;
mod module_tree;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use circles::circles;
use module_tree::ModuleTree;

/// Files that are part of a circle still. To be lowered until it is 0 and can go.
const FILES_LEFT: usize = 35;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The roots of the product's crates and programs.
fn roots() -> Vec<PathBuf> {
    let mut folders = vec![workspace().join("src"), workspace().join("xtask/src")];
    for entry in fs::read_dir(workspace().join("crates")).unwrap() {
        folders.push(entry.unwrap().path().join("src"));
    }
    let mut roots = Vec::new();
    for folder in folders {
        roots.extend(["lib.rs", "main.rs"].map(|name| folder.join(name)));
        if let Ok(entries) = fs::read_dir(folder.join("bin")) {
            for entry in entries {
                let path = entry.unwrap().path();
                roots.push(if path.is_dir() { path.join("main.rs") } else { path });
            }
        }
    }
    roots.retain(|root| root.is_file());
    roots.sort();
    roots
}

#[test]
fn no_two_files_know_each_other_in_a_circle() {
    let mut found = String::new();
    let mut files = 0;
    for root in roots() {
        let known = ModuleTree::read(&root).known_files();
        for circle in circles(&known) {
            files += circle.len();
            found += &format!("\na circle of {} files:\n", circle.len());
            for file in &circle {
                let others: Vec<_> = known[file]
                    .iter()
                    .filter(|other| circle.contains(other))
                    .map(|f| short(f))
                    .collect();
                found += &format!("  {} knows {}\n", short(file), others.join(", "));
            }
        }
    }
    // With `--nocapture` it is shown also while the number holds.
    println!("{files} files stand in circles:\n{found}");
    assert!(files <= FILES_LEFT, "{files} files stand in circles, at most {FILES_LEFT} may");
}

fn short(file: &Path) -> String {
    file.strip_prefix(workspace()).unwrap_or(file).display().to_string()
}

/// Writes a small crate and tells which of its files know which, without `.rs`.
fn known(files: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let name = |path: &PathBuf| {
        path.strip_prefix(folder.path()).unwrap().with_extension("").display().to_string()
    };
    ModuleTree::read(&folder.path().join("lib.rs"))
        .known_files()
        .iter()
        .map(|(file, others)| (name(file), others.iter().map(name).collect()))
        .collect()
}

#[test]
fn a_use_makes_known_the_file_that_defines_the_name() {
    let known = known(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::{deep::Thing, other};"),
        ("b/mod.rs", "pub mod deep; pub fn other() {}"),
        ("b/deep.rs", "pub struct Thing;"),
    ]);
    assert_eq!(known["a"], ["b/deep", "b/mod"]);
    assert!(known["b/mod"].is_empty());
}

#[test]
fn a_re_export_is_followed_and_knows_nobody_by_itself() {
    let known = known(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::{Thing, Renamed, Starred};"),
        ("b/mod.rs", "mod x; mod y; pub use x::{Thing, Other as Renamed}; pub use self::y::*;"),
        ("b/x.rs", "pub struct Thing; pub struct Other; use super::Starred;"),
        ("b/y.rs", "pub struct Starred;"),
    ]);
    assert_eq!(known["a"], ["b/x", "b/y"]);
    assert_eq!(known["b/x"], ["b/y"]);
    assert!(known["b/mod"].is_empty());
}

#[test]
fn a_re_exported_name_that_the_file_uses_itself_counts() {
    let known = known(&[
        ("lib.rs", "mod b;"),
        ("b.rs", "mod x; pub use x::Thing; pub fn make() -> Thing { Thing }"),
        ("b/x.rs", "pub struct Thing; fn again() { super::make(); }"),
    ]);
    assert_eq!(known["b"], ["b/x"]);
    assert_eq!(known["b/x"], ["b"]);
}

#[test]
fn a_path_through_an_imported_module_leads_to_the_definition() {
    let known = known(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b; fn f() { b::run(); let _ = super::b::x::Thing; }"),
        ("b.rs", "pub mod x; pub use x::run;"),
        ("b/x.rs", "pub fn run() {} pub struct Thing;"),
    ]);
    assert_eq!(known["a"], ["b/x"]);
}

#[test]
fn names_inside_a_macro_count() {
    let known = known(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b; fn f() { html! { <b::View text={crate::c::text()} /> } }"),
        ("b.rs", "pub struct View;"),
        ("c.rs", "pub fn text() {}"),
    ]);
    assert_eq!(known["a"], ["b", "c"]);
}

#[test]
fn tests_do_not_count() {
    let known = known(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "#[cfg(test)] mod tests { use crate::b::run; } #[cfg(test)] use crate::b::run;"),
        ("b.rs", "pub fn run() {}"),
    ]);
    assert!(known["a"].is_empty());
}

#[test]
fn a_circle_is_found_over_any_number_of_files() {
    let known: BTreeMap<&str, Vec<&str>> = BTreeMap::from([
        ("a", vec!["b"]),
        ("b", vec!["c"]),
        ("c", vec!["a", "d"]),
        ("d", vec!["e"]),
        ("e", vec![]),
        ("f", vec!["g"]),
        ("g", vec!["f", "a"]),
    ]);
    assert_eq!(circles(&known), [vec!["a", "b", "c"], vec!["f", "g"]]);
}
