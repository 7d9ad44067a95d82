//! Everything that Typst may see while it typesets: the embedded template, the report, the saved
//! self-check and the fonts that were handed in. No disk, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

/// The template, embedded file by file; the first one is where Typst starts.
const TEMPLATE: &[(&str, &str)] = &[
    ("main.typ", include_str!("../template/main.typ")),
    ("theme.typ", include_str!("../template/theme.typ")),
    ("components/articles.typ", include_str!("../template/components/articles.typ")),
    ("components/calendar.typ", include_str!("../template/components/calendar.typ")),
    ("components/contents.typ", include_str!("../template/components/contents.typ")),
    ("components/cover.typ", include_str!("../template/components/cover.typ")),
    ("components/dates.typ", include_str!("../template/components/dates.typ")),
    ("components/figures.typ", include_str!("../template/components/figures.typ")),
    ("components/findings.typ", include_str!("../template/components/findings.typ")),
    ("components/history.typ", include_str!("../template/components/history.typ")),
    ("components/ledger.typ", include_str!("../template/components/ledger.typ")),
    ("components/marks.typ", include_str!("../template/components/marks.typ")),
    ("components/method.typ", include_str!("../template/components/method.typ")),
    ("components/plan.typ", include_str!("../template/components/plan.typ")),
    ("components/profile.typ", include_str!("../template/components/profile.typ")),
    ("components/progress.typ", include_str!("../template/components/progress.typ")),
    ("components/registers.typ", include_str!("../template/components/registers.typ")),
    ("components/summary.typ", include_str!("../template/components/summary.typ")),
];

/// The report's data, the only source of content that the template has.
const REPORT: &str = "report.json";

/// The saved self-check, attached to the PDF so that the PDF can be imported again.
pub const RECORD: &str = "selfcheck.json";

/// Parsed once for all runs: Typst's memoisation recognises sources that stay the same.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    TEMPLATE
        .iter()
        .filter_map(|(name, text)| Some(Source::new(file_id(name)?, (*text).to_owned())))
        .collect()
});

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The fonts and the standard library: what stays the same from one report to the next.
pub(crate) struct FontSet {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl FontSet {
    pub(crate) fn new(library: Library, fonts: Vec<Font>) -> Self {
        Self {
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    }

    /// Whether any of the fonts can draw `character`.
    pub(crate) fn covers(&self, character: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(character.into()))
    }
}

/// One report on its way through Typst.
pub(crate) struct ReportWorld<'a> {
    font_set: &'a FontSet,
    report: Bytes,
    self_check: Bytes,
}

impl<'a> ReportWorld<'a> {
    pub(crate) fn new(font_set: &'a FontSet, report: Bytes, self_check: Bytes) -> Self {
        Self { font_set, report, self_check }
    }
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.font_set.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.font_set.book
    }

    fn main(&self) -> FileId {
        SOURCES[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.get().vpath().get_without_slash() {
            REPORT => Ok(self.report.clone()),
            RECORD => Ok(self.self_check.clone()),
            _ => Err(not_found(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.font_set.fonts.get(index).cloned()
    }

    /// There is no clock: a report bears the day on which it was made, as data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
