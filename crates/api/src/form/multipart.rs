//! `multipart/form-data` bodies (contract: doc; RFC 7578), one entry for each part.
//!
//! The whole body is at hand, so parts are slices of it: nothing is copied before a value is decoded, and every byte is
//! looked at a fixed number of times, however many things in it look like boundaries.

use std::borrow::Cow;

use guiche_domain::form::{Form, Value};
use memchr::memmem::Finder;

use super::charset::Charset;
use super::content_type::Header;
use super::{BodyFault, add, transfer_encoding};

/// The longest boundary. RFC 2046 allows 70 bytes; some libraries write more.
const MAX_BOUNDARY: usize = 200;

/// The most bytes before a part's content.
const MAX_PART_HEADERS: usize = 16 << 10;

/// Reads a body. What stands before the first boundary and after the last one is ignored.
pub fn read(media: &Header<'_>, body: &[u8]) -> Result<Form, BodyFault> {
    let boundary = media.parameter("boundary").unwrap_or_default();
    if boundary.is_empty() || boundary.len() > MAX_BOUNDARY || boundary.contains(&b'\n') {
        return Err(BodyFault::UNREADABLE);
    }
    let body_charset = Charset::declared(media)?;
    let mut form = Form::default();
    let mut delimiters = Delimiters::new(boundary, body);
    let mut delimiter = delimiters.next();
    loop {
        let Some(Delimiter { after, closing, .. }) = delimiter else {
            return Err(BodyFault::UNREADABLE);
        };
        if closing {
            return Ok(form);
        }
        delimiter = delimiters.next();
        let end = delimiter.as_ref().ok_or(BodyFault::UNREADABLE)?.before.max(after);
        let (name, text) = Part::read(&body[after..end])?.into_entry(body_charset)?;
        add(&mut form, name, Value::Text(text))?;
    }
}

/// One boundary line.
struct Delimiter {
    /// Where the content before it ends. The line break between them belongs to the boundary.
    before: usize,
    /// Where the line after it begins.
    after: usize,
    closing: bool,
}

/// The boundary lines of a body in order.
struct Delimiters<'b> {
    finder: Finder<'static>,
    body: &'b [u8],
    at: usize,
}

impl<'b> Delimiters<'b> {
    fn new(boundary: &[u8], body: &'b [u8]) -> Self {
        let needle = [b"\n--", boundary].concat();
        Self { finder: Finder::new(&needle).into_owned(), body, at: 0 }
    }

    /// Reads on from a `--boundary` whose line begins at `line`. `None` where the line only begins like a boundary.
    fn delimiter(&self, line: usize) -> Option<Delimiter> {
        let rest = self.body.get(line + self.finder.needle().len() - 1..)?;
        let (closing, padded) = rest.strip_prefix(b"--").map_or((false, rest), |padded| (true, padded));
        let padding = padded.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let end = match &padded[padding..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n', ..] => 1,
            [] | [b'\r', ..] if closing => 0,
            _ => return None,
        };
        let before = self.body[..line]
            .strip_suffix(b"\n")
            .map_or(0, |content| content.strip_suffix(b"\r").unwrap_or(content).len());
        Some(Delimiter { before, after: self.body.len() - padded.len() + padding + end, closing })
    }
}

impl Iterator for Delimiters<'_> {
    type Item = Delimiter;

    fn next(&mut self) -> Option<Delimiter> {
        if self.at == 0
            && self.body.starts_with(&self.finder.needle()[1..])
            && let Some(delimiter) = self.delimiter(0)
        {
            self.at = delimiter.after.saturating_sub(1);
            return Some(delimiter);
        }
        loop {
            let line = self.at + self.finder.find(&self.body[self.at..])? + 1;
            self.at = line;
            if let Some(delimiter) = self.delimiter(line) {
                // The line break after one boundary may be the one before the next.
                self.at = delimiter.after - 1;
                return Some(delimiter);
            }
        }
    }
}

/// One part: the headers that matter, and the bytes after them.
#[derive(Default)]
struct Part<'b> {
    disposition: Option<Cow<'b, [u8]>>,
    content_type: Option<Cow<'b, [u8]>>,
    transfer_encoding: Option<Cow<'b, [u8]>>,
    content: &'b [u8],
}

impl<'b> Part<'b> {
    fn read(part: &'b [u8]) -> Result<Self, BodyFault> {
        let mut read = Self::default();
        let mut rest = part;
        let mut header: Option<Cow<'b, [u8]>> = None;
        // A part may end right after its headers: RFC 2046 lets an empty content go without the blank line.
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest).ok_or(BodyFault::UNREADABLE)?;
            let line = rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]);
            rest = &rest[end + 1..];
            if part.len() - rest.len() > MAX_PART_HEADERS {
                return Err(BodyFault::UNREADABLE);
            }
            if line.is_empty() {
                break;
            }
            if matches!(line[0], b' ' | b'\t') {
                header.as_mut().ok_or(BodyFault::UNREADABLE)?.to_mut().extend_from_slice(line);
            } else if let Some(complete) = header.replace(Cow::Borrowed(line)) {
                read.keep(complete)?;
            }
        }
        if let Some(complete) = header {
            read.keep(complete)?;
        }
        read.content = rest;
        Ok(read)
    }

    /// Remembers a header if it is one that matters, the first of its name.
    fn keep(&mut self, header: Cow<'b, [u8]>) -> Result<(), BodyFault> {
        let colon = memchr::memchr(b':', &header).ok_or(BodyFault::UNREADABLE)?;
        let slot = match header[..colon].trim_ascii().to_ascii_lowercase().as_slice() {
            b"content-disposition" => &mut self.disposition,
            b"content-type" => &mut self.content_type,
            b"content-transfer-encoding" => &mut self.transfer_encoding,
            _ => return Ok(()),
        };
        if slot.is_none() {
            *slot = Some(match header {
                Cow::Borrowed(header) => Cow::Borrowed(&header[colon + 1..]),
                Cow::Owned(mut header) => {
                    header.drain(..=colon);
                    Cow::Owned(header)
                }
            });
        }
        Ok(())
    }

    fn into_entry(self, body_charset: Option<Charset>) -> Result<(String, String), BodyFault> {
        let disposition = self.disposition.ok_or(BodyFault::UNREADABLE)?;
        let name = name(&Header::parse(&disposition), body_charset)?;
        let own_charset = match &self.content_type {
            Some(content_type) => Charset::declared(&Header::parse(content_type))?,
            None => None,
        };
        let content = match &self.transfer_encoding {
            Some(encoding) => transfer_encoding::decode(encoding, self.content)?,
            None => Cow::Borrowed(self.content),
        };
        let charset = own_charset.or(body_charset).unwrap_or_default();
        Ok((name, charset.decode(&content)?.into_owned()))
    }
}

/// The name that a part gives: `name*=utf-8''x` (RFC 8187) before `name="x"`, as RFC 6266 has it for file names.
fn name(disposition: &Header<'_>, body_charset: Option<Charset>) -> Result<String, BodyFault> {
    let plain = disposition.parameter("name").map(|sent| {
        let bytes = Cow::from(percent_encoding::percent_decode(sent));
        // Names are in UTF-8 more often than the values beside them.
        let text = Charset::Utf8.decode(&bytes).or_else(|_| body_charset.unwrap_or_default().decode(&bytes));
        text.map(Cow::into_owned)
    });
    let extended = disposition.parameter("name*").map(|sent| {
        let mut pieces = sent.splitn(3, |byte| *byte == b'\'');
        let (Some(label), Some(_), Some(text)) = (pieces.next(), pieces.next(), pieces.next()) else {
            return Err(BodyFault::UNREADABLE);
        };
        let bytes = Cow::from(percent_encoding::percent_decode(text));
        Charset::labelled(label)?.decode(&bytes).map(Cow::into_owned)
    });
    match (extended, plain) {
        (Some(Ok(name)), _) | (_, Some(Ok(name))) => Ok(name),
        (Some(Err(fault)), _) | (None, Some(Err(fault))) => Err(fault),
        (None, None) => Err(BodyFault::UNREADABLE),
    }
}

#[cfg(test)]
mod tests {
    use super::super::MAX_ENTRIES;
    use super::*;

    /// `body` is written with `|` for a line break, to be tried as CRLF and as LF.
    fn read_with(header: &str, body: &str) -> Result<Vec<(String, String)>, BodyFault> {
        let [crlf, lf] = ["\r\n", "\n"].map(|line_break| {
            let read = read(&Header::parse(header.as_bytes()), body.replace('|', line_break).as_bytes())?;
            Ok(pairs(&read))
        });
        assert_eq!(crlf, lf, "{body}");
        crlf
    }

    fn pairs(form: &Form) -> Vec<(String, String)> {
        let pair = |entry: &guiche_domain::form::Entry| match &entry.value {
            Value::Text(text) => (entry.key.clone(), text.clone()),
            Value::Null => panic!("no null in multipart"),
        };
        form.entries().iter().map(pair).collect()
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    const HEADER: &str = "multipart/form-data; boundary=b";
    const A: &str = "Content-Disposition: form-data; name=\"a\"";

    #[test]
    fn parts_are_read_whatever_surrounds_them() {
        for (body, expected) in [
            ("--b--", &[][..]),
            ("--b--|", &[]),
            ("|--b-- \t|", &[]),
            ("preamble|--b--|epilogue|--b|", &[]),
            ("--b|@||1|--b--|", &[("a", "1")]),
            ("--b|@||1|--b--", &[("a", "1")]),
            ("|--b|@||1|--b--|||", &[("a", "1")]),
            ("preamble --b|x--b|--bx|--b|@||1|--b--|epilogue", &[("a", "1")]),
            ("--b \t |@||1|--b\t|@||2|--b--  |", &[("a", "1"), ("a", "2")]),
            ("--b|@|||--b--", &[("a", "")]),
            ("--b|@||--b--", &[("a", "")]),
            ("--b|@||||--b--", &[("a", "\n")]),
            ("--b|@||--bx --b --b--x|--b-x|--b--", &[("a", "--bx --b --b--x\n--b-x")]),
            ("--b|@||--b--x|--b--", &[("a", "--b--x")]),
            ("--b|@||x|--b --|y|--b--", &[("a", "x\n--b --\ny")]),
            ("--bx|--b|@||1|--b--", &[("a", "1")]),
        ] {
            let expected = owned(expected);
            let body = body.replace('@', A);
            let lf = read(&Header::parse(HEADER.as_bytes()), body.replace('|', "\n").as_bytes());
            assert_eq!(lf.map(|form| pairs(&form)), Ok(expected.clone()), "{body}");
            let crlf = read(&Header::parse(HEADER.as_bytes()), body.replace('|', "\r\n").as_bytes());
            let crlf = crlf.map(|form| pairs(&form)).map(|pairs| {
                pairs.into_iter().map(|(key, text)| (key, text.replace("\r\n", "\n"))).collect::<Vec<_>>()
            });
            assert_eq!(crlf, Ok(expected), "{body}");
        }
    }

    #[test]
    fn line_breaks_of_a_value_stay_as_sent() {
        let body = format!("--b\r\n{A}\r\n\r\n\r\n x\ny\rz \r\n\r\n--b--");
        let form = read(&Header::parse(HEADER.as_bytes()), body.as_bytes()).unwrap();
        assert_eq!(pairs(&form), owned(&[("a", "\r\n x\ny\rz \r\n")]));
    }

    #[test]
    fn names_are_understood_however_they_are_written() {
        for (disposition, expected) in [
            ("Content-Disposition: form-data; name=\"x\"", "x"),
            ("content-disposition:form-data;name=x", "x"),
            ("CONTENT-DISPOSITION : Form-Data ; NAME = x ; filename=y", "x"),
            ("Content-Disposition: form-data; filename=\"name=y; \\\"\"; name=\"x\"", "x"),
            ("Content-Disposition: form-data;|\tname=\"x\"", "x"),
            ("Content-Disposition:| form-data; name=\"x y\"", "x y"),
            ("Content-Disposition: form-data; name=\" x ; \\\"y\\\\ \"", " x ; \"y\\ "),
            ("Content-Disposition: form-data; name=custom_field[ab][]", "custom_field[ab][]"),
            ("Content-Disposition: form-data; name=\"custom_field%5Bab%5d\"", "custom_field[ab]"),
            ("Content-Disposition: form-data; name=\"100%\"", "100%"),
            ("Content-Disposition: form-data; name=\"a%22%0D%0A%zz\"", "a\"\r\n%zz"),
            ("Content-Disposition: form-data; name=\"é\"", "é"),
            ("Content-Disposition: form-data; name=\"%C3%A9\"", "é"),
            ("Content-Disposition: form-data; name*=utf-8''%C3%A9%2541", "é%41"),
            ("Content-Disposition: form-data; name=e; name*=UTF-8'pt-BR'%C3%A9", "é"),
            ("Content-Disposition: form-data; name=e; name*=utf-16''%C3%A9", "e"),
            ("Content-Disposition: form-data; name=e; name*=broken", "e"),
            ("Content-Disposition: form-data; name*=iso-8859-1''%E9", "é"),
            ("Content-Disposition: form-data; name=\"\"", ""),
            (
                "X: y|Content-Type: image/png|Content-Disposition: form-data; name=x|Content-Disposition: z",
                "x",
            ),
        ] {
            let body = format!("--b|{disposition}||1|--b--");
            assert_eq!(read_with(HEADER, &body), Ok(owned(&[(expected, "1")])), "{disposition}");
        }
    }

    #[test]
    fn names_may_be_in_the_charset_of_the_body() {
        let body = b"--b\r\nContent-Disposition: form-data; name=\"\xE9\"\r\n\r\n\xE9\r\n--b--";
        let declared = format!("{HEADER}; charset=iso-8859-1");
        assert_eq!(
            read(&Header::parse(declared.as_bytes()), body).map(|form| pairs(&form)),
            Ok(owned(&[("é", "é")]))
        );
        assert_eq!(read(&Header::parse(HEADER.as_bytes()), body), Err(BodyFault::ENCODING));
    }

    #[test]
    fn values_are_decoded_as_the_part_or_the_body_says() {
        for (charset, headers, value, expected) in [
            ("", "", &b"Jos\xC3\xA9"[..], Some("José")),
            ("", "", b"Jos\xE9", None),
            ("", "Content-Type: text/plain\r\n", b"Jos\xE9", None),
            ("", "content-type: TEXT/PLAIN; Charset=\"ISO-8859-1\"\r\n", b"Jos\xE9", Some("José")),
            ("; charset=windows-1252", "", b"Jos\xE9 \x80", Some("José €")),
            (
                "; charset=windows-1252",
                "Content-Type: text/plain; charset=utf-8\r\n",
                b"Jos\xC3\xA9",
                Some("José"),
            ),
            ("; charset=utf-8", "Content-Type: text/plain; charset=us-ascii\r\n", b"Jos\xC3\xA9", None),
            ("; charset=utf-16", "", b"Jose", None),
            ("", "Content-Type: text/plain; charset=koi8-r\r\n", b"Jose", None),
            ("", "Content-Transfer-Encoding: 8bit\r\n", b"Jos\xC3\xA9", Some("José")),
            ("", "Content-Transfer-Encoding: BASE64\r\n", b"Sm9z\r\nw6k=\r\n", Some("José")),
            ("", "Content-Transfer-Encoding: Quoted-Printable\r\n", b"Jos=C3=\r\n=A9", Some("José")),
            (
                "",
                "Content-Type: text/plain; charset=latin1\r\nContent-Transfer-Encoding: base64\r\n",
                b"Sm9z6Q==",
                Some("José"),
            ),
        ] {
            let header = format!("{HEADER}{charset}");
            let body = [format!("--b\r\n{headers}{A}\r\n\r\n").as_bytes(), value, b"\r\n--b--\r\n"].concat();
            let read = read(&Header::parse(header.as_bytes()), &body).map(|form| pairs(&form));
            let expected = expected.map(|text| owned(&[("a", text)])).ok_or(BodyFault::ENCODING);
            assert_eq!(read, expected, "{header} {headers} {value:?}");
        }
    }

    #[test]
    fn what_is_not_whole_is_unreadable() {
        for body in [
            "x",
            "|",
            "--b",
            "--b|",
            "--b|@||1",
            "--b|@||1|",
            "--b|@||1|--b",
            "--b|@||1|--b|",
            "--b|@||1--b--",
            "--bx--",
            "--c--",
            "x--b--",
            "--b||1|--b--",
            "--b|--b--",
            "--b|||--b--",
            "--b|X: y||1|--b--",
            "--b|Content-Disposition: form-data||1|--b--",
            "--b|@|1|--b--",
            "--b|@|1||--b--",
            "--b| @||1|--b--",
            "--b|@|--b--",
            "--b|@|Content-Transfer-Encoding: x||1|--b--",
            "--b|@|Content-Transfer-Encoding: base64||!|--b--",
            "--b|Content-Disposition: form-data; name*=broken||1|--b--",
        ] {
            assert_eq!(read_with(HEADER, &body.replace('@', A)), Err(BodyFault::UNREADABLE), "{body}");
        }
    }

    #[test]
    fn the_boundary_must_be_declared() {
        let long = "b".repeat(MAX_BOUNDARY);
        for (parameter, boundary, readable) in [
            ("", "", false),
            ("; boundary", "", false),
            ("; boundary=", "", false),
            ("; boundary=\"\"", "", false),
            ("; boundary=\"a\nb\"", "a\nb", false),
            ("; boundary=\"a b:?\"", "a b:?", true),
            (&*format!("; boundary={long}"), &*long, true),
            (&*format!("; boundary={long}b"), &*format!("{long}b"), false),
        ] {
            let read = read(
                &Header::parse(format!("multipart/form-data{parameter}").as_bytes()),
                format!("--{boundary}--\r\n").as_bytes(),
            );
            assert_eq!(read.is_ok(), readable, "{parameter}");
        }
    }

    #[test]
    fn limits_hold() {
        let padded = |length: usize| {
            let pad = "p".repeat(length - A.len() - "\r\nX: \r\n\r\n".len());
            let body = format!("--b\r\n{A}\r\nX: {pad}\r\n\r\n1\r\n--b--");
            read(&Header::parse(HEADER.as_bytes()), body.as_bytes()).is_ok()
        };
        assert!(padded(MAX_PART_HEADERS));
        assert!(!padded(MAX_PART_HEADERS + 1));

        let parts = |count: usize| {
            let body = format!("{}--b--", format!("--b\n{A}\n\n\n").repeat(count));
            read(&Header::parse(HEADER.as_bytes()), body.as_bytes()).is_ok()
        };
        assert!(parts(MAX_ENTRIES));
        assert!(!parts(MAX_ENTRIES + 1));
    }

    #[test]
    fn hostile_bodies_take_no_longer_than_their_length() {
        let header = "multipart/form-data; boundary=--------";
        for body in [
            "\n".repeat(4 << 20),
            "\n----------x".repeat(400_000),
            "-".repeat(4 << 20),
            "\n---------- ".repeat(400_000),
        ] {
            assert_eq!(read(&Header::parse(header.as_bytes()), body.as_bytes()), Err(BodyFault::UNREADABLE));
        }
        let folded = format!("--b\n{A}\n{}", " x\n".repeat(1 << 20));
        assert_eq!(read(&Header::parse(HEADER.as_bytes()), folded.as_bytes()), Err(BodyFault::UNREADABLE));
    }
}
