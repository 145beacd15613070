//! `Content-Transfer-Encoding` of a part: what mail libraries put around the bytes of a value.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::BodyFault;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Undoes the encoding of that name, in any case (contract: §1, "What real clients send").
///
/// # Errors
///
/// `BodyUnreadable` for an encoding that we do not know, or base64 that is none.
pub fn decode<'b>(encoding: &[u8], bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, BodyFault> {
    match encoding.trim_ascii().to_ascii_lowercase().as_slice() {
        b"7bit" | b"8bit" | b"binary" => Ok(Cow::Borrowed(bytes)),
        b"quoted-printable" => Ok(Cow::Owned(quoted_printable(bytes))),
        b"base64" => {
            let dense: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            BASE64.decode(dense).map(Cow::Owned).map_err(|_| BodyFault::UNREADABLE)
        }
        _ => Err(BodyFault::UNREADABLE),
    }
}

/// RFC 2045 §6.7, without loss: an `=` that begins no escape stays, and line breaks stay as they were sent.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'=' => {
                if let Some(value) = hex_pair(after) {
                    decoded.push(value);
                    rest = &after[2..];
                } else if let Some(next) = soft_break(after) {
                    rest = next;
                } else {
                    decoded.push(b'=');
                }
            }
            // White space at the end of a line was added on the way.
            b' ' | b'\t' => {
                let run = 1 + blank(after);
                let (blanks, next) = (&bytes[bytes.len() - after.len() - 1..][..run], &after[run - 1..]);
                if !(next.is_empty() || line_break(next).is_some()) {
                    decoded.extend_from_slice(blanks);
                }
                rest = next;
            }
            _ => decoded.push(byte),
        }
    }
    decoded
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| (*bytes.get(at)? as char).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

fn blank(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn line_break(bytes: &[u8]) -> Option<&[u8]> {
    bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n"))
}

/// What follows a soft line break after its `=`; the end counts as one.
fn soft_break(bytes: &[u8]) -> Option<&[u8]> {
    let rest = &bytes[blank(bytes)..];
    if rest.is_empty() { Some(rest) } else { line_break(rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_undone() {
        for (encoding, sent, expected) in [
            ("7bit", "a=3D \r\n", "a=3D \r\n"),
            (" 8BIT ", "é", "é"),
            ("Binary", "\0", "\0"),
            ("BASE64", "Sm9zw6k=", "José"),
            ("base64", " Sm9z\r\nw6k=\r\n\t", "José"),
            ("base64", "Sm9zw6k", "José"),
            ("base64", "", ""),
            ("quoted-printable", "Jos=C3=a9", "José"),
            ("Quoted-Printable", "a=\r\nb=\nc= \t\r\nd=", "abcd"),
            ("quoted-printable", "a \t\r\nb  c \n d ", "a\r\nb  c\n d"),
            ("quoted-printable", "a=20\r\n=09", "a \r\n\t"),
            ("quoted-printable", "1=1 =zz =4", "1=1 =zz =4"),
            ("quoted-printable", "é\r", "é\r"),
        ] {
            let decoded = decode(encoding.as_bytes(), sent.as_bytes());
            assert_eq!(decoded.as_deref(), Ok(expected.as_bytes()), "{encoding} {sent:?}");
        }
    }

    #[test]
    fn what_cannot_be_undone_is_unreadable() {
        for (encoding, sent) in [
            ("base64", "Sm9zw6k=x"),
            ("base64", "Jos\u{e9}"),
            ("base64", "A"),
            ("base64", "Sm-_"),
            ("", "a"),
            ("x-uuencode", "a"),
            ("gzip", "a"),
        ] {
            assert_eq!(
                decode(encoding.as_bytes(), sent.as_bytes()),
                Err(BodyFault::UNREADABLE),
                "{encoding} {sent}"
            );
        }
    }
}
