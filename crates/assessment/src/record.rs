//! The saved self-check: its file format, what is refused, and the pure `apply`.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::answers::{Answer, Answers};
use crate::calendar::{Calendar, Notice, Region};
use crate::deadlines::lead::Lead;
use crate::profile::Profile;
use crate::registers::{DayCount, Registers, YesNo};

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
pub struct Record {
    /// Always [`FORMAT`].
    pub format: String,
    /// At most [`VERSION`].
    pub version: u64,
    /// Always [`REGULATION_ID`].
    pub regulation: String,
    /// Identifies the self-check over all its copies.
    pub id: String,
    /// Such as `2026年度自查`.
    #[serde(default)]
    pub title: String,
    /// An instant, RFC 3339.
    #[serde(default)]
    pub created_at: String,
    /// The instant of the last change, RFC 3339.
    #[serde(default)]
    pub updated_at: String,
    /// 机构画像.
    #[serde(default)]
    pub profile: Profile,
    /// By item id.
    #[serde(default)]
    pub answers: Answers,
    /// 台账.
    #[serde(default)]
    pub registers: Registers,
    /// The institution's own targets for 按时 and 及时.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Switches: calendars and readings.
    #[serde(default)]
    pub settings: Settings,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A target of the institution's own, where the text says only 按时 or 及时.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    /// Such as `conclusion`.
    pub key: String,
    /// What it is for.
    pub label: String,
    /// How many; absent while none is set.
    #[serde(
        deserialize_with = "crate::registers::number_of_days",
        skip_serializing_if = "Option::is_none"
    )]
    pub days: Option<NonZeroU32>,
    /// Calendar or working days.
    pub kind: DayCount,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How 第十一条's "前20个工作日内" is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilingReading {
    /// At least 20 full working days lie between filing and event.
    #[default]
    Safe,
    /// 20 working days with the filing day counted.
    Literal,
    /// Within the window of the last 20 working days.
    Window,
}

/// The switches of a record, each with the default that the calculators state a reason for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether 壮族三月三 is free; default yes.
    pub guangxi: YesNo,
    /// Default safe.
    pub filing_reading: FilingReading,
    /// Whether the end of a retention period rolls past days of rest; default no.
    pub retention_rolls: YesNo,
    /// Notices that the user entered for years not yet known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// Keys unknown to this version.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            guangxi: YesNo::Yes,
            filing_reading: FilingReading::Safe,
            retention_rolls: YesNo::No,
            notices: Vec::new(),
            extra: Map::new(),
        }
    }
}

impl Settings {
    /// Whose holidays count by these settings.
    pub fn region(&self) -> Region {
        if self.guangxi == YesNo::No { Region::National } else { Region::Guangxi }
    }

    /// The calendar by these settings.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.region(), &self.notices)
    }
}

/// Why a file is refused. Each says what to do; nothing has been changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or JSON of something else.
    #[error(
        "这不是本工具保存的自查文件。请选择由“数据”页导出的 .json 文件，或本工具生成的 PDF 报告；原有数据没有变动。"
    )]
    NotOurs,
    /// Ours, but written by a newer version.
    #[error(
        "这个文件由更新版本的本工具保存（文件版本 {found}，本版本最高认识 {VERSION}）。请用新版本打开；原有数据没有变动。"
    )]
    Newer {
        /// The version found.
        found: u64,
    },
    /// Ours, but about another regulation.
    #[error(
        "这个文件是按另一份规定（{0}）自查的，本工具只认识南宁 2021 年的实施细则；原有数据没有变动。"
    )]
    OtherRegulation(String),
    /// Ours, but cut off or damaged.
    #[error(
        "这个自查文件已损坏，没有导入；原有数据没有变动。出错的位置：{at}（{what}）。请换一份备份再试。"
    )]
    Broken {
        /// Where, as a path of keys.
        at: String,
        /// What is wrong there.
        what: String,
    },
}

impl Record {
    /// A new, empty record.
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

    /// Reads a saved self-check.
    ///
    /// # Errors
    /// When it is not ours, from a newer version, about another regulation, or damaged.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReadError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let value: Value = match serde_json::from_slice(bytes) {
            Ok(value) => value,
            Err(error) if bytes.windows(11).any(|part| part == b"\"selfcheck\"") => {
                let at = format!("第 {} 行第 {} 个字节", error.line(), error.column());
                return Err(ReadError::Broken {
                    at,
                    what: "文件不完整或不是有效的 JSON".to_owned(),
                });
            }
            Err(_) => return Err(ReadError::NotOurs),
        };
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(ReadError::NotOurs);
        }
        match value.get("version").and_then(Value::as_u64) {
            Some(found) if found > VERSION => return Err(ReadError::Newer { found }),
            Some(VERSION) => {}
            _ => return Err(broken("version", "应是数字 1")),
        }
        match value.get("regulation").and_then(Value::as_str) {
            Some(REGULATION_ID) => {}
            Some(other) => return Err(ReadError::OtherRegulation(other.to_owned())),
            None => return Err(broken("regulation", "缺少")),
        }
        if value.get("id").and_then(Value::as_str).is_none_or(|id| id.trim().is_empty()) {
            return Err(broken("id", "缺少，或不是文字"));
        }
        let record: Self = serde_path_to_error::deserialize(value).map_err(|error| {
            broken(&error.path().to_string(), &in_chinese(&error.inner().to_string()))
        })?;
        match record.profile.misshapen() {
            Some((key, expected)) => Err(broken(&format!("profile.{key}"), expected)),
            None => Ok(record),
        }
    }

    /// The file, as pretty JSON with a line end; the same record always gives the same bytes.
    pub fn to_json(&self) -> String {
        // Maps with text keys, texts and numbers: there is nothing in a record that JSON cannot hold.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
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

/// Our own checks speak Chinese already; the parser's words are for programmers.
fn in_chinese(what: &str) -> String {
    let ours = what.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if ours { what.to_owned() } else { "内容的类型或取值不对".to_owned() }
}

fn broken(at: &str, what: &str) -> ReadError {
    ReadError::Broken { at: at.to_owned(), what: what.to_owned() }
}

/// A change that a person makes.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Names the self-check.
    Title(String),
    /// Answers a question of the profile; an empty value takes the answer away.
    Profile {
        /// Key of the question.
        key: String,
        /// Its answer.
        value: Value,
    },
    /// Answers a question of the profile that has rows of cells.
    ProfileRows {
        /// Key of the question.
        key: String,
        /// A row is a list of cells in the order of the columns.
        rows: Vec<Vec<String>>,
    },
    /// Puts an item's answer in place of the former one; a blank one takes it away.
    Answer {
        /// Id of the item.
        item: String,
        /// The whole answer.
        answer: Answer,
    },
    /// Puts the registers in place of the former ones.
    Registers(Registers),
    /// Puts the own targets in place of the former ones.
    Targets(Vec<Target>),
    /// Puts the switches in place of the former ones.
    Settings(Settings),
}

/// Applies `action`, made at the instant `now` (RFC 3339). Pure: the same input gives the same record.
pub fn apply(record: &Record, action: Action, now: &str) -> Record {
    let mut record = record.clone();
    now.clone_into(&mut record.updated_at);
    match action {
        Action::Title(title) => record.title = title,
        Action::Profile { key, value } => record.profile.set(&key, value),
        Action::ProfileRows { key, rows } => record.profile.set_rows(&key, rows),
        Action::Answer { item, mut answer } => {
            let former = record.answers.get(&item);
            if former.and_then(|former| former.state) != answer.state {
                answer.answered_at =
                    if answer.state.is_some() { now.to_owned() } else { String::new() };
            }
            if answer.is_blank() {
                record.answers.shift_remove(&item);
            } else {
                record.answers.insert(item, answer);
            }
        }
        Action::Registers(registers) => record.registers = registers,
        Action::Targets(targets) => record.targets = targets,
        Action::Settings(settings) => record.settings = settings,
    }
    record
}
