//! What a spreadsheet has probably done to a file, seen while its rows go by.

use std::collections::BTreeMap;

use guiche_domain::import::{Warning, WarningKind};

use super::Record;
use super::damage::{self, Digits};

/// Looks at rows as they go by. Holds a few numbers for each column, however many rows there are.
#[derive(Clone, Debug, Default)]
pub struct Inspection {
    columns: Vec<Column>,
}

#[derive(Clone, Debug, Default)]
struct Column {
    seen: BTreeMap<WarningKind, Seen>,
    digits: Digits,
}

/// The first row that shows something, and how many do.
#[derive(Clone, Copy, Debug)]
struct Seen {
    row: u64,
    count: u64,
}

impl Inspection {
    /// Looks at a row; not at one with a fault, which is not imported.
    pub fn look_at(&mut self, record: &Record) {
        if record.fault.is_some() {
            return;
        }
        if self.columns.len() < record.fields.len() {
            self.columns.resize_with(record.fields.len(), Column::default);
        }
        for (column, value) in self.columns.iter_mut().zip(&record.fields) {
            for kind in damage::of(value) {
                column.seen.entry(kind).or_insert(Seen { row: record.row, count: 0 }).count += 1;
            }
            column.digits.count(value, record.row);
        }
    }

    /// What was found, by column.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let lost = column
                .digits
                .lost_zeros()
                .map(|(row, count)| (WarningKind::LeadingZeros, Seen { row, count }));
            let seen = column.seen.iter().map(|(kind, seen)| (*kind, *seen));
            let all = lost.into_iter().chain(seen);
            warnings.extend(all.map(|(kind, Seen { row, count })| Warning { column: at, kind, row, count }));
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(row: u64, fields: &[&str]) -> Record {
        Record {
            row,
            line: row + 1,
            fields: fields.iter().map(|field| (*field).into()).collect(),
            fault: None,
        }
    }

    #[test]
    fn each_kind_is_counted_once_for_a_column_with_its_first_row() {
        let mut inspection = Inspection::default();
        let rows: [&[&str]; 4] =
            [&["1", "Ana"], &["1,23457E+11", "JoÃ£o"], &["#N/A", "Jo?o"], &["4", "ConceiÃ§Ã£o"]];
        for (at, row) in rows.iter().enumerate() {
            inspection.look_at(&record(at as u64 + 1, row));
        }
        let broken =
            Record { fault: Some(guiche_domain::import::RowFault::NotText), ..record(5, &["#REF!"]) };
        inspection.look_at(&broken);
        let warning = |column, kind, row, count| Warning { column, kind, row, count };
        assert_eq!(
            inspection.warnings(),
            [
                warning(0, WarningKind::ScientificNotation, 2, 1),
                warning(0, WarningKind::FormulaError, 3, 1),
                warning(1, WarningKind::Mojibake, 2, 2),
                warning(1, WarningKind::LostCharacters, 3, 1),
            ]
        );
    }

    #[test]
    fn lost_zeros_show_once_all_rows_are_seen() {
        let mut inspection = Inspection::default();
        for row in 1..=9 {
            inspection.look_at(&record(row, &["52998224725"]));
        }
        inspection.look_at(&record(10, &["2998224725"]));
        let expected = Warning { column: 0, kind: WarningKind::LeadingZeros, row: 10, count: 1 };
        assert_eq!(inspection.warnings(), [expected]);
    }
}
