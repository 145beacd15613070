//! The bytes of a file as UTF-8, as they come.

use std::io::{self, Read};

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::Encoding;

/// A file's bytes as UTF-8, without the mark at the beginning. What is not text in UTF-8 stays as it is, to be found by whoever
/// looks at it; half a character of UTF-16 becomes `U+FFFD`.
pub(super) fn decoded<R: Read>(source: R, encoding: Encoding) -> DecodeReaderBytes<R, Vec<u8>> {
    let label = match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => None,
        Encoding::Windows1252 => Some(WINDOWS_1252),
        Encoding::Utf16Le => Some(UTF_16LE),
        Encoding::Utf16Be => Some(UTF_16BE),
    };
    let mut builder = DecodeReaderBytesBuilder::new();
    builder.encoding(label).utf8_passthru(true).strip_bom(true).bom_sniffing(label.is_none());
    builder.build(source)
}

/// Fills as much of `buffer` as there is.
pub(super) fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
