//! What comes of a request to the documents worker.

use std::rc::Rc;

use js_sys::Uint8Array;

use super::files::ObjectUrl;

/// How long a request may take: many times what the largest honest report needs on a slow machine.
pub(super) const PATIENCE_MINUTES: u32 = 3;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentsError {
    /// The user stopped it.
    #[error("文档程序已按要求停下；自查数据没有变动，需要时再试一次。")]
    Stopped,
    /// It took too long, and was stopped.
    #[error(
        "文档程序 {PATIENCE_MINUTES} 分钟没有做完，已经停下；自查数据没有变动。请关闭其他标签页再试；特别长的文字请分成几段。"
    )]
    TimedOut,
    /// Anything else.
    #[error("{0}")]
    Failed(String),
}

impl From<String> for DocumentsError {
    fn from(reason: String) -> Self {
        Self::Failed(reason)
    }
}

/// A finished file, already read back by the worker.
#[derive(Debug)]
pub struct Made {
    /// The file; the browser holds it.
    pub bytes: Uint8Array,
    /// What is in it, in words.
    pub content: String,
    /// The characters that no font has; each stands as 〓 in a report.
    pub missing: Vec<char>,
}

/// A page of the report, as it would be printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Where an image finds it, as long as this is kept.
    pub url: Rc<ObjectUrl>,
    /// Its number, counted from one.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The characters of the whole report that no font has.
    pub missing: Vec<char>,
}
