//! Why the browser's storage fails, in the user's words.

use idb::Error;

/// Why the storage did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser refuses, or its disk does.
    #[error("浏览器的本机存储不可用或已满（{0}）")]
    Refused(String),
    /// The browser does not answer.
    #[error("浏览器的本机存储没有回应，可能被别的标签页或程序占用")]
    Unanswered,
    /// A newer build has changed the database.
    #[error("本机存储由更新版本的本工具建立，请用新版打开；里面的自查没有变动")]
    Newer,
    /// Another window saved this self-check after we had read it.
    #[error("这份自查在另一个窗口里有了新的改动")]
    ChangedElsewhere,
    /// Another window deleted it.
    #[error("这份自查在另一个窗口里删除了")]
    DeletedElsewhere,
}

impl From<Error> for StorageError {
    fn from(error: Error) -> Self {
        Self::Refused(error.to_string())
    }
}
