//! The audit trail as it is read: the newest first.

use guiche_domain::time::Timestamp;

use crate::{Error, Row, Tx};

/// The columns of an [`Event`], of an audit event `e` and its outbox row `o`.
macro_rules! event {
    () => {
        "e.event_id, e.occurred_at, e.entity, e.entity_id, o.version, e.change, e.actor, e.actor_id, e.address,
            e.request_id"
    };
}

statements! {
    BEFORE = concat!("SELECT ", event!(), " FROM audit_event e
        LEFT JOIN outbox o ON o.account_id = e.account_id AND o.event_id = e.event_id
        WHERE e.account_id = $1 AND e.event_id < $2 AND e.event_id >= $3 ORDER BY e.event_id DESC LIMIT $4");
    OF_THING = concat!("SELECT ", event!(), " FROM outbox o
        JOIN audit_event e ON e.account_id = o.account_id AND e.event_id = o.event_id
        WHERE o.account_id = $1 AND o.entity_id = $2 AND o.entity = $3 AND o.version < $4 AND o.position IS NOT NULL
        ORDER BY o.version DESC LIMIT $5");
    /// The version leads to the index of those without a position: next to nothing, most of the time.
    PENDING_OF_THING = concat!("SELECT ", event!(), " FROM outbox o
        JOIN audit_event e ON e.account_id = o.account_id AND e.event_id = o.event_id
        WHERE o.account_id = $1 AND o.entity_id = $2 AND o.entity = $3 AND o.version < $4 AND o.position IS NULL
        ORDER BY o.version DESC LIMIT $5");
    VERSION = "SELECT version FROM outbox WHERE account_id = $1 AND event_id = $2";
    CONTENT = "SELECT content FROM audit_value
        WHERE account_id = $1 AND entity = $2 AND entity_id = $3 AND event_id = $4";
}

/// What happened: who did what to which thing, when and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The event's id, which sorts by the time of its making.
    pub event_id: String,
    /// When.
    pub occurred_at: Timestamp,
    /// What kind of thing.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// The thing's version after the change; `None` where the outbox has lost it.
    pub version: Option<i64>,
    /// What happened.
    pub change: String,
    /// What kind of caller: `token`, `operator` or `command_line`.
    pub actor: String,
    /// Which one.
    pub actor_id: Option<String>,
    /// From where.
    pub address: Option<String>,
    /// The request's id.
    pub request_id: Option<String>,
}

/// Events of an account whose ids are less than `before` and not less than `from`, the newest first, `limit` at most.
pub fn before(
    tx: &mut Tx<'_>,
    account_id: i64,
    before: &str,
    from: &str,
    limit: i64,
) -> Result<Vec<Event>, Error> {
    tx.all(BEFORE, &[account_id.into(), before.into(), from.into(), limit.into()], event)
}

/// Events of one thing with versions less than `before`, the newest first, `limit` at most; those without a position too.
pub fn of_thing(
    tx: &mut Tx<'_>,
    account_id: i64,
    entity: &str,
    entity_id: &str,
    before: i64,
    limit: i64,
) -> Result<Vec<Event>, Error> {
    let args = [account_id.into(), entity_id.into(), entity.into(), before.into(), limit.into()];
    let mut events = tx.all(PENDING_OF_THING, &args, event)?;
    events.extend(tx.all(OF_THING, &args, event)?);
    events.sort_by_key(|event| std::cmp::Reverse(event.version));
    // One that got its position between the two statements is in both.
    events.dedup_by(|one, other| one.event_id == other.event_id);
    events.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(events)
}

/// The version that a thing had after an event; `None` where there is no such event.
pub fn version(tx: &mut Tx<'_>, account_id: i64, event_id: &str) -> Result<Option<i64>, Error> {
    tx.first(VERSION, &[account_id.into(), event_id.into()], |row| row.integer(0))
}

/// An event's values, as JSON; `None` where they were erased.
pub fn content(tx: &mut Tx<'_>, account_id: i64, event: &Event) -> Result<Option<String>, Error> {
    let args =
        [account_id.into(), (&event.entity).into(), (&event.entity_id).into(), (&event.event_id).into()];
    tx.first(CONTENT, &args, |row| row.text(0))
}

fn event(row: &Row<'_>) -> Result<Event, Error> {
    Ok(Event {
        event_id: row.text(0)?,
        occurred_at: Timestamp::from_micros(row.integer(1)?),
        entity: row.text(2)?,
        entity_id: row.text(3)?,
        version: row.optional_integer(4)?,
        change: row.text(5)?,
        actor: row.text(6)?,
        actor_id: row.optional_text(7)?,
        address: row.optional_text(8)?,
        request_id: row.optional_text(9)?,
    })
}
