//! Changing what a customer may do.

use guiche_domain::customer::Request;
use guiche_domain::form::At;
use guiche_domain::id::Id;
use guiche_store::customer::{self, Customer};
use guiche_store::{Error, Tx};

use super::Updated;
use super::locate::hold;
use super::trail::record;
use crate::{Caller, Permission};

/// Lets a customer open tickets, or no longer.
pub fn permit_create_tickets(
    tx: &mut Tx<'_>,
    caller: &Caller,
    request: &Request<bool>,
) -> Result<Updated, Error> {
    change(tx, caller, request, |customer| &mut customer.create_tickets)
}

/// Lets a customer use its account, or no longer: `account_approved` (contract: ours).
pub fn permit_access(tx: &mut Tx<'_>, caller: &Caller, request: &Request<bool>) -> Result<Updated, Error> {
    change(tx, caller, request, |customer| &mut customer.account_approved)
}

/// Has a customer be served, or no longer be served at all.
pub fn activate(tx: &mut Tx<'_>, caller: &Caller, request: &Request<bool>) -> Result<Updated, Error> {
    change(tx, caller, request, |customer| &mut customer.active)
}

/// The same of the customer with this id of ours; `None` where there is none.
pub fn activate_by_id(
    tx: &mut Tx<'_>,
    caller: &Caller,
    customer_id: &Id,
    active: bool,
) -> Result<Option<Updated>, Error> {
    caller.require(Permission::WriteCustomers)?;
    let held = customer::hold_by_id(tx, caller.account.account_id, customer_id)?;
    held.map(|held| set(tx, caller, held, active, |customer| &mut customer.active)).transpose()
}

/// Refused with all faults at once. Where it is so already nothing changes, and there is no trace.
fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    request: &Request<bool>,
    part: fn(&mut Customer) -> &mut bool,
) -> Result<Updated, Error> {
    caller.require(Permission::WriteCustomers)?;
    let mut faults = request.faults.clone();
    let held = hold(tx, caller, request.locator.as_ref(), &mut faults)?;
    faults.into_result()?;
    let (Some(customer), Some(At { value, .. })) = (held, &request.value) else {
        return Err(Error::Data("a request without faults lacks something".into()));
    };
    set(tx, caller, customer, *value, part)
}

fn set(
    tx: &mut Tx<'_>,
    caller: &Caller,
    mut customer: Customer,
    value: bool,
    part: fn(&mut Customer) -> &mut bool,
) -> Result<Updated, Error> {
    let changed = *part(&mut customer) != value;
    if changed {
        *part(&mut customer) = value;
        customer.version += 1;
        customer::set_standing(tx, caller.account.account_id, &customer)?;
        record(tx, caller, "updated", &customer, &[], None)?;
    }
    Ok(Updated { customer_id: customer.internal_id, version: customer.version, changed })
}
