//! `application/x-www-form-urlencoded` bodies and query strings.

use std::borrow::Cow;

use guiche_domain::form::{Form, Value};

use super::charset::Charset;
use super::content_type::Header;
use super::{BodyFault, add, declared_text};

/// Reads a body (contract: seen). Line breaks after it are not part of it.
pub fn read_body(media: &Header<'_>, body: &[u8]) -> Result<Form, BodyFault> {
    let (charset, body) = declared_text(media, body)?;
    let end = body.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    read(charset, &body[..end])
}

/// Reads pairs divided by `&`. A piece without `=` is a key with an empty text; empty pieces are skipped.
pub fn read(charset: Charset, pairs: &[u8]) -> Result<Form, BodyFault> {
    let mut form = Form::default();
    for piece in pairs.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty()) {
        let (key, value) = match memchr::memchr(b'=', piece) {
            Some(at) => (&piece[..at], &piece[at + 1..]),
            None => (piece, &b""[..]),
        };
        add(&mut form, text(charset, key)?, Value::Text(text(charset, value)?))?;
    }
    Ok(form)
}

/// Decodes `+` and `%XX`. What only looks like an escape (`%`, `%zz`) stays as it is, as in browsers.
fn text(charset: Charset, sent: &[u8]) -> Result<String, BodyFault> {
    let spaced = if memchr::memchr(b'+', sent).is_some() {
        Cow::Owned(sent.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect::<Vec<_>>())
    } else {
        Cow::Borrowed(sent)
    };
    let bytes = Cow::from(percent_encoding::percent_decode(&spaced));
    charset.decode(&bytes).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::super::MAX_ENTRIES;
    use super::*;

    fn pairs(form: &Form) -> Vec<(&str, &str)> {
        form.entries()
            .iter()
            .map(|entry| match &entry.value {
                Value::Text(text) => (entry.key.as_str(), text.as_str()),
                Value::Null => (entry.key.as_str(), "null"),
            })
            .collect()
    }

    #[test]
    fn pairs_are_read_in_order_with_repetitions() {
        for (sent, expected) in [
            ("", vec![]),
            ("&&", vec![]),
            ("a=1", vec![("a", "1")]),
            ("a=1&b=2&a=1", vec![("a", "1"), ("b", "2"), ("a", "1")]),
            ("&a=1&&b=2&", vec![("a", "1"), ("b", "2")]),
            ("a", vec![("a", "")]),
            ("a=", vec![("a", "")]),
            ("=1", vec![("", "1")]),
            ("a=b=c", vec![("a", "b=c")]),
            ("a=x+y%20z%2B", vec![("a", "x y z+")]),
            ("a+b=1", vec![("a b", "1")]),
            ("custom_field%5Bab%5D=1", vec![("custom_field[ab]", "1")]),
            ("custom_field[ab][]=1", vec![("custom_field[ab][]", "1")]),
            ("a=100%&b=%zz%4&c=%%41", vec![("a", "100%"), ("b", "%zz%4"), ("c", "%A")]),
            ("a=Jos%c3%A9", vec![("a", "José")]),
            ("a=José", vec![("a", "José")]),
            ("a= x ;b=2", vec![("a", " x ;b=2")]),
            ("a=1%0D%0A\r\n\n", vec![("a", "1\r\n")]),
            ("\r\n", vec![]),
        ] {
            let form = read_body(&Header::parse(b"x"), sent.as_bytes()).unwrap();
            assert_eq!(pairs(&form), expected, "{sent}");
        }
    }

    #[test]
    fn the_declared_charset_is_converted() {
        for (charset, body, expected) in [
            ("", &b"a=Jos%E9"[..], None),
            ("", b"a=Jos\xE9", None),
            ("", b"%E9=1", None),
            ("charset=utf-8", b"a=Jos%E9", None),
            ("charset=us-ascii", b"a=Jos%E9", None),
            ("charset=us-ascii", b"a=Jose", Some("Jose")),
            ("charset=iso-8859-1", b"a=Jos%E9", Some("José")),
            ("charset=windows-1252", b"a=Jos\xE9+%80", Some("José €")),
            ("charset=utf-16", b"a=1", None),
        ] {
            let header = format!("x; {charset}");
            let form = read_body(&Header::parse(header.as_bytes()), body);
            match expected {
                Some(text) => assert_eq!(pairs(&form.unwrap()), [("a", text)]),
                None => assert_eq!(form, Err(BodyFault::ENCODING), "{header} {body:?}"),
            }
        }
    }

    #[test]
    fn more_entries_than_a_form_may_have_are_refused() {
        assert!(read(Charset::Utf8, "a&".repeat(MAX_ENTRIES).as_bytes()).is_ok());
        assert_eq!(read(Charset::Utf8, "a&".repeat(MAX_ENTRIES + 1).as_bytes()), Err(BodyFault::UNREADABLE));
    }
}
