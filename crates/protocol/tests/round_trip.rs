//! Whatever is sent arrives as it was, and what is no message is refused.

use assessment::report::Form;
use chrono::NaiveDate;
use protocol::{Answer, Integrity, Parcel, ParcelError, PreviewTarget, ReportSource, Request};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn source() -> ReportSource {
    ReportSource {
        self_check: "{\n  \"title\": \"“引号”与\\\\反斜线\u{1f600}\"\n}\n".to_owned(),
        earlier: Some("{}".to_owned()),
        today: today(),
        history: true,
    }
}

fn requests() -> Vec<Request> {
    let self_check = source().self_check;
    let page = |target| Request::Page { source: source(), target };
    vec![
        Request::Fonts { fonts: vec![vec![1, 2], Vec::new(), vec![255]] },
        Request::FurtherFonts { fonts: Vec::new() },
        Request::Pdf { source: source(), form: Form::Inspection },
        Request::Pdf { source: ReportSource { earlier: None, ..source() }, form: Form::Full },
        page(PreviewTarget::Page(3)),
        page(PreviewTarget::Article(17)),
        page(PreviewTarget::Dates),
        page(PreviewTarget::Plan),
        page(PreviewTarget::Profile),
        Request::Calendar { self_check: self_check.clone(), today: today() },
        Request::Workbook { self_check, today: today() },
        Request::ReadPdf { pdf: b"%PDF-\0".to_vec() },
    ]
}

fn answers() -> Vec<Answer> {
    let file = || vec![0, 127, 128, 255];
    let found = |integrity| Answer::ReadPdf { file: file(), integrity };
    let (printed, attached) = ("AB12".to_owned(), "CD34".to_owned());
    vec![
        Answer::Fonts,
        Answer::FurtherFonts,
        Answer::Pdf { file: file(), pages: 12, missing: vec!['𬊤', '"'] },
        Answer::Page { file: file(), page: 2, pages: 12, missing: Vec::new() },
        Answer::Calendar { file: file(), dates: 8 },
        Answer::Workbook { file: file(), content: "整改台账 5 条".to_owned() },
        found(Integrity::Unsealed),
        found(Integrity::Intact { seal: printed.clone() }),
        found(Integrity::Altered { printed, attached }),
        Answer::Failed { reason: "字体还没有载入，请稍后再试。".to_owned() },
    ]
}

#[test]
fn every_request_arrives_as_it_was_sent() -> Result<(), ParcelError> {
    for request in requests() {
        assert_eq!(Request::unpack(request.clone().pack()?)?, request);
    }
    Ok(())
}

#[test]
fn every_answer_arrives_as_it_was_sent() -> Result<(), ParcelError> {
    for answer in answers() {
        assert_eq!(Answer::unpack(answer.clone().pack()?)?, answer);
    }
    Ok(())
}

#[test]
fn files_travel_beside_the_text_in_their_order() -> Result<(), ParcelError> {
    let request = Request::Fonts { fonts: vec!["regular", "bold"] };
    let parcel = request.pack()?;
    assert_eq!(parcel.json, r#"{"fonts":{"fonts":[0,1]}}"#);
    assert_eq!(parcel.files, ["regular", "bold"]);
    Ok(())
}

#[test]
fn what_lacks_a_file_or_names_one_twice_is_refused() {
    for json in [r#"{"read-pdf":{"pdf":1}}"#, r#"{"fonts":{"fonts":[0,0]}}"#] {
        let parcel = Parcel { json: json.to_owned(), files: vec![Vec::<u8>::new()] };
        assert!(matches!(Request::unpack(parcel), Err(ParcelError::NoFile)), "{json}");
    }
}

#[test]
fn what_is_no_message_is_refused() {
    for json in ["", "null", "{}", r#"{"unheard-of":{}}"#, r#"{"pdf":{}}"#] {
        let parcel = Parcel { json: json.to_owned(), files: Vec::<Vec<u8>>::new() };
        assert!(matches!(Request::unpack(parcel.clone()), Err(ParcelError::Json(_))), "{json}");
        assert!(matches!(Answer::unpack(parcel), Err(ParcelError::Json(_))), "{json}");
    }
}
