//! Turning the pages of a list, forwards and backwards: where a page begins, and in which direction it is read.

use std::fmt;

use crate::cursor;
use crate::id::Id;
use crate::refusal::Reason;

/// The most bytes of a cursor that is read: longer ones are not ours.
const MAX: usize = 65_536;

/// Where a customer stands in a list. Spots of one order compare as the list has them when it ascends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// In the order of names.
    Name {
        /// The name, as lists are ordered by it.
        name_key: String,
        /// Our id of the customer.
        customer_id: Id,
    },
    /// In the order of creation.
    Creation {
        /// Our id of the customer.
        customer_id: Id,
    },
    /// In the order of internal ids, in which customers without one come last.
    InternalId {
        /// Whether it has none.
        without: bool,
        /// The id, or nothing.
        internal_id: String,
        /// Our id of the customer.
        customer_id: Id,
    },
    /// In the order in which customers came into the search.
    Search {
        /// The customer's number there.
        search_id: i64,
    },
}

/// Which page to show. Clients see an opaque text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Whether the page ends before the spot, instead of beginning behind it.
    pub backwards: bool,
    /// The spot; `None` for the first page, or backwards for the last.
    pub spot: Option<Spot>,
}

impl Turn {
    /// The first page.
    pub const FIRST: Self = Self { backwards: false, spot: None };
    /// The last page.
    pub const LAST: Self = Self { backwards: true, spot: None };

    /// The page behind a spot.
    pub fn after(spot: Spot) -> Self {
        Self { backwards: false, spot: Some(spot) }
    }

    /// The page before a spot.
    pub fn before(spot: Spot) -> Self {
        Self { backwards: true, spot: Some(spot) }
    }

    /// Reads what [`Turn`]'s `Display` wrote.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        let way = (text.len() <= MAX).then(|| text.split_at_checked(1)).flatten();
        let (backwards, rest) = match way {
            Some(("f", rest)) => (false, rest),
            Some(("b", rest)) => (true, rest),
            _ => return Err(Reason::NotACursor),
        };
        if rest.is_empty() {
            return Ok(Self { backwards, spot: None });
        }
        let spot = spot(rest).ok_or(Reason::NotACursor)?;
        Ok(Self { backwards, spot: Some(spot) })
    }
}

fn spot(text: &str) -> Option<Spot> {
    let (kind, rest) = text.split_at_checked(1)?;
    if kind == "s" {
        return Some(Spot::Search { search_id: cursor::number(rest)? });
    }
    let (customer_id, text) = cursor::keyed(rest)?;
    match kind {
        "n" => Some(Spot::Name { name_key: text, customer_id }),
        "i" => Some(Spot::InternalId { without: false, internal_id: text, customer_id }),
        "w" if text.is_empty() => Some(Spot::InternalId { without: true, internal_id: text, customer_id }),
        "c" if text.is_empty() => Some(Spot::Creation { customer_id }),
        _ => None,
    }
}

impl fmt::Display for Turn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.backwards { "b" } else { "f" })?;
        match &self.spot {
            None => Ok(()),
            Some(Spot::Name { name_key, customer_id }) => {
                write!(out, "n{customer_id}")?;
                cursor::write_hex(out, name_key)
            }
            Some(Spot::Creation { customer_id }) => write!(out, "c{customer_id}"),
            Some(Spot::InternalId { without, internal_id, customer_id }) => {
                write!(out, "{}{customer_id}", if *without { "w" } else { "i" })?;
                cursor::write_hex(out, internal_id)
            }
            Some(Spot::Search { search_id }) => write!(out, "s{search_id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_we_did_not_give_is_no_turn() {
        let id = "0123456789abcdef0123456789abcdef";
        for text in
            ["", "x", "fx", "fn", "bc0", "fs-1", "é", "fé", &format!("fc{id}00"), &format!("bw{id}61")]
        {
            assert_eq!(Turn::parse(text), Err(Reason::NotACursor), "{text}");
        }
        assert_eq!((Turn::parse(" f "), Turn::parse("b")), (Ok(Turn::FIRST), Ok(Turn::LAST)));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(text in "[^\0]{0,40}", bits: u128, search_id in 0..i64::MAX, backwards: bool) {
            let customer_id = Id::from_bits(bits);
            for spot in [
                Spot::Name { name_key: text.clone(), customer_id: customer_id.clone() },
                Spot::Creation { customer_id: customer_id.clone() },
                Spot::InternalId { without: false, internal_id: text.clone(), customer_id: customer_id.clone() },
                Spot::InternalId { without: true, internal_id: String::new(), customer_id },
                Spot::Search { search_id },
            ] {
                let turn = Turn { backwards, spot: Some(spot) };
                prop_assert_eq!(Turn::parse(&turn.to_string()), Ok(turn));
            }
        }

        #[test]
        fn nothing_makes_it_panic(text in "[fb]?[nciws]?.{0,80}") {
            let _ = Turn::parse(&text);
        }
    }
}
