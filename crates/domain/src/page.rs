//! Pages of lists, and how they are ordered.

use crate::refusal::Reason;

/// How many rows a page has (contract: doc).
pub const PAGE_SIZE: u64 = 50;

/// A page's number, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumber(u64);

impl PageNumber {
    /// The first.
    pub const FIRST: Self = Self(1);
    /// The greatest number that is read; no list has as many pages.
    const MAX: u64 = 1 << 40;

    /// Reads a whole number from 1 (contract: ours). A number that no list reaches is the greatest there is.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let digits = text.trim();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Reason::NotAPage);
        }
        match digits.parse().unwrap_or(Self::MAX).min(Self::MAX) {
            0 => Err(Reason::NotAPage),
            number => Ok(Self(number)),
        }
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The one after it.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// How many rows come before the page.
    pub fn offset(self) -> u64 {
        (self.0 - 1) * PAGE_SIZE
    }
}

/// The direction of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The smallest first.
    #[default]
    Ascending,
    /// The greatest first.
    Descending,
}

impl Order {
    /// Reads `ASC` or `DESC`, in any case (contract: ours).
    pub fn parse(text: &str) -> Result<Self, Reason> {
        match text.trim() {
            word if word.eq_ignore_ascii_case("asc") => Ok(Self::Ascending),
            word if word.eq_ignore_ascii_case("desc") => Ok(Self::Descending),
            _ => Err(Reason::NotAnOrder),
        }
    }

    /// The other direction.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_from_one() {
        for (text, number) in
            [("1", 1), (" 20000 ", 20_000), ("007", 7), ("99999999999999999999999", 1 << 40)]
        {
            assert_eq!(PageNumber::parse(text).map(PageNumber::get), Ok(number), "{text}");
        }
        for text in ["", "0", "-1", "abc", "1.0", "+1", "1e3", "\u{661}"] {
            assert_eq!(PageNumber::parse(text), Err(Reason::NotAPage), "{text}");
        }
        assert_eq!((PageNumber::FIRST.offset(), PageNumber(3).offset()), (0, 100));
    }

    #[test]
    fn an_order_is_named_in_any_case() {
        assert_eq!(
            (Order::parse("asc"), Order::parse(" DESC")),
            (Ok(Order::Ascending), Ok(Order::Descending))
        );
        assert_eq!(Order::parse("up"), Err(Reason::NotAnOrder));
    }
}
