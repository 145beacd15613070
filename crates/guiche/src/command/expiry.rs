//! `--expires`: how long a token lives, or its last day.

use std::str::FromStr;

use guiche_domain::time::{TimeZone, Timestamp};

/// The longest that a token may live: a hundred years, in hours.
const LONGEST: i64 = 100 * 366 * 24;

/// When a token expires: some time from now, or with the end of a day in the account's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expiry {
    /// So many hours from now.
    Hours(i64),
    /// With the end of this date, `YYYY-MM-DD`.
    EndOf(String),
}

/// Why a token cannot expire then.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ExpiryFault {
    /// It is neither of the two forms.
    #[error("{0:?} is neither a time such as 12h, 90d or 4w nor a date such as 2027-01-31")]
    Form(String),
    /// It would be refused from the start.
    #[error("the token would expire at once: {0} is over in the account's time zone")]
    Past(String),
}

impl FromStr for Expiry {
    type Err = ExpiryFault;

    fn from_str(text: &str) -> Result<Self, ExpiryFault> {
        let fault = || ExpiryFault::Form(text.into());
        if let Ok(date) = text.parse::<jiff::civil::Date>() {
            return if date.to_string() == text { Ok(Self::EndOf(text.into())) } else { Err(fault()) };
        }
        let unit = text.chars().last().ok_or_else(fault)?;
        let hours = match unit {
            'h' => 1,
            'd' => 24,
            'w' => 7 * 24,
            _ => return Err(fault()),
        };
        let number = text.strip_suffix(unit).unwrap_or_default();
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(fault());
        }
        let number: i64 = number.parse().map_err(|_| fault())?;
        let hours = number.checked_mul(hours).filter(|hours| (1..=LONGEST).contains(hours));
        hours.map(Self::Hours).ok_or_else(fault)
    }
}

impl Expiry {
    /// The moment that it means for an account in `zone`.
    pub(super) fn moment(&self, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, ExpiryFault> {
        match self {
            Self::Hours(hours) => Ok(now.plus_hours(*hours)),
            Self::EndOf(date) => match zone.end_of(date) {
                Some(end) if end > now => Ok(end),
                Some(_) => Err(ExpiryFault::Past(date.clone())),
                None => Err(ExpiryFault::Form(date.clone())),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-24 02:00 in UTC, which is the evening before in São Paulo.
    const NOW: i64 = 1_795_485_600_000_000;

    fn hours(text: &str, zone: &str) -> Result<i64, ExpiryFault> {
        let end = text.parse::<Expiry>()?.moment(Timestamp::from_micros(NOW), &zone.parse().unwrap())?;
        Ok((end.micros() + 1 - NOW) / 3_600_000_000)
    }

    #[test]
    fn a_time_counts_from_now_and_a_date_to_its_end_over_there() {
        for (text, expected) in
            [("12h", 12), ("90d", 90 * 24), ("4w", 4 * 7 * 24), ("2026-11-23", 1), ("2026-11-24", 25)]
        {
            assert_eq!(hours(text, "America/Sao_Paulo"), Ok(expected), "{text}");
        }
        assert_eq!(hours("2026-11-23", "UTC"), Err(ExpiryFault::Past("2026-11-23".into())));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "d",
            "0d",
            "-1d",
            "+1d",
            "1.5d",
            "90",
            "90 d",
            "90m",
            "é",
            "99999999999d",
            "2027-02-30",
            "20270131",
            "never",
        ] {
            assert!(matches!(text.parse::<Expiry>(), Err(ExpiryFault::Form(_))), "{text}");
        }
    }
}
