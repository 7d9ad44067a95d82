//! How much the packed parts of a PDF come to, found out before anything unpacks them: a few megabytes can
//! stand for gigabytes.

use flate2::{Decompress, FlushDecompress, Status};

/// What is unpacked at once, and thrown away again.
const PIECE: usize = 64 * 1024;

/// Whether the streams of a PDF that are packed by Deflate (ISO 32000-1, 7.4.4) unpack to more than `most`
/// bytes altogether. Keeps nothing of them, and stops as soon as it is known.
pub(crate) fn unpacks_to_more_than(pdf: &[u8], most: u64) -> bool {
    let mut piece = vec![0; PIECE];
    let mut total = 0;
    let mut at = 0;
    while let Some(begin) = next_stream(pdf, at) {
        let mut inflate = Decompress::new(true);
        loop {
            let (read, written) = (inflate.total_in(), inflate.total_out());
            // What lies within the file has a place in memory.
            let from = begin + usize::try_from(read).unwrap_or(usize::MAX - begin);
            let rest = pdf.get(from..).unwrap_or_default();
            let status = inflate.decompress(rest, &mut piece, FlushDecompress::None);
            if total + inflate.total_out() > most {
                return true;
            }
            let goes_on = (inflate.total_in(), inflate.total_out()) != (read, written);
            // A stream that is packed otherwise, or damaged, ends here: nothing more comes of it.
            if !goes_on || !matches!(status, Ok(Status::Ok | Status::BufError)) {
                break;
            }
        }
        total += inflate.total_out();
        at = begin;
    }
    false
}

/// Where the bytes of the next stream begin, looked for from `at` on (7.3.8).
fn next_stream(pdf: &[u8], at: usize) -> Option<usize> {
    const KEYWORD: &[u8] = b"stream";
    let rest = pdf.get(at..)?;
    let found = rest.windows(KEYWORD.len()).position(|window| window == KEYWORD)?;
    let after = at + found + KEYWORD.len();
    let line_end = match pdf.get(after..)? {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    Some(after + line_end)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(length: usize) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(b"1 0 obj<<>>stream\r\n".to_vec(), Compression::best());
        packer.write_all(&vec![b'['; length]).unwrap_or_else(|error| panic!("{error}"));
        let mut stream = packer.finish().unwrap_or_else(|error| panic!("{error}"));
        stream.extend_from_slice(b"\r\nendstream endobj ");
        stream
    }

    #[test]
    fn all_streams_count_together() {
        let file = [packed(300_000), packed(700_000)].concat();
        assert!(!unpacks_to_more_than(&file, 1_000_000));
        assert!(unpacks_to_more_than(&file, 999_999));
    }

    #[test]
    fn what_is_not_packed_so_counts_nothing() {
        let file = b"%PDF-1.7 1 0 obj<<>>stream\nBT (a) Tj ET\nendstream endobj stream";
        assert!(!unpacks_to_more_than(file, 0));
    }
}
