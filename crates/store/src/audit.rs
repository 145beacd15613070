//! The audit trail: who changed what, from where; and apart from it, erasable, what the values became.

pub mod chain;
pub mod erase;
pub mod read;

use crate::outbox::Change;
use crate::{Error, Tx};

statements! {
    INSERT_EVENT = "INSERT INTO audit_event (account_id, event_id, occurred_at, entity, entity_id, change,
            actor, actor_id, address, request_id, values_digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    INSERT_VALUE = "INSERT INTO audit_value (account_id, entity, entity_id, event_id, salt, content)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Of the outbox, which outlasts what is erased. The versions lead to the indexes.
    KNOWS = "SELECT 1 FROM outbox
            WHERE account_id = $1 AND entity = $2 AND entity_id = $3 AND version > 0 AND position IS NOT NULL
        UNION ALL SELECT 1 FROM outbox
            WHERE account_id = $1 AND version > 0 AND position IS NULL AND entity = $2 AND entity_id = $3
        LIMIT 1";
}

/// Whether anything ever happened to a thing with this id, its values erased or not: ids are not given again.
pub fn knows(tx: &mut Tx<'_>, account_id: i64, entity: &str, entity_id: &str) -> Result<bool, Error> {
    let found = tx.first(KNOWS, &[account_id.into(), entity.into(), entity_id.into()], |_| Ok(()))?;
    Ok(found.is_some())
}

/// Who did it.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'a> {
    /// What kind of caller: `token`, `operator` or `command_line`.
    pub kind: &'a str,
    /// Which one: a token's or operator's id.
    pub id: Option<&'a str>,
    /// The caller's address.
    pub address: Option<&'a str>,
    /// The request's id.
    pub request_id: Option<&'a str>,
}

/// What the values became.
#[derive(Clone, Copy, Debug)]
pub struct Values<'v> {
    /// Random, so that a digest says nothing about values that were erased.
    pub salt: &'v str,
    /// JSON, without secrets.
    pub content: &'v str,
    /// SHA-256 of salt and content, in hex.
    pub digest: &'v str,
}

/// Adds an event and its values.
pub fn insert(
    tx: &mut Tx<'_>,
    change: &Change<'_>,
    actor: &Actor<'_>,
    values: &Values<'_>,
) -> Result<(), Error> {
    let event = [
        change.account_id.into(),
        change.event_id.as_str().into(),
        change.occurred_at.micros().into(),
        change.entity.into(),
        change.entity_id.into(),
        change.change.into(),
        actor.kind.into(),
        actor.id.into(),
        actor.address.into(),
        actor.request_id.into(),
        values.digest.into(),
    ];
    tx.put(INSERT_EVENT, &event)?;
    let content = [
        change.account_id.into(),
        change.entity.into(),
        change.entity_id.into(),
        change.event_id.as_str().into(),
        values.salt.into(),
        values.content.into(),
    ];
    tx.put(INSERT_VALUE, &content)
}
