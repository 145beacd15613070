//! Ids of things: 32 lowercase hex characters (contract: seen; new ones are UUIDv7, ours).

use std::fmt;
use std::str::FromStr;

/// The id of a thing of an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Why a text is no id.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 lowercase hexadecimal characters")]
pub struct NotAnId;

impl Id {
    /// The id with these 128 bits.
    pub fn from_bits(bits: u128) -> Self {
        Self(format!("{bits:032x}"))
    }

    /// Its 32 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 32 && text.bytes().all(hex) { Ok(Self(text.into())) } else { Err(NotAnId) }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_32_lowercase_hex_characters() {
        assert_eq!(
            "0123456789abcdef0123456789abcdef".parse::<Id>().unwrap(),
            Id::from_bits(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef)
        );
        for text in [
            "",
            "0123456789abcdef0123456789abcde",
            "0123456789ABCDEF0123456789ABCDEF",
            "0123456789abcdef0123456789abcdeg",
        ] {
            assert_eq!(text.parse::<Id>(), Err(NotAnId), "{text}");
        }
    }
}
