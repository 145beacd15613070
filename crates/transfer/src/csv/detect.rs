//! How a file is written, found out by reading it once from its beginning to its end.

use std::io::{self, Read};

use super::decode::fill;
use super::record::Source;
use super::score::{has_header, score};
use super::{Delimiter, Dialect, Encoding};

/// How much of a file's beginning decides the delimiter, and whether there is a header.
const SAMPLE: usize = 256 * 1024;
/// How many of its rows, at most.
const ROWS: usize = 500;
/// How much is read at once.
const CHUNK: usize = 64 * 1024;
/// A file with so many characters of UTF-8 for each byte that is none is UTF-8 that was damaged.
const DAMAGED: u64 = 20;

/// Finds out how a file is written. Where no mark says its encoding, it is read
/// to its end for whether all of it is UTF-8; no more of it is kept than a sample.
/// The errors are those of reading `file`.
pub fn detect(mut file: impl Read) -> io::Result<Dialect> {
    let mut sample = vec![0; SAMPLE];
    let read = fill(&mut file, &mut sample)?;
    sample.truncate(read);
    let encoding = encoding(&sample, file)?;
    // The last row may be cut.
    let whole = read < SAMPLE;
    let (delimiter, rows) = delimiter(&sample, whole, encoding)?;
    Ok(Dialect { encoding, delimiter, has_header: has_header(&rows) })
}

fn encoding(sample: &[u8], mut rest: impl Read) -> io::Result<Encoding> {
    if sample.starts_with(b"\xff\xfe") {
        return Ok(Encoding::Utf16Le);
    }
    if sample.starts_with(b"\xfe\xff") {
        return Ok(Encoding::Utf16Be);
    }
    if sample.starts_with(b"\xef\xbb\xbf") {
        return Ok(Encoding::Utf8Bom);
    }
    let mut seen = Utf8::default();
    seen.look_at(sample);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = fill(&mut rest, &mut chunk)?;
        if read == 0 {
            break;
        }
        seen.look_at(&chunk[..read]);
    }
    seen.end();
    let is_damaged_at_most = seen.broken * DAMAGED <= seen.characters;
    Ok(if is_damaged_at_most { Encoding::Utf8 } else { Encoding::Windows1252 })
}

/// How much of some bytes is UTF-8 beyond ASCII, and how much is not UTF-8.
#[derive(Debug, Default)]
struct Utf8 {
    characters: u64,
    broken: u64,
    /// The beginning of a character, which may go on in what comes next.
    begun: Vec<u8>,
}

impl Utf8 {
    fn look_at(&mut self, bytes: &[u8]) {
        let joined = if self.begun.is_empty() { bytes } else { &[&self.begun[..], bytes].concat() };
        let mut begun = Vec::new();
        let mut chunks = joined.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.characters +=
                chunk.valid().chars().map(|character| u64::from(!character.is_ascii())).sum::<u64>();
            let invalid = chunk.invalid();
            let at_the_end = chunks.peek().is_none();
            if at_the_end && str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none()) {
                begun = invalid.to_vec();
            } else {
                self.broken += u64::from(!invalid.is_empty());
            }
        }
        self.begun = begun;
    }

    fn end(&mut self) {
        self.broken += u64::from(!self.begun.is_empty());
    }
}

/// The delimiter by which the sample's rows are most alike, and the rows. The first row decides alone where it names it.
fn delimiter(sample: &[u8], whole: bool, encoding: Encoding) -> io::Result<(Delimiter, Vec<Vec<String>>)> {
    let mut best: Option<(f64, Delimiter, Vec<Vec<String>>)> = None;
    for delimiter in Delimiter::ALL {
        let Sampled { named, rows } =
            rows(sample, whole, Dialect { encoding, delimiter, has_header: false })?;
        if named == Some(delimiter) {
            return Ok((delimiter, rows));
        }
        let score = score(&rows);
        if best.as_ref().is_none_or(|(reached, ..)| score > reached + MARGIN) {
            best = Some((score, delimiter, rows));
        }
    }
    Ok(match best {
        Some((score, delimiter, rows)) if score > 0.0 => (delimiter, rows),
        // One column: any delimiter would do.
        other => (Delimiter::default(), other.map(|(.., rows)| rows).unwrap_or_default()),
    })
}

/// By how much a delimiter must do better than one that is more likely.
const MARGIN: f64 = 0.1;

/// The rows of a sample, split by a delimiter.
struct Sampled {
    /// The delimiter that the first row names.
    named: Option<Delimiter>,
    rows: Vec<Vec<String>>,
}

fn rows(sample: &[u8], whole: bool, dialect: Dialect) -> io::Result<Sampled> {
    let mut source = Source::new(sample, dialect);
    let (mut named, mut rows) = (None, Vec::new());
    while rows.len() <= ROWS {
        let Some(raw) = source.next()? else { break };
        if rows.is_empty() && named.is_none() && raw.separator().is_some() {
            named = raw.separator();
        } else if raw.fields.iter().any(|field| !field.trim_ascii().is_empty()) {
            rows.push(raw.texts());
        }
    }
    if !whole || rows.len() > ROWS {
        rows.pop();
    }
    Ok(Sampled { named, rows })
}

#[cfg(test)]
mod tests;
