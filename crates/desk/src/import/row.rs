//! A row: done, and what came of it.

use guiche_domain::id::Id;
use guiche_domain::import::Mode;
use guiche_domain::import::run::{Outcome, Undo};
use guiche_domain::refusal::{Fault, Refusal};
use guiche_store::import::row::{self, Done, Which};
use guiche_store::import::{self, chunk};
use guiche_store::{Error, Tx};

use super::content::{self, FileRow};
use super::prepare::{Content, Prepared};
use super::{fault, unknown};
use crate::customer::{Known, Upserted, create_row, upsert};
use crate::{Caller, Permission};

/// How many pieces of a file one list reads at most.
const CHUNKS: usize = 4;

/// What a row came to. A blank one comes to nothing.
pub(super) type Applied = Result<Option<Upserted>, Refusal>;

/// Does a row. One that is refused has written nothing, so its neighbours stand.
pub(super) fn apply(
    tx: &mut Tx<'_>,
    caller: &Caller,
    mode: Mode,
    row: &Prepared,
    known: &mut Known,
) -> Result<Applied, Error> {
    let customer = match &row.content {
        Content::Blank => return Ok(Ok(None)),
        Content::Unreadable(refusal) => return Ok(Err(refusal.clone())),
        Content::Customer(customer) => customer,
    };
    let done = match mode {
        Mode::Create => create_row(tx, caller, customer, known),
        Mode::Upsert => upsert(tx, caller, customer, known),
    };
    match done {
        Ok(done) => Ok(Ok(Some(done))),
        Err(Error::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error),
    }
}

/// What is kept of a row that was done.
pub(super) fn kept(number: i64, applied: Applied) -> Result<Done, Error> {
    let mut done = Done {
        row_number: number,
        outcome: Outcome::Unchanged,
        customer_id: None,
        version: None,
        before: None,
        errors: None,
        undo: None,
    };
    match applied {
        Ok(None) => {}
        Ok(Some(Upserted::Created { customer_id })) => {
            (done.outcome, done.customer_id, done.version) = (Outcome::Created, Some(customer_id), Some(1));
        }
        Ok(Some(Upserted::Updated { version, before })) => {
            done.outcome = Outcome::Updated;
            done.customer_id = Some(before.customer().customer_id.clone());
            done.version = Some(version);
            done.before = Some(serde_json::to_string(&before).map_err(super::damaged)?);
        }
        Ok(Some(Upserted::Unchanged { customer_id, version })) => {
            (done.customer_id, done.version) = (Some(customer_id), Some(version));
        }
        Err(refusal) => {
            (done.outcome, done.errors) = (Outcome::Rejected, Some(fault::write(&refusal)?));
        }
    }
    Ok(done)
}

/// A row that was done, as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowDone {
    /// Its number, from 1.
    pub number: i64,
    /// The row as it was read; without fields where the file is forgotten already.
    pub row: FileRow,
    /// What became of it.
    pub outcome: Outcome,
    /// Our id of its customer, if there is one.
    pub customer_id: Option<Id>,
    /// Why it was rejected.
    pub faults: Vec<Fault>,
    /// What an undo did with it.
    pub undo: Option<Undo>,
}

/// Rows of an import that were done, behind a number: `limit` at most and perhaps fewer; also the number to go on behind, if
/// there may be more.
pub fn rows(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    which: Which,
    after: i64,
    limit: usize,
) -> Result<(Vec<RowDone>, Option<i64>), Error> {
    caller.require(Permission::ImportCustomers)?;
    let account_id = caller.account.account_id;
    if import::find(tx, account_id, import_id.as_str())?.is_none() {
        return Err(unknown());
    }
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX);
    let done = row::after(tx, account_id, import_id.as_str(), which, after, wanted)?;
    let mut more = done.len() >= limit;
    let (mut rows, mut read, mut piece) = (Vec::new(), 0, Vec::new());
    for done in done {
        let number = done.row_number;
        if !piece.iter().any(|(at, _)| *at == number) {
            if read == CHUNKS {
                more = true;
                break;
            }
            read += 1;
            let chunk = chunk::at(tx, account_id, import_id.as_str(), number)?;
            piece = chunk.map_or(Ok(Vec::new()), |chunk| content::read(&chunk, 0))?;
        }
        let found = piece.iter().find(|(at, _)| *at == number).map(|(_, row)| row.clone());
        let row = found.unwrap_or(FileRow { line: 0, fields: Vec::new(), fault: None });
        let faults = done.errors.as_deref().map_or(Ok(Vec::new()), fault::read)?;
        let Done { outcome, customer_id, undo, .. } = done;
        rows.push(RowDone { number, row, outcome, customer_id, faults, undo });
    }
    let next = rows.last().map(|row| row.number).filter(|_| more);
    Ok((rows, next))
}
