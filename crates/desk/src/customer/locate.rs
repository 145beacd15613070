//! Finding the customer that a request names.

use guiche_domain::customer::Locator;
use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::customer::{self, Customer};
use guiche_store::{Error, Tx, customer_alias};

use crate::Caller;

/// How often a key is looked up whose customer is merged into another between two looks.
const LOOKS: usize = 4;

/// The customer that is named, if there is such a one.
pub(super) fn find(tx: &mut Tx<'_>, account_id: i64, locator: &Locator) -> Result<Option<Customer>, Error> {
    match locator {
        Locator::Internal(id) => by_internal_id(tx, account_id, id.as_str()),
        Locator::Email(email) => customer::by_email(tx, account_id, &email.key()),
    }
}

/// The customer with this key of the caller's own, or the one that a customer with this key was merged into.
pub(crate) fn by_internal_id(
    tx: &mut Tx<'_>,
    account_id: i64,
    internal_id: &str,
) -> Result<Option<Customer>, Error> {
    if let Some(found) = customer::by_internal_id(tx, account_id, internal_id)? {
        return Ok(Some(found));
    }
    match customer_alias::customer_of(tx, account_id, internal_id)? {
        Some(customer_id) => customer::by_id(tx, account_id, customer_id.as_str()),
        None => Ok(None),
    }
}

/// Whether a key is a customer's, or leads to one.
pub(super) fn is_taken(tx: &mut Tx<'_>, account_id: i64, internal_id: &str) -> Result<bool, Error> {
    Ok(customer::has_internal_id(tx, account_id, internal_id)?
        || customer_alias::customer_of(tx, account_id, internal_id)?.is_some())
}

/// The same as [`by_internal_id`] for whoever is about to change it: nobody else does until the transaction ends.
pub(super) fn hold_by_internal_id(
    tx: &mut Tx<'_>,
    account_id: i64,
    internal_id: &str,
) -> Result<Option<Customer>, Error> {
    for _ in 0..LOOKS {
        if let Some(held) = customer::hold_by_internal_id(tx, account_id, internal_id)? {
            return Ok(Some(held));
        }
        let Some(customer_id) = customer_alias::customer_of(tx, account_id, internal_id)? else {
            // A merge that was undone between the two looks has given the key back.
            return customer::hold_by_internal_id(tx, account_id, internal_id);
        };
        // While it was waited for it may have been merged on, or the merge undone.
        if let Some(held) = customer::hold_by_id(tx, account_id, &customer_id)?
            && customer_alias::customer_of(tx, account_id, internal_id)?.as_ref() == Some(&customer_id)
        {
            return Ok(Some(held));
        }
    }
    Err(Error::Locked)
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
        Locator::Internal(id) => hold_by_internal_id(tx, account_id, id.as_str())?,
        Locator::Email(email) => customer::hold_by_email(tx, account_id, &email.key())?,
    };
    if held.is_none() {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
    }
    Ok(held)
}
