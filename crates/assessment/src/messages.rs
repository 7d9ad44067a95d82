//! What the app and the documents worker say to each other.
//!
//! Bytes travel as `Uint8Array` or `ArrayBuffer`; everything else is plain data. Each request is
//! answered exactly once, under its own id.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::report::Form;

/// A request and the number under which it is answered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// Chosen by the sender; the answer bears the same.
    pub id: u32,
    /// What is wanted.
    #[serde(flatten)]
    pub task: Task,
}

/// What the worker can be asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Task {
    /// Takes the fonts for all later reports, in place of any earlier ones.
    Fonts {
        /// TrueType or OpenType files; earlier ones are preferred.
        fonts: Vec<ByteBuf>,
    },
    /// Takes more fonts, for reports with characters that the fonts before them lack.
    FurtherFonts {
        /// As above.
        fonts: Vec<ByteBuf>,
    },
    /// The report as a PDF.
    Pdf {
        /// The report, as JSON.
        report: String,
        /// The saved self-check, as it is attached.
        self_check: String,
        /// What is printed of it.
        #[serde(default)]
        form: Form,
    },
    /// One page of the full report as an SVG picture.
    Page {
        /// The report, as JSON.
        report: String,
        /// The saved self-check, as it would be attached.
        self_check: String,
        /// Which page.
        target: PreviewTarget,
    },
    /// The dates as a calendar file.
    Calendar {
        /// The saved self-check, as JSON.
        self_check: String,
        /// Today.
        today: NaiveDate,
    },
    /// The 整改台账 as a workbook.
    Workbook {
        /// The saved self-check, as JSON.
        self_check: String,
        /// Today.
        today: NaiveDate,
    },
    /// The saved self-check out of a PDF.
    ReadPdf {
        /// The file.
        pdf: ByteBuf,
    },
}

/// A page of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PreviewTarget {
    /// The page of that number, counted from one; the last one where there are fewer.
    Page(usize),
    /// Where the results of that article begin.
    Article(u8),
    /// Where the dates begin.
    Dates,
    /// Where the plan begins.
    Plan,
    /// Where 机构画像 begins.
    Profile,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The request's number.
    pub id: u32,
    /// Whether the request was carried out; false exactly when `error` is there.
    pub ok: bool,
    /// What was made of it, or nothing.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// Whether the data inside a report are those with which it was made, by the seal that it bears: the
/// SHA-256 of the attached self-check in groups of four digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
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

/// The outcome of a request; what does not belong to it is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// The file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<ByteBuf>,
    /// The number of pages of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The number of the page that is pictured, counted from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// What is in the file, in words, such as `12 个日期`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// The characters that no font has; each stands as 〓 in the PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<char>>,
    /// Whether the data out of a PDF are those with which it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<Integrity>,
    /// What went wrong, as a sentence for the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Whether the worker is lost and has to be started anew.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fatal: bool,
}
