//! Takes requests and gives answers: all of the worker that needs no browser.

use assessment::messages::{Answer, Outcome, Request, Task};
use assessment::report::Form;
use assessment::self_check::{ReadError as SelfCheckError, SelfCheck};
use serde_json::Value;

use crate::ics::{IcsError, ics};
use crate::pdf::{FontError, PdfError, Typeset, Typesetter};
use crate::readback::{ReadError, Reader};
use crate::world::RECORD;
use crate::xlsx::{WorkbookError, workbook};

/// Why a request could not be carried out.
#[derive(Debug, thiserror::Error)]
enum RequestError {
    #[error("字体还没有载入，请稍后再试。")]
    NoFonts,
    #[error("报告数据无法读取：{0}")]
    Report(#[from] serde_json::Error),
    #[error(transparent)]
    Fonts(#[from] FontError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    SelfCheck(#[from] SelfCheckError),
    #[error(transparent)]
    Ics(#[from] IcsError),
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
}

/// Where requests are answered, one after the other.
#[derive(Default)]
pub struct RequestHandler {
    typesetter: Option<Typesetter>,
    last: Option<Last>,
}

/// The report typeset last, and what it was made from: turning a page, or making the file of what is
/// shown, typesets nothing.
struct Last {
    report: String,
    self_check: String,
    form: Form,
    typeset: Typeset,
}

impl RequestHandler {
    /// Answers a request. A failure is an answer too, with a sentence for the user.
    pub fn answer(&mut self, request: Request) -> Answer {
        let outcome = self.carry_out(request.task);
        let ok = outcome.is_ok();
        let outcome = outcome.unwrap_or_else(|error| Outcome {
            error: Some(error.to_string()),
            ..Outcome::default()
        });
        Answer { id: request.id, ok, outcome }
    }

    fn carry_out(&mut self, task: Task) -> Result<Outcome, RequestError> {
        match task {
            Task::Fonts { fonts } => {
                self.last = None;
                self.typesetter = Some(Typesetter::new(files(fonts))?);
                Ok(Outcome::default())
            }
            Task::FurtherFonts { fonts } => {
                self.last = None;
                let typesetter = self.typesetter.as_mut().ok_or(RequestError::NoFonts)?;
                typesetter.add_tier(files(fonts))?;
                Ok(Outcome::default())
            }
            Task::Pdf { report, self_check, form } => {
                let pdf = self.typeset(report, self_check, form)?.pdf()?;
                Ok(Outcome {
                    bytes: Some(pdf.bytes.into()),
                    pages: Some(pdf.pages),
                    missing: Some(pdf.missing),
                    ..Outcome::default()
                })
            }
            Task::Page { report, self_check, target } => {
                let page = self.typeset(report, self_check, Form::Full)?.page(target)?;
                Ok(Outcome {
                    bytes: Some(page.svg.into_bytes().into()),
                    page: Some(page.number),
                    pages: Some(page.pages),
                    missing: Some(page.missing),
                    ..Outcome::default()
                })
            }
            Task::Calendar { self_check, today } => {
                let self_check = SelfCheck::from_json(self_check.as_bytes())?;
                let file = ics(&self_check, today)?;
                Ok(finished(file.bytes, format!("{} 个日期", file.dates)))
            }
            Task::Workbook { self_check, today } => {
                let self_check = SelfCheck::from_json(self_check.as_bytes())?;
                let file = workbook(&self_check, today)?;
                Ok(finished(file.bytes, file.content))
            }
            Task::ReadPdf { pdf } => {
                let reader = Reader::new(pdf.into_vec())?;
                let self_check = reader.attachment(RECORD)?;
                Ok(Outcome {
                    integrity: Some(reader.integrity(&self_check)),
                    bytes: Some(self_check.into()),
                    pages: Some(reader.pages()),
                    ..Outcome::default()
                })
            }
        }
    }

    fn typeset(
        &mut self,
        report: String,
        self_check: String,
        form: Form,
    ) -> Result<&Typeset, RequestError> {
        let same = |last: &Last| {
            last.form == form && last.self_check == self_check && last.report == report
        };
        let last = match self.last.take().filter(same) {
            Some(last) => last,
            None => {
                let typesetter = self.typesetter.as_ref().ok_or(RequestError::NoFonts)?;
                let data: Value = serde_json::from_str(&report)?;
                let typeset = typesetter.typeset(&data, self_check.as_bytes(), form)?;
                Last { report, self_check, form, typeset }
            }
        };
        Ok(&self.last.insert(last).typeset)
    }
}

fn files(fonts: Vec<serde_bytes::ByteBuf>) -> Vec<Vec<u8>> {
    fonts.into_iter().map(serde_bytes::ByteBuf::into_vec).collect()
}

fn finished(bytes: Vec<u8>, content: String) -> Outcome {
    Outcome { bytes: Some(bytes.into()), content: Some(content), ..Outcome::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn ask(request: Value) -> Value {
        let request: Request = serde_json::from_value(request).unwrap_or_else(|e| panic!("{e}"));
        serde_json::to_value(RequestHandler::default().answer(request))
            .unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn a_report_before_the_fonts_is_answered_with_a_sentence() {
        let answer = ask(json!({ "id": 7, "kind": "pdf", "report": "{}", "self_check": "{}" }));
        assert_eq!(
            answer,
            json!({ "id": 7, "ok": false, "error": "字体还没有载入，请稍后再试。" })
        );
    }

    #[test]
    fn a_file_that_is_no_font_is_named_by_its_place() {
        let answer = ask(json!({ "id": 1, "kind": "fonts", "fonts": [[1, 2, 3]] }));
        assert_eq!(answer["ok"], false);
        assert_eq!(answer["error"], FontError::Unreadable(1).to_string());
    }

    #[test]
    fn a_file_that_is_no_pdf_is_answered_with_a_sentence() {
        let answer = ask(json!({ "id": 2, "kind": "read-pdf", "pdf": [1, 2, 3] }));
        assert_eq!(answer["error"], ReadError::NotPdf.to_string());
    }

    #[test]
    fn calendar_and_workbook_need_no_fonts() {
        let self_check = include_str!("../tests/fixtures/autumn.json");
        for (kind, begins, says) in [
            ("calendar", &b"BEGIN:VCALENDAR\r\n"[..], "个日期"),
            ("workbook", b"PK", "整改台账 5 条"),
        ] {
            let answer = ask(
                json!({ "id": 3, "kind": kind, "self_check": self_check, "today": "2026-11-23" }),
            );
            assert_eq!(answer["ok"], true, "{answer}");
            assert!(answer["content"].as_str().is_some_and(|words| words.contains(says)));
            let bytes = serde_json::from_value::<Vec<u8>>(answer["bytes"].clone());
            assert!(bytes.unwrap_or_default().starts_with(begins));
        }
    }
}
