//! The links of the audit trail's chain, and the events that they cover, in the order of positions.

use crate::{Error, Row, Tx};

/// The columns of an [`Event`], of an outbox row `o` and its audit event `e`.
macro_rules! event {
    () => {
        "o.position, o.event_id, o.occurred_at, o.entity, o.entity_id, o.version, o.change, e.occurred_at, e.entity,
            e.entity_id, e.change, e.actor, e.actor_id, e.address, e.request_id, e.values_digest"
    };
}

statements! {
    /// With the digest that they come after, so that a turn of the sequencer asks once.
    UNLINKED = concat!("SELECT ", event!(), ", (SELECT c.digest FROM audit_chain c
                WHERE c.account_id = $1 AND c.position > 0 ORDER BY c.position DESC LIMIT 1)
        FROM outbox o LEFT JOIN audit_event e ON e.account_id = o.account_id AND e.event_id = o.event_id
        WHERE o.account_id = $1 AND o.position > coalesce((SELECT c.position FROM audit_chain c
                WHERE c.account_id = $1 AND c.position > 0 ORDER BY c.position DESC LIMIT 1), 0)
        ORDER BY o.position LIMIT $2");
    ACCOUNTS_BEHIND = "SELECT a.account_id FROM account a WHERE EXISTS (SELECT 1 FROM outbox o
            WHERE o.account_id = a.account_id AND o.position > coalesce((SELECT c.position FROM audit_chain c
                WHERE c.account_id = a.account_id AND c.position > 0 ORDER BY c.position DESC LIMIT 1), 0))
        ORDER BY a.account_id";
    INSERT = "INSERT INTO audit_chain (account_id, position, digest) VALUES ($1, $2, $3)";
    LAST = "SELECT position, digest FROM audit_chain WHERE account_id = $1 AND position > 0
        ORDER BY position DESC LIMIT 1";
    BETWEEN = "SELECT position, digest FROM audit_chain
        WHERE account_id = $1 AND position > $2 AND position <= $3 ORDER BY position";
    EVENTS = concat!("SELECT ", event!(), "
        FROM outbox o LEFT JOIN audit_event e ON e.account_id = o.account_id AND e.event_id = o.event_id
        WHERE o.account_id = $1 AND o.position > $2 AND o.position <= $3 ORDER BY o.position LIMIT $4");
    KEPT = "SELECT e.event_id, e.values_digest, o.event_id, o.position, v.salt, v.content FROM audit_event e
        LEFT JOIN outbox o ON o.account_id = e.account_id AND o.event_id = e.event_id
        LEFT JOIN audit_value v ON v.account_id = e.account_id AND v.entity = e.entity
            AND v.entity_id = e.entity_id AND v.event_id = e.event_id
        WHERE e.account_id = $1 AND e.event_id > $2 ORDER BY e.event_id LIMIT $3";
}

/// A link: the digest over everything up to a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The last position that it covers.
    pub position: i64,
    /// 64 hex digits.
    pub digest: String,
}

/// What stands at a position: an outbox row and its audit event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place among the account's changes, from 1.
    pub position: i64,
    /// The event's id.
    pub event_id: String,
    /// What the outbox says.
    pub told: Told,
    /// The thing's version after the change.
    pub version: i64,
    /// Its audit event; `None` where that is not there.
    pub recorded: Option<Recorded>,
}

/// What happened, as the outbox and the audit trail both say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Microseconds since 1970 in UTC.
    pub occurred_at: i64,
    /// What kind of thing.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// What happened.
    pub change: String,
}

/// What the audit trail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What happened.
    pub told: Told,
    /// What kind of caller.
    pub actor: String,
    /// Which one.
    pub actor_id: Option<String>,
    /// From where.
    pub address: Option<String>,
    /// The request's id.
    pub request_id: Option<String>,
    /// SHA-256 of the salt and content of its values, in hex.
    pub values_digest: String,
}

/// An audit event with its values and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The event's id.
    pub event_id: String,
    /// SHA-256 of the salt and content of its values, in hex.
    pub values_digest: String,
    /// Whether it is in the outbox.
    pub placed: bool,
    /// Its position, if it has one already.
    pub position: Option<i64>,
    /// The salt and content of its values, unless they were erased.
    pub values: Option<(String, String)>,
}

/// The accounts with positions that no link covers.
pub fn accounts_behind(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    tx.all(ACCOUNTS_BEHIND, &[], |row| row.integer(0))
}

/// The events that no link covers, in order, `limit` at most, and the digest of the last link if there is one.
pub fn unlinked(tx: &mut Tx<'_>, account_id: i64, limit: i64) -> Result<(Vec<Event>, Option<String>), Error> {
    let rows = tx
        .all(UNLINKED, &[account_id.into(), limit.into()], |row| Ok((event(row)?, row.optional_text(16)?)))?;
    let head = rows.first().and_then(|(_, digest)| digest.clone());
    Ok((rows.into_iter().map(|(event, _)| event).collect(), head))
}

/// Adds a link.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, link: &Link) -> Result<(), Error> {
    tx.put(INSERT, &[account_id.into(), link.position.into(), link.digest.as_str().into()])
}

/// The last link of an account.
pub fn last(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Link>, Error> {
    tx.first(LAST, &[account_id.into()], link)
}

/// The links that end after a position, up to another.
pub fn between(tx: &mut Tx<'_>, account_id: i64, after: i64, until: i64) -> Result<Vec<Link>, Error> {
    tx.all(BETWEEN, &[account_id.into(), after.into(), until.into()], link)
}

/// The events after a position, up to another, in order, `limit` at most.
pub fn events(
    tx: &mut Tx<'_>,
    account_id: i64,
    after: i64,
    until: i64,
    limit: i64,
) -> Result<Vec<Event>, Error> {
    tx.all(EVENTS, &[account_id.into(), after.into(), until.into(), limit.into()], event)
}

/// Audit events after an id, in the order of ids, `limit` at most.
pub fn kept(tx: &mut Tx<'_>, account_id: i64, after: &str, limit: i64) -> Result<Vec<Kept>, Error> {
    tx.all(KEPT, &[account_id.into(), after.into(), limit.into()], |row| {
        Ok(Kept {
            event_id: row.text(0)?,
            values_digest: row.text(1)?,
            placed: row.optional_text(2)?.is_some(),
            position: row.optional_integer(3)?,
            values: row.optional_text(4)?.zip(row.optional_text(5)?),
        })
    })
}

fn link(row: &Row<'_>) -> Result<Link, Error> {
    Ok(Link { position: row.integer(0)?, digest: row.text(1)? })
}

/// An event from sixteen columns. Ids are taken as they are: what was tampered with has to be shown, too.
fn event(row: &Row<'_>) -> Result<Event, Error> {
    let told = |at: usize| {
        Ok::<_, Error>(Told {
            occurred_at: row.integer(at)?,
            entity: row.text(at + 1)?,
            entity_id: row.text(at + 2)?,
            change: row.text(at + 3)?,
        })
    };
    let recorded = match row.optional_text(15)? {
        Some(values_digest) => Some(Recorded {
            told: told(7)?,
            actor: row.text(11)?,
            actor_id: row.optional_text(12)?,
            address: row.optional_text(13)?,
            request_id: row.optional_text(14)?,
            values_digest,
        }),
        None => None,
    };
    Ok(Event {
        position: row.integer(0)?,
        event_id: row.text(1)?,
        told: Told {
            occurred_at: row.integer(2)?,
            entity: row.text(3)?,
            entity_id: row.text(4)?,
            change: row.text(6)?,
        },
        version: row.integer(5)?,
        recorded,
    })
}
