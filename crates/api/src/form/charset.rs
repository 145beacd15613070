//! Bytes to text: UTF-8, and the two single-byte sets that Brazilian clients still declare.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::BodyFault;
use super::content_type::Header;

/// A character set that we read (contract: §1, "What real clients send").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// What is meant where nothing is declared.
    #[default]
    Utf8,
    /// Seven bits, no more.
    Ascii,
    /// ISO-8859-1 too: who declares that and sends curly quotes means this, as in every browser.
    Windows1252,
}

impl Charset {
    /// The `charset` that a `Content-Type` declares, if it declares one.
    ///
    /// # Errors
    ///
    /// `BodyEncoding` for one that we do not read.
    pub fn declared(content_type: &Header<'_>) -> Result<Option<Self>, BodyFault> {
        match content_type.parameter("charset") {
            None | Some([]) => Ok(None),
            Some(label) => Self::labelled(label).map(Some),
        }
    }

    /// The character set of that name, in any case.
    ///
    /// # Errors
    ///
    /// `BodyEncoding` for one that we do not read.
    pub fn labelled(label: &[u8]) -> Result<Self, BodyFault> {
        if [&b"us-ascii"[..], b"ascii", b"ansi_x3.4-1968"]
            .iter()
            .any(|ascii| ascii.eq_ignore_ascii_case(label))
        {
            return Ok(Self::Ascii);
        }
        match Encoding::for_label_no_replacement(label) {
            Some(encoding) if encoding == UTF_8 => Ok(Self::Utf8),
            Some(encoding) if encoding == WINDOWS_1252 => Ok(Self::Windows1252),
            _ => Err(BodyFault::ENCODING),
        }
    }

    /// The text that the bytes are.
    ///
    /// # Errors
    ///
    /// `BodyEncoding` where they are none in this character set.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, BodyFault> {
        let text = match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Ascii => bytes.is_ascii().then(|| String::from_utf8_lossy(bytes)),
            Self::Windows1252 => WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes),
        };
        text.ok_or(BodyFault::ENCODING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_any_case_and_quotes() {
        for (header, expected) in [
            ("text/plain", Ok(None)),
            ("text/plain; charset=", Ok(None)),
            ("text/plain; charset=UTF-8", Ok(Some(Charset::Utf8))),
            ("text/plain; Charset=\"utf8\"", Ok(Some(Charset::Utf8))),
            ("text/plain; charset=US-ASCII", Ok(Some(Charset::Ascii))),
            ("text/plain; charset=ISO-8859-1", Ok(Some(Charset::Windows1252))),
            ("text/plain; charset=latin1", Ok(Some(Charset::Windows1252))),
            ("text/plain; charset=Windows-1252", Ok(Some(Charset::Windows1252))),
            ("text/plain; charset=cp1252", Ok(Some(Charset::Windows1252))),
            ("text/plain; charset=utf-16", Err(BodyFault::ENCODING)),
            ("text/plain; charset=iso-8859-15", Err(BodyFault::ENCODING)),
            ("text/plain; charset=none", Err(BodyFault::ENCODING)),
        ] {
            assert_eq!(Charset::declared(&Header::parse(header.as_bytes())), expected, "{header}");
        }
    }

    #[test]
    fn bytes_become_text_or_are_refused() {
        for (charset, bytes, expected) in [
            (Charset::Utf8, &b"Jos\xC3\xA9"[..], Some("José")),
            (Charset::Utf8, b"Jos\xE9", None),
            (Charset::Utf8, b"\xED\xA0\x80", None),
            (Charset::Utf8, b"\xEF\xBB\xBFa", Some("\u{feff}a")),
            (Charset::Ascii, b"Jose", Some("Jose")),
            (Charset::Ascii, b"Jos\xC3\xA9", None),
            (Charset::Windows1252, b"Jos\xE9 \x93oi\x94 \x80", Some("José “oi” €")),
            (Charset::Windows1252, b"", Some("")),
        ] {
            assert_eq!(charset.decode(bytes).ok().as_deref(), expected, "{charset:?} {bytes:?}");
        }
    }
}
