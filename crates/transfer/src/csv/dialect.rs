//! How a file is written.

use std::fmt;
use std::str::FromStr;

/// How a file is written. As a text: `windows-1252 semicolon header`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// Which bytes stand for which characters.
    pub encoding: Encoding,
    /// What stands between fields.
    pub delimiter: Delimiter,
    /// Whether the first row names the columns.
    pub has_header: bool,
}

/// Which bytes stand for which characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// UTF-8 with a mark at the beginning, as Excel saves it.
    Utf8Bom,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
}

/// What stands between fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// `;`
    #[default]
    Semicolon,
    /// `,`
    Comma,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

/// Why a text is no encoding.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an encoding: write utf-8, utf-8-bom, windows-1252, utf-16le or utf-16be")]
pub struct NotAnEncoding(String);

/// Why a text is no delimiter.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a delimiter: write semicolon, comma, tab or pipe")]
pub struct NotADelimiter(String);

/// Why a text is no dialect.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a dialect, such as utf-8 semicolon header")]
pub struct NotADialect(String);

const HEADER: &str = "header";
const NO_HEADER: &str = "no-header";

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf8Bom, Self::Windows1252, Self::Utf16Le, Self::Utf16Be];

    /// Its name in the store, on the command line and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Windows1252 => "windows-1252",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }
}

impl Delimiter {
    /// All of them, those first that are taken where several would do: a comma may also stand within numbers and texts.
    pub const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Pipe, Self::Comma];

    /// Its name in the store, on the command line and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Semicolon => "semicolon",
            Self::Comma => "comma",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
        }
    }

    /// The character.
    pub fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

impl FromStr for Encoding {
    type Err = NotAnEncoding;

    fn from_str(text: &str) -> Result<Self, NotAnEncoding> {
        let found = Self::ALL.into_iter().find(|encoding| encoding.as_str() == text);
        found.ok_or_else(|| NotAnEncoding(text.into()))
    }
}

impl FromStr for Delimiter {
    type Err = NotADelimiter;

    /// By its name, or as the character itself.
    fn from_str(text: &str) -> Result<Self, NotADelimiter> {
        let is = |delimiter: &Self| delimiter.as_str() == text || text.as_bytes() == [delimiter.byte()];
        Self::ALL.into_iter().find(is).ok_or_else(|| NotADelimiter(text.into()))
    }
}

impl FromStr for Dialect {
    type Err = NotADialect;

    fn from_str(text: &str) -> Result<Self, NotADialect> {
        let parse = || {
            let mut words = text.split(' ');
            let encoding = words.next()?.parse().ok()?;
            let delimiter = words.next()?.parse().ok()?;
            let has_header = match words.next()? {
                HEADER => true,
                NO_HEADER => false,
                _ => return None,
            };
            words.next().is_none().then_some(Self { encoding, delimiter, has_header })
        };
        parse().ok_or_else(|| NotADialect(text.into()))
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = if self.has_header { HEADER } else { NO_HEADER };
        write!(out, "{} {} {header}", self.encoding, self.delimiter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_has_a_text() {
        for encoding in Encoding::ALL {
            for delimiter in Delimiter::ALL {
                for has_header in [true, false] {
                    let dialect = Dialect { encoding, delimiter, has_header };
                    assert_eq!(dialect.to_string().parse(), Ok(dialect));
                }
            }
        }
        for text in
            ["", "utf-8 semicolon", "utf-8 semicolon header ", "utf-8 header semicolon", "utf-7 tab header"]
        {
            assert!(text.parse::<Dialect>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_delimiter_may_be_typed_as_it_is() {
        for (text, delimiter) in [
            (";", Delimiter::Semicolon),
            (",", Delimiter::Comma),
            ("\t", Delimiter::Tab),
            ("|", Delimiter::Pipe),
        ] {
            assert_eq!(text.parse(), Ok(delimiter));
        }
        assert!(":".parse::<Delimiter>().is_err());
    }
}
