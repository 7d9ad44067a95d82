//! A page of the report as a picture: of the same typeset pages as the PDF, so that a preview cannot
//! differ from what is printed.

use std::num::NonZeroUsize;

use protocol::PreviewTarget;
use typst::foundations::Label;
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

use crate::pdf::{PdfError, Typeset};

/// A page as a picture.
#[derive(Debug, Clone)]
pub struct Page {
    /// The picture, with every glyph drawn as a path: it needs no font where it is shown.
    pub svg: String,
    /// Its number, counted from one.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The characters of the whole report that no font has; each stands as 〓 on paper.
    pub missing: Vec<char>,
}

impl Typeset {
    /// Draws a page.
    ///
    /// # Errors
    /// Fails when there is no page at all.
    pub fn page(&self, target: PreviewTarget) -> Result<Page, PdfError> {
        let pages = self.document.pages();
        let wanted = match target {
            PreviewTarget::Page(number) => number,
            PreviewTarget::Article(article) => {
                page_with(&self.document, &format!("article-{article}"))
            }
            PreviewTarget::Dates => page_with(&self.document, "dates"),
            PreviewTarget::Plan => page_with(&self.document, "plan"),
            PreviewTarget::Profile => page_with(&self.document, "profile"),
        };
        let number = wanted.clamp(1, pages.len().max(1));
        let page = pages.get(number - 1).ok_or(PdfError::Empty)?;
        let svg = typst_svg::svg(page, &SvgOptions::default());
        Ok(Page { svg, number, pages: pages.len(), missing: self.missing.clone() })
    }
}

/// The page with the heading that the template labels so, counted from one; the first one without it.
fn page_with(document: &PagedDocument, label: &str) -> usize {
    let introspector = document.introspector();
    Label::new(PicoStr::intern(label))
        .and_then(|label| introspector.query_label(label).ok()?.location())
        .and_then(|heading| introspector.page(heading))
        .map_or(1, NonZeroUsize::get)
}
