//! What the tests share: the fonts, and a reader that sees a PDF as a person does.

pub mod page;

use std::path::{Path, PathBuf};

use documents::pdf::Typesetter;

/// The folder of fonts; a test without them fails rather than passes unseen.
pub fn fonts_folder() -> PathBuf {
    std::env::var_os("SELFCHECK_FONTS").map_or_else(
        || panic!("set SELFCHECK_FONTS to the folder of fonts; `cargo xtask test` does"),
        PathBuf::from,
    )
}

/// A typesetter with the fonts of one tier: `tier1` or `full`.
pub fn typesetter(tier: &str) -> Typesetter {
    let folder = fonts_folder().join(tier);
    let fonts = ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"]
        .map(|name| read(&folder.join(name)))
        .to_vec();
    Typesetter::new(fonts).unwrap_or_else(|error| panic!("{error}"))
}

/// The bytes of a file that has to be there.
pub fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
