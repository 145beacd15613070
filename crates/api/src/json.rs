//! JSON as the vendor's server writes it: compact, non-ASCII as `\uXXXX`, `/` as `\/` (contract: seen).

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// A value's JSON. What cannot be written as JSON (a map whose keys are not text) becomes `null`.
pub fn to_string(value: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(128);
    match value.serialize(&mut Serializer::with_formatter(&mut bytes, Escaping)) {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => "null".into(),
    }
}

/// The same without escapes: non-ASCII and `/` as they are, for `/guiche/v1`.
pub(crate) fn plain(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".into())
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        for (at, character) in fragment.char_indices() {
            if character.is_ascii() && character != '/' {
                continue;
            }
            CompactFormatter.write_string_fragment(out, &fragment[plain..at])?;
            plain = at + character.len_utf8();
            if character == '/' {
                out.write_all(b"\\/")?;
            } else {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
        CompactFormatter.write_string_fragment(out, &fragment[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_captured() {
        let value = serde_json::json!({ "a/b": "São \"João\"\n/ 😀", "n": [1, null, true] });
        let escaped = r#"{"a\/b":"S\u00e3o \"Jo\u00e3o\"\n\/ \ud83d\ude00","n":[1,null,true]}"#;
        assert_eq!(to_string(&value), escaped);
    }
}
