//! `application/json` bodies: one object, its members in order, repetitions included (contract: §1, ours).
//!
//! `serde_json::Value` would lose what we promise to keep (order, repetitions, `1.0`), so members are read as raw text,
//! level by level.

use std::fmt;
use std::fmt::Write as _;

use guiche_domain::form::{Form, Value};
use serde::de::{Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::content_type::Header;
use super::{BodyFault, add, declared_text};

/// The most objects and arrays in one another, the body's own object included.
const MAX_DEPTH: usize = 16;

/// The most bytes of all keys put together from nested ones: a long key before a long array multiplies.
const MAX_NESTED_KEYS: usize = 1 << 20;

/// Reads a body. Strings are decoded; numbers and booleans are their text as sent; what is nested gets the keys that
/// PHP would give it: `custom_field[ID][0]`.
pub fn read(media: &Header<'_>, body: &[u8]) -> Result<Form, BodyFault> {
    let (charset, body) = declared_text(media, body)?;
    let text = charset.decode(body)?;
    let mut flattening = Flattening::default();
    flattening.object(&text).map_err(|_| BodyFault::UNREADABLE)?;
    Ok(flattening.form)
}

#[derive(Default)]
struct Flattening {
    form: Form,
    /// The key of what is being read.
    key: String,
    depth: usize,
    nested_keys: usize,
}

impl Flattening {
    fn value(&mut self, json: &str) -> serde_json::Result<()> {
        let value = match json.as_bytes().first() {
            Some(b'{') => return self.object(json),
            Some(b'[') => return self.array(json),
            Some(b'n') => Value::Null,
            Some(b'"') => Value::Text(serde_json::from_str(json)?),
            _ => Value::Text(json.to_owned()),
        };
        if self.depth > 1 {
            self.nested_keys += self.key.len();
        }
        if self.nested_keys > MAX_NESTED_KEYS {
            return Err(serde_json::Error::custom("too much text in nested keys"));
        }
        add(&mut self.form, self.key.as_str(), value).map_err(serde_json::Error::custom)
    }

    fn object(&mut self, json: &str) -> serde_json::Result<()> {
        self.deeper(|flattening| {
            let mut reader = serde_json::Deserializer::from_str(json);
            reader.deserialize_map(Members(flattening))?;
            reader.end()
        })
    }

    fn array(&mut self, json: &str) -> serde_json::Result<()> {
        self.deeper(|flattening| {
            let mut reader = serde_json::Deserializer::from_str(json);
            reader.deserialize_seq(Elements(flattening))?;
            reader.end()
        })
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> serde_json::Result<()>) -> serde_json::Result<()> {
        if self.depth == MAX_DEPTH {
            return Err(serde_json::Error::custom("too deep"));
        }
        self.depth += 1;
        read(self)?;
        self.depth -= 1;
        Ok(())
    }
}

struct Members<'r>(&'r mut Flattening);

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let outer = self.0.key.len();
        while let Some(name) = members.next_key::<String>()? {
            let json: &RawValue = members.next_value()?;
            let name = unescaped(&name);
            if self.0.depth == 1 {
                self.0.key.push_str(&name);
            } else {
                self.0.key.extend(["[", &name, "]"]);
            }
            self.0.value(json.get()).map_err(A::Error::custom)?;
            self.0.key.truncate(outer);
        }
        Ok(())
    }
}

struct Elements<'r>(&'r mut Flattening);

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let outer = self.0.key.len();
        let mut index = 0_usize;
        while let Some(json) = elements.next_element::<&RawValue>()? {
            write!(self.0.key, "[{index}]").map_err(A::Error::custom)?;
            self.0.value(json.get()).map_err(A::Error::custom)?;
            self.0.key.truncate(outer);
            index += 1;
        }
        Ok(())
    }
}

/// Keys may be percent-encoded here too (contract: §1). A key whose escapes are not UTF-8 was not, and stays.
fn unescaped(name: &str) -> std::borrow::Cow<'_, str> {
    percent_encoding::percent_decode_str(name).decode_utf8().unwrap_or(name.into())
}

#[cfg(test)]
mod tests {
    use super::super::MAX_ENTRIES;
    use super::*;

    fn read(body: &str) -> Result<Form, BodyFault> {
        super::read(&Header::parse(b"application/json"), body.as_bytes())
    }

    fn form(pairs: &[(&str, Option<&str>)]) -> Form {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push(*key, text.map_or(Value::Null, |text| Value::Text(text.to_owned())));
        }
        form
    }

    #[test]
    fn members_are_read_in_order_with_their_own_text() {
        for (body, expected) in [
            ("{}", vec![]),
            (" {\r\n} \n", vec![]),
            (r#"{"b":"1","a":"2","b":"3"}"#, vec![("b", Some("1")), ("a", Some("2")), ("b", Some("3"))]),
            (
                r#"{"a":1.0,"b":12345678901234567890}"#,
                vec![("a", Some("1.0")), ("b", Some("12345678901234567890"))],
            ),
            (r#"{"a": -0 ,"b":1E+400}"#, vec![("a", Some("-0")), ("b", Some("1E+400"))]),
            (
                r#"{"a":true,"b":false,"c":null}"#,
                vec![("a", Some("true")), ("b", Some("false")), ("c", None)],
            ),
            (r#"{"a":" \u00e9\ud83d\ude00\/\n\u0000"}"#, vec![("a", Some(" é😀/\n\0"))]),
            (r#"{"\u0061":"\"{[,"}"#, vec![("a", Some("\"{[,"))]),
            (r#"{"":""}"#, vec![("", Some(""))]),
            (r#"{"custom_field%5Bab%5D":1}"#, vec![("custom_field[ab]", Some("1"))]),
            (
                r#"{"100%":1,"%E9":2,"%zz":3}"#,
                vec![("100%", Some("1")), ("%E9", Some("2")), ("%zz", Some("3"))],
            ),
        ] {
            assert_eq!(read(body), Ok(form(&expected)), "{body}");
        }
    }

    #[test]
    fn nested_members_get_the_keys_of_php() {
        for (body, expected) in [
            (
                r#"{"custom_field":{"ID":["a","b"],"x":1,"n":null},"z":2}"#,
                vec![
                    ("custom_field[ID][0]", Some("a")),
                    ("custom_field[ID][1]", Some("b")),
                    ("custom_field[x]", Some("1")),
                    ("custom_field[n]", None),
                    ("z", Some("2")),
                ],
            ),
            (r#"{"name":["x",null]}"#, vec![("name[0]", Some("x")), ("name[1]", None)]),
            (r#"{"a":[[1],[],{"b":{"c":2}}]}"#, vec![("a[0][0]", Some("1")), ("a[2][b][c]", Some("2"))]),
            (r#"{"a":{},"b":[],"c":[[],{}]}"#, vec![]),
            (r#"{"custom_field[ab]":["x"]}"#, vec![("custom_field[ab][0]", Some("x"))]),
            (r#"{"f":{"%61":1}}"#, vec![("f[a]", Some("1"))]),
        ] {
            assert_eq!(read(body), Ok(form(&expected)), "{body}");
        }
    }

    #[test]
    fn anything_but_one_object_is_unreadable() {
        for body in [
            " ",
            "null",
            "1",
            "\"a\"",
            "[]",
            "[{}]",
            "{",
            "}",
            "{}{}",
            "{} x",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":01}",
            "{\"a\":.5}",
            "{\"a\":NaN}",
            "{\"a\":\"\n\"}",
            "{\"a\":[1,]}",
            "{\"a\":{\"b\":1,}}",
            r#"{"a":"\ud800"}"#,
            r#"{"a":"\udc00x"}"#,
            r#"{"\ud800":1}"#,
            r#"{"a":["\ud800"]}"#,
            r#"{"a":"\x"}"#,
            "a=1",
            "\u{feff}\u{feff}{}",
        ] {
            assert_eq!(read(body), Err(BodyFault::UNREADABLE), "{body}");
        }
    }

    #[test]
    fn limits_hold() {
        let nested = |depth: usize| format!("{{\"a\":{}1{}}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        assert!(read(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(read(&nested(MAX_DEPTH + 1)), Err(BodyFault::UNREADABLE));
        assert_eq!(read(&nested(1_000_000)), Err(BodyFault::UNREADABLE));

        let listed = |key: &str, count: usize| format!("{{\"{key}\":[{}]}}", vec!["0"; count].join(","));
        assert_eq!(read(&listed("a", MAX_ENTRIES)).map(|form| form.entries().len()), Ok(MAX_ENTRIES));
        assert_eq!(read(&listed("a", MAX_ENTRIES + 1)), Err(BodyFault::UNREADABLE));
        assert_eq!(read(&listed(&"k".repeat(1_000), MAX_ENTRIES)), Err(BodyFault::UNREADABLE));
        assert!(read(&format!("{{\"{}\":1}}", "k".repeat(2 * MAX_NESTED_KEYS))).is_ok());
    }

    #[test]
    fn the_declared_charset_is_converted_first() {
        for (header, body, expected) in [
            ("x", &b"{\"a\":\"\xC3\xA9\"}"[..], Some("é")),
            ("x", b"{\"a\":\"\xE9\"}", None),
            ("x; charset=ISO-8859-1", b"{\"a\":\"\xE9\"}", Some("é")),
            ("x; charset=us-ascii", b"{\"a\":\"\xC3\xA9\"}", None),
            ("x; charset=utf-16", b"{\"a\":\"e\"}", None),
        ] {
            let read = super::read(&Header::parse(header.as_bytes()), body);
            let expected = expected.map(|text| form(&[("a", Some(text))])).ok_or(BodyFault::ENCODING);
            assert_eq!(read, expected, "{header} {body:?}");
        }
    }
}
