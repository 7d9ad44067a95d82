//! The report's fonts: what a browser fetches at once, and the whole ones.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::{by_hand, node, say};
use crate::{
    context::Context,
    fingerprint::{Fingerprint, Stamp},
    run,
};

/// The two weights that the report is set in, and the signs that these lack.
const FILES: [&str; 3] =
    ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansSymbols2-Regular.ttf"];
/// The families and the files of their licences.
const LICENCES: [(&str, &str); 2] =
    [("Noto Sans SC", "NotoSansSC-OFL.txt"), ("Noto Sans Symbols 2", "NotoSansSymbols2-OFL.txt")];

/// The font files, each tier in the same order, and the licences that go with them.
#[derive(Debug)]
pub struct Fonts {
    /// What nearly every report needs.
    pub tier1: Vec<PathBuf>,
    /// All that the families have.
    pub full: Vec<PathBuf>,
    /// The name of each family and its copy of the SIL Open Font License.
    pub licences: Vec<(&'static str, PathBuf)>,
}

impl Fonts {
    /// Cuts the fonts, unless that was done from the same packages by the same script.
    pub fn ensure(context: &Context) -> Result<Self> {
        let scripts = context.documents().join("fonts");
        let fingerprint = Fingerprint::default()
            .path(&scripts.join("package-lock.json"))?
            .path(&scripts.join("subset.mjs"))?
            .path(&scripts.join("general-standard-8105.txt"))?
            .finish();
        let folder = context.fonts();
        let stamp = Stamp::at(folder.join("stamp"));
        let fonts = Self::in_folder(&folder);
        if stamp.is(&fingerprint) && fonts.are_there() {
            return Ok(fonts);
        }
        node::packages(&scripts, "they bring the report's fonts and cut them")?;
        say("cutting the fonts to the usual characters", "a whole weight is 10 MB");
        // Files are replaced one by one: a test that runs meanwhile may have the folder open.
        let staging = context.fonts().with_extension("new");
        let mut command = node::node();
        command.arg(scripts.join("subset.mjs")).arg(&staging).current_dir(&scripts);
        run::run(&mut command).with_context(|| {
            by_hand(format!("node subset.mjs {} in {}", folder.display(), scripts.display()))
        })?;
        replace(&staging, &folder)?;
        stamp.set(&fingerprint)?;
        Ok(fonts)
    }

    fn in_folder(folder: &Path) -> Self {
        let tier = |name: &str| FILES.iter().map(|file| folder.join(name).join(file)).collect();
        Self {
            tier1: tier("tier1"),
            full: tier("full"),
            licences: LICENCES.map(|(name, file)| (name, folder.join("tier1").join(file))).to_vec(),
        }
    }

    fn are_there(&self) -> bool {
        let licences = self.licences.iter().map(|(_, file)| file);
        self.tier1.iter().chain(&self.full).chain(licences).all(|file| file.is_file())
    }
}

fn replace(staging: &Path, folder: &Path) -> Result<()> {
    for tier in ["tier1", "full"] {
        let to = folder.join(tier);
        fs::create_dir_all(&to).with_context(|| format!("cannot create {}", to.display()))?;
        for entry in fs::read_dir(staging.join(tier))? {
            let entry = entry?;
            fs::rename(entry.path(), to.join(entry.file_name()))
                .with_context(|| format!("cannot move {}", entry.path().display()))?;
        }
    }
    fs::remove_dir_all(staging).with_context(|| format!("cannot remove {}", staging.display()))
}
