//! What the worker gives.

use serde::{Deserialize, Serialize};

use crate::{
    integrity::Integrity,
    parcel::{Parcel, ParcelError},
};

/// The answer to a request. `File` is as in [`crate::Request`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer<File = Vec<u8>> {
    /// The fonts were taken.
    Fonts,
    /// They were taken as well.
    FurtherFonts,
    /// The report.
    Pdf {
        /// The file, read back.
        file: File,
        /// How many pages it has.
        pages: usize,
        /// The characters that no font has; each stands as 〓.
        missing: Vec<char>,
    },
    /// A page of the report.
    Page {
        /// The picture.
        file: File,
        /// Its number, counted from one.
        page: usize,
        /// How many pages the report has.
        pages: usize,
        /// The characters of the whole report that no font has.
        missing: Vec<char>,
    },
    /// The calendar file.
    Calendar {
        /// The file, read back.
        file: File,
        /// How many dates are in it.
        dates: usize,
    },
    /// The workbook.
    Workbook {
        /// The file, read back.
        file: File,
        /// What is in it, in words, such as `整改台账 5 条`.
        content: String,
    },
    /// The self-check inside a PDF.
    ReadPdf {
        /// The self-check, as its file.
        file: File,
        /// Whether it is the one with which the PDF was made.
        integrity: Integrity,
    },
    /// The request could not be carried out; the worker goes on.
    Failed {
        /// Why, as a sentence for the user.
        reason: String,
    },
}

impl<File> Answer<File> {
    /// Makes the answer ready to be sent.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn pack(self) -> Result<Parcel<File>, ParcelError> {
        Parcel::pack(|put| self.with_files(put))
    }

    /// Reads an answer that was sent.
    ///
    /// # Errors
    /// When it is none, or lacks a file.
    pub fn unpack(parcel: Parcel<File>) -> Result<Self, ParcelError> {
        parcel.unpack(|plain: Answer<usize>, take| plain.with_files(take))
    }

    /// The same answer, with its file held in another way.
    fn with_files<Other>(
        self,
        mut hold: impl FnMut(File) -> Result<Other, ParcelError>,
    ) -> Result<Answer<Other>, ParcelError> {
        Ok(match self {
            Self::Fonts => Answer::Fonts,
            Self::FurtherFonts => Answer::FurtherFonts,
            Self::Pdf { file, pages, missing } => Answer::Pdf { file: hold(file)?, pages, missing },
            Self::Page { file, page, pages, missing } => {
                Answer::Page { file: hold(file)?, page, pages, missing }
            }
            Self::Calendar { file, dates } => Answer::Calendar { file: hold(file)?, dates },
            Self::Workbook { file, content } => Answer::Workbook { file: hold(file)?, content },
            Self::ReadPdf { file, integrity } => Answer::ReadPdf { file: hold(file)?, integrity },
            Self::Failed { reason } => Answer::Failed { reason },
        })
    }
}
