//! Which departments serve a customer.

use guiche_domain::customer::Request;
use guiche_domain::form::At;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Reason};
use guiche_store::{Error, Tx, customer, department};

use super::Updated;
use super::locate::hold;
use crate::trail::{self, Event};
use crate::{Caller, Permission};

/// Has a department serve a customer (contract: §2). Where it does already nothing changes, and there is no trace.
pub fn link(tx: &mut Tx<'_>, caller: &Caller, request: &Request<String>) -> Result<Updated, Error> {
    change(tx, caller, request, "linked", department::link)
}

/// Has a department serve a customer no longer. Where it does not nothing changes, and there is no trace.
pub fn unlink(tx: &mut Tx<'_>, caller: &Caller, request: &Request<String>) -> Result<Updated, Error> {
    change(tx, caller, request, "unlinked", department::unlink)
}

/// Writes the link; tells whether anything is different.
type Write = fn(&mut Tx<'_>, i64, &Id, &str) -> Result<bool, Error>;

/// Refused with all faults at once, before anything is written.
fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    request: &Request<String>,
    change: &'static str,
    write: Write,
) -> Result<Updated, Error> {
    caller.require(Permission::WriteCustomers)?;
    let account_id = caller.account.account_id;
    let mut faults = request.faults.clone();
    let held = hold(tx, caller, request.locator.as_ref(), &mut faults)?;
    if let Some(At { field, value }) = &request.value
        && !department::has(tx, account_id, value)?
    {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
    }
    faults.into_result()?;
    let (Some(mut customer), Some(At { value: department_id, .. })) = (held, &request.value) else {
        return Err(Error::Data("a request without faults lacks something".into()));
    };
    let changed = write(tx, account_id, &customer.customer_id, department_id)?;
    if changed {
        customer.version += 1;
        customer::set_standing(tx, account_id, &customer)?;
        let event = Event {
            entity: "customer",
            entity_id: customer.customer_id.as_str(),
            version: customer.version,
            change,
        };
        trail::record(tx, caller, event, &serde_json::json!({ "department_id": department_id }))?;
    }
    Ok(Updated { customer_id: customer.internal_id, version: customer.version, changed })
}
