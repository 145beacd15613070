//! What changed, for whoever follows: a row for every change, written in the change's own transaction.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Error, Tx};

statements! {
    /// Its position comes later, from the sequencer.
    INSERT = "INSERT INTO outbox (account_id, event_id, entity, entity_id, version, change, occurred_at, position)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
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
