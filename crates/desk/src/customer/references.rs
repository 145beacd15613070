//! What a customer refers to.

use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Field, Reason, Refusal};
use guiche_store::group::Kind;
use guiche_store::{Error, Tx};

use super::known::Known;
use crate::Caller;

/// A portfolio, even one that cannot be read, needs the plan for it (contract: doc).
pub(crate) fn refuse_portfolio(caller: &Caller, sent: bool, faults: &Faults) -> Result<(), Refusal> {
    let sent = sent || faults.mention("portfolio_id");
    if !sent || caller.account.plan.has_portfolios() {
        return Ok(());
    }
    Err(Fault::of(Field::new("portfolio_id", 0), Reason::Plan).into())
}

/// Notes a fault where an id that was sent refers to nothing in the account. What it refers to stays until the transaction
/// ends: an organization that is deleted at the same moment is not there, or waits and is found to be in use.
pub(crate) fn refer(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: Kind,
    id: Option<&At<String>>,
    known: &mut Known,
    faults: &mut Faults,
) -> Result<(), Error> {
    let Some(At { field, value }) = id else {
        return Ok(());
    };
    if !known.has(tx, caller, kind, value)? {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
    }
    Ok(())
}
