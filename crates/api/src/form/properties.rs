//! What holds for every form and for every body, by example of arbitrary ones.

use std::fmt::Write as _;

use guiche_domain::form::{Form, Value};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{BodyFault, read_body, read_query};

fn form(nulls: bool) -> impl Strategy<Value = Form> {
    let text = || prop_oneof![any::<String>(), "[ -~\r\n\t%+&=\"\\\\é€😀-]{0,20}"];
    let value = if nulls { option::of(text()).boxed() } else { text().prop_map(Some).boxed() };
    vec((text(), value), 0..8).prop_map(|pairs| {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push(key, text.map_or(Value::Null, Value::Text));
        }
        form
    })
}

fn pairs(form: &Form) -> impl Iterator<Item = (&str, Option<&str>)> {
    form.entries().iter().map(|entry| match &entry.value {
        Value::Text(text) => (entry.key.as_str(), Some(text.as_str())),
        Value::Null => (entry.key.as_str(), None),
    })
}

/// Escapes these bytes as `%XX`, and the rest where `all` is set.
fn escaped(text: &str, special: &[u8], all: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for &byte in text.as_bytes() {
        if all || special.contains(&byte) {
            out.extend_from_slice(format!("%{byte:02X}").as_bytes());
        } else {
            out.push(byte);
        }
    }
    out
}

fn urlencoded(form: &Form, all: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for (key, text) in pairs(form) {
        for (text, after) in [(key, b'='), (text.unwrap_or_default(), b'&')] {
            let mut text = escaped(text, b"%&=+\r\n\xEF", all);
            text.iter_mut().filter(|byte| **byte == b' ').for_each(|byte| *byte = b'+');
            out.extend_from_slice(&text);
            out.push(after);
        }
    }
    out
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    use base64::Engine as _;
    let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
    encoded.as_bytes().chunks(76).collect::<Vec<_>>().join(&b"\r\n"[..])
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.iter().map(|byte| match byte {
        b'!'..=b'<' | b'>'..=b'~' => (*byte as char).to_string(),
        _ => format!("={byte:02X}"),
    });
    lines
        .collect::<Vec<_>>()
        .chunks(25)
        .map(<[String]>::concat)
        .collect::<Vec<_>>()
        .join("=\r\n")
        .into_bytes()
}

fn multipart(form: &Form, boundary: &str, encoding: Option<&str>) -> Vec<u8> {
    let mut out = Vec::new();
    for (key, text) in pairs(form) {
        let content = text.unwrap_or_default().as_bytes();
        out.extend_from_slice(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"").as_bytes());
        let name = String::from_utf8(escaped(key, b"%\"\r\n", false)).unwrap();
        out.extend_from_slice(name.replace('\\', "\\\\").as_bytes());
        out.extend_from_slice(b"\"\r\n");
        if let Some(encoding) = encoding {
            out.extend_from_slice(format!("Content-Transfer-Encoding: {encoding}\r\n").as_bytes());
        }
        out.extend_from_slice(b"\r\n");
        match encoding {
            Some("base64") => out.extend_from_slice(&base64(content)),
            Some("quoted-printable") => out.extend_from_slice(&quoted_printable(content)),
            _ => out.extend_from_slice(content),
        }
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    out
}

fn json(form: &Form, ascii: bool) -> Vec<u8> {
    let mut out = String::from("{");
    for (at, (key, text)) in pairs(form).enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let key = serde_json::to_string(&key.replace('%', "%25")).unwrap();
        write!(out, "{comma}{key}:{}", serde_json::to_string(&text).unwrap()).unwrap();
    }
    out.push('}');
    if ascii {
        let escape = |character: char| match character {
            ' '..='~' => character.to_string(),
            _ => character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
        };
        out = out.chars().map(escape).collect();
    }
    out.into_bytes()
}

fn read(content_type: &str, body: &[u8]) -> Result<Form, BodyFault> {
    read_body(Some(content_type.as_bytes()), body)
}

const URLENCODED: &str = "application/x-www-form-urlencoded";

proptest! {
    #[test]
    fn urlencoded_forms_come_back(form in form(false), all: bool) {
        let body = urlencoded(&form, all);
        prop_assert_eq!(read_query(&body), Ok(form.clone()));
        let expected = if body.is_empty() { Err(BodyFault::MISSING) } else { Ok(form) };
        prop_assert_eq!(read(URLENCODED, &body), expected.clone());
        let with_line_break = [&body[..], b"\r\n"].concat();
        prop_assert_eq!(read(URLENCODED, &with_line_break), expected.or(Ok(Form::default())));
    }

    #[test]
    fn multipart_forms_come_back(
        form in form(false),
        encoding in option::of(prop::sample::select(vec!["8bit", "base64", "quoted-printable"])),
        boundary in "[0-9A-Za-z'()+_,./:=?-]{32,70}",
    ) {
        let body = multipart(&form, &boundary, encoding);
        prop_assert_eq!(read(&format!("multipart/form-data; boundary=\"{boundary}\""), &body), Ok(form.clone()));
        prop_assert_eq!(read(&format!("multipart/form-data; boundary={boundary}"), &body), Ok(form));
    }

    #[test]
    fn truncated_multipart_is_never_a_form(form in form(false), cut in any::<prop::sample::Index>()) {
        let whole = multipart(&form, "boundary", None);
        let body = &whole[..cut.index(whole.len() - "\r\n".len())];
        prop_assert!(read("multipart/form-data; boundary=boundary", body).is_err());
    }

    #[test]
    fn json_forms_come_back(form in form(true), ascii: bool) {
        prop_assert_eq!(read("application/json", &json(&form, ascii)), Ok(form));
    }

    #[test]
    fn nothing_panics(content_type in vec(any::<u8>(), 0..60), body in vec(any::<u8>(), 0..200)) {
        let _ = read_body(Some(&content_type), &body);
        let _ = read_query(&body);
        for content_type in [URLENCODED, "application/json", "multipart/form-data; boundary=b"] {
            let _ = read(content_type, &body);
        }
    }

    #[test]
    fn nothing_panics_close_to_the_real_thing(
        charset in prop::sample::select(vec!["", "utf-8", "us-ascii", "iso-8859-1", "utf-16"]),
        pieces in vec(prop::sample::select(vec![
            "--b", "--", "\r\n", "\n", "\r", " ", "\t", ":", ";", "=", "\"", "\\", "'", "%", "%4", "%C3", "%41", "é",
            "Content-Disposition:", "form-data", "name", "name*=utf-8''", "Content-Type: text/plain; charset=",
            "Content-Transfer-Encoding:", "base64", "quoted-printable", "latin1", "a", "&", "+", "{", "}", "[", "]",
            ",", "null", "1.0", "\\u", "d800", "\"a\":", "\u{feff}",
        ]), 0..40),
    ) {
        let body = pieces.concat();
        for content_type in [URLENCODED, "application/json", "multipart/form-data; boundary=b", &body] {
            let _ = read(&format!("{content_type}; charset={charset}"), body.as_bytes());
        }
    }
}
