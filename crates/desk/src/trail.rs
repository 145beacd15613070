//! The two rows that every change leaves: an audit event and an outbox row, in the change's own transaction.

use guiche_domain::id::Id;
use guiche_store::audit::{self, Actor as Row, Values};
use guiche_store::outbox::{self, Change};
use guiche_store::{Error, Tx};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Caller;
use crate::secret::hex;

/// One thing and what happened to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event<'e> {
    pub(crate) entity: &'e str,
    pub(crate) entity_id: &'e str,
    pub(crate) version: i64,
    pub(crate) change: &'e str,
}

/// What an event keeps of its values, to hold them against: SHA-256 of the salt and them, in hex.
pub(crate) fn digest(salt: &str, content: &str) -> String {
    hex(&Sha256::new().chain_update(salt).chain_update(content).finalize())
}

/// Writes both rows. `values` are what the thing became, without secrets.
pub(crate) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    event: Event<'_>,
    values: &impl Serialize,
) -> Result<(), Error> {
    let content = serde_json::to_string(values).map_err(|error| Error::Data(error.to_string()))?;
    let salt = caller.new_id();
    let digest = digest(salt.as_str(), &content);
    let event_id = caller.new_id();
    let change = Change {
        account_id: caller.account.account_id,
        event_id: &event_id,
        entity: event.entity,
        entity_id: event.entity_id,
        version: event.version,
        change: event.change,
        occurred_at: caller.now,
    };
    let address = caller.address.map(|address| address.to_string());
    let (kind, id) = caller.actor.kind_and_id();
    let id = id.map(Id::as_str);
    let actor = Row { kind, id, address: address.as_deref(), request_id: caller.request_id.as_deref() };
    let values = Values { salt: salt.as_str(), content: &content, digest: &digest };
    audit::insert(tx, &change, &actor, &values)?;
    outbox::insert(tx, &change)
}
