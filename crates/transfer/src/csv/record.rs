//! The rows of a file, one after the other.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs_io::DecodeReaderBytes;
use guiche_domain::import::{MAX_FIELD, MAX_ROW, RowFault};

use super::decode::{decoded, fill};
use super::{Delimiter, Dialect, original};

/// How many bytes are taken from the file at once.
const INPUT: usize = 64 * 1024;
/// The most fields of a row.
const MAX_FIELDS: usize = 4 * 1024;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number among the rows that hold data, from 1. Blank rows do not count.
    pub row: u64,
    /// The line of the file on which it begins, from 1, as line feeds count them.
    pub line: u64,
    /// What it holds; as far as it could be read where there is a fault: nothing of a row that is too long.
    pub fields: Vec<String>,
    /// Why it cannot be taken for a row of the file.
    pub fault: Option<RowFault>,
}

/// The rows of a file. Rows whose fields are all blank are left out, and so are empty fields behind the last column. An
/// apostrophe that makes a text [harmless](super::harmless) is taken away. Holds a row at a time: [`MAX_ROW`] bytes.
///
/// Lines may end with `\r\n`, `\n` or `\r`, the last may end with none. Quotation marks that do not stand around a field are
/// part of it.
#[derive(Debug)]
pub struct Records<R> {
    source: Source<R>,
    header: Vec<String>,
    width: usize,
    rows: u64,
    /// The first row, where it does not name the columns.
    first: Option<Raw>,
}

impl<R: Read> Records<R> {
    /// Begins to read a file. The errors are those of reading `file`.
    pub fn new(file: R, dialect: Dialect) -> io::Result<Self> {
        let mut source = Source::new(file, dialect);
        let mut first = source.next_filled()?;
        if first.as_ref().is_some_and(|raw| raw.separator().is_some()) {
            first = source.next_filled()?;
        }
        let width = first.as_ref().map_or(0, |raw| raw.fields.len());
        let (header, first) = match first {
            Some(raw) if dialect.has_header => (raw.texts(), None),
            other => (vec![String::new(); width], other),
        };
        Ok(Self { source, header, width, rows: 0, first })
    }

    /// What the columns are called; as many empty texts where the file does not say.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    fn read(&mut self) -> io::Result<Option<Record>> {
        let raw = match self.first.take() {
            Some(raw) => raw,
            None => match self.source.next_filled()? {
                Some(raw) => raw,
                None => return Ok(None),
            },
        };
        self.rows += 1;
        Ok(Some(raw.into_record(self.rows, self.width)))
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<io::Result<Record>> {
        self.read().transpose()
    }
}

/// A row as it stands in the file.
#[derive(Debug)]
pub(super) struct Raw {
    line: u64,
    /// Empty where the row is too long.
    pub(super) fields: Vec<Vec<u8>>,
    too_long: bool,
    split_by: Delimiter,
}

impl Raw {
    /// The delimiter that the row names as Excel does: `sep=;`. Split by that delimiter, it has an empty field more.
    pub(super) fn separator(&self) -> Option<Delimiter> {
        let (name, rest) = self.fields.first()?.split_at_checked(4)?;
        let named = match (rest, self.fields.get(1..)?) {
            ([], [second]) if second.is_empty() => self.split_by,
            ([byte], []) => Delimiter::ALL.into_iter().find(|delimiter| delimiter.byte() == *byte)?,
            _ => return None,
        };
        name.eq_ignore_ascii_case(b"sep=").then_some(named)
    }

    fn is_blank(&self) -> bool {
        !self.too_long && self.fields.iter().all(|field| field.trim_ascii().is_empty())
    }

    pub(super) fn texts(&self) -> Vec<String> {
        let text = |field: &Vec<u8>| original(&String::from_utf8_lossy(field)).to_owned();
        self.fields.iter().map(text).collect()
    }

    fn into_record(mut self, row: u64, width: usize) -> Record {
        let beyond = self.fields.iter().skip(width).all(Vec::is_empty);
        if beyond {
            self.fields.truncate(width);
        }
        let found = self.fields.len();
        let is_text = |field: &Vec<u8>| str::from_utf8(field).is_ok_and(|text| !text.contains('\0'));
        let fault = if self.too_long || self.fields.iter().any(|field| field.len() > MAX_FIELD) {
            Some(RowFault::TooLong)
        } else if !self.fields.iter().all(is_text) {
            Some(RowFault::NotText)
        } else {
            (found != width).then_some(RowFault::Uneven { expected: width, found })
        };
        let fields = if fault == Some(RowFault::TooLong) { Vec::new() } else { self.texts() };
        Record { row, line: self.line, fields, fault }
    }
}

/// Takes a file apart.
#[derive(Debug)]
pub(super) struct Source<R> {
    file: DecodeReaderBytes<R, Vec<u8>>,
    reader: Reader,
    delimiter: Delimiter,
    input: Vec<u8>,
    /// What of the input is not yet read.
    from: usize,
    to: usize,
    output: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Source<R> {
    pub(super) fn new(file: R, dialect: Dialect) -> Self {
        let Dialect { encoding, delimiter, .. } = dialect;
        Self {
            file: decoded(file, encoding),
            reader: ReaderBuilder::new().delimiter(delimiter.byte()).build(),
            delimiter,
            input: vec![0; INPUT],
            from: 0,
            to: 0,
            output: vec![0; INPUT],
            ends: vec![0; 64],
        }
    }

    /// The next row that is not blank.
    fn next_filled(&mut self) -> io::Result<Option<Raw>> {
        loop {
            match self.next()? {
                Some(raw) if raw.is_blank() => {}
                other => return Ok(other),
            }
        }
    }

    /// The next row.
    pub(super) fn next(&mut self) -> io::Result<Option<Raw>> {
        let (mut written, mut ended, mut breaks) = (0, 0, 0);
        let mut too_long = false;
        loop {
            if self.from == self.to {
                self.from = 0;
                self.to = fill(&mut self.file, &mut self.input)?;
            }
            let input = &self.input[self.from..self.to];
            let (result, read, wrote, ends) =
                self.reader.read_record(input, &mut self.output[written..], &mut self.ends[ended..]);
            let line_feed = read > 0 && input[read - 1] == b'\n';
            breaks += count_line_feeds(&self.output[written..written + wrote]);
            self.from += read;
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.output.len() < MAX_ROW => {
                    self.output.resize((self.output.len() * 2).min(MAX_ROW), 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MAX_FIELDS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                // The rest of the row is read and let go.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    too_long = true;
                    (written, ended) = (0, 0);
                }
                ReadRecordResult::Record => {
                    let line = self.reader.line() - breaks - u64::from(line_feed);
                    let fields = if too_long { Vec::new() } else { self.fields(ended) };
                    return Ok(Some(Raw { line, fields, too_long, split_by: self.delimiter }));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    fn fields(&self, count: usize) -> Vec<Vec<u8>> {
        let mut start = 0;
        let field = |end: &usize| self.output[std::mem::replace(&mut start, *end)..*end].to_vec();
        self.ends[..count].iter().map(field).collect()
    }
}

fn count_line_feeds(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

#[cfg(test)]
mod tests;
