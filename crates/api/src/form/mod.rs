//! Reads what a client sent: bytes of any of three encodings become a [`Form`], ordered, nothing lost.
//!
//! Tolerant of how programs write (contract: §1, "What real clients send"), strict about what it cannot be sure of:
//! a value is read exactly or the body is refused, never guessed.

mod charset;
mod content_type;
mod json;
mod multipart;
pub mod rows;
mod transfer_encoding;
mod urlencoded;

#[cfg(test)]
mod properties;

use guiche_domain::form::{Form, Value};
use guiche_domain::refusal::Reason;

use charset::Charset;
use content_type::Header;

/// The most entries that a form may have (contract: ours). A batch of customers has routes of its own.
pub const MAX_ENTRIES: usize = 2_000;

/// Why a body or query is not a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// A fault of the values class: [`Reason::BodyMissing`], [`Reason::BodyUnreadable`] or [`Reason::BodyEncoding`].
    #[error("the body or query is refused: {0:?}")]
    Refused(Reason),
    /// The type is none of the three that we read: 415 (contract: §1, status codes).
    #[error("the body's type is not supported")]
    UnsupportedType,
}

impl BodyFault {
    const MISSING: Self = Self::Refused(Reason::BodyMissing);
    const UNREADABLE: Self = Self::Refused(Reason::BodyUnreadable);
    const ENCODING: Self = Self::Refused(Reason::BodyEncoding);
}

/// Reads the body of a write by the value of its `Content-Type` header.
///
/// `multipart/form-data` (contract: doc), `application/x-www-form-urlencoded` (contract: seen) and `application/json`
/// (contract: ours), in any case and with any parameters. Names are percent-decoded in all three (contract: §1).
///
/// # Errors
///
/// See [`BodyFault`]. No bytes at all are a missing body, whatever the type.
pub fn read_body(content_type: Option<&[u8]>, body: &[u8]) -> Result<Form, BodyFault> {
    if body.is_empty() {
        return Err(BodyFault::MISSING);
    }
    let media = Header::parse(content_type.unwrap_or_default());
    let read = reader(&media).ok_or(BodyFault::UnsupportedType)?;
    read(&media, body)
}

/// Whether a body of this type can be read at all: known before any of it has come.
pub fn is_readable(content_type: Option<&[u8]>) -> bool {
    reader(&Header::parse(content_type.unwrap_or_default())).is_some()
}

/// Whether a body of this type is JSON; `merge_patch` where a merge patch (RFC 7396) is understood, too.
pub fn is_json(content_type: Option<&[u8]>, merge_patch: bool) -> bool {
    let media = Header::parse(content_type.unwrap_or_default());
    media.is("application/json") || merge_patch && media.is("application/merge-patch+json")
}

/// Whether a body of this type is one JSON value a line.
pub fn is_ndjson(content_type: Option<&[u8]>) -> bool {
    Header::parse(content_type.unwrap_or_default()).is("application/x-ndjson")
}

/// Reads a body as one JSON object, whatever its type is called; the type may name a charset.
///
/// # Errors
///
/// As [`read_body`].
pub fn read_json(content_type: Option<&[u8]>, body: &[u8]) -> Result<Form, BodyFault> {
    if body.is_empty() {
        return Err(BodyFault::MISSING);
    }
    json::read(&Header::parse(content_type.unwrap_or_default()), body)
}

type Read = fn(&Header<'_>, &[u8]) -> Result<Form, BodyFault>;

fn reader(media: &Header<'_>) -> Option<Read> {
    let readers: [(&str, Read); 3] = [
        ("multipart/form-data", multipart::read),
        ("application/x-www-form-urlencoded", urlencoded::read_body),
        ("application/json", json::read),
    ];
    readers.into_iter().find(|(name, _)| media.is(name)).map(|(_, read)| read)
}

/// Reads a query string, without its `?`. It is UTF-8 (contract: §1, read parameters).
///
/// # Errors
///
/// [`Reason::BodyEncoding`] where it is not text, [`Reason::BodyUnreadable`] over [`MAX_ENTRIES`].
pub fn read_query(query: impl AsRef<[u8]>) -> Result<Form, BodyFault> {
    urlencoded::read(Charset::Utf8, query.as_ref())
}

fn add(form: &mut Form, key: impl Into<String>, value: Value) -> Result<(), BodyFault> {
    if form.entries().len() == MAX_ENTRIES {
        return Err(BodyFault::UNREADABLE);
    }
    form.push(key, value);
    Ok(())
}

/// Parts of a body that is text as a whole: the charset in which to read it, and the bytes after a byte order mark.
/// The mark belongs to UTF-8 alone, so it outweighs a declared single-byte charset.
fn declared_text<'b>(media: &Header<'_>, body: &'b [u8]) -> Result<(Charset, &'b [u8]), BodyFault> {
    let declared = Charset::declared(media)?;
    Ok(match body.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (Charset::Utf8, rest),
        None => (declared.unwrap_or_default(), body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content_type: &str, body: &[u8]) -> Result<Form, BodyFault> {
        read_body(Some(content_type.as_bytes()), body)
    }

    #[test]
    fn the_type_is_read_in_any_case_with_any_parameters() {
        let mut form = Form::default();
        form.push_text("name", "Ana");
        for (content_type, body) in [
            ("application/x-www-form-urlencoded", "name=Ana"),
            ("Application/X-WWW-Form-URLEncoded; Charset=\"UTF-8\"", "name=Ana"),
            (" application/x-www-form-urlencoded ;;x", "name=Ana"),
            ("application/json", r#"{"name":"Ana"}"#),
            ("APPLICATION/JSON;charset=utf8;odata.metadata=none", r#"{"name":"Ana"}"#),
            (
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=name\r\n\r\nAna\r\n--b--",
            ),
            (
                "Multipart/Form-Data;x=y; BOUNDARY = \"b\"",
                "--b\r\nContent-Disposition: form-data; name=name\r\n\r\nAna\r\n--b--",
            ),
        ] {
            assert_eq!(read(content_type, body.as_bytes()), Ok(form.clone()), "{content_type}");
        }
    }

    #[test]
    fn another_type_or_none_is_unsupported() {
        for content_type in
            ["", "text/plain", "application/xml", "application/problem+json", "application", "\u{e9}"]
        {
            assert_eq!(read(content_type, b"name=Ana"), Err(BodyFault::UnsupportedType), "{content_type}");
        }
        assert_eq!(read_body(None, b"name=Ana"), Err(BodyFault::UnsupportedType));
    }

    #[test]
    fn no_bytes_are_a_missing_body_whatever_the_type() {
        for content_type in [None, Some("text/plain"), Some("application/json"), Some("multipart/form-data")]
        {
            assert_eq!(read_body(content_type.map(str::as_bytes), b""), Err(BodyFault::MISSING));
        }
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_decides() {
        let mut form = Form::default();
        form.push_text("a", "é");
        for charset in ["", "; charset=utf-8", "; charset=iso-8859-1"] {
            let body = "\u{feff}{\"a\":\"é\"}";
            assert_eq!(read(&format!("application/json{charset}"), body.as_bytes()), Ok(form.clone()));
            let body = "\u{feff}a=é";
            let content_type = format!("application/x-www-form-urlencoded{charset}");
            assert_eq!(read(&content_type, body.as_bytes()), Ok(form.clone()));
        }
    }

    #[test]
    fn a_query_is_read_without_a_type() {
        let mut form = Form::default();
        form.push_text("situation", "0,1");
        form.push_text("x[]", "a b");
        assert_eq!(read_query("situation=0%2C1&x%5B%5D=a+b"), Ok(form));
        assert_eq!(read_query(""), Ok(Form::default()));
        assert_eq!(read_query(b"a=%E9"), Err(BodyFault::ENCODING));
    }
}
