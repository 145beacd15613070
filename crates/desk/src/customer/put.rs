//! Putting a customer in its place: made where it is missing, else made what is given.

use std::borrow::Cow;

use guiche_domain::customer::{Changes, CustomerId, Draft};
use guiche_domain::form::At;
use guiche_domain::refusal::Faults;
use guiche_store::customer::{self, Customer};
use guiche_store::{Error, Tx};
use serde::{Deserialize, Serialize};

use super::create::{NewCustomer, create_with};
use super::known::Known;
use super::locate::hold_by_internal_id;
use super::precondition::Precondition;
use super::update::{UpdateCustomer, change};
use crate::password::Hasher;
use crate::{Caller, Permission};

/// A whole customer that is ready for the store: what takes long is done.
#[derive(Clone, Debug)]
pub struct PutCustomer {
    customer_id: Option<At<CustomerId>>,
    new: NewCustomer,
    update: UpdateCustomer,
}

impl PutCustomer {
    /// Hashes the password, if there is one and the draft is not refused anyway.
    pub async fn prepare(draft: Draft, hasher: &Hasher) -> Result<Self, Error> {
        let new = NewCustomer::prepare(draft.clone(), hasher).await?;
        let customer_id = draft.customer_id.clone();
        let update = UpdateCustomer::with_hash(Changes::from(draft), new.password_hash());
        Ok(Self { customer_id, new, update })
    }
}

/// What came of putting a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    /// Whether it was not there before.
    pub created: bool,
    /// Its version now.
    pub version: i64,
    /// Whether anything is different from before. What changes nothing leaves no trace.
    pub changed: bool,
}

/// Makes a customer, or makes one that is there what is given (contract: ours). Refused with all faults at once; nothing
/// was written then. `None` where the precondition does not hold.
pub fn put(
    tx: &mut Tx<'_>,
    caller: &Caller,
    put: &PutCustomer,
    precondition: &Precondition,
    known: &mut Known,
) -> Result<Option<Put>, Error> {
    caller.require(Permission::WriteCustomers)?;
    // Whether the key leads to a customer that another was merged into is asked only where it cannot be made.
    if let Some(held) = hold(tx, caller, put, customer::hold_by_internal_id)? {
        return replace(tx, caller, held, put, precondition, known);
    }
    if !precondition.holds(None) {
        return match hold(tx, caller, put, hold_by_internal_id)? {
            Some(held) => replace(tx, caller, held, put, precondition, known),
            None => Ok(None),
        };
    }
    match create_with(tx, caller, &put.new, known) {
        Ok(_) => Ok(Some(Put { created: true, version: 1, changed: true })),
        // It may lead to another customer, and another transaction may have made it since we looked.
        Err(Error::Refused(refusal)) => match hold(tx, caller, put, hold_by_internal_id)? {
            Some(held) => replace(tx, caller, held, put, precondition, known),
            None => Err(Error::Refused(refusal)),
        },
        Err(error) => Err(error),
    }
}

/// A way to hold a customer by its key.
type Hold = fn(&mut Tx<'_>, i64, &str) -> Result<Option<Customer>, Error>;

/// The customer that is there: nobody else changes it until the transaction ends.
fn hold(
    tx: &mut Tx<'_>,
    caller: &Caller,
    put: &PutCustomer,
    by_key: Hold,
) -> Result<Option<Customer>, Error> {
    match &put.customer_id {
        Some(id) => by_key(tx, caller.account.account_id, id.value.as_str()),
        None => Ok(None),
    }
}

fn replace(
    tx: &mut Tx<'_>,
    caller: &Caller,
    held: Customer,
    put: &PutCustomer,
    precondition: &Precondition,
    known: &mut Known,
) -> Result<Option<Put>, Error> {
    if !precondition.holds(Some(held.version)) {
        return Ok(None);
    }
    let own = put.customer_id.as_ref().map(|id| id.value.as_str()) == held.internal_id.as_deref();
    let update = if own { Cow::Borrowed(&put.update) } else { Cow::Owned(put.update.keeping_key()) };
    let done = change(tx, caller, Some(held), &update, Faults::default(), known)?;
    Ok(Some(Put { created: false, version: done.version, changed: done.changed }))
}
