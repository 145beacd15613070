//! Addresses of which nothing is wanted. That an address is among them does not keep a customer from being made with it
//! (contract: ours): who asks is told, and decides.

use guiche_domain::email::Email;
use guiche_store::{Error, Tx, blocked_email};

use crate::trail::{self, Event};
use crate::{Caller, Permission};

const ENTITY: &str = "blocked_email";

/// Blocks an address. `false` where it is blocked already, in any case.
///
/// What the trail names is an id that is made anew each time: an address is a person's, and versions of one thing only
/// grow.
pub fn block(tx: &mut Tx<'_>, caller: &Caller, email: &Email) -> Result<bool, Error> {
    caller.require(Permission::WriteCustomers)?;
    let id = caller.new_id();
    let (key, address) = (email.key(), email.as_str());
    if !blocked_email::insert(tx, caller.account.account_id, (&key, address), &id, caller.now)? {
        return Ok(false);
    }
    let event = Event { entity: ENTITY, entity_id: id.as_str(), version: 1, change: "created" };
    trail::record(tx, caller, event, &serde_json::json!({ "email": address }))?;
    Ok(true)
}

/// Blocks an address no longer. `false` where it was not blocked.
pub fn unblock(tx: &mut Tx<'_>, caller: &Caller, email: &Email) -> Result<bool, Error> {
    caller.require(Permission::WriteCustomers)?;
    let Some((id, version)) = blocked_email::delete(tx, caller.account.account_id, &email.key())? else {
        return Ok(false);
    };
    let event = Event { entity: ENTITY, entity_id: id.as_str(), version: version + 1, change: "deleted" };
    trail::record(tx, caller, event, &serde_json::json!({ "email": email.as_str() }))?;
    Ok(true)
}

/// Whether an address is blocked, in any case (contract: §2).
pub fn is_blocked(tx: &mut Tx<'_>, caller: &Caller, email: &Email) -> Result<bool, Error> {
    caller.require(Permission::ReadCustomers)?;
    blocked_email::has(tx, caller.account.account_id, &email.key())
}
