//! Accounts: made by whoever runs the server, changed by them and by administrators.

use guiche_domain::account::{Account, Settings};
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx, account};

use crate::trail::{self, Event};
use crate::{Actor, Caller, Ids, Permission};

/// Makes an account; its number in the store. `None` where the slug is taken.
pub fn create(tx: &mut Tx<'_>, new: &Account, now: Timestamp, ids: &Ids) -> Result<Option<Account>, Error> {
    let Some(account_id) = account::insert(tx, new, now)? else {
        return Ok(None);
    };
    let made = Account { account_id, ..new.clone() };
    let ids = ids.clone();
    let caller = Caller::new(made, Actor::CommandLine, now, ids);
    record(tx, &caller, "created", 1)?;
    Ok(Some(caller.account))
}

/// Changes the caller's account to what the caller says it is. `false` where it is gone.
pub fn update(tx: &mut Tx<'_>, caller: &Caller) -> Result<bool, Error> {
    caller.require(Permission::ManageAccount)?;
    let Some(version) = account::update(tx, &caller.account)? else {
        return Ok(false);
    };
    record(tx, caller, "updated", version)?;
    Ok(true)
}

/// The caller's account as it is now, and its version.
pub fn settings(tx: &mut Tx<'_>, caller: &Caller) -> Result<Option<(Account, i64)>, Error> {
    caller.require(Permission::ManageAccount)?;
    account::by_number(tx, caller.account.account_id)
}

/// Changes the settings of the caller's account to what was typed, where it is still of this version. Refused with all faults
/// at once. `None` where somebody else has changed it meanwhile. Slug and plan stay.
pub fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    typed: &Settings,
    version: i64,
) -> Result<Option<Account>, Error> {
    caller.require(Permission::ManageAccount)?;
    typed.faults.clone().into_result()?;
    let found = account::hold(tx, caller.account.account_id)?;
    let Some((before, _)) = found.filter(|(_, found)| *found == version) else {
        return Ok(None);
    };
    let after = typed.applied_to(&before);
    if after == before {
        return Ok(Some(after));
    }
    let caller = Caller { account: after, ..caller.clone() };
    Ok(update(tx, &caller)?.then_some(caller.account))
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
        "rate_limit": account.rate_limit.map(|rate| rate.to_string()),
    });
    let event = Event { entity: "account", entity_id: account.slug.as_str(), version, change };
    trail::record(tx, caller, event, &values)
}
