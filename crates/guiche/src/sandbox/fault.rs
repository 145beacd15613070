//! Faults on demand: what `Guiche-Sandbox-Fault` asks for.

use std::str::FromStr;
use std::time::Duration;

use http::HeaderMap;

/// The header that asks for one.
const HEADER: &str = "guiche-sandbox-fault";
/// How long `slow` waits, unless said otherwise, and at most: milliseconds.
const SLOW: u64 = 5_000;
const SLOWEST: u64 = 60_000;

/// What is to go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// `429`: nothing is done.
    TooManyRequests,
    /// `500`: nothing is done.
    Internal,
    /// `503`: nothing is done.
    Unavailable,
    /// `slow`, `slow=MILLISECONDS`: everything is done, and the answer comes late.
    Slow(Duration),
    /// `close-before-write`: nothing is done, and the connection is closed instead of an answer.
    CloseBeforeWrite,
    /// `close-after-write`: everything is done, and the connection is closed instead of an answer.
    CloseAfterWrite,
}

/// Why a text asks for no fault.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Guiche-Sandbox-Fault is one of 429, 500, 503, slow, slow=MILLISECONDS (at most {SLOWEST}), close-before-write, \
     close-after-write."
)]
pub(super) struct Unknown;

impl Fault {
    /// The fault that a request asks for, if it asks for one.
    pub(super) fn asked(headers: &HeaderMap) -> Result<Option<Self>, Unknown> {
        let mut asked = headers.get_all(HEADER).iter();
        match (asked.next(), asked.next()) {
            (None, _) => Ok(None),
            (Some(fault), None) => fault.to_str().map_err(|_| Unknown)?.trim().parse().map(Some),
            (Some(_), Some(_)) => Err(Unknown),
        }
    }
}

impl FromStr for Fault {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        Ok(match text {
            "429" => Self::TooManyRequests,
            "500" => Self::Internal,
            "503" => Self::Unavailable,
            "slow" => Self::Slow(Duration::from_millis(SLOW)),
            "close-before-write" => Self::CloseBeforeWrite,
            "close-after-write" => Self::CloseAfterWrite,
            _ => {
                let millis = text.strip_prefix("slow=").and_then(|millis| millis.parse().ok());
                Self::Slow(Duration::from_millis(millis.filter(|millis| *millis <= SLOWEST).ok_or(Unknown)?))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn asked(values: &[&str]) -> Result<Option<Fault>, Unknown> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(HEADER, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        Fault::asked(&headers)
    }

    #[test]
    fn faults_are_known_by_their_names() {
        let slow = |millis| Fault::Slow(Duration::from_millis(millis));
        for (text, fault) in [
            ("429", Fault::TooManyRequests),
            ("500", Fault::Internal),
            ("503", Fault::Unavailable),
            ("slow", slow(5_000)),
            ("slow=0", slow(0)),
            ("slow=60000", slow(60_000)),
            (" close-before-write ", Fault::CloseBeforeWrite),
            ("close-after-write", Fault::CloseAfterWrite),
        ] {
            assert_eq!(asked(&[text]), Ok(Some(fault)), "{text}");
        }
        assert_eq!(asked(&[]), Ok(None));
    }

    #[test]
    fn anything_else_asks_for_none() {
        for text in
            ["", "404", "Slow", "slow=", "slow=-1", "slow=60001", "slow=1s", "close", "429, 500", "\u{e9}"]
        {
            assert_eq!(asked(&[text]), Err(Unknown), "{text}");
        }
        assert_eq!(asked(&["429", "429"]), Err(Unknown));
    }
}
