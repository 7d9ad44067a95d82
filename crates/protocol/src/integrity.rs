//! What is found out about the self-check inside a report.

use serde::{Deserialize, Serialize};

/// Whether the data inside a report are those with which it was made, by the seal that it bears: the
/// SHA-256 of the attached self-check in groups of four digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Integrity {
    /// The report bears no seal: it was made by an earlier version.
    Unsealed,
    /// The data are unaltered.
    Intact {
        /// The seal, to be compared with the one on paper.
        seal: String,
    },
    /// The data are not those of the report.
    Altered {
        /// The seal that the report bears.
        printed: String,
        /// The seal of what is attached.
        attached: String,
    },
}
