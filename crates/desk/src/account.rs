//! Accounts: made and changed by whoever runs the server.

use guiche_domain::account::Account;
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx, account};

use crate::trail::{self, Event};
use crate::{Actor, Caller, Ids};

/// Makes an account; its number in the store. `None` where the slug is taken.
pub fn create(tx: &mut Tx<'_>, new: &Account, now: Timestamp, ids: &Ids) -> Result<Option<Account>, Error> {
    let Some(account_id) = account::insert(tx, new, now)? else {
        return Ok(None);
    };
    let made = Account { account_id, ..new.clone() };
    let ids = ids.clone();
    let caller =
        Caller { account: made, actor: Actor::CommandLine, address: None, request_id: None, now, ids };
    record(tx, &caller, "created", 1)?;
    Ok(Some(caller.account))
}

/// Changes the caller's account to what the caller says it is. `false` where it is gone.
pub fn update(tx: &mut Tx<'_>, caller: &Caller) -> Result<bool, Error> {
    let Some(version) = account::update(tx, &caller.account)? else {
        return Ok(false);
    };
    record(tx, caller, "updated", version)?;
    Ok(true)
}

fn record(tx: &mut Tx<'_>, caller: &Caller, change: &str, version: i64) -> Result<(), Error> {
    let account = &caller.account;
    let values = serde_json::json!({
        "slug": account.slug.as_str(),
        "name": account.name,
        "plan": account.plan.as_str(),
        "language": account.language.as_str(),
        "time_zone": account.time_zone.name(),
        "details_shape": account.details_shape.as_str(),
    });
    let event = Event { entity: "account", entity_id: account.slug.as_str(), version, change };
    trail::record(tx, caller, event, &values)
}
