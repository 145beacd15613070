//! The lines of a batch's answer.

use guiche_desk::customer::Put;
use guiche_i18n::Tongue;
use serde::Serialize;

use super::row::Prepared;
use crate::failure::{Failure, Refused};
use crate::json;

/// One row that was done. The order of the keys is part of the shape (contract: ours).
#[derive(Serialize)]
struct Done<'d> {
    row: u64,
    status: u16,
    customer_id: Option<&'d str>,
    version: i64,
    changed: bool,
}

/// The last line: where it is missing, the answer was cut.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Tally {
    /// Whether the request was looked at to its end.
    done: bool,
    rows: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
}

impl Tally {
    /// The line of a row that was done.
    pub(super) fn done(&mut self, row: &Prepared, put: Put, out: &mut String) {
        self.rows += 1;
        let count = match put {
            Put { created: true, .. } => &mut self.created,
            Put { changed: true, .. } => &mut self.updated,
            Put { .. } => &mut self.unchanged,
        };
        *count += 1;
        let status = if put.created { 201 } else { 200 };
        let Put { version, changed, .. } = put;
        let customer_id = row.customer_id.as_deref();
        line(&Done { row: row.number, status, customer_id, version, changed }, out);
    }

    /// The line of a row that was refused.
    pub(super) fn refused(
        &mut self,
        number: u64,
        customer_id: Option<String>,
        failure: &Failure,
        tongue: Tongue,
        out: &mut String,
    ) {
        self.rows += 1;
        self.refused += 1;
        line(&Refused::of(number, customer_id, failure, tongue), out);
    }

    /// The last line.
    pub(super) fn last(self, done: bool, out: &mut String) {
        line(&Self { done, ..self }, out);
    }
}

fn line(value: &impl Serialize, out: &mut String) {
    out.push_str(&json::plain(value));
    out.push('\n');
}
