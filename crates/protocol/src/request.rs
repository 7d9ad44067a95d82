//! What the worker can be asked for.

use assessment::report::Form;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::parcel::{Parcel, ParcelError};

/// A request. `File` is how files are held: bytes in the worker; in the page the browser's own arrays, so
/// that a font or a report never takes room in the app's memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request<File = Vec<u8>> {
    /// Takes the fonts for all later reports, in place of any earlier ones.
    Fonts {
        /// TrueType or OpenType files; earlier ones are preferred.
        fonts: Vec<File>,
    },
    /// Takes more fonts, for reports with characters that the fonts before them lack.
    FurtherFonts {
        /// As above.
        fonts: Vec<File>,
    },
    /// The report as a PDF.
    Pdf {
        /// What the report is made from.
        source: ReportSource,
        /// What is printed of it.
        form: Form,
    },
    /// One page of the full report as an SVG picture.
    Page {
        /// What the report is made from.
        source: ReportSource,
        /// Which page.
        target: PreviewTarget,
    },
    /// The dates as a calendar file.
    Calendar {
        /// The self-check, as its file.
        self_check: String,
        /// Today.
        today: NaiveDate,
    },
    /// The 整改台账 as a workbook.
    Workbook {
        /// The self-check, as its file.
        self_check: String,
        /// Today.
        today: NaiveDate,
    },
    /// The self-check inside a PDF.
    ReadPdf {
        /// The file.
        pdf: File,
    },
}

/// All that a report is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSource {
    /// The self-check, as its file; the report carries this text.
    pub self_check: String,
    /// An earlier self-check, as its file: the report says what has moved since.
    pub earlier: Option<String>,
    /// The day of the report.
    pub today: NaiveDate,
    /// Whether the report tells what was done to the self-check, by whom and when.
    pub history: bool,
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

impl<File> Request<File> {
    /// Makes the request ready to be sent.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn pack(self) -> Result<Parcel<File>, ParcelError> {
        Parcel::pack(|put| self.with_files(put))
    }

    /// Reads a request that was sent.
    ///
    /// # Errors
    /// When it is none, or lacks a file.
    pub fn unpack(parcel: Parcel<File>) -> Result<Self, ParcelError> {
        parcel.unpack(|plain: Request<usize>, take| plain.with_files(take))
    }

    /// The same request, with its files held in another way.
    fn with_files<Other>(
        self,
        mut hold: impl FnMut(File) -> Result<Other, ParcelError>,
    ) -> Result<Request<Other>, ParcelError> {
        Ok(match self {
            Self::Fonts { fonts } => {
                Request::Fonts { fonts: fonts.into_iter().map(hold).collect::<Result<_, _>>()? }
            }
            Self::FurtherFonts { fonts } => Request::FurtherFonts {
                fonts: fonts.into_iter().map(hold).collect::<Result<_, _>>()?,
            },
            Self::Pdf { source, form } => Request::Pdf { source, form },
            Self::Page { source, target } => Request::Page { source, target },
            Self::Calendar { self_check, today } => Request::Calendar { self_check, today },
            Self::Workbook { self_check, today } => Request::Workbook { self_check, today },
            Self::ReadPdf { pdf } => Request::ReadPdf { pdf: hold(pdf)? },
        })
    }
}
