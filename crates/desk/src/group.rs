//! Portfolios, in which customers are looked after.

use guiche_domain::id::Id;
use guiche_domain::named::Draft;
use guiche_store::{Error, Tx, count, group};

use crate::titled::Titled;
use crate::{Caller, Changed, Permission};

const PORTFOLIO: Titled = Titled {
    entity: "portfolio",
    insert: group::insert_portfolio,
    hold: group::hold_portfolio,
    rename: group::rename_portfolio,
};

/// Makes a portfolio under the id `id`, on whatever plan. `false` where the id is taken.
pub fn create_portfolio(tx: &mut Tx<'_>, caller: &Caller, id: &Id, name: &str) -> Result<bool, Error> {
    PORTFOLIO.create(tx, caller, id, name)
}

/// Makes a portfolio of what was typed. Enterprise plan only.
pub fn add_portfolio(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft) -> Result<(), Error> {
    caller.require(Permission::WriteConfiguration)?;
    require_plan(caller)?;
    PORTFOLIO.add(tx, caller, draft)
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
    PORTFOLIO.rename(tx, caller, id, draft, version)
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
