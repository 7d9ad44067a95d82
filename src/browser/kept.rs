//! A self-check as it lies in the browser's storage: one row, readable or not.

use assessment::self_check::{ReadError, SelfCheck};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;

/// A kept self-check: its text may be of a newer version or damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The instant of the last change.
    pub updated_at: String,
    /// Tells what was written here from everything that any window wrote before or after it.
    pub version: String,
    /// The self-check's file, where the row is whole.
    pub json: Result<String, Damage>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("这条记录已损坏：{reason}。其他自查不受影响；可以先下载它的原始数据留存，再删除它")]
pub struct Damage {
    /// In words.
    pub reason: String,
    /// What can be saved of it.
    pub rest: Option<String>,
}

impl Kept {
    /// The row under that id.
    pub(super) fn from_js(id: &str, row: &JsValue) -> Self {
        let text =
            |key: &str| Reflect::get(row, &key.into()).ok().and_then(|value| value.as_string());
        let json = text("json").ok_or_else(|| Damage {
            reason: "里面没有自查的内容".to_owned(),
            rest: JSON::stringify(row).ok().and_then(|text| text.as_string()),
        });
        let updated_at = text("updatedAt").unwrap_or_default();
        // An older build wrote none; then the instant has to do.
        let version = text("version").unwrap_or_else(|| updated_at.clone());
        Self { id: id.to_owned(), updated_at, version, json }
    }

    /// A row that the browser itself cannot read.
    pub(super) fn unreadable(id: &str, reason: String) -> Self {
        let reason = format!("浏览器读不出来（{reason}）");
        let json = Err(Damage { reason, rest: None });
        Self { id: id.to_owned(), updated_at: String::new(), version: String::new(), json }
    }

    /// The self-check in it.
    ///
    /// # Errors
    /// As a sentence for the user, when it is damaged, or of a newer version.
    pub fn self_check(&self) -> Result<SelfCheck, String> {
        let json = self.json.as_ref().map_err(|damage| format!("{damage}。"))?;
        SelfCheck::from_json(json.as_bytes()).map_err(|error| match error {
            // Their words are about a file that someone chose.
            ReadError::NotOurs | ReadError::TooDeep => in_words("里面不是自查", json),
            ReadError::Broken { at, .. } => in_words(&format!("出错的位置是 {at}"), json),
            other => other.to_string(),
        })
    }

    /// What lies there, for a person who wants to keep it.
    ///
    /// # Errors
    /// As a sentence for the user, when nothing of it can be read.
    pub fn raw(self) -> Result<String, String> {
        self.json.or_else(|damage| {
            damage.rest.ok_or_else(|| format!("没有可以下载的：{}。", damage.reason))
        })
    }
}

fn in_words(reason: &str, json: &str) -> String {
    let damage = Damage { reason: reason.to_owned(), rest: Some(json.to_owned()) };
    format!("{damage}。")
}

/// A self-check on its way into the storage.
#[derive(Debug, Clone, Copy)]
pub struct Write<'a> {
    /// The self-check.
    pub self_check: &'a SelfCheck,
    /// Its file.
    pub json: &'a str,
    /// What will tell it from everything else that is written in its place.
    pub version: &'a str,
    /// The version that has to lie there; `None` puts it in the place of whatever does.
    pub base: Option<&'a str>,
}

impl Write<'_> {
    pub(super) fn to_js(self) -> JsValue {
        let object = Object::new();
        for (key, text) in [
            ("id", self.self_check.id.as_str()),
            ("updatedAt", &self.self_check.updated_at),
            ("version", self.version),
            ("json", self.json),
        ] {
            // Setting a property of a fresh plain object cannot fail.
            let _ = Reflect::set(&object, &key.into(), &text.into());
        }
        object.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(json: Result<String, Damage>) -> Kept {
        Kept { id: "a".into(), updated_at: String::new(), version: String::new(), json }
    }

    #[test]
    fn a_row_cut_off_is_called_damaged_and_can_be_saved_as_it_lies_there() {
        let cut = kept(Ok(r#"{"format":"selfcheck","version":1,"#.to_owned()));
        assert!(cut.self_check().is_err_and(|reason| reason.contains("已损坏")));
        assert_eq!(cut.raw().as_deref(), Ok(r#"{"format":"selfcheck","version":1,"#));
    }

    #[test]
    fn a_row_of_a_newer_version_is_not_called_damaged() {
        let newer = kept(Ok(r#"{"format":"selfcheck","version":2}"#.to_owned()));
        assert!(newer.self_check().is_err_and(|reason| reason.contains("更新版本")));
    }

    #[test]
    fn where_nothing_can_be_read_that_is_said() {
        let lost = Kept::unreadable("a", "DataError".to_owned());
        assert!(lost.self_check().is_err_and(|reason| reason.contains("DataError")));
        assert!(lost.raw().is_err_and(|reason| reason.contains("没有可以下载的")));
    }
}
