//! Days of the calendar, and the weeks that they are in.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A day, as on the wall where it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

/// Why a text is no day.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a day, such as 2026-11-24")]
pub struct NotADay(String);

impl Day {
    pub(crate) fn new(date: Date) -> Self {
        Self(date)
    }

    /// The day so many days before. The calendar begins in the year -9999, and no day comes before that.
    pub fn before(self, days: u32) -> Self {
        let before = Span::new().try_days(days).and_then(|days| self.0.checked_sub(days));
        Self(before.unwrap_or(Date::MIN))
    }

    /// It by a pattern of `strftime`.
    pub fn written(self, pattern: &str) -> String {
        self.0.strftime(pattern).to_string()
    }

    /// The Monday of its week.
    pub fn monday(self) -> Self {
        let days = self.0.weekday().since(Weekday::Monday);
        self.before(days.unsigned_abs().into())
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// Reads `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let parsed = text.parse::<Date>().ok().map(Self);
        parsed.filter(|day| day.to_string() == text).ok_or_else(|| NotADay(text.into()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        assert_eq!(day("2026-03-01").before(1), day("2026-02-28"));
        assert_eq!(day("2024-03-01").before(1), day("2024-02-29"));
        assert_eq!(day("2026-01-01").before(365).to_string(), "2025-01-01");
        assert_eq!(day("2026-01-01").before(u32::MAX), Day(Date::MIN));
    }

    #[test]
    fn a_week_begins_on_monday() {
        for text in ["2026-11-23", "2026-11-24", "2026-11-29"] {
            assert_eq!(day(text).monday(), day("2026-11-23"), "{text}");
        }
        assert_eq!(day("2026-11-30").monday(), day("2026-11-30"));
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for text in ["", "2026-02-30", "2026-1-1", "20261124", "2026-11-24T00:00:00"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
