//! Customers that became one, and both as they were before, for as long as that can be undone.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Error, Row, Tx};

/// What [`read`] takes from a row.
macro_rules! columns {
    () => {
        "merge_id, kept_id, merged_id, internal_id, kept_version, merged_at, undone_at, snapshots, version"
    };
}

statements! {
    INSERT = "INSERT INTO customer_merge (account_id, merge_id, kept_id, merged_id, internal_id, kept_version,
            merged_at, undone_at, snapshots, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9)";
    HOLD = concat!("UPDATE customer_merge SET version = version
        WHERE account_id = $1 AND merge_id = $2 RETURNING ", columns!());
    SET_UNDONE = "UPDATE customer_merge SET undone_at = $3, version = $4, snapshots = NULL
        WHERE account_id = $1 AND merge_id = $2";
    UNDOABLE = concat!("SELECT ", columns!(), " FROM customer_merge
        WHERE account_id = $1 AND kept_id = $2 AND snapshots IS NOT NULL AND merged_at > $3
        ORDER BY merge_id DESC LIMIT $4");
    /// An index is joined with its own table, or SQLite would rather go through all merges.
    OF_KEPT = "SELECT m.merge_id, m.merged_id, m.undone_at FROM customer_merge k
        JOIN customer_merge m ON m.account_id = k.account_id AND m.merge_id = k.merge_id
        WHERE k.account_id = $1 AND k.kept_id = $2 ORDER BY k.merge_id";
    PURGE = "UPDATE customer_merge SET snapshots = NULL
        WHERE account_id = $1 AND merged_at <= $2 AND snapshots IS NOT NULL AND merge_id IN
        (SELECT merge_id FROM customer_merge
            WHERE account_id = $1 AND merged_at <= $2 AND snapshots IS NOT NULL LIMIT 1000)";
}

/// One merge of two customers.
#[derive(Clone, PartialEq, Eq)]
pub struct Merge {
    /// Its id.
    pub merge_id: Id,
    /// The customer that was kept.
    pub kept_id: Id,
    /// The customer that is gone.
    pub merged_id: Id,
    /// The key of the two that leads to the kept customer since, beside its own.
    pub internal_id: Option<String>,
    /// The kept customer's version right after.
    pub kept_version: i64,
    /// When.
    pub merged_at: Timestamp,
    /// When it was undone, if it was.
    pub undone_at: Option<Timestamp>,
    /// Both as they were, as JSON, until it was undone or cannot be undone any more.
    pub snapshots: Option<String>,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// Adds a merge, whose id is new.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, merge: &Merge) -> Result<(), Error> {
    let args = [
        account_id.into(),
        merge.merge_id.as_str().into(),
        merge.kept_id.as_str().into(),
        merge.merged_id.as_str().into(),
        merge.internal_id.as_deref().into(),
        merge.kept_version.into(),
        merge.merged_at.micros().into(),
        merge.snapshots.as_deref().into(),
        merge.version.into(),
    ];
    tx.put(INSERT, &args)
}

/// The merge with this id, for whoever is about to undo it: nobody else does until the transaction ends.
pub fn hold(tx: &mut Tx<'_>, account_id: i64, merge_id: &Id) -> Result<Option<Merge>, Error> {
    tx.first(HOLD, &[account_id.into(), merge_id.as_str().into()], read)
}

/// Notes that a merge was undone, and forgets what both were.
pub fn set_undone(
    tx: &mut Tx<'_>,
    account_id: i64,
    merge_id: &Id,
    now: Timestamp,
    version: i64,
) -> Result<(), Error> {
    tx.put(SET_UNDONE, &[account_id.into(), merge_id.as_str().into(), now.micros().into(), version.into()])
}

/// The merges into a customer after a moment that were not undone, the newest first, `limit` at most.
pub fn undoable(
    tx: &mut Tx<'_>,
    account_id: i64,
    kept_id: &Id,
    after: Timestamp,
    limit: i64,
) -> Result<Vec<Merge>, Error> {
    let args = [account_id.into(), kept_id.as_str().into(), after.micros().into(), limit.into()];
    tx.all(UNDOABLE, &args, read)
}

/// The merges into a customer, the oldest first: their ids, the customers that became a part of it, and whether they still are.
pub fn of_kept(tx: &mut Tx<'_>, account_id: i64, kept_id: &Id) -> Result<Vec<(Id, Id, bool)>, Error> {
    tx.all(OF_KEPT, &[account_id.into(), kept_id.as_str().into()], |row| {
        Ok((row.parsed(0)?, row.parsed(1)?, row.optional_integer(2)?.is_none()))
    })
}

/// Forgets what customers were before up to a thousand merges of a moment or before; tells of how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, up_to: Timestamp) -> Result<u64, Error> {
    tx.execute(PURGE, &[account_id.into(), up_to.micros().into()])
}

fn read(row: &Row<'_>) -> Result<Merge, Error> {
    Ok(Merge {
        merge_id: row.parsed(0)?,
        kept_id: row.parsed(1)?,
        merged_id: row.parsed(2)?,
        internal_id: row.optional_text(3)?,
        kept_version: row.integer(4)?,
        merged_at: Timestamp::from_micros(row.integer(5)?),
        undone_at: row.optional_integer(6)?.map(Timestamp::from_micros),
        snapshots: row.optional_text(7)?,
        version: row.integer(8)?,
    })
}
