//! How a message travels: JSON text, and its files beside it.

use serde::{Serialize, de::DeserializeOwned};

/// A message on its way. In the JSON a file is its place in `files`, counted from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel<File = Vec<u8>> {
    /// The message.
    pub json: String,
    /// The files.
    pub files: Vec<File>,
}

/// Why a message could not be sent, or was not understood.
#[derive(Debug, thiserror::Error)]
pub enum ParcelError {
    /// The JSON is not one of the messages.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// A file of the message is not there, or is there for two.
    #[error("缺少文件")]
    NoFile,
}

impl<File> Parcel<File> {
    /// Packs what `plain` makes of a message, given how to put a file into the parcel.
    pub(crate) fn pack<Plain: Serialize>(
        plain: impl FnOnce(
            &mut dyn FnMut(File) -> Result<usize, ParcelError>,
        ) -> Result<Plain, ParcelError>,
    ) -> Result<Self, ParcelError> {
        let mut files = Vec::new();
        let plain = plain(&mut |file| {
            files.push(file);
            Ok(files.len() - 1)
        })?;
        Ok(Self { json: serde_json::to_string(&plain)?, files })
    }

    /// Hands `whole` the plain message, and how to take a file out of the parcel.
    pub(crate) fn unpack<Plain: DeserializeOwned, Whole>(
        self,
        whole: impl FnOnce(
            Plain,
            &mut dyn FnMut(usize) -> Result<File, ParcelError>,
        ) -> Result<Whole, ParcelError>,
    ) -> Result<Whole, ParcelError> {
        let mut files: Vec<_> = self.files.into_iter().map(Some).collect();
        whole(serde_json::from_str(&self.json)?, &mut |place| {
            files.get_mut(place).and_then(Option::take).ok_or(ParcelError::NoFile)
        })
    }
}
