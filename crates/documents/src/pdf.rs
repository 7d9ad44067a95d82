//! The report as a PDF: archival (PDF/A-3a), accessible (PDF/UA-1), with the saved self-check inside.

use std::collections::BTreeSet;

use assessment::report::Form;
use serde::Serialize;
use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Smart};
use typst::text::Font;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::pack::packed;
use crate::readback::{Integrity, ReadError, Reader};
use crate::seal;
use crate::text::make_printable;
use crate::world::{FontSet, RECORD, ReportWorld};

/// Results of Typst's own functions are kept for this many further reports: editing an answer and
/// exporting again then costs a fraction of the first run, and memory stays bounded.
const REPORTS_REMEMBERED: usize = 3;

/// The name that stands in the PDF's metadata as the creating program.
const CREATOR: &str = "职评自查";

/// Why a set of fonts is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// No font was handed in.
    #[error("没有可用的字体，无法排版报告。")]
    None,
    /// One of the files is no font; counted from one.
    #[error("第 {0} 个字体文件无法读取，可能没有下载完整。")]
    Unreadable(usize),
}

/// Why no PDF was made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The report could not be turned into data for the template.
    #[error("报告数据无法交给排版程序：{0}")]
    Data(#[from] serde_json::Error),
    /// Typst refused the document.
    #[error("报告排版失败：{0}")]
    Typesetting(String),
    /// The typeset report has no page.
    #[error("报告排版失败：没有排出任何一页。")]
    Empty,
    /// The finished PDF could not be read again.
    #[error("生成的 PDF 未能通过回读检查：{0}")]
    Unreadable(#[from] ReadError),
    /// The finished PDF reads, but does not hold what was put in.
    #[error("生成的 PDF 未能通过回读检查：{0}")]
    Different(&'static str),
}

/// A finished PDF that has been read again.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The number of pages, as counted in the file.
    pub pages: usize,
    /// The characters that no font has; each stands as 〓 on paper.
    pub missing: Vec<char>,
}

/// A report, typeset: the pages of which both the file and its preview are made.
pub struct Typeset {
    pub(crate) document: PagedDocument,
    pub(crate) missing: Vec<char>,
    self_check: Bytes,
    form: Form,
}

/// Typesets reports. Fonts are read once, and come in tiers.
pub struct Typesetter {
    font_set: FontSet,
    further: Vec<FontSet>,
}

impl Typesetter {
    /// Reads the fonts of the first tier; earlier ones are preferred.
    ///
    /// # Errors
    /// Fails when there is no font or when one of them cannot be read.
    pub fn new(files: Vec<Vec<u8>>) -> Result<Self, FontError> {
        Ok(Self { font_set: font_set(files)?, further: Vec::new() })
    }

    /// Adds a tier of fonts for reports with characters that the tiers before it lack. All other reports
    /// stay as they were, to the byte.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn add_tier(&mut self, files: Vec<Vec<u8>>) -> Result<(), FontError> {
        self.further.push(font_set(files)?);
        Ok(())
    }

    /// Typesets the report, attaches the saved self-check, and reads the file again.
    ///
    /// The day of making is the report's own: it stands on the cover and in the metadata.
    ///
    /// # Errors
    /// Fails when Typst refuses the document or when the finished file does not hold what was put
    /// in. Characters without a glyph are no failure.
    pub fn pdf(
        &self,
        report: &impl Serialize,
        self_check: &[u8],
        form: Form,
    ) -> Result<Pdf, PdfError> {
        self.typeset(report, self_check, form)?.pdf()
    }

    /// Typesets the report in the first tier of fonts that has all of its characters, or in the last.
    ///
    /// # Errors
    /// Fails when Typst refuses the document.
    pub fn typeset(
        &self,
        report: &impl Serialize,
        self_check: &[u8],
        form: Form,
    ) -> Result<Typeset, PdfError> {
        let report = serde_json::to_value(report)?;
        let mut font_set = &self.font_set;
        let (mut printed, mut missing) = printable(&report, font_set);
        for further in &self.further {
            if missing.is_empty() {
                break;
            }
            font_set = further;
            (printed, missing) = printable(&report, font_set);
        }
        let seal = seal::seal(self_check);
        let data = json!({
            "report": printed,
            "form": form,
            "form_label": form.label(),
            "seal": seal,
        });
        let self_check = Bytes::new(self_check.to_vec());
        let world =
            ReportWorld::new(font_set, Bytes::new(serde_json::to_vec(&data)?), self_check.clone());
        let mut document = typst::compile::<PagedDocument>(&world).output.map_err(describe)?;
        // Not by the template, where it would be a style of all that follows: each self-check has another
        // one, and nothing typeset for the last report would serve for the next.
        document.info_mut().keywords = vec![seal::keyword(&seal).into()];
        typst::comemo::evict(REPORTS_REMEMBERED);
        Ok(Typeset { document, missing, self_check, form })
    }
}

impl Typeset {
    /// Makes the file and reads it again.
    ///
    /// # Errors
    /// As [`Typesetter::pdf`].
    pub fn pdf(&self) -> Result<Pdf, PdfError> {
        let ident = format!("{} {}", seal::seal(&self.self_check), self.form.label());
        let bytes = typst_pdf::pdf(&self.document, &options(ident)?).map_err(describe)?;
        let bytes = packed(&bytes).unwrap_or(bytes);
        let pages = verify(&bytes, self.document.pages().len(), &self.self_check)?;
        Ok(Pdf { bytes, pages, missing: self.missing.clone() })
    }
}

fn font_set(files: Vec<Vec<u8>>) -> Result<FontSet, FontError> {
    let mut fonts = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        let before = fonts.len();
        fonts.extend(Font::iter(Bytes::new(file)));
        if fonts.len() == before {
            return Err(FontError::Unreadable(index + 1));
        }
    }
    if fonts.is_empty() {
        Err(FontError::None)
    } else {
        Ok(FontSet::new(Library::default(), fonts))
    }
}

/// The report as these fonts can print it, and the characters that they lack, in order.
fn printable(report: &Value, font_set: &FontSet) -> (Value, Vec<char>) {
    let mut printed = report.clone();
    let mut missing = BTreeSet::new();
    make_printable(&mut printed, &|character| font_set.covers(character), &mut missing);
    (printed, missing.into_iter().collect())
}

/// `ident` tells one document from another: reports of the same data in the same form are one.
fn options(ident: String) -> Result<PdfOptions, PdfError> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|error| PdfError::Typesetting(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        standards,
        ..PdfOptions::default()
    })
}

/// Reads a finished PDF again and compares it with what went in; returns its pages.
fn verify(bytes: &[u8], pages: usize, self_check: &[u8]) -> Result<usize, PdfError> {
    let reader = Reader::new(bytes.to_vec())?;
    if reader.pages() != pages {
        return Err(PdfError::Different("页数与排版结果不一致。"));
    }
    if reader.attachment(RECORD)? != self_check {
        return Err(PdfError::Different("附件 selfcheck.json 与存入的内容不一致。"));
    }
    if !matches!(reader.integrity(self_check), Integrity::Intact { .. }) {
        return Err(PdfError::Different("数据封记与附件不一致。"));
    }
    Ok(pages)
}

/// Typst's messages are in English and meant for whoever edits the template; they follow our own
/// sentence so that a report of the failure carries its cause.
fn describe(errors: impl IntoIterator<Item = SourceDiagnostic>) -> PdfError {
    let messages: Vec<String> = errors.into_iter().map(|error| error.message.to_string()).collect();
    PdfError::Typesetting(messages.join("; "))
}
