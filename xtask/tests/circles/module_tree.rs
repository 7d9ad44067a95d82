//! The modules of one crate, and which file each name leads to.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, Item, ItemMod, ItemUse, Macro, UseTree,
    visit::{self, Visit},
};

/// A module's number in [`ModuleTree::modules`]; the root has 0.
type Id = usize;

/// How many re-exports lead on to each other at most; more are a circle of re-exports.
const MOST_STEPS: usize = 16;

struct Module {
    parent: Option<Id>,
    file: PathBuf,
    children: HashMap<String, Id>,
    defined: BTreeSet<String>,
    /// What a `use` brings in, by the name that it has here.
    imported: HashMap<String, Vec<String>>,
    /// The paths of `use path::*`.
    globs: Vec<Vec<String>>,
    /// The paths that stand in the code, and in each `use` that is no re-export.
    named: Vec<Vec<String>>,
}

/// All modules of one crate.
pub struct ModuleTree {
    modules: Vec<Module>,
}

impl ModuleTree {
    /// Reads a crate from its root file on, by its `mod` declarations.
    pub fn read(root: &Path) -> Self {
        let mut tree = Self { modules: Vec::new() };
        let folder = root.parent().unwrap();
        tree.read_file(None, root, folder);
        tree
    }

    /// Returns for each file the other files that it knows.
    pub fn known_files(&self) -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
        let mut known: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
        for (id, module) in self.modules.iter().enumerate() {
            let others = known.entry(module.file.clone()).or_default();
            let found = module.named.iter().filter_map(|path| self.file_of(id, path));
            others.extend(found.filter(|file| **file != module.file).cloned());
        }
        known
    }

    fn read_file(&mut self, parent: Option<Id>, file: &Path, folder: &Path) -> Id {
        let text = fs::read_to_string(file).unwrap();
        let parsed =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.read_items(parent, file, folder, &parsed.items)
    }

    fn read_items(&mut self, parent: Option<Id>, file: &Path, folder: &Path, items: &[Item]) -> Id {
        let id = self.modules.len();
        let mut reader = Reader::default();
        items.iter().for_each(|item| reader.visit_item(item));
        self.modules.push(Module {
            parent,
            file: file.to_path_buf(),
            children: HashMap::new(),
            defined: items.iter().filter_map(defined_name).collect(),
            imported: reader.imported,
            globs: reader.globs,
            named: reader.named,
        });
        for item in items {
            let Item::Mod(child) = item else { continue };
            if !is_test(&child.attrs) {
                let number = self.read_child(id, file, folder, child);
                self.modules[id].children.insert(child.ident.to_string(), number);
            }
        }
        id
    }

    fn read_child(&mut self, parent: Id, file: &Path, folder: &Path, child: &ItemMod) -> Id {
        let name = child.ident.to_string();
        let inner = folder.join(&name);
        match &child.content {
            Some((_, items)) => self.read_items(Some(parent), file, &inner, items),
            None => {
                let alone = folder.join(format!("{name}.rs"));
                let file = if alone.is_file() { alone } else { inner.join("mod.rs") };
                self.read_file(Some(parent), &file, &inner)
            }
        }
    }

    /// Returns the file of what a path leads to; of a module, nothing: what is taken from it counts.
    fn file_of(&self, from: Id, path: &[String]) -> Option<&PathBuf> {
        match self.resolve(from, path, 0)? {
            Found::Module(_) => None,
            Found::In(id) => Some(&self.modules[id].file),
        }
    }

    fn resolve(&self, from: Id, path: &[String], steps: usize) -> Option<Found> {
        if steps > MOST_STEPS {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Found::Module(0),
            "self" => Found::Module(from),
            "super" => Found::Module(self.modules[from].parent?),
            name => self.lookup(from, name, steps)?,
        };
        let Found::Module(id) = start else { return Some(start) };
        if rest.is_empty() {
            return Some(start);
        }
        if rest[0] == "super" {
            return self.resolve(id, rest, steps + 1);
        }
        if rest[0] == "*" {
            return Some(Found::In(id));
        }
        // Not defined in the open: a macro made it, in that file.
        Some(self.resolve(id, rest, steps + 1).unwrap_or(Found::In(id)))
    }

    fn lookup(&self, module: Id, name: &str, steps: usize) -> Option<Found> {
        let here = &self.modules[module];
        if let Some(child) = here.children.get(name) {
            return Some(Found::Module(*child));
        }
        if here.defined.contains(name) {
            return Some(Found::In(module));
        }
        if let Some(path) = here.imported.get(name) {
            return (path.first().map(String::as_str) != Some(name) || path.len() > 1)
                .then(|| self.resolve(module, path, steps + 1))
                .flatten();
        }
        here.globs.iter().find_map(|glob| match self.resolve(module, glob, steps + 1)? {
            Found::Module(id) if id != module => self.lookup(id, name, steps + 1),
            _ => None,
        })
    }
}

#[derive(Clone, Copy)]
enum Found {
    Module(Id),
    /// Something that this module defines.
    In(Id),
}

/// Collects what one module names; modules inside it are read by themselves.
#[derive(Default)]
struct Reader {
    imported: HashMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
    named: Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let is_private = matches!(item.vis, syn::Visibility::Inherited);
        self.add_use(&mut Vec::new(), &item.tree, is_private);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.named.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, found: &'ast Macro) {
        visit::visit_macro(self, found);
        self.add_tokens(found.tokens.clone());
    }
}

impl Reader {
    fn add_use(&mut self, before: &mut Vec<String>, tree: &UseTree, is_private: bool) {
        let (name, last) = match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.add_use(before, &path.tree, is_private);
                before.pop();
                return;
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.add_use(before, tree, is_private));
                return;
            }
            UseTree::Glob(_) => {
                self.globs.push(before.clone());
                if is_private {
                    self.named.push([before.as_slice(), &["*".to_owned()]].concat());
                }
                return;
            }
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(name) => (name.rename.to_string(), name.ident.to_string()),
        };
        // `use path::{self}` is `use path`.
        let (name, path) = match (last.as_str(), before.last()) {
            ("self", Some(module)) if name == "self" => (module.clone(), before.clone()),
            ("self", Some(_)) => (name, before.clone()),
            _ => (name, [before.as_slice(), &[last]].concat()),
        };
        if is_private {
            self.named.push(path.clone());
        }
        self.imported.insert(name, path);
    }

    /// Takes every `one::two::three` out of a macro's tokens, whatever the macro makes of them.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.named.push(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.named.push(std::mem::take(&mut path));
                    self.add_tokens(group.stream());
                }
                _ => self.named.push(std::mem::take(&mut path)),
            }
        }
        self.named.push(path);
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn defined_name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
