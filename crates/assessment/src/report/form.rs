//! The forms in which the report is printed.

use serde::{Deserialize, Serialize};

/// What is printed of a report; everything in it is the same in all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// All sections.
    #[default]
    Full,
    /// 简式: cover, the page for the director, the plan.
    Short,
    /// All sections, with an empty column beside each item for an inspector's own entry.
    Inspection,
}

impl Form {
    /// What it is called on the cover and in file names; the full form has no other name than the
    /// report's.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Short => "简式",
            Self::Inspection => "带检查记录栏",
        }
    }
}
