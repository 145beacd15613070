//! Places in a list that is read onwards: what a client hands back to go on.

use std::fmt;

use crate::id::Id;
use crate::refusal::Reason;

/// The most bytes of a cursor that is read: longer ones are not ours.
const MAX: usize = 65_536;

/// Where a list goes on, behind the last that was shown. Clients see an opaque text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// Behind a customer in the order of names.
    Name {
        /// The name, as lists are ordered by it.
        name_key: String,
        /// Our id of the customer.
        customer_id: Id,
    },
    /// Behind a customer in the order in which customers came into the search, the newest first.
    Search {
        /// The customer's number there.
        search_id: i64,
    },
}

impl Cursor {
    /// Reads what [`Cursor`]'s `Display` wrote.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        if text.len() > MAX {
            return Err(Reason::NotACursor);
        }
        match text.split_at_checked(1) {
            Some(("n", rest)) => {
                keyed(rest).map(|(customer_id, name_key)| Self::Name { name_key, customer_id })
            }
            Some(("s", rest)) => number(rest).map(|search_id| Self::Search { search_id }),
            _ => None,
        }
        .ok_or(Reason::NotACursor)
    }
}

/// An id, and behind it a text in hexadecimal digits.
pub(crate) fn keyed(text: &str) -> Option<(Id, String)> {
    let (id, hex) = text.split_at_checked(32)?;
    let customer_id = id.parse().ok()?;
    let digits: Option<Vec<u8>> = hex.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    let bytes = digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit));
    let key = String::from_utf8(bytes.collect()).ok()?;
    // A database cannot hold it.
    (!key.contains('\0')).then_some((customer_id, key))
}

/// Writes a text in hexadecimal digits.
pub(crate) fn write_hex(out: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.bytes().try_for_each(|byte| write!(out, "{byte:02x}"))
}

/// A number without a sign.
pub(crate) fn number(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { name_key, customer_id } => {
                write!(out, "n{customer_id}")?;
                write_hex(out, name_key)
            }
            Self::Search { search_id } => write!(out, "s{search_id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_we_did_not_give_is_no_cursor() {
        for text in ["", "x", "n", "s", "s-1", "s+1", "s1x", "sé", "é", "n0", "s99999999999999999999"] {
            assert_eq!(Cursor::parse(text), Err(Reason::NotACursor), "{text}");
        }
        let id = "0123456789abcdef0123456789abcdef";
        for rest in ["6", "6g", "c3", "00", "+1", "é"] {
            assert_eq!(Cursor::parse(&format!("n{id}{rest}")), Err(Reason::NotACursor), "{rest}");
        }
        assert!(Cursor::parse(&format!(" n{id}c3a9 ")).is_ok());
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(name_key in "[^\0]{0,40}", bits: u128, search_id in 0..i64::MAX) {
            for cursor in
                [Cursor::Name { name_key: name_key.clone(), customer_id: Id::from_bits(bits) }, Cursor::Search { search_id }]
            {
                prop_assert_eq!(Cursor::parse(&cursor.to_string()), Ok(cursor));
            }
        }

        #[test]
        fn nothing_makes_it_panic(text in "[ns]?.{0,80}") {
            let _ = Cursor::parse(&text);
        }
    }
}
