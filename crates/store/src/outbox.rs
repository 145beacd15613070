//! What changed, for whoever follows: a row for every change, written in the change's own transaction.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Error, Tx};

statements! {
    /// Its position comes later, from the sequencer.
    INSERT = "INSERT INTO outbox (account_id, event_id, entity, entity_id, version, change, occurred_at, position)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    NEXT_PENDING_ACCOUNT = "SELECT account_id FROM outbox WHERE position IS NULL AND account_id > $1
        ORDER BY account_id LIMIT 1";
    PENDING = "SELECT event_id, entity, entity_id, version FROM outbox
        WHERE account_id = $1 AND position IS NULL ORDER BY version, event_id LIMIT $2";
    /// The version leads to the index of those without a position.
    COUNT_PENDING = "SELECT count(*) FROM outbox WHERE account_id = $1 AND version > 0 AND position IS NULL";
    LAST_POSITION = "SELECT position FROM outbox WHERE account_id = $1 AND position IS NOT NULL
        ORDER BY position DESC LIMIT 1";
    SET_POSITION = "UPDATE outbox SET position = $3
        WHERE account_id = $1 AND event_id = $2 AND position IS NULL";
    /// Not what the trail notes beside changes of things: reads, exports, erasures.
    AFTER = "SELECT position, entity, entity_id, version, change, occurred_at FROM outbox
        WHERE account_id = $1 AND position IS NOT NULL AND position > $2 AND position <= $3
            AND entity NOT IN ('read', 'export', 'erasure')
        ORDER BY position LIMIT $4";
}

/// One change of one thing.
#[derive(Clone, Copy, Debug)]
pub struct Change<'c> {
    /// The account.
    pub account_id: i64,
    /// The event's id, the same in the audit trail.
    pub event_id: &'c Id,
    /// What kind of thing: `customer`, `organization`…
    pub entity: &'c str,
    /// Which one.
    pub entity_id: &'c str,
    /// The thing's version after the change, from 1.
    pub version: i64,
    /// What happened: `created`, `updated`…
    pub change: &'c str,
    /// When.
    pub occurred_at: Timestamp,
}

/// Adds a change.
pub fn insert(tx: &mut Tx<'_>, change: &Change<'_>) -> Result<(), Error> {
    let args = [
        change.account_id.into(),
        change.event_id.as_str().into(),
        change.entity.into(),
        change.entity_id.into(),
        change.version.into(),
        change.change.into(),
        change.occurred_at.micros().into(),
    ];
    tx.put(INSERT, &args)
}

/// A change without a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The event's id, which sorts by the time of its making.
    pub event_id: Id,
    /// What kind of thing.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// The thing's version after the change.
    pub version: i64,
}

/// The accounts that have changes without a position. One look into an index for each, and one more.
pub fn pending_accounts(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    let mut accounts = Vec::new();
    let mut after = i64::MIN;
    while let Some(account_id) = tx.first(NEXT_PENDING_ACCOUNT, &[after.into()], |row| row.integer(0))? {
        accounts.push(account_id);
        after = account_id;
    }
    Ok(accounts)
}

/// Changes of an account without a position, `limit` at most. They come by version, then by event, so that the limit never
/// takes a thing's second change without its first.
pub fn pending(tx: &mut Tx<'_>, account_id: i64, limit: i64) -> Result<Vec<Pending>, Error> {
    tx.all(PENDING, &[account_id.into(), limit.into()], |row| {
        Ok(Pending {
            event_id: row.parsed(0)?,
            entity: row.text(1)?,
            entity_id: row.text(2)?,
            version: row.integer(3)?,
        })
    })
}

/// How many changes of an account have no position.
pub fn count_pending(tx: &mut Tx<'_>, account_id: i64) -> Result<u64, Error> {
    let counted = tx.first(COUNT_PENDING, &[account_id.into()], |row| row.integer(0))?;
    Ok(counted.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
}

/// The last position that an account has given away; 0 where it has given none.
pub fn last_position(tx: &mut Tx<'_>, account_id: i64) -> Result<i64, Error> {
    Ok(tx.first(LAST_POSITION, &[account_id.into()], |row| row.integer(0))?.unwrap_or(0))
}

/// Gives a change its position, unless it has one: that is for good.
pub fn set_position(tx: &mut Tx<'_>, account_id: i64, event_id: &Id, position: i64) -> Result<(), Error> {
    tx.put(SET_POSITION, &[account_id.into(), event_id.as_str().into(), position.into()])
}

/// A change in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positioned {
    /// Its position among the account's changes, from 1.
    pub position: i64,
    /// What kind of thing.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// The thing's version after the change.
    pub version: i64,
    /// What happened.
    pub change: String,
    /// When.
    pub occurred_at: Timestamp,
}

/// The changes of an account after a position and up to another, in order, `limit` at most. What is noted in the trail though
/// nothing changed is not among them.
pub fn after(
    tx: &mut Tx<'_>,
    account_id: i64,
    position: i64,
    until: i64,
    limit: i64,
) -> Result<Vec<Positioned>, Error> {
    tx.all(AFTER, &[account_id.into(), position.into(), until.into(), limit.into()], |row| {
        Ok(Positioned {
            position: row.integer(0)?,
            entity: row.text(1)?,
            entity_id: row.text(2)?,
            version: row.integer(3)?,
            change: row.text(4)?,
            occurred_at: Timestamp::from_micros(row.integer(5)?),
        })
    })
}
