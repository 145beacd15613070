//! A customer as a row of a file has it: made where it is missing, else changed in what the row says.

use std::borrow::Cow;

use guiche_domain::customer::{Changes, Draft, Locator};
use guiche_domain::form::At;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_store::customer::{self, Customer};
use guiche_store::{Error, Tx};

use super::create::{NewCustomer, make};
use super::known::Known;
use super::locate::hold_by_internal_id;
use super::snapshot::{Snapshot, whole};
use super::update::{UpdateCustomer, change};
use crate::{Caller, Permission};

/// A row that is ready for the store: what takes long is done.
#[derive(Clone, Debug)]
pub struct RowCustomer {
    key: Option<Locator>,
    key_field: Field,
    new: NewCustomer,
    update: UpdateCustomer,
}

/// What came of a row.
#[derive(Clone, Debug)]
pub enum Upserted {
    /// A customer was made.
    Created {
        /// Our id of it.
        customer_id: Id,
    },
    /// A customer was changed.
    Updated {
        /// Its version now.
        version: i64,
        /// What it was before.
        before: Box<Snapshot>,
    },
    /// The customer is as the row says already. That leaves no trace.
    Unchanged {
        /// Our id of it.
        customer_id: Id,
        /// Its version.
        version: i64,
    },
}

impl RowCustomer {
    /// A row as it makes a customer, as it changes one, and the key by which the one to be changed is found: `by_email` says
    /// which. `password_hash` is that of the row's password, if it has one and is not refused anyway.
    pub fn new(draft: Draft, changes: Changes, by_email: bool, password_hash: Option<String>) -> Self {
        let key = if by_email {
            draft.email.clone().map(|At { field, value }| At { field, value: Locator::Email(value) })
        } else {
            draft.customer_id.clone().map(|At { field, value }| At { field, value: Locator::Internal(value) })
        };
        let missing = if by_email { Field::new("email", 2) } else { Field::new("customer_id", 0) };
        let (key, key_field) = key.map_or((None, missing), |at| (Some(at.value), at.field));
        let new = NewCustomer::with_hash(draft, password_hash.clone());
        Self { key, key_field, new, update: UpdateCustomer::with_hash(changes, password_hash) }
    }
}

/// Makes a customer of a row; one that is there already is a fault. Refused with all faults at once; nothing was written then.
pub fn create_row(
    tx: &mut Tx<'_>,
    caller: &Caller,
    row: &RowCustomer,
    known: &mut Known,
) -> Result<Upserted, Error> {
    let customer = make(tx, caller, &row.new, known)?;
    Ok(Upserted::Created { customer_id: customer.customer_id })
}

/// Makes a customer of a row, or changes the one that has its key in what the row says. Refused with all faults at once;
/// nothing was written then.
pub fn upsert(
    tx: &mut Tx<'_>,
    caller: &Caller,
    row: &RowCustomer,
    known: &mut Known,
) -> Result<Upserted, Error> {
    caller.require(Permission::WriteCustomers)?;
    let Some(key) = &row.key else {
        return refuse_without_key(tx, caller, row, known);
    };
    // Whether the key leads to a customer that another was merged into is asked only where it cannot be made.
    if let Some(held) = hold(tx, caller, key, customer::hold_by_internal_id)? {
        return replace(tx, caller, held, row, known);
    }
    match create_row(tx, caller, row, known) {
        // It may lead to another customer, and another transaction may have made it since we looked.
        Err(Error::Refused(refusal)) => match hold(tx, caller, key, hold_by_internal_id)? {
            Some(held) => replace(tx, caller, held, row, known),
            None => Err(Error::Refused(refusal)),
        },
        done => done,
    }
}

/// A way to hold a customer by its own key.
type Hold = fn(&mut Tx<'_>, i64, &str) -> Result<Option<Customer>, Error>;

/// The customer that is there: nobody else changes it until the transaction ends.
fn hold(tx: &mut Tx<'_>, caller: &Caller, key: &Locator, by_id: Hold) -> Result<Option<Customer>, Error> {
    let account_id = caller.account.account_id;
    match key {
        Locator::Internal(id) => by_id(tx, account_id, id.as_str()),
        Locator::Email(email) => customer::hold_by_email(tx, account_id, &email.key()),
    }
}

fn replace(
    tx: &mut Tx<'_>,
    caller: &Caller,
    held: Customer,
    row: &RowCustomer,
    known: &mut Known,
) -> Result<Upserted, Error> {
    let before = whole(tx, caller.account.account_id, held.clone())?;
    let customer_id = held.customer_id.clone();
    // A key that leads to the customer that another was merged into does not become that one's own.
    let update = match &row.key {
        Some(Locator::Internal(id)) if held.internal_id.as_deref() != Some(id.as_str()) => {
            Cow::Owned(row.update.keeping_key())
        }
        _ => Cow::Borrowed(&row.update),
    };
    let done = change(tx, caller, Some(held), &update, Faults::default(), known)?;
    let version = done.version;
    Ok(match done.changed {
        true => Upserted::Updated { version, before: Box::new(before) },
        false => Upserted::Unchanged { customer_id, version },
    })
}

/// All that is wrong with a row whose customer cannot be told.
fn refuse_without_key(
    tx: &mut Tx<'_>,
    caller: &Caller,
    row: &RowCustomer,
    known: &mut Known,
) -> Result<Upserted, Error> {
    let mut faults = Faults::default();
    if !row.update.changes.faults.mention(&row.key_field.key) {
        faults.push(Fault::of(row.key_field.clone(), Reason::Required));
    }
    change(tx, caller, None, &row.update, faults, known)?;
    Err(Error::Data("a row without a key was not refused".into()))
}
