//! Moments, and the time zones in which an account reads them.

use std::fmt;
use std::str::FromStr;

use jiff::tz;

use crate::day::Day;

/// A moment: microseconds since 1970 in UTC. It comes in as a value; nothing here reads a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment so many microseconds after 1970 began in UTC.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970 began in UTC.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// As RFC 3339 writes it, in UTC: `2026-11-24T13:30:00.000001Z`, the fraction only where there is one.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX).to_string()
    }

    /// The moment `hours` later, or earlier where they are negative.
    pub fn plus_hours(self, hours: i64) -> Self {
        self.plus_seconds(hours.saturating_mul(3_600))
    }

    /// The moment `seconds` later, or earlier where they are negative.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
}

/// A time zone of the IANA database, which is part of the program.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeZone(tz::TimeZone);

/// What the names of zones begin with.
const REGIONS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

fn in_region(name: &str, region: &str) -> bool {
    name.strip_prefix(region).is_some_and(|rest| rest.starts_with('/'))
}

/// Why a text is no time zone.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a time zone of the IANA database, such as America/Sao_Paulo")]
pub struct NotATimeZone(String);

impl TimeZone {
    /// The zone's name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The names of the zones of all regions, and of UTC, in order; without those that are only kept for old programs.
    pub fn names() -> Vec<String> {
        let names = tz::db().available().map(|name| name.as_str().to_owned());
        let kept = |name: &String| name == "UTC" || REGIONS.iter().any(|region| in_region(name, region));
        let mut names: Vec<String> = names.filter(kept).collect();
        names.sort_unstable();
        names
    }

    /// The date of a moment here, as `YYYY-MM-DD` (contract: seen).
    pub fn date(&self, moment: Timestamp) -> String {
        self.day(moment).to_string()
    }

    /// The day of a moment here.
    pub fn day(&self, moment: Timestamp) -> Day {
        let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::MAX);
        Day::new(self.0.to_datetime(instant).date())
    }

    /// A moment here by a pattern of `strftime`.
    pub fn written(&self, moment: Timestamp, pattern: &str) -> String {
        let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::MAX);
        self.0.to_datetime(instant).strftime(pattern).to_string()
    }

    /// The date and the time of a moment here, to the second: `YYYY-MM-DD HH:MM:SS`.
    pub fn date_and_time(&self, moment: Timestamp) -> String {
        let instant = jiff::Timestamp::from_microsecond(moment.0).unwrap_or(jiff::Timestamp::MAX);
        self.0.to_datetime(instant).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// The last microsecond of a date here; `None` for what is not a date.
    pub fn end_of(&self, date: &str) -> Option<Timestamp> {
        let next: jiff::civil::Date = date.parse::<jiff::civil::Date>().ok()?.tomorrow().ok()?;
        let midnight = self.0.to_zoned_datetime(next.at(0, 0, 0, 0)).ok()?;
        Some(Timestamp(midnight.timestamp().as_microsecond() - 1))
    }
}

impl Default for TimeZone {
    /// America/Sao_Paulo (contract: seen).
    fn default() -> Self {
        Self(tz::TimeZone::get("America/Sao_Paulo").unwrap_or(tz::TimeZone::UTC))
    }
}

impl FromStr for TimeZone {
    type Err = NotATimeZone;

    fn from_str(name: &str) -> Result<Self, NotATimeZone> {
        tz::TimeZone::get(name).map(Self).map_err(|_| NotATimeZone(name.into()))
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_the_one_on_the_wall_there() {
        let zone: TimeZone = "America/Sao_Paulo".parse().unwrap();
        let two_in_the_morning_utc = Timestamp::from_micros(1_795_485_600_000_000);
        assert_eq!(zone.date(two_in_the_morning_utc), "2026-11-23");
        assert_eq!(zone.date_and_time(two_in_the_morning_utc), "2026-11-23 23:00:00");
        assert_eq!("Asia/Tokyo".parse::<TimeZone>().unwrap().date(two_in_the_morning_utc), "2026-11-24");
        assert_eq!(zone.date(zone.end_of("2027-01-31").unwrap()), "2027-01-31");
    }

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(Timestamp::from_micros(1_795_527_000_000_000).rfc3339(), "2026-11-24T13:30:00Z");
        assert_eq!(Timestamp::from_micros(1_795_527_000_250_000).rfc3339(), "2026-11-24T13:30:00.25Z");
    }

    #[test]
    fn names_are_those_of_the_database() {
        assert_eq!(TimeZone::default().to_string(), "America/Sao_Paulo");
        assert!("America/Nowhere".parse::<TimeZone>().is_err());
        let names = TimeZone::names();
        assert!(names.len() > 300 && names.is_sorted(), "{names:?}");
        assert!(names.iter().all(|name| name.parse::<TimeZone>().is_ok()));
        for (name, there) in
            [("America/Sao_Paulo", true), ("UTC", true), ("Etc/GMT+3", false), ("EST", false)]
        {
            assert_eq!(names.iter().any(|known| known == name), there, "{name}");
        }
        assert_eq!("Europe/Lisbon".parse::<TimeZone>().unwrap().to_string(), "Europe/Lisbon");
    }
}
