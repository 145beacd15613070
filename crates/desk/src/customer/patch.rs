//! Changing a customer that a path names.

use guiche_domain::customer::CustomerId;
use guiche_domain::id::Id;
use guiche_domain::refusal::Faults;
use guiche_store::customer::{self, Customer};
use guiche_store::{Error, Tx};

use super::known::Known;
use super::locate::hold_by_internal_id;
use super::precondition::Precondition;
use super::update::{UpdateCustomer, Updated, change};
use crate::{Caller, Permission};

/// What came of a change of what a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Patched {
    /// It is as it was asked for.
    Done(Updated),
    /// It is not there.
    Missing,
    /// The precondition does not hold.
    PreconditionFailed,
}

/// Changes the customer with this key (contract: ours). Refused with all faults at once; nothing was written then.
pub fn patch(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &CustomerId,
    update: &UpdateCustomer,
    precondition: &Precondition,
) -> Result<Patched, Error> {
    caller.require(Permission::WriteCustomers)?;
    let held = hold_by_internal_id(tx, caller.account.account_id, id.as_str())?;
    patch_held(tx, caller, held, update, precondition)
}

/// The same of the customer with this id of ours.
pub fn patch_by_id(
    tx: &mut Tx<'_>,
    caller: &Caller,
    customer_id: &Id,
    update: &UpdateCustomer,
    precondition: &Precondition,
) -> Result<Patched, Error> {
    caller.require(Permission::WriteCustomers)?;
    let held = customer::hold_by_id(tx, caller.account.account_id, customer_id)?;
    patch_held(tx, caller, held, update, precondition)
}

fn patch_held(
    tx: &mut Tx<'_>,
    caller: &Caller,
    held: Option<Customer>,
    update: &UpdateCustomer,
    precondition: &Precondition,
) -> Result<Patched, Error> {
    let Some(held) = held else { return Ok(Patched::Missing) };
    if !precondition.holds(Some(held.version)) {
        return Ok(Patched::PreconditionFailed);
    }
    change(tx, caller, Some(held), update, Faults::default(), &mut Known::default()).map(Patched::Done)
}
