//! Reads a PDF again: every export before it is handed on, and every PDF that is imported.

use hayro_syntax::object::{Array, Dict, Object, Stream, String as PdfString};
use hayro_syntax::{LoadPdfError, Pdf};
pub use protocol::Integrity;

use crate::seal;
use crate::unpacked::unpacks_to_more_than;
pub use crate::world::RECORD;

/// A name tree of an honest file is a few levels deep; a file that refers to itself has no end.
const DEEPEST_NAME_TREE: usize = 16;

/// A report is a few megabytes, unpacked some twenty; a scan that it was put into may be much more.
const MOST_UNPACKED: u64 = 256 << 20;

/// Why a PDF could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no PDF, or a damaged one.
    #[error("这个文件不是 PDF，或者已经损坏，无法读取。")]
    NotPdf,
    /// Its parts come to more than [`MOST_UNPACKED`].
    #[error(
        "这份 PDF 展开后超过 256 MB，不是本工具导出的样子，没有读取。请改用导出的原件，或导出的 JSON 文件。"
    )]
    TooLarge,
    /// The PDF wants a password.
    #[error("这份 PDF 加了密码，请先去掉密码再导入。")]
    Encrypted,
    /// The PDF holds no attachment of that name.
    #[error("这份 PDF 里没有附件 {0}：它不是本工具导出的报告，或者附件已被另存、打印等操作去掉。")]
    NoAttachment(String),
    /// The attachment is there, but its bytes cannot be unpacked.
    #[error("这份 PDF 里的附件 {0} 已经损坏，无法读取。")]
    DamagedAttachment(String),
}

/// A PDF opened for reading.
pub struct Reader(Pdf);

impl Reader {
    /// Opens a PDF.
    ///
    /// # Errors
    /// Fails when the bytes are no readable PDF or are locked by a password.
    pub fn new(bytes: Vec<u8>) -> Result<Self, ReadError> {
        Pdf::new(bytes).map(Self).map_err(|error| match error {
            LoadPdfError::Decryption(_) => ReadError::Encrypted,
            LoadPdfError::Invalid => ReadError::NotPdf,
        })
    }

    /// Opens a PDF that comes from elsewhere.
    ///
    /// # Errors
    /// As [`Reader::new`], and when the parts of the PDF come to more than 256 MB.
    pub fn of_import(bytes: Vec<u8>) -> Result<Self, ReadError> {
        if unpacks_to_more_than(&bytes, MOST_UNPACKED) {
            return Err(ReadError::TooLarge);
        }
        Self::new(bytes)
    }

    /// The number of pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.0.pages().len()
    }

    /// The bytes of the attachment called `name`.
    ///
    /// # Errors
    /// Fails when there is no such attachment or when it cannot be unpacked.
    pub fn attachment(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let stream = self
            .embedded_files()
            .and_then(|tree| find_file(&tree, name, 0))
            .ok_or_else(|| ReadError::NoAttachment(name.to_owned()))?;
        // Packed twice, a few bytes stand for any number; no program packs an attachment so.
        if stream.filters().len() > 1 {
            return Err(ReadError::DamagedAttachment(name.to_owned()));
        }
        match stream.decoded() {
            Ok(bytes) => Ok(bytes.into_owned()),
            Err(_) => Err(ReadError::DamagedAttachment(name.to_owned())),
        }
    }

    /// Whether `self_check`, the attachment of this PDF, is the one with which the report was made.
    #[must_use]
    pub fn integrity(&self, self_check: &[u8]) -> Integrity {
        let keywords = self.0.metadata().keywords.as_deref().map(decode_text).unwrap_or_default();
        let attached = seal::seal(self_check);
        match seal::find(&keywords) {
            None => Integrity::Unsealed,
            Some(printed) if printed == attached => Integrity::Intact { seal: attached },
            Some(printed) => Integrity::Altered { printed: printed.to_owned(), attached },
        }
    }

    fn embedded_files(&self) -> Option<Dict<'_>> {
        let xref = self.0.xref();
        let catalog: Dict<'_> = xref.get(xref.root_id())?;
        catalog.get::<Dict<'_>>("Names")?.get("EmbeddedFiles")
    }
}

/// Searches one node of a name tree: `Names` holds pairs of key and file, `Kids` further nodes.
fn find_file<'a>(node: &Dict<'a>, name: &str, depth: usize) -> Option<Stream<'a>> {
    if depth > DEEPEST_NAME_TREE {
        return None;
    }
    if let Some(names) = node.get::<Array<'_>>("Names") {
        let mut files = names.iter::<Object<'_>>().filter_map(Object::into_dict);
        if let Some(file) = files.find(|file| is_called(file, name)) {
            let contents: Dict<'_> = file.get("EF")?;
            return contents.get("F").or_else(|| contents.get("UF"));
        }
    }
    let kids = node.get::<Array<'_>>("Kids")?;
    kids.iter::<Dict<'_>>().find_map(|kid| find_file(&kid, name, depth + 1))
}

fn is_called(file: &Dict<'_>, name: &str) -> bool {
    ["UF", "F"]
        .iter()
        .filter_map(|key| file.get::<PdfString<'_>>(key))
        .any(|found| decode_text(found.as_bytes()) == name)
}

/// Decodes a text string: UTF-16 with its mark, UTF-8 with its mark, or else bytes of Latin-1,
/// which agrees with PDF's own encoding wherever our attachment's name is concerned.
fn decode_text(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else if let Some(utf8) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        String::from_utf8_lossy(utf8).into_owned()
    } else {
        bytes.iter().copied().map(char::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read as _};

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    #[test]
    fn text_strings_come_in_three_encodings() {
        assert_eq!(decode_text(b"selfcheck.json"), "selfcheck.json");
        assert_eq!(decode_text(b"\xfe\xff\x00s\x81\xea"), "s自");
        assert_eq!(decode_text("\u{feff}自查".as_bytes()), "自查");
    }

    #[test]
    fn what_unpacks_to_gigabytes_is_refused_before_it_is_unpacked() {
        let mut packer = ZlibEncoder::new(b"%PDF-1.7 stream\n".to_vec(), Compression::best());
        let packed = io::copy(&mut io::repeat(b'[').take(MOST_UNPACKED + 1), &mut packer);
        packed.unwrap_or_else(|error| panic!("{error}"));
        let file = packer.finish().unwrap_or_else(|error| panic!("{error}"));
        assert!(file.len() < 1 << 20);
        assert_eq!(Reader::of_import(file).err(), Some(ReadError::TooLarge));
    }

    #[test]
    fn bytes_that_are_no_pdf_are_refused() {
        for bytes in [&b""[..], b"{}", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF"] {
            assert_eq!(Reader::new(bytes.to_vec()).err(), Some(ReadError::NotPdf));
        }
    }
}
