//! Portfolios, in which customers are looked after.

use guiche_domain::id::Id;
use guiche_domain::named::Draft;
use guiche_store::{Error, Tx, count, group};

use crate::trail::{self, Event};
use crate::{Caller, Changed, Permission};

/// Makes a portfolio under the id `id`, on whatever plan. `false` where the id is taken.
pub fn create_portfolio(tx: &mut Tx<'_>, caller: &Caller, id: &Id, name: &str) -> Result<bool, Error> {
    caller.require(Permission::WriteConfiguration)?;
    if !group::insert_portfolio(tx, caller.account.account_id, id, name, caller.now)? {
        return Ok(false);
    }
    record(tx, caller, id.as_str(), 1, "created", name)?;
    Ok(true)
}

/// Makes a portfolio of what was typed. Enterprise plan only.
pub fn add_portfolio(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft) -> Result<(), Error> {
    caller.require(Permission::WriteConfiguration)?;
    require_plan(caller)?;
    let name = draft.title()?;
    if create_portfolio(tx, caller, &caller.new_id(), name.as_str())? {
        Ok(())
    } else {
        Err(Error::Data("a new portfolio's id is taken".into()))
    }
}

/// Gives a portfolio another name, where it still is at this version. Enterprise plan only.
///
/// There is no deleting: customers, organizations and the trail refer to portfolios, and a name costs nothing.
pub fn rename_portfolio(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &Id,
    draft: &Draft,
    version: i64,
) -> Result<Changed, Error> {
    caller.require(Permission::WriteConfiguration)?;
    require_plan(caller)?;
    let account_id = caller.account.account_id;
    let Some((before, held)) = group::hold_portfolio(tx, account_id, id.as_str())? else {
        return Ok(Changed::Unknown);
    };
    let name = draft.title()?;
    if held != version {
        return Ok(Changed::Meanwhile);
    }
    if name.as_str() != before {
        group::rename_portfolio(tx, account_id, id.as_str(), name.as_str(), version + 1)?;
        record(tx, caller, id.as_str(), version + 1, "updated", name.as_str())?;
    }
    Ok(Changed::Done)
}

/// All portfolios of the account, oldest first: ids and names. Enterprise plan only (contract: §2).
pub fn portfolios(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<(Id, String)>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    require_plan(caller)?;
    group::portfolios(tx, caller.account.account_id)
}

/// The name and version of a portfolio. Enterprise plan only.
pub fn portfolio(tx: &mut Tx<'_>, caller: &Caller, id: &Id) -> Result<Option<(String, i64)>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    require_plan(caller)?;
    group::portfolio(tx, caller.account.account_id, id.as_str())
}

/// How many customers are in each portfolio that has any, by its id: a moment after they changed.
pub fn sizes(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<(String, i64)>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    count::by_portfolio(tx, caller.account.account_id)
}

fn require_plan(caller: &Caller) -> Result<(), Error> {
    if caller.account.plan.has_portfolios() {
        return Ok(());
    }
    Err(Error::Refused(guiche_domain::Reason::Plan.into()))
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &str,
    version: i64,
    change: &str,
    name: &str,
) -> Result<(), Error> {
    let event = Event { entity: "portfolio", entity_id: id, version, change };
    trail::record(tx, caller, event, &serde_json::json!({ "name": name }))
}
