//! Writing a file, a row at a time.

use std::io::{self, Write};

use super::{Delimiter, harmless};

/// How a file is to be written, always in UTF-8: by default as Excel opens it in countries that write decimals with a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// What stands between fields.
    pub delimiter: Delimiter,
    /// Whether a mark at the beginning says that it is UTF-8, without which Excel takes it for something else.
    pub bom: bool,
}

impl Default for Format {
    /// `;`, with the mark.
    fn default() -> Self {
        Self { delimiter: Delimiter::Semicolon, bom: true }
    }
}

/// Writes rows. Every field is [harmless] to a spreadsheet; [`Records`](super::Records) reads it as it was. Lines end with
/// `\r\n`.
#[derive(Debug)]
pub struct Writer<W: Write>(csv::Writer<W>);

impl<W: Write> Writer<W> {
    /// Begins a file.
    pub fn new(mut to: W, format: Format) -> io::Result<Self> {
        if format.bom {
            to.write_all("\u{feff}".as_bytes())?;
        }
        let mut builder = csv::WriterBuilder::new();
        builder.delimiter(format.delimiter.byte()).terminator(csv::Terminator::CRLF).flexible(true);
        Ok(Self(builder.from_writer(to)))
    }

    /// Writes a row.
    pub fn write<F: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = F>) -> io::Result<()> {
        for field in fields {
            self.0.write_field(harmless(field.as_ref()).as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    /// Has everything that was written go to where it goes.
    pub fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    /// Where it went.
    pub fn into_inner(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_as_excel_opens_it() {
        let mut writer = Writer::new(Vec::new(), Format::default()).unwrap();
        writer.write(["nome", "obs"]).unwrap();
        writer.write(["Ana; Bia", "=1+1\n\"x\""]).unwrap();
        writer.write([""; 1]).unwrap();
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}nome;obs\r\n\"Ana; Bia\";\"'=1+1\n\"\"x\"\"\"\r\n\"\"\r\n");
        let plain = Format { delimiter: Delimiter::Comma, bom: false };
        let mut writer = Writer::new(Vec::new(), plain).unwrap();
        writer.write(["a", "b"]).unwrap();
        assert_eq!(writer.into_inner().unwrap(), b"a,b\r\n");
    }
}
