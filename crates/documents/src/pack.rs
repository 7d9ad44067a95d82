//! Packs a finished PDF: objects that are no streams go compressed into object streams.
//!
//! A report has some two thousand of them, nearly all nodes of the structure tree that make it
//! accessible; the PDF writer sets each as plain text, which is half of the file. Object streams are
//! of PDF 1.5 and allowed in PDF/A-3; the writer has none yet, nor does it hand out its objects. So
//! this takes the finished file apart at the offsets of its own cross-reference table and
//! does not look into any object.

use std::io::{self, Write as _};

use flate2::{Compression, write::ZlibEncoder};

/// Objects to a stream: a reader that wants one of them unpacks no more than these.
const OBJECTS_PER_STREAM: usize = 400;

/// Where an object is, as the cross-reference stream tells it.
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    Packed { stream: usize, index: usize },
}

/// The same document, smaller; `None` where the file is not laid out as expected, which leaves it as
/// good as it was.
pub(crate) fn packed(file: &[u8]) -> Option<Vec<u8>> {
    let table = find_last(file, b"startxref\n")?;
    let xref: usize = number(&file[table + b"startxref\n".len()..])?;
    let (offsets, trailer) = read_table(file.get(xref..table)?)?;
    let mut ordered: Vec<(usize, usize)> =
        offsets.iter().enumerate().filter_map(|(id, at)| Some(((*at)?, id))).collect();
    ordered.sort_unstable();
    let first = ordered.first()?.0;

    let mut out = file.get(..first)?.to_vec();
    let mut entries = vec![Entry::Free; offsets.len()];
    let mut plain = Vec::new();
    for (index, (start, id)) in ordered.iter().enumerate() {
        let end = ordered.get(index + 1).map_or(xref, |(next, _)| *next);
        let object = file.get(*start..end)?;
        let head = format!("{id} 0 obj\n");
        let body = object.strip_prefix(head.as_bytes())?.trim_ascii().strip_suffix(b"endobj")?;
        if body.trim_ascii_end().ends_with(b"endstream") {
            entries[*id] = Entry::At(out.len());
            out.extend_from_slice(object);
        } else {
            plain.push((*id, body.trim_ascii()));
        }
    }
    for objects in plain.chunks(OBJECTS_PER_STREAM) {
        let stream = entries.len();
        entries.push(Entry::At(out.len()));
        for (index, (id, _)) in objects.iter().enumerate() {
            entries[*id] = Entry::Packed { stream, index };
        }
        write_objects(&mut out, stream, objects).ok()?;
    }
    write_table(&mut out, entries, trailer).ok()?;
    Some(out)
}

/// The offset of each object by its number, and the entries of the trailer but for its `Size`.
fn read_table(part: &[u8]) -> Option<(Vec<Option<usize>>, &[u8])> {
    let rows = part.strip_prefix(b"xref\n0 ")?;
    let count: usize = number(rows)?;
    let rows = &rows[rows.iter().position(|byte| *byte == b'\n')? + 1..];
    // A row has 20 bytes by the standard: offset, generation, and whether it is in use.
    let (rows, rest) = rows.split_at_checked(count.checked_mul(20)?)?;
    let offsets = rows
        .chunks_exact(20)
        .map(|row| if row[17] == b'n' { number(row).map(Some) } else { Some(None) })
        .collect::<Option<Vec<_>>>()?;
    let trailer = rest.trim_ascii().strip_prefix(b"trailer")?.trim_ascii();
    let entries = trailer.strip_prefix(b"<<")?.strip_suffix(b">>")?;
    // The writer puts the number of objects first, which is the one thing that changes.
    let others = entries.trim_ascii().strip_prefix(b"/Size ")?;
    let digits = others.iter().take_while(|byte| byte.is_ascii_digit()).count();
    Some((offsets, &others[digits..]))
}

fn write_objects(out: &mut Vec<u8>, id: usize, objects: &[(usize, &[u8])]) -> io::Result<()> {
    let (mut index, mut bodies) = (Vec::new(), Vec::new());
    for (object, body) in objects {
        write!(index, "{object} {} ", bodies.len())?;
        bodies.extend_from_slice(body);
        bodies.push(b'\n');
    }
    let (count, first) = (objects.len(), index.len());
    index.append(&mut bodies);
    let entries = format!("/Type /ObjStm /N {count} /First {first}");
    write_stream(out, id, entries.as_bytes(), &index)
}

/// Writes the cross-reference stream, which takes the place of table and trailer.
fn write_table(out: &mut Vec<u8>, mut entries: Vec<Entry>, trailer: &[u8]) -> io::Result<()> {
    let (id, at) = (entries.len(), out.len());
    entries.push(Entry::At(at));
    let mut rows = Vec::with_capacity(entries.len() * 7);
    for entry in &entries {
        let (kind, second, third) = match *entry {
            Entry::Free => (0, 0, 0),
            Entry::At(offset) => (1, offset, 0),
            Entry::Packed { stream, index } => (2, stream, index),
        };
        rows.push(kind);
        rows.extend_from_slice(&narrow::<u32>(second)?.to_be_bytes());
        rows.extend_from_slice(&narrow::<u16>(third)?.to_be_bytes());
    }
    let mut dictionary = format!("/Type /XRef /W [1 4 2] /Size {}", entries.len()).into_bytes();
    dictionary.extend_from_slice(trailer);
    write_stream(out, id, &dictionary, &rows)?;
    write!(out, "startxref\n{at}\n%%EOF")
}

fn write_stream(out: &mut Vec<u8>, id: usize, entries: &[u8], data: &[u8]) -> io::Result<()> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data)?;
    let data = encoder.finish()?;
    write!(out, "{id} 0 obj\n<< ")?;
    out.extend_from_slice(entries);
    write!(out, "\n/Filter /FlateDecode /Length {} >>\nstream\n", data.len())?;
    out.extend_from_slice(&data);
    out.extend_from_slice(b"\nendstream\nendobj\n\n");
    Ok(())
}

fn narrow<T: TryFrom<usize>>(value: usize) -> io::Result<T> {
    T::try_from(value).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// The decimal number at the start.
fn number(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

fn find_last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_laid_out_as_expected_is_left_alone() {
        for file in ["", "%PDF-1.7", "startxref\n99\n%%EOF", "xref\n0 1\nstartxref\n0\n%%EOF"] {
            assert_eq!(packed(file.as_bytes()), None, "{file}");
        }
    }
}
