//! Reading and writing a saved self-check, and what is refused.

use serde_json::Value;

use super::broken_place::broken_place;
use super::journal::{FORMER_JOURNAL, Journal, settle};
use super::registers::complete_ids;
use super::{FORMAT, REGULATION_ID, SelfCheck, VERSION, exact_numbers};

/// The key of the journal.
const JOURNAL: &str = "journal";

/// Why a file is refused. Each says what to do; nothing has been changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or JSON of something else.
    #[error(
        "这不是本工具保存的自查文件。请选择由“数据”页导出的 .json 文件，或本工具生成的 PDF 报告；原有数据没有变动。"
    )]
    NotOurs,
    /// Nested deeper than anything that this tool writes.
    #[error("这个文件的内容层次太深，不会是本工具保存的自查；原有数据没有变动。")]
    TooDeep,
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

impl SelfCheck {
    /// Reads a saved self-check.
    ///
    /// # Errors
    /// When it is not ours, from a newer version, about another regulation, or damaged.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReadError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let marked = std::str::from_utf8(bytes).map(exact_numbers::mark);
        let bytes = marked.as_ref().map_or(bytes, |text| text.as_bytes());
        let mut value: Value = match serde_json::from_slice(bytes) {
            Ok(value) => value,
            // serde_json stops at 128 levels and tells it by words alone.
            Err(error) if error.to_string().starts_with("recursion limit") => {
                return Err(ReadError::TooDeep);
            }
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
        let journal = value.as_object_mut().and_then(|file| file.shift_remove(JOURNAL));
        let mut self_check: Self = serde_json::from_value(value).map_err(|error| {
            // Read once more rather than copied beforehand: hardly any file is broken.
            let place = serde_json::from_slice(bytes).map(|file| broken_place(&file));
            broken(&place.unwrap_or_default(), &in_chinese(&error.to_string()))
        })?;
        match self_check.profile.misshapen() {
            Some((key, expected)) => Err(broken(&format!("profile.{key}"), expected)),
            None => {
                match journal {
                    Some(former) if Journal::is_former(&former) => {
                        self_check.extra.insert(FORMER_JOURNAL.to_owned(), former);
                    }
                    Some(journal) => self_check.journal = Journal::read(journal),
                    None => {}
                }
                // Before the journal is held against the state: new ids are a change to it.
                complete_ids(&mut self_check.registers);
                settle(&mut self_check);
                Ok(self_check)
            }
        }
    }

    /// The file, as pretty JSON with a line end; the same self-check always gives the same bytes.
    pub fn to_json(&self) -> String {
        // Maps with text keys, texts and numbers: there is nothing in a self-check that JSON cannot hold.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        if let Some(others) = json.strip_suffix("\n}").filter(|_| !self.journal.is_empty()) {
            // A line a step: indented as the rest is, the journal would be most of the file.
            json = format!("{others},\n  \"{JOURNAL}\": {}\n}}", self.journal.to_text());
        }
        json.push('\n');
        exact_numbers::unmark(json)
    }

    /// The file as it is attached to a report: without what was written and changed again on the way.
    pub fn to_attachment(&self) -> String {
        Self { journal: self.journal.trimmed(), ..self.clone() }.to_json()
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
