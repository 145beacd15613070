//! How often something may be done.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// The most requests that a rate may name.
pub const MOST: u32 = 1_000_000;

/// So many requests in a second or a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    requests: NonZeroU32,
    window: Window,
}

/// The time in which they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// A second.
    Second,
    /// A minute.
    Minute,
}

impl Window {
    /// Both of them, the shorter first.
    pub const ALL: [Self; 2] = [Self::Second, Self::Minute];

    /// Its letter: `s` or `m`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Second => "s",
            Self::Minute => "m",
        }
    }

    /// How long it is.
    pub fn seconds(self) -> u64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
        }
    }
}

impl FromStr for Window {
    type Err = NotARate;

    fn from_str(text: &str) -> Result<Self, NotARate> {
        let found = Self::ALL.into_iter().find(|window| window.as_str() == text);
        found.ok_or_else(|| NotARate(text.into()))
    }
}

/// Why a text is no rate.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no rate: vendor (3 requests a second), or 1 to 1000000 a second or minute, such as 10/s or 100/m"
)]
pub struct NotARate(String);

impl FromStr for Rate {
    type Err = NotARate;

    /// `vendor`, `N/s` or `N/m`. `vendor` is the vendor's figure: 3 requests a second (contract: doc).
    fn from_str(text: &str) -> Result<Self, NotARate> {
        let text = if text == "vendor" { "3/s" } else { text };
        let parsed = text.split_once('/').and_then(|(requests, window)| {
            Some(Self { requests: requests_of(requests)?, window: window.parse().ok()? })
        });
        parsed.ok_or_else(|| NotARate(text.into()))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.requests, self.window.as_str())
    }
}

impl Rate {
    /// So many requests in this time.
    pub fn new(requests: NonZeroU32, window: Window) -> Self {
        Self { requests, window }
    }

    /// How many.
    pub fn requests(self) -> NonZeroU32 {
        self.requests
    }

    /// In which time.
    pub fn window(self) -> Window {
        self.window
    }
}

/// A number of requests, from 1 to [`MOST`], in digits.
pub fn requests_of(text: &str) -> Option<NonZeroU32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|requests: &NonZeroU32| digits && requests.get() <= MOST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rates_in_all_their_spellings() {
        for (text, shown) in [("vendor", "3/s"), ("1/s", "1/s"), ("007/m", "7/m"), ("1000000/s", "1000000/s")]
        {
            assert_eq!(text.parse::<Rate>().unwrap().to_string(), shown);
        }
        for text in
            ["", "3", "/s", "0/s", "+3/s", "-1/s", "1000001/s", "3/h", "3/S", "3 /s", "vendor/s", "off"]
        {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_rate_is_read_back_from_how_it_is_shown(requests in 1..=MOST, window in "[sm]") {
            let text = format!("{requests}/{window}");
            prop_assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
        }
    }
}
