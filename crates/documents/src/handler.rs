//! Takes requests and gives answers: all of the worker that needs no browser.

use assessment::report::{Form, Report};
use assessment::self_check::{ReadError as SelfCheckError, SelfCheck};
use protocol::{Answer, Parcel, ParcelError, ReportSource, Request};

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
    #[error("文档程序收到了无法识别的请求：{0}")]
    Message(#[from] ParcelError),
    #[error("用来比较的自查无法读取。{0}")]
    Earlier(SelfCheckError),
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
    source: ReportSource,
    form: Form,
    typeset: Typeset,
}

impl RequestHandler {
    /// Answers a request as it came, with an answer as it is sent.
    ///
    /// # Errors
    /// When the answer cannot be written as JSON.
    pub fn answer_parcel(&mut self, parcel: Parcel) -> Result<Parcel, ParcelError> {
        let answer = match Request::unpack(parcel) {
            Ok(request) => self.answer(request),
            Err(error) => failed(&error.into()),
        };
        answer.pack()
    }

    /// Answers a request. A failure is an answer too, with a sentence for the user.
    pub fn answer(&mut self, request: Request) -> Answer {
        self.carry_out(request).unwrap_or_else(|error| failed(&error))
    }

    fn carry_out(&mut self, request: Request) -> Result<Answer, RequestError> {
        Ok(match request {
            Request::Fonts { fonts } => {
                self.last = None;
                self.typesetter = Some(Typesetter::new(fonts)?);
                Answer::Fonts
            }
            Request::FurtherFonts { fonts } => {
                self.last = None;
                let typesetter = self.typesetter.as_mut().ok_or(RequestError::NoFonts)?;
                typesetter.add_tier(fonts)?;
                Answer::FurtherFonts
            }
            Request::Pdf { source, form } => {
                let pdf = self.typeset(source, form)?.pdf()?;
                Answer::Pdf { file: pdf.bytes, pages: pdf.pages, missing: pdf.missing }
            }
            Request::Page { source, target } => {
                let page = self.typeset(source, Form::Full)?.page(target)?;
                Answer::Page {
                    file: page.svg.into_bytes(),
                    page: page.number,
                    pages: page.pages,
                    missing: page.missing,
                }
            }
            Request::Calendar { self_check, today } => {
                let self_check = SelfCheck::from_json(self_check.as_bytes())?;
                let file = ics(&self_check, today)?;
                Answer::Calendar { file: file.bytes, dates: file.dates }
            }
            Request::Workbook { self_check, today } => {
                let self_check = SelfCheck::from_json(self_check.as_bytes())?;
                let file = workbook(&self_check, today)?;
                Answer::Workbook { file: file.bytes, content: file.content }
            }
            Request::ReadPdf { pdf } => {
                let reader = Reader::of_import(pdf)?;
                let file = reader.attachment(RECORD)?;
                Answer::ReadPdf { integrity: reader.integrity(&file), file }
            }
        })
    }

    fn typeset(&mut self, source: ReportSource, form: Form) -> Result<&Typeset, RequestError> {
        let same = |last: &Last| last.form == form && last.source == source;
        let last = match self.last.take().filter(same) {
            Some(last) => last,
            None => {
                let typesetter = self.typesetter.as_ref().ok_or(RequestError::NoFonts)?;
                let report = report_of(&source)?;
                let typeset = typesetter.typeset(&report, source.self_check.as_bytes(), form)?;
                Last { source, form, typeset }
            }
        };
        Ok(&self.last.insert(last).typeset)
    }
}

fn report_of(source: &ReportSource) -> Result<Report, RequestError> {
    let self_check = SelfCheck::from_json(source.self_check.as_bytes())?;
    let earlier = source.earlier.as_ref().map(|json| SelfCheck::from_json(json.as_bytes()));
    let earlier = earlier.transpose().map_err(RequestError::Earlier)?;
    let report = Report::since(earlier.as_ref(), &self_check, source.today);
    Ok(if source.history { report.with_history(&self_check) } else { report })
}

fn failed(error: &RequestError) -> Answer {
    Answer::Failed { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    const AUTUMN: &str = include_str!("../tests/fixtures/autumn.json");

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn source() -> ReportSource {
        let self_check = AUTUMN.to_owned();
        ReportSource { self_check, earlier: None, today: today(), history: false }
    }

    fn ask(request: Request) -> Answer {
        RequestHandler::default().answer(request)
    }

    fn failure(reason: &impl ToString) -> Answer {
        Answer::Failed { reason: reason.to_string() }
    }

    #[test]
    fn a_report_before_the_fonts_is_answered_with_a_sentence() {
        let answer = ask(Request::Pdf { source: source(), form: Form::Full });
        assert_eq!(answer, failure(&"字体还没有载入，请稍后再试。"));
    }

    #[test]
    fn a_file_that_is_no_font_is_named_by_its_place() {
        let answer = ask(Request::Fonts { fonts: vec![vec![1, 2, 3]] });
        assert_eq!(answer, failure(&FontError::Unreadable(1)));
    }

    #[test]
    fn a_file_that_is_no_pdf_is_answered_with_a_sentence() {
        let answer = ask(Request::ReadPdf { pdf: vec![1, 2, 3] });
        assert_eq!(answer, failure(&ReadError::NotPdf));
    }

    #[test]
    fn what_is_no_request_is_answered_with_a_sentence() -> Result<(), ParcelError> {
        let parcel = Parcel { json: r#"{"unheard-of":{}}"#.to_owned(), files: Vec::new() };
        let answer = Answer::unpack(RequestHandler::default().answer_parcel(parcel)?)?;
        let Answer::Failed { reason } = answer else { panic!("{answer:?}") };
        assert!(reason.starts_with("文档程序收到了无法识别的请求"), "{reason}");
        Ok(())
    }

    #[test]
    fn a_report_tells_what_was_done_only_where_that_is_asked_for() -> Result<(), RequestError> {
        assert_eq!(report_of(&source())?.history, None);
        assert!(report_of(&ReportSource { history: true, ..source() })?.history.is_some());
        Ok(())
    }

    #[test]
    fn a_report_says_what_has_moved_since_the_earlier_self_check() -> Result<(), RequestError> {
        let mut source = source();
        assert_eq!(report_of(&source)?.progress, None);
        source.earlier = Some(AUTUMN.to_owned());
        assert!(report_of(&source)?.progress.is_some());
        source.earlier = Some("{}".to_owned());
        assert!(matches!(report_of(&source), Err(RequestError::Earlier(_))));
        Ok(())
    }

    #[test]
    fn calendar_and_workbook_need_no_fonts() {
        let (self_check, today) = (AUTUMN.to_owned(), today());
        let answer = ask(Request::Calendar { self_check: self_check.clone(), today });
        let Answer::Calendar { file, dates } = answer else { panic!("{answer:?}") };
        assert!(file.starts_with(b"BEGIN:VCALENDAR\r\n"));
        assert!(dates > 0);
        let answer = ask(Request::Workbook { self_check, today });
        let Answer::Workbook { file, content } = answer else { panic!("{answer:?}") };
        assert!(file.starts_with(b"PK"));
        assert!(content.contains("整改台账 5 条"), "{content}");
    }
}
