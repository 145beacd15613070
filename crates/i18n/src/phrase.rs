//! What the panels say: phrases by id, numbers and moments as they are written in each language.

use fluent_templates::fluent_bundle::FluentValue;
use guiche_domain::day::Day;
use guiche_domain::language::Language;
use guiche_domain::time::{TimeZone, Timestamp};

use crate::messages::{Gaps, plain, text};

/// Beside a number, which chooses between one and many, stands how it is written.
const SHOWN: &str = "shown";

/// What goes into a phrase's gap.
#[derive(Clone, Copy, Debug)]
pub enum Gap<'g> {
    /// A text, as it is.
    Text(&'g str),
    /// A number, which chooses between one and many. `$shown` is how it is written; of several, the last.
    Number(u64),
}

/// The phrase with this id, with its gaps filled.
pub fn phrase(id: &str, language: Language, gaps: &[(&'static str, Gap<'_>)]) -> String {
    if gaps.is_empty() {
        return plain(id, language);
    }
    let mut filled = Gaps::new();
    for (name, gap) in gaps {
        match gap {
            Gap::Text(text) => drop(filled.insert(name, (*text).into())),
            Gap::Number(number) => {
                filled.insert(name, FluentValue::from(*number));
                filled.insert(SHOWN, FluentValue::from(self::number(*number, language)));
            }
        }
    }
    text(id, language, &filled)
}

/// A number as it is written: `1.234.567` or `1,234,567`.
pub fn number(number: u64, language: Language) -> String {
    let between = match language {
        Language::Portuguese | Language::Spanish => '.',
        Language::English => ',',
    };
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(between);
        }
        written.push(digit);
    }
    written
}

/// A moment to the minute, as it is read in a zone: `24/11/2026 10:30`, `24 Nov 2026, 10:30`.
pub fn moment(moment: Timestamp, zone: &TimeZone, language: Language) -> String {
    let pattern = match language {
        Language::Portuguese | Language::Spanish => "%d/%m/%Y %H:%M",
        Language::English => "%-d %b %Y, %H:%M",
    };
    zone.written(moment, pattern)
}

/// A day, as it is read in a zone: `24/11/2026`, `24 Nov 2026`.
pub fn day(moment: Timestamp, zone: &TimeZone, language: Language) -> String {
    let pattern = match language {
        Language::Portuguese | Language::Spanish => "%d/%m/%Y",
        Language::English => "%-d %b %Y",
    };
    zone.written(moment, pattern)
}

/// A day of the calendar, as it is read: `24/11/2026`, `24 Nov 2026`.
pub fn date(day: Day, language: Language) -> String {
    day.written(match language {
        Language::Portuguese | Language::Spanish => "%d/%m/%Y",
        Language::English => "%-d %b %Y",
    })
}

/// The same without the year, where there is little room: `24/11`, `24 Nov`.
pub fn short_date(day: Day, language: Language) -> String {
    day.written(match language {
        Language::Portuguese | Language::Spanish => "%d/%m",
        Language::English => "%-d %b",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (value, portuguese, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1.000", "1,000"),
            (1_234_567, "1.234.567", "1,234,567"),
        ] {
            assert_eq!(number(value, Language::Portuguese), portuguese);
            assert_eq!(number(value, Language::English), english);
        }
    }

    #[test]
    fn moments_are_those_on_the_wall() {
        let at = Timestamp::from_micros(1_795_527_000_000_000);
        let zone = TimeZone::default();
        assert_eq!(moment(at, &zone, Language::Portuguese), "24/11/2026 10:30");
        assert_eq!(moment(at, &zone, Language::English), "24 Nov 2026, 10:30");
        assert_eq!(day(at, &zone, Language::Spanish), "24/11/2026");
        assert_eq!(date(zone.day(at), Language::Portuguese), "24/11/2026");
        assert_eq!(date(zone.day(at), Language::English), "24 Nov 2026");
        assert_eq!(short_date(zone.day(at), Language::Spanish), "24/11");
        assert_eq!(short_date(zone.day(at), Language::English), "24 Nov");
    }
}
