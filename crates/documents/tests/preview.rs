//! A page as a picture is the page of the PDF.

mod common;

use assessment::report::{Form, Report};
use common::page::read_pages;
use common::{autumn, fonts, today, typeset_as, typesetter, with_note};
use documents::page::Page;
use protocol::PreviewTarget;

fn picture(target: PreviewTarget) -> Page {
    let self_check = autumn();
    typesetter("tier1")
        .typeset(&Report::of(&self_check, today()), self_check.to_json().as_bytes(), Form::Full)
        .and_then(|typeset| typeset.page(target))
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn an_article_is_found_on_the_page_that_bears_its_heading() {
    let self_check = autumn();
    let pages = read_pages(&typeset_as(&self_check, "tier1", Form::Full).bytes);
    let report = Report::of(&self_check, today());
    let articles: Vec<_> = report.chapters.iter().flat_map(|chapter| &chapter.articles).collect();
    assert_eq!(articles.len(), 32);
    for article in articles {
        let found = picture(PreviewTarget::Article(article.number));
        let heading = format!("{}{}", article.label, article.title);
        assert!(
            pages[found.number - 1].text.contains(&heading),
            "{heading} is not on page {}",
            found.number
        );
        assert_eq!(found.pages, pages.len());
    }
}

#[test]
fn a_page_beyond_the_last_is_the_last() {
    let last = picture(PreviewTarget::Page(usize::MAX));
    assert_eq!(last.number, last.pages);
    assert_eq!(picture(PreviewTarget::Page(0)).number, 1);
}

#[test]
fn a_picture_needs_nothing_beside_it() {
    let Page { svg, .. } = picture(PreviewTarget::Page(3));
    assert!(svg.starts_with("<svg") && svg.contains("viewBox=\"0 0 595.2"));
    for outside in ["font-family", "<text", "<image", "url(http", "href=\"http"] {
        assert!(!svg.contains(outside), "the picture has {outside}");
    }
}

#[test]
fn what_no_font_has_is_named_beside_the_picture() {
    let self_check = with_note("实训室\u{1F3EB}");
    let report = Report::of(&self_check, today());
    let page = typesetter("tier1")
        .typeset(&report, self_check.to_json().as_bytes(), Form::Full)
        .and_then(|typeset| typeset.page(PreviewTarget::Page(1)))
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(page.missing, ['\u{1F3EB}']);
}

#[test]
fn further_fonts_leave_a_report_of_common_characters_as_it_was() {
    let report = Report::of(&autumn(), today());
    let self_check = autumn().to_json();
    let mut typesetter = typesetter("tier1");
    let made = |typesetter: &documents::pdf::Typesetter| {
        let pdf = typesetter.pdf(&report, self_check.as_bytes(), Form::Full);
        pdf.unwrap_or_else(|error| panic!("{error}")).bytes
    };
    let before = made(&typesetter);
    typesetter.add_tier(fonts("full")).unwrap_or_else(|error| panic!("{error}"));
    assert!(made(&typesetter) == before);
}

#[test]
fn a_report_with_a_rare_character_is_set_in_the_further_fonts() {
    let self_check = with_note("责任人：龘");
    let report = Report::of(&self_check, today());
    let mut typesetter = typesetter("tier1");
    let missing = |typesetter: &documents::pdf::Typesetter| {
        let typeset = typesetter.typeset(&report, self_check.to_json().as_bytes(), Form::Full);
        let page = typeset.and_then(|typeset| typeset.page(PreviewTarget::Page(1)));
        page.unwrap_or_else(|error| panic!("{error}")).missing
    };
    assert_eq!(missing(&typesetter), ['龘']);
    typesetter.add_tier(fonts("full")).unwrap_or_else(|error| panic!("{error}"));
    assert!(missing(&typesetter).is_empty());
}
