//! The saved self-check: what is in it, how it is read and written, changed, merged and told apart.

pub mod action;
pub mod answers;
mod broken_place;
pub mod differences;
mod exact_numbers;
pub mod file;
mod fnv;
pub mod identity;
pub mod journal;
pub mod profile;
pub mod registers;
pub mod settings;
mod unknown_keys;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::deadlines::lead::Lead;

pub use action::{Action, Switch, apply};
pub use file::ReadError;

use answers::Answers;
use journal::Journal;
use profile::Profile;
use registers::Registers;
use settings::{Settings, Target};

/// The value of `format`.
pub const FORMAT: &str = "selfcheck";
/// The newest version of the format that this build reads, and the one it writes.
pub const VERSION: u64 = 1;
/// The value of `regulation`.
pub const REGULATION_ID: &str = "nanning-2021";
/// What stands for the name of an institution that was not filled in.
pub(crate) const NAMELESS: &str = "未填机构名称";

/// One self-check, complete. Keys unknown to this version are kept and written back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfCheck {
    /// Always [`FORMAT`].
    pub format: String,
    /// At most [`VERSION`].
    pub version: u64,
    /// Always [`REGULATION_ID`].
    pub regulation: String,
    /// Identifies the self-check over all its copies.
    pub id: String,
    /// Such as `2026年度自查`.
    pub title: String,
    /// An instant, RFC 3339.
    pub created_at: String,
    /// The instant of the last change, RFC 3339.
    pub updated_at: String,
    /// 机构画像.
    pub profile: Profile,
    /// By item id.
    pub answers: Answers,
    /// 台账.
    pub registers: Registers,
    /// The institution's own targets for 按时 and 及时.
    pub targets: Vec<Target>,
    /// Switches: calendars and readings.
    pub settings: Settings,
    /// What was done to it, when, by whom, and after what. The file has it as a text of its own (`file.rs`).
    #[serde(skip)]
    pub journal: Journal,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl SelfCheck {
    /// A new, empty self-check.
    pub fn new(id: String, title: String, now: &str) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            regulation: REGULATION_ID.to_owned(),
            id,
            title,
            created_at: now.to_owned(),
            updated_at: now.to_owned(),
            profile: Profile::with_defaults(),
            ..Self::default()
        }
    }

    /// The institution's own lead time of that key, if it set one.
    pub fn own_lead(&self, key: &str) -> Option<Lead> {
        let own = self.targets.iter().find(|target| target.key == key)?;
        own.days.map(|days| Lead { days, kind: own.kind })
    }

    /// The institution's name, or words that say that it is missing.
    pub fn institution(&self) -> &str {
        match self.profile.text("name").trim() {
            "" => NAMELESS,
            name => name,
        }
    }
}
