//! Finding the customer that a request names.

use guiche_domain::customer::Locator;
use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::customer::{self, Customer};
use guiche_store::{Error, Tx};

use crate::Caller;

/// The customer that is named, if there is such a one.
pub(super) fn find(tx: &mut Tx<'_>, account_id: i64, locator: &Locator) -> Result<Option<Customer>, Error> {
    match locator {
        Locator::Internal(id) => customer::by_internal_id(tx, account_id, id.as_str()),
        Locator::Email(email) => customer::by_email(tx, account_id, &email.key()),
    }
}

/// The customer that is to change: nobody else changes it until the transaction ends. Where there is none, that is a fault.
pub(crate) fn hold(
    tx: &mut Tx<'_>,
    caller: &Caller,
    locator: Option<&At<Locator>>,
    faults: &mut Faults,
) -> Result<Option<Customer>, Error> {
    let Some(At { field, value }) = locator else {
        return Ok(None);
    };
    let account_id = caller.account.account_id;
    let held = match value {
        Locator::Internal(id) => customer::hold_by_internal_id(tx, account_id, id.as_str())?,
        Locator::Email(email) => customer::hold_by_email(tx, account_id, &email.key())?,
    };
    if held.is_none() {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
    }
    Ok(held)
}
