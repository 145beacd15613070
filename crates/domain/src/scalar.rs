//! Flags, numbers and dates as programs write them.

use crate::refusal::Reason;

/// A flag: `1` or `0` (contract: doc), also `true`/`false` in any case and `1.0`/`0.0` (contract: ours).
pub fn flag(text: &str) -> Result<bool, Reason> {
    match text.trim() {
        "1" | "1.0" => Ok(true),
        "0" | "0.0" => Ok(false),
        word if word.eq_ignore_ascii_case("true") => Ok(true),
        word if word.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(Reason::NotAFlag),
    }
}

/// A number as `-?digits[.digits]`, a comma understood (contract: ours). Digits stay as they are: nothing is rounded.
pub fn number(text: &str) -> Result<String, Reason> {
    let text = text.trim();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let fits = match unsigned.split_once(['.', ',']) {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    };
    if fits { Ok(text.replace(',', ".")) } else { Err(Reason::NotANumber) }
}

/// A date of the calendar as `YYYY-MM-DD`, `DD/MM/YYYY` understood (contract: ours); in the first form.
pub fn date(text: &str) -> Result<String, Reason> {
    let text = text.trim();
    let part = |text: &str, length: usize| -> Option<i16> {
        let fits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    let parse = || {
        let (year, month, day) = if text.contains('/') {
            let mut parts = text.splitn(3, '/');
            let (day, month) = (part(parts.next()?, 2)?, part(parts.next()?, 2)?);
            (part(parts.next()?, 4)?, month, day)
        } else {
            let mut parts = text.splitn(3, '-');
            (part(parts.next()?, 4)?, part(parts.next()?, 2)?, part(parts.next()?, 2)?)
        };
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    parse().map(|date| date.to_string()).ok_or(Reason::NotADate)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn flags() {
        for (text, value) in
            [("1", true), (" 0 ", false), ("TRUE", true), ("False", false), ("1.0", true), ("0.0\n", false)]
        {
            assert_eq!(flag(text), Ok(value), "{text}");
        }
        for text in ["", "2", "yes", "01", "1.00", "-0", "sim", "null"] {
            assert_eq!(flag(text), Err(Reason::NotAFlag), "{text}");
        }
    }

    #[test]
    fn numbers() {
        for (text, value) in [
            ("0", "0"),
            ("-1,50", "-1.50"),
            (" 12345678901234567890.1 ", "12345678901234567890.1"),
            ("007", "007"),
        ] {
            assert_eq!(number(text).as_deref(), Ok(value), "{text}");
        }
        for text in ["", "-", ".5", "5.", "1.2.3", "1.234,56", "1e5", "+1", "--1", "1 000", "١", "NaN"] {
            assert_eq!(number(text), Err(Reason::NotANumber), "{text}");
        }
    }

    #[test]
    fn dates() {
        for (text, value) in [
            ("2026-11-24", "2026-11-24"),
            ("24/11/2026", "2026-11-24"),
            (" 29/02/2024 ", "2024-02-29"),
            ("0001-01-01", "0001-01-01"),
        ] {
            assert_eq!(date(text).as_deref(), Ok(value), "{text}");
        }
        for text in [
            "",
            "2026-02-29",
            "29/02/2026",
            "2026-13-01",
            "31/04/2026",
            "1/2/2026",
            "2026-1-02",
            "20261124",
            "24-11-2026",
            "2026/11/24",
            "2026-11-24 10:00:00",
            "24/11/26",
            "+026-11-24",
            "2026-11-2٤",
        ] {
            assert_eq!(date(text), Err(Reason::NotADate), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_comes_back_from_both_forms(year in 1_i16..=9999, month in 1_i8..=12, day in 1_i8..=31) {
            let iso = format!("{year:04}-{month:02}-{day:02}");
            let brazilian = format!("{day:02}/{month:02}/{year:04}");
            prop_assert_eq!(date(&iso), date(&brazilian));
            match jiff::civil::Date::new(year, month, day) {
                Ok(_) => prop_assert_eq!(date(&iso), Ok(iso.clone())),
                Err(_) => prop_assert_eq!(date(&iso), Err(Reason::NotADate)),
            }
        }

        #[test]
        fn what_is_read_is_read_again_the_same(text in "\\PC{0,24}|-?[0-9]{0,5}[.,]?[0-9]{0,5}|[0-9/-]{8,10}") {
            for parse in [number, date] {
                if let Ok(once) = parse(&text) {
                    prop_assert_eq!(parse(&once), Ok(once.clone()));
                }
            }
        }
    }
}
