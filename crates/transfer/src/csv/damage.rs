//! How a value shows what a spreadsheet has done to it.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_1252;
use guiche_domain::fold::fold;
use guiche_domain::import::WarningKind;

/// What spreadsheets in three languages show for a formula that failed.
const ERRORS: [&str; 20] = [
    "#N/A",
    "#N/D",
    "#REF!",
    "#¡REF!",
    "#VALUE!",
    "#VALOR!",
    "#¡VALOR!",
    "#DIV/0!",
    "#¡DIV/0!",
    "#NAME?",
    "#NOME?",
    "#¿NOMBRE?",
    "#NUM!",
    "#NÚM!",
    "#¡NUM!",
    "#NULL!",
    "#NULO!",
    "#¡NULO!",
    "#SPILL!",
    "#CALC!",
];
/// How months are shortened in three languages.
const MONTHS: [&str; 23] = [
    "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez", "ene", "feb", "may",
    "sep", "sept", "oct", "dic", "apr", "aug", "dec", "sete",
];

/// What one value shows.
pub(super) fn of(value: &str) -> impl Iterator<Item = WarningKind> {
    let value = value.trim();
    let found = [
        (is_scientific(value), WarningKind::ScientificNotation),
        (is_date(value), WarningKind::Date),
        (is_error(value), WarningKind::FormulaError),
        (has_zero_fraction(value), WarningKind::TrailingFraction),
        (is_mojibake(value), WarningKind::Mojibake),
        (has_lost_characters(value), WarningKind::LostCharacters),
    ];
    found.into_iter().filter_map(|(shown, kind)| shown.then_some(kind))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1,23457E+11`
fn is_scientific(value: &str) -> bool {
    let Some((mantissa, exponent)) = value.split_once(['E', 'e']) else { return false };
    let (whole, fraction) = mantissa.split_once([',', '.']).unwrap_or((mantissa, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && exponent.strip_prefix('+').is_some_and(digits)
}

/// `mar/25`, `25-mar`, `2025-03-01 00:00:00`
fn is_date(value: &str) -> bool {
    if let Some(date) = value.strip_suffix(" 00:00:00") {
        return date.len() == 10 && date.bytes().all(|byte| byte.is_ascii_digit() || b"-/".contains(&byte));
    }
    let Some((one, other)) = value.split_once(['/', '-']) else { return false };
    let month = |text: &str| MONTHS.contains(&fold(text).trim_end_matches('.'));
    let day_or_year = |text: &str| text.len() <= 2 && digits(text);
    (day_or_year(other) && month(one)) || (day_or_year(one) && month(other))
}

fn is_error(value: &str) -> bool {
    let overflown = value.len() > 2 && value.bytes().all(|byte| byte == b'#');
    overflown || (value.starts_with('#') && ERRORS.contains(&value.to_uppercase().as_str()))
}

/// `123.0`
fn has_zero_fraction(value: &str) -> bool {
    value.strip_suffix(".0").or_else(|| value.strip_suffix(",0")).is_some_and(digits)
}

/// UTF-8 that was read as Windows-1252: written in that again, it is UTF-8, which text of its own hardly ever is.
fn is_mojibake(value: &str) -> bool {
    if value.is_ascii() {
        return false;
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(value);
    !unmappable && str::from_utf8(&bytes).is_ok()
}

/// A replacement character, or a question mark within a word that is no address.
fn has_lost_characters(value: &str) -> bool {
    let in_a_word = |at: usize| {
        let before = value[..at].chars().next_back().is_some_and(char::is_alphabetic);
        before && value[at + 1..].chars().next().is_some_and(char::is_alphabetic)
    };
    let is_address = value.contains("://") || value.contains('@');
    value.contains(char::REPLACEMENT_CHARACTER)
        || (!is_address && value.match_indices('?').any(|(at, _)| in_a_word(at)))
}

/// How long the numbers of a column are.
#[derive(Clone, Debug, Default)]
pub(super) struct Digits {
    /// For each length the first row, and how many.
    lengths: BTreeMap<usize, (u64, u64)>,
    begins_with_zero: bool,
}

/// No longer number is an id.
const LONGEST: usize = 20;
/// Shorter numbers of one length are nothing special.
const SHORTEST: usize = 5;

impl Digits {
    pub(super) fn count(&mut self, value: &str, row: u64) {
        let value = value.trim();
        if digits(value) && value.len() <= LONGEST {
            self.lengths.entry(value.len()).or_insert((row, 0)).1 += 1;
            self.begins_with_zero |= value.starts_with('0');
        }
    }

    /// The first row of a number that is a digit or two shorter than nearly all of the column, none of which begins with a zero;
    /// and how many there are. Where numbers are counted up from 1, there are shorter ones still.
    pub(super) fn lost_zeros(&self) -> Option<(u64, u64)> {
        let (longest, (_, usual)) = self.lengths.last_key_value()?;
        let (shortest, _) = self.lengths.first_key_value()?;
        let all: u64 = self.lengths.values().map(|(_, count)| count).sum();
        let alike = *longest >= SHORTEST && shortest + 2 >= *longest && usual * 10 >= all * 7;
        let shorter = self.lengths.range(..longest).map(|(_, seen)| *seen);
        let shorter = shorter.reduce(|one, other| (one.0.min(other.0), one.1 + other.1));
        shorter.filter(|_| alike && !self.begins_with_zero)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> Vec<&'static str> {
        of(value).map(WarningKind::code).collect()
    }

    #[test]
    fn each_damage_is_known() {
        for (code, values) in [
            ("scientific_notation", &["1,23457E+11", "5.2998e+10", "1E+11"][..]),
            ("date", &["mar/25", "25/mar", "1-fev.", "Dez/24", "2025-03-01 00:00:00", "01/03/2025 00:00:00"]),
            ("formula_error", &["#N/A", "#n/d", "#REF!", "#¡VALOR!", "#NÚM!", "#####"]),
            ("trailing_fraction", &["123.0", "52998224725,0"]),
            ("mojibake", &["JoÃ£o", "ConceiÃ§Ã£o", "PeÃ±a", "â€œaspasâ€\u{9d}"]),
            ("lost_characters", &["Jo?o", "Jo\u{fffd}o", "Concei??o Gon?alves"]),
        ] {
            for value in values {
                assert_eq!(shown(value), [code], "{value}");
            }
        }
    }

    #[test]
    fn what_people_write_is_no_damage() {
        for value in [
            "",
            "Ana",
            "São João",
            "Conceição",
            "Peña",
            "1",
            "007",
            "10,50",
            "1.5",
            "2025-03-01",
            "01/03/2025",
            "E+11",
            "2E",
            "12E+3",
            "#1",
            "#",
            "A/B",
            "rua/12",
            "12/25",
            "Quem?",
            "por que? porque",
            "?",
            "https://example.com/?a=b?c",
            "v1.0",
            "Ã",
            "11 98765-4321",
            "Café “Única”",
        ] {
            assert_eq!(shown(value), [""; 0], "{value}");
        }
    }

    fn lost(values: impl IntoIterator<Item = impl ToString>) -> Option<(u64, u64)> {
        let mut digits = Digits::default();
        for (at, value) in values.into_iter().enumerate() {
            digits.count(&value.to_string(), at as u64 + 1);
        }
        digits.lost_zeros()
    }

    #[test]
    fn numbers_that_lost_zeros_are_told_from_numbers_that_are_short() {
        let postcodes = ["04538132", "88010400", "01310100", "70040010", "30130010", "80010000"];
        assert_eq!(lost(postcodes), None);
        let saved = [88_010_400, 70_040_010, 30_130_010, 80_010_000, 1_310_100, 4_538_132];
        assert_eq!(lost(saved.into_iter().chain(saved[..3].iter().copied())), Some((5, 2)));
        assert_eq!(lost(1..=20_000), None);
        assert_eq!(lost([1, 22, 333]), None);
        assert_eq!(lost(["52998224725", "529.982.247-25"]), None);
        assert_eq!(lost([""; 0]), None);
    }
}
