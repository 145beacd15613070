//! Header values with parameters, as clients write them: `multipart/form-data; boundary="x"`, and in a part
//! `form-data; name=x`.
//!
//! Lenient on purpose (contract: §1, "What real clients send"): any case, white space anywhere around, values quoted or
//! not, pieces that are no parameter skipped.

use std::borrow::Cow;

/// A header's value, taken apart.
#[derive(Debug)]
pub struct Header<'h> {
    value: &'h [u8],
    parameters: Vec<(&'h [u8], Cow<'h, [u8]>)>,
}

impl<'h> Header<'h> {
    /// Takes a header's value apart. Whatever stands there has a reading, if not a useful one.
    pub fn parse(header: &'h [u8]) -> Self {
        let (value, mut rest) = split_at_semicolon(header);
        let mut parameters = Vec::new();
        while !rest.is_empty() {
            let Some(at) = rest.iter().position(|byte| matches!(byte, b'=' | b';')) else {
                break;
            };
            let name = rest[..at].trim_ascii();
            let found = rest[at] == b'=';
            rest = &rest[at + 1..];
            if found {
                let (value, after) = parameter_value(rest);
                parameters.push((name, value));
                rest = after;
            }
        }
        Self { value: value.trim_ascii(), parameters }
    }

    /// Whether the value before the parameters is this one, in any case.
    pub fn is(&self, value: &str) -> bool {
        self.value.eq_ignore_ascii_case(value.as_bytes())
    }

    /// The first parameter of that name, in any case.
    pub fn parameter(&self, name: &str) -> Option<&[u8]> {
        let found = self.parameters.iter().find(|(sent, _)| sent.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| value.as_ref())
    }
}

fn split_at_semicolon(bytes: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(b';', bytes) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &[]),
    }
}

/// The value at the beginning of `rest`, and what follows its semicolon.
///
/// In quotes a backslash escapes a quote or a backslash and otherwise stands for itself: old browsers send `C:\file`.
/// A quote that never ends reaches to the end.
fn parameter_value(rest: &[u8]) -> (Cow<'_, [u8]>, &[u8]) {
    let trimmed = rest.trim_ascii_start();
    let Some(quoted) = trimmed.strip_prefix(b"\"") else {
        let (value, after) = split_at_semicolon(rest);
        return (Cow::Borrowed(value.trim_ascii()), after);
    };
    let mut value = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &quoted[at..]) {
        value.extend_from_slice(&quoted[at..at + found]);
        at += found + 1;
        if quoted[at - 1] == b'"' {
            return (Cow::Owned(value), split_at_semicolon(&quoted[at..]).1);
        }
        match quoted.get(at) {
            Some(&escaped @ (b'"' | b'\\')) => {
                value.push(escaped);
                at += 1;
            }
            _ => value.push(b'\\'),
        }
    }
    value.extend_from_slice(&quoted[at..]);
    (Cow::Owned(value), &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_found_however_they_are_written() {
        for (header, expected) in [
            ("multipart/form-data; boundary=abc", Some("abc")),
            ("multipart/form-data;boundary=abc", Some("abc")),
            ("multipart/form-data ; BOUNDARY = abc ; charset=x", Some("abc")),
            ("multipart/form-data; charset=x; boundary=\"abc\"", Some("abc")),
            ("multipart/form-data; boundary= \"a;b=c\" ; x", Some("a;b=c")),
            ("multipart/form-data; boundary=a/b=c:d?e", Some("a/b=c:d?e")),
            ("multipart/form-data; boundary=\"a\\\"b\\\\c\\d\"", Some("a\"b\\c\\d")),
            ("multipart/form-data; boundary=\"abc", Some("abc")),
            ("multipart/form-data; boundary=\"abc\\", Some("abc\\")),
            ("multipart/form-data; boundary=", Some("")),
            ("multipart/form-data; boundary=\"\"", Some("")),
            ("multipart/form-data;; x ;boundary=first;boundary=second", Some("first")),
            ("multipart/form-data; boundary", None),
            ("multipart/form-data; x=\"boundary=abc\"", None),
            ("multipart/form-data;", None),
            ("multipart/form-data", None),
        ] {
            let parsed = Header::parse(header.as_bytes());
            assert!(parsed.is("Multipart/Form-Data"), "{header}");
            assert_eq!(parsed.parameter("boundary"), expected.map(str::as_bytes), "{header}");
        }
    }
}
