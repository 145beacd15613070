//! What a spreadsheet has probably done to a column. It keeps nobody from importing it.

use std::fmt;
use std::str::FromStr;

/// One kind of damage in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The column, from 0.
    pub column: usize,
    /// What seems to have happened.
    pub kind: WarningKind,
    /// The first row that shows it, from 1.
    pub row: u64,
    /// How many rows show it.
    pub count: u64,
}

/// What seems to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKind {
    /// Numbers lost the zeros at their beginning: they are a digit or two shorter than all others of the column.
    LeadingZeros,
    /// A long number is left as `1,23457E+11`.
    ScientificNotation,
    /// An id was taken for a date: `mar/25`, `2025-03-01 00:00:00`.
    Date,
    /// A formula's fault stands for a value: `#N/A`, `#REF!`.
    FormulaError,
    /// A whole number is written with a fraction: `123.0`.
    TrailingFraction,
    /// Text was read in the wrong encoding and saved like that: `JoÃ£o`.
    Mojibake,
    /// Characters were lost: `Jo?o`, `Jo�o`.
    LostCharacters,
}

/// Why a text is no kind of warning.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a kind of warning")]
pub struct NotAWarning(String);

impl WarningKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::LeadingZeros,
        Self::ScientificNotation,
        Self::Date,
        Self::FormulaError,
        Self::TrailingFraction,
        Self::Mojibake,
        Self::LostCharacters,
    ];

    /// Its name in the store and for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::LeadingZeros => "leading_zeros",
            Self::ScientificNotation => "scientific_notation",
            Self::Date => "date",
            Self::FormulaError => "formula_error",
            Self::TrailingFraction => "trailing_fraction",
            Self::Mojibake => "mojibake",
            Self::LostCharacters => "lost_characters",
        }
    }
}

impl FromStr for WarningKind {
    type Err = NotAWarning;

    fn from_str(code: &str) -> Result<Self, NotAWarning> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| NotAWarning(code.into()))
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_stable_codes() {
        for kind in WarningKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("zeros".parse::<WarningKind>().is_err());
    }
}
