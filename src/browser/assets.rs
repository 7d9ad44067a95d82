//! The product's files beside the page, whose names say their content.

use serde::Deserialize;

use super::dom;

/// Where they lie, as the build wrote it into the page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assets {
    /// The release that the page belongs to.
    pub release: String,
    /// The documents worker's script.
    pub worker: String,
    /// Its module.
    pub worker_wasm: String,
    /// The fonts that nearly every report needs.
    pub fonts: Vec<String>,
    /// All characters that the family has.
    pub full_fonts: Vec<String>,
    /// The library that reads characters as 拼音.
    pub pinyin: String,
    /// What the product ships of others' work.
    pub licences: String,
}

impl Assets {
    /// Reads the names.
    ///
    /// # Errors
    /// As a sentence for the user, when the page was not made by the product's own build.
    pub fn read() -> Result<Self, String> {
        let text = dom::text_of("#assets").unwrap_or_default();
        serde_json::from_str(&text)
            .map_err(|_| "本页旁边没有附带程序文件，请使用完整发布的版本。".to_owned())
    }
}
