//! What `guiche customer import` tells on standard error before anything is done.

use guiche_desk::import::{Act, Import, Preview, RowPreview};
use guiche_domain::import::{Mode, WarningKind};

use crate::command::import::report::sentences;

/// How many characters of a value are shown.
const SHOWN: usize = 60;

/// What each column becomes, and how rows meet the customers that are there.
pub(super) fn columns(import: &Import) {
    eprintln!("guiche: {}, {} rows", import.dialect, import.counts.total);
    for (at, target) in import.settings.mapping.columns().iter().enumerate() {
        eprintln!("  {} -> {target}", name(import, at));
    }
    let settings = &import.settings;
    let empty = if settings.empty_clears { "takes away what is there" } else { "says nothing" };
    match settings.mode {
        Mode::Create => eprintln!("  a row whose customer is there already is rejected"),
        Mode::Upsert => {
            eprintln!(
                "  a customer that is there is found by {} and changed; an empty cell {empty}",
                settings.key
            );
        }
    }
}

fn name(import: &Import, at: usize) -> String {
    let named = import.header.get(at).filter(|name| !name.trim().is_empty());
    named.map_or_else(|| format!("#{}", at + 1), |name| short(name))
}

/// What a spreadsheet has probably done to the file.
pub(super) fn warnings(import: &Import) {
    for warning in &import.warnings {
        let column = name(import, warning.column);
        let what = match warning.kind {
            WarningKind::LeadingZeros => "numbers seem to have lost the zeros at their beginning",
            WarningKind::ScientificNotation => {
                "numbers are written like 1,23457E+11, and their last digits are lost"
            }
            WarningKind::Date => "ids seem to have become dates",
            WarningKind::FormulaError => "faults of formulae stand for values",
            WarningKind::TrailingFraction => "whole numbers are written with a fraction",
            WarningKind::Mojibake => "texts seem to have been read in the wrong encoding",
            WarningKind::LostCharacters => "characters seem to be lost",
        };
        eprintln!("  warning: {column}: {what} ({} rows, first row {})", warning.count, warning.row);
    }
}

/// What is known of the whole file.
pub(super) fn file(import: &Import) {
    let counts = import.counts;
    for (count, what) in [
        (counts.unreadable, "cannot be read"),
        (counts.blank, "are blank where columns are mapped"),
        (counts.repeated, "have a key that an earlier row has"),
    ] {
        if count > 0 {
            eprintln!("  {count} rows {what}");
        }
    }
}

/// What the first rows would do.
pub(super) fn page(page: &Preview) {
    let mut acts = Acts::default();
    acts.count(page);
    acts.tell(&format!("the first {}", page.rows.len()));
    page.rows.iter().filter(|row| row.act == Act::Reject).for_each(rejected);
}

/// Why a row would be rejected.
pub(super) fn rejected(row: &RowPreview) {
    eprintln!("  row {}, line {}: {}", row.number, row.line, sentences(&row.faults));
}

/// What rows would do, counted.
#[derive(Debug, Default)]
pub(super) struct Acts([u64; 5]);

impl Acts {
    /// Counts some rows more.
    pub(super) fn count(&mut self, page: &Preview) {
        for row in &page.rows {
            let at = match row.act {
                Act::Create => 0,
                Act::Update => 1,
                Act::Nothing => 2,
                Act::Blank => 3,
                Act::Reject => 4,
            };
            self.0[at] += 1;
        }
    }

    /// Tells of these rows.
    pub(super) fn tell(&self, which: &str) {
        let [create, update, nothing, blank, reject] = self.0;
        eprintln!(
            "  of {which} rows, {create} would make a customer, {update} change one, {nothing} change nothing, \
             {blank} are blank, {reject} would be rejected"
        );
    }
}

fn short(text: &str) -> String {
    let visible = text.chars().map(|character| if character.is_control() { ' ' } else { character });
    visible.take(SHOWN).collect()
}
