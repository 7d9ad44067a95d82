//! What the documents worker is asked for, and what it gives.

use std::rc::Rc;

use assessment::{
    messages::{Integrity, Outcome, PreviewTarget, Task},
    report::Form,
};
use chrono::NaiveDate;

use super::{
    files::{ObjectUrl, mime},
    worker::{Documents, unexpected},
};

/// A finished file, already read back by the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
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

impl Documents {
    /// Typesets a report; where the small fonts lack a character, once more with the complete ones.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn pdf(
        self: &Rc<Self>,
        report: String,
        self_check: String,
        form: Form,
    ) -> Result<Made, String> {
        let outcome = self.typeset(Task::Pdf { report, self_check, form }).await?;
        match (outcome.bytes, outcome.pages) {
            (Some(bytes), Some(pages)) => Ok(Made {
                bytes: bytes.into_vec(),
                content: format!("{pages} 页，附 selfcheck.json（导入此 PDF 可恢复这份自查）"),
                missing: outcome.missing.unwrap_or_default(),
            }),
            _ => Err(unexpected()),
        }
    }

    /// A page of the full report as a picture.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn page(
        self: &Rc<Self>,
        report: String,
        self_check: String,
        target: PreviewTarget,
    ) -> Result<Picture, String> {
        let outcome = self.typeset(Task::Page { report, self_check, target }).await?;
        match (outcome.bytes, outcome.page, outcome.pages) {
            (Some(bytes), Some(page), Some(pages)) => Ok(Picture {
                url: Rc::new(ObjectUrl::of(mime::SVG, &bytes)?),
                page,
                pages,
                missing: outcome.missing.unwrap_or_default(),
            }),
            _ => Err(unexpected()),
        }
    }

    /// The 整改台账 as a workbook.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn workbook(
        self: &Rc<Self>,
        self_check: String,
        today: NaiveDate,
    ) -> Result<Made, String> {
        as_file(self.request(Task::Workbook { self_check, today }).await?)
    }

    /// The dates as a calendar file.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn calendar(
        self: &Rc<Self>,
        self_check: String,
        today: NaiveDate,
    ) -> Result<Made, String> {
        as_file(self.request(Task::Calendar { self_check, today }).await?)
    }

    /// The saved self-check inside a report, and whether it is the one with which the report was made.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn read_pdf(self: &Rc<Self>, pdf: Vec<u8>) -> Result<(Vec<u8>, Integrity), String> {
        let outcome = self.request(Task::ReadPdf { pdf: pdf.into() }).await?;
        let bytes = outcome.bytes.ok_or_else(unexpected)?;
        Ok((bytes.into_vec(), outcome.integrity.ok_or_else(unexpected)?))
    }

    /// Without the complete fonts a report still is one; what it lacks is listed beside it.
    async fn typeset(self: &Rc<Self>, task: Task) -> Result<Outcome, String> {
        self.start().await?;
        self.note_typesetting();
        // Complete fonts that are on their way were asked for by a report like this one.
        let complete = self.are_all_fonts_asked_for() && self.add_fonts().await.is_ok();
        let first = self.request(task.clone()).await?;
        let whole = first.missing.as_ref().is_none_or(Vec::is_empty);
        if whole || complete || self.add_fonts().await.is_err() {
            return Ok(first);
        }
        self.request(task).await
    }
}

fn as_file(outcome: Outcome) -> Result<Made, String> {
    match (outcome.bytes, outcome.content) {
        (Some(bytes), Some(content)) => {
            Ok(Made { bytes: bytes.into_vec(), content, missing: Vec::new() })
        }
        _ => Err(unexpected()),
    }
}
