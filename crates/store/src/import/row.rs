//! What came of each row of an import.

use guiche_domain::id::Id;
use guiche_domain::import::run::{Outcome, Undo};

use super::optional;
use crate::{Error, Row, Tx};

/// What [`read`] takes from a row.
macro_rules! columns {
    () => {
        "row_number, outcome, customer_id, version, before, errors, undo"
    };
}

statements! {
    INSERT = concat!("INSERT INTO import_row (account_id, import_id, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING");
    AFTER = concat!("SELECT ", columns!(), " FROM import_row
        WHERE account_id = $1 AND import_id = $2 AND row_number > $3 ORDER BY row_number LIMIT $4");
    BEFORE = concat!("SELECT ", columns!(), " FROM import_row
        WHERE account_id = $1 AND import_id = $2 AND row_number < $3 ORDER BY row_number DESC LIMIT $4");
    REJECTED = concat!("SELECT ", columns!(), " FROM import_row
        WHERE account_id = $1 AND import_id = $2 AND row_number > $3 AND outcome = 'rejected'
        ORDER BY row_number LIMIT $4");
    KEPT = concat!("SELECT ", columns!(), " FROM import_row
        WHERE account_id = $1 AND import_id = $2 AND row_number > $3 AND undo = 'kept'
        ORDER BY row_number LIMIT $4");
    SET_UNDO = "UPDATE import_row SET undo = $4 WHERE account_id = $1 AND import_id = $2 AND row_number = $3";
    /// The same import's row that left the customer in this version.
    SET_VERSION = "UPDATE import_row SET version = $6
        WHERE account_id = $1 AND import_id = $2 AND customer_id = $3 AND row_number < $4 AND version = $5";
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its number, from 1.
    pub row_number: i64,
    /// What became of it.
    pub outcome: Outcome,
    /// Our id of its customer, if there is one.
    pub customer_id: Option<Id>,
    /// The customer's version, as the row left it.
    pub version: Option<i64>,
    /// JSON: the customer as it was before it was updated.
    pub before: Option<String>,
    /// JSON: why it was rejected.
    pub errors: Option<String>,
    /// What an undo did with it.
    pub undo: Option<Undo>,
}

/// Which rows a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that were done.
    All,
    /// Those that were rejected.
    Rejected,
    /// Those that an undo kept.
    Kept,
}

/// Adds what came of a row.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, import_id: &str, done: &Done) -> Result<(), Error> {
    let args = [
        account_id.into(),
        import_id.into(),
        done.row_number.into(),
        done.outcome.as_str().into(),
        done.customer_id.as_ref().map(Id::as_str).into(),
        done.version.into(),
        done.before.as_deref().into(),
        done.errors.as_deref().into(),
        done.undo.map(Undo::as_str).into(),
    ];
    tx.put(INSERT, &args)
}

/// Rows behind a number in order, `limit` at most.
pub fn after(
    tx: &mut Tx<'_>,
    account_id: i64,
    import_id: &str,
    which: Which,
    row_number: i64,
    limit: i64,
) -> Result<Vec<Done>, Error> {
    let sql = match which {
        Which::All => AFTER,
        Which::Rejected => REJECTED,
        Which::Kept => KEPT,
    };
    tx.all(sql, &[account_id.into(), import_id.into(), row_number.into(), limit.into()], read)
}

/// Rows before a number from the last one on, `limit` at most.
pub fn before(
    tx: &mut Tx<'_>,
    account_id: i64,
    import_id: &str,
    row_number: i64,
    limit: i64,
) -> Result<Vec<Done>, Error> {
    tx.all(BEFORE, &[account_id.into(), import_id.into(), row_number.into(), limit.into()], read)
}

/// Notes what an undo did with a row.
pub fn set_undo(
    tx: &mut Tx<'_>,
    account_id: i64,
    import_id: &str,
    row_number: i64,
    undo: Undo,
) -> Result<(), Error> {
    tx.put(SET_UNDO, &[account_id.into(), import_id.into(), row_number.into(), undo.as_str().into()])
}

/// Where a row before this one left its customer in the version `before`, that is `version` now: what a later row did to it
/// was undone.
pub fn set_version(
    tx: &mut Tx<'_>,
    account_id: i64,
    import_id: &str,
    row: (&Id, i64),
    before: i64,
    version: i64,
) -> Result<(), Error> {
    let (customer_id, row_number) = row;
    let args = [
        account_id.into(),
        import_id.into(),
        customer_id.as_str().into(),
        row_number.into(),
        before.into(),
        version.into(),
    ];
    tx.put(SET_VERSION, &args)
}

fn read(row: &Row<'_>) -> Result<Done, Error> {
    Ok(Done {
        row_number: row.integer(0)?,
        outcome: row.parsed(1)?,
        customer_id: optional(row, 2)?,
        version: row.optional_integer(3)?,
        before: row.optional_text(4)?,
        errors: row.optional_text(5)?,
        undo: optional(row, 6)?,
    })
}
