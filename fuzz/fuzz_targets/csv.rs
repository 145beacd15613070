//! Files of customers. The first byte says into which pieces the file comes.
//!
//! Whatever comes has a dialect and is read; the same however it comes in pieces. A row without a fault is as wide as the file,
//! and written by us it is read as it was.
#![no_main]

use std::io::{self, Read};

use guiche_transfer::csv::{Dialect, Encoding, Format, Inspection, Record, Records, Writer, detect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((size, file)) = data.split_first() else { return };
    let pieces = || Pieces { rest: file, size: usize::from(*size).max(1) };
    let Ok(dialect) = detect(file) else { return };
    assert_eq!(detect(pieces()).ok(), Some(dialect));
    let Some((header, rows)) = read(file, dialect) else { return };
    assert_eq!(read(pieces(), dialect).as_ref(), Some(&(header.clone(), rows.clone())));
    let mut inspection = Inspection::default();
    for (before, row) in rows.iter().enumerate() {
        assert_eq!(row.row, before as u64 + 1);
        assert!(row.fault.is_some() || row.fields.len() == header.len());
        inspection.look_at(row);
    }
    assert!(inspection.warnings().iter().all(|warning| warning.column < header.len()));
    let is_plain =
        |name: &str| !name.starts_with('\u{feff}') && !name.to_ascii_lowercase().starts_with("sep=");
    if dialect.has_header && header.first().is_some_and(|name| is_plain(name)) {
        check(&header, &rows, dialect);
    }
});

/// What was read, written and read again.
fn check(header: &[String], rows: &[Record], dialect: Dialect) {
    let Dialect { delimiter, has_header, .. } = dialect;
    let sound: Vec<_> = rows.iter().filter(|row| row.fault.is_none()).map(|row| &row.fields).collect();
    let write = || {
        let mut writer = Writer::new(Vec::new(), Format { delimiter, bom: false })?;
        writer.write(header)?;
        sound.iter().try_for_each(|row| writer.write(row.iter()))?;
        writer.into_inner()
    };
    let written = write().ok();
    let dialect = Dialect { encoding: Encoding::Utf8, delimiter, has_header };
    let again = written.and_then(|written| read(&written[..], dialect));
    let again =
        again.map(|(header, rows)| (header, rows.into_iter().map(|row| row.fields).collect::<Vec<_>>()));
    assert_eq!(again, Some((header.to_vec(), sound.into_iter().cloned().collect())));
}

fn read(file: impl Read, dialect: Dialect) -> Option<(Vec<String>, Vec<Record>)> {
    let records = Records::new(file, dialect).ok()?;
    let header = records.header().to_vec();
    Some((header, records.collect::<io::Result<_>>().ok()?))
}

/// A file that comes in pieces.
struct Pieces<'b> {
    rest: &'b [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.size.min(buffer.len()).min(self.rest.len());
        let (now, later) = self.rest.split_at(size);
        buffer[..size].copy_from_slice(now);
        self.rest = later;
        Ok(size)
    }
}
