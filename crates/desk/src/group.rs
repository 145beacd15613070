//! Portfolios, in which customers are looked after.

use guiche_domain::id::Id;
use guiche_store::group;
use guiche_store::{Error, Tx};

use crate::trail::{self, Event};
use crate::{Caller, Permission};

/// Makes a portfolio under the id `id`. `false` where the id is taken.
pub fn create_portfolio(tx: &mut Tx<'_>, caller: &Caller, id: &Id, name: &str) -> Result<bool, Error> {
    if !group::insert_portfolio(tx, caller.account.account_id, id, name, caller.now)? {
        return Ok(false);
    }
    let event = Event { entity: "portfolio", entity_id: id.as_str(), version: 1, change: "created" };
    trail::record(tx, caller, event, &serde_json::json!({ "name": name }))?;
    Ok(true)
}

/// All portfolios of the account, oldest first: ids and names. Enterprise plan only (contract: §2).
pub fn portfolios(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<(Id, String)>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    if !caller.account.plan.has_portfolios() {
        return Err(Error::Refused(guiche_domain::Reason::Plan.into()));
    }
    group::portfolios(tx, caller.account.account_id)
}
