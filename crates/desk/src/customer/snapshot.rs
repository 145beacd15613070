//! A customer as a whole: taken away, and put back as it was.

mod form;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use guiche_domain::custom_field::CustomValue;
use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_store::customer::{self, Customer, Hidden};
use guiche_store::{Error, Tx, customer_alias, customer_snapshot as store, department, organization};
use serde::{Deserialize, Serialize};

use super::trail::{Beside, Password, record_with};
use crate::{Caller, Permission};

/// A customer and all that is its own, as it can be kept as JSON and put back: with the hash of its password, the values of
/// all custom fields and its departments, but without the links that sign it in, which live for minutes. It shows its
/// content to nobody by accident.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    #[serde(with = "form::Row")]
    pub(super) customer: Customer,
    pub(super) password_hash: Option<String>,
    /// By the id of the custom field.
    pub(super) values: BTreeMap<String, String>,
    pub(super) departments: BTreeSet<String>,
}

impl Snapshot {
    /// The customer, without what is beside its row.
    pub fn customer(&self) -> &Customer {
        &self.customer
    }

    /// The hash of its password, if it has one.
    pub(crate) fn password_hash(&self) -> Option<&str> {
        self.password_hash.as_deref()
    }

    /// The values of all its custom fields, by the fields' ids.
    pub(crate) fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Snapshot({} {})", self.customer.customer_id, self.customer.version)
    }
}

/// The customer with this id of ours as it is now, if there is such a one. For whoever only looks: another transaction may
/// change it before this one does.
pub fn snapshot(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Option<Snapshot>, Error> {
    let found = customer::by_id(tx, account_id, customer_id.as_str())?;
    found.map(|customer| whole(tx, account_id, customer)).transpose()
}

/// The same, for whoever is about to change it: nobody else does until the transaction ends.
pub fn hold_snapshot(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Option<Snapshot>, Error> {
    let held = customer::hold_by_id(tx, account_id, customer_id)?;
    held.map(|customer| whole(tx, account_id, customer)).transpose()
}

/// A customer that was read or is held, with all that is its own.
pub(super) fn whole(tx: &mut Tx<'_>, account_id: i64, customer: Customer) -> Result<Snapshot, Error> {
    let id = &customer.customer_id;
    let password_hash = store::password_hash(tx, account_id, id)?;
    let values = store::values(tx, account_id, id)?.into_iter().collect();
    let departments = store::departments(tx, account_id, id)?.into_iter().collect();
    Ok(Snapshot { customer, password_hash, values, departments })
}

/// Deletes a customer with its values, its departments, the keys of others that lead to it, and the links that would sign it
/// in. `false` where it is not there. Its last version in the trail is one more than it had.
pub fn remove(tx: &mut Tx<'_>, caller: &Caller, customer_id: &Id) -> Result<bool, Error> {
    caller.require(Permission::WriteCustomers)?;
    let Some(mut last) = hold_snapshot(tx, caller.account.account_id, customer_id)? else {
        return Ok(false);
    };
    last.customer.version += 1;
    delete(tx, caller, &last, "deleted", Beside::default())?;
    Ok(true)
}

/// Deletes a customer that is held, and tells what it was at last and why it is gone.
pub(super) fn delete(
    tx: &mut Tx<'_>,
    caller: &Caller,
    last: &Snapshot,
    change: &'static str,
    beside: Beside<'_>,
) -> Result<(), Error> {
    let (account_id, customer_id) = (caller.account.account_id, &last.customer.customer_id);
    customer_alias::delete_all(tx, account_id, customer_id)?;
    store::delete(tx, account_id, customer_id)?;
    let beside = Beside { departments: Some(&last.departments), ..beside };
    record_with(tx, caller, change, &last.customer, &listed(&last.values), None, beside)
}

/// Puts a customer back as it was: it is made again where it is gone, under the same id, and else becomes what it was, with
/// values and departments. What lists and look-ups go by is derived anew. Its version is greater than any that it ever had,
/// because versions of a thing never repeat. `change` is the word for it in the trail.
///
/// Refused with all faults at once, before anything is written, where another has its internal id or its address meanwhile,
/// or where its organization is gone.
pub fn restore(
    tx: &mut Tx<'_>,
    caller: &Caller,
    snapshot: &Snapshot,
    change: &'static str,
) -> Result<(), Error> {
    caller.require(Permission::WriteCustomers)?;
    restore_above(tx, caller, snapshot, 0, change, Beside::default())
}

/// The same with a version that is above another, too.
pub(super) fn restore_above(
    tx: &mut Tx<'_>,
    caller: &Caller,
    snapshot: &Snapshot,
    version: i64,
    change: &'static str,
    beside: Beside<'_>,
) -> Result<(), Error> {
    let account_id = caller.account.account_id;
    let id = &snapshot.customer.customer_id;
    let before = hold_snapshot(tx, account_id, id)?;
    let known = match &before {
        Some(before) => before.customer.version,
        None => store::last_version(tx, account_id, id)?,
    };
    let mut after = snapshot.clone();
    after.customer.version = known.max(snapshot.customer.version).max(version) + 1;
    become_of(tx, caller, before.as_ref(), &after, change, beside)
}

/// Makes a customer that is held, or is not there, `after`, with its trail. Refused as [`restore`] is.
pub(super) fn become_of(
    tx: &mut Tx<'_>,
    caller: &Caller,
    before: Option<&Snapshot>,
    after: &Snapshot,
    change: &'static str,
    beside: Beside<'_>,
) -> Result<(), Error> {
    let account_id = caller.account.account_id;
    in_the_way(tx, account_id, before, after)?.into_result()?;
    write(tx, account_id, before, after)?;
    let values = differences(before, after);
    let password = password_change(before, after);
    let beside = Beside { departments: Some(&after.departments), ..beside };
    record_with(tx, caller, change, &after.customer, &values, password, beside)
}

/// What keeps a customer from becoming `after`.
fn in_the_way(
    tx: &mut Tx<'_>,
    account_id: i64,
    before: Option<&Snapshot>,
    after: &Snapshot,
) -> Result<Faults, Error> {
    let Customer { customer_id, internal_id, email, organization_id, .. } = &after.customer;
    let mut faults = Faults::default();
    if let Some(internal_id) = internal_id
        && (customer::by_internal_id(tx, account_id, internal_id)?
            .is_some_and(|other| other.customer_id != *customer_id)
            || leads_elsewhere(tx, account_id, before, after)?)
    {
        faults.push(Fault::of(Field::new("customer_id", 0), Reason::Duplicate));
    }
    if let Some(email) = email
        && customer::by_email(tx, account_id, &email.to_lowercase())?
            .is_some_and(|other| other.customer_id != *customer_id)
    {
        faults.push(Fault::of(Field::new("email", 2), Reason::Duplicate));
    }
    if let Some(organization_id) = organization_id
        && !organization::hold_to_refer(tx, account_id, organization_id)?
    {
        faults.push(Fault::of(Field::new("organization_id", 5), Reason::NotFound));
    }
    Ok(faults)
}

/// Whether a key that a customer has not had so far is one of a customer that was merged.
fn leads_elsewhere(
    tx: &mut Tx<'_>,
    account_id: i64,
    before: Option<&Snapshot>,
    after: &Snapshot,
) -> Result<bool, Error> {
    match &after.customer.internal_id {
        Some(id) if before.and_then(|before| before.customer.internal_id.as_ref()) != Some(id) => {
            Ok(customer_alias::customer_of(tx, account_id, id)?.is_some())
        }
        _ => Ok(false),
    }
}

/// Makes what is stored of a customer `after`, whatever there was before.
fn write(tx: &mut Tx<'_>, account_id: i64, before: Option<&Snapshot>, after: &Snapshot) -> Result<(), Error> {
    let (customer, id) = (&after.customer, &after.customer.customer_id);
    let email_key = customer.email.as_ref().map(|email| email.to_lowercase());
    let name_key = fold(&customer.name);
    let password_hash = after.password_hash.as_deref();
    let hidden = Hidden { name_key: &name_key, email_key: email_key.as_deref(), password_hash };
    if before.is_some() {
        customer::update(tx, account_id, customer, hidden)?;
        match password_hash {
            Some(hash) => customer::set_password(tx, account_id, id, hash)?,
            None => drop(customer::clear_password(tx, account_id, id)?),
        }
        store::clear(tx, account_id, id)?;
    } else if !customer::insert(tx, account_id, customer, hidden)? {
        // Taken since we looked: whoever asks again hears of it.
        return Err(Error::Locked);
    }
    if leads_elsewhere(tx, account_id, before, after)? {
        return Err(Error::Locked);
    }
    for (custom_field_id, value) in &after.values {
        customer::insert_value(tx, account_id, id, custom_field_id, value)?;
    }
    for department_id in &after.departments {
        department::link(tx, account_id, id, department_id)?;
    }
    Ok(())
}

/// The values that are others than before; empty where one is gone.
fn differences(before: Option<&Snapshot>, after: &Snapshot) -> Vec<CustomValue> {
    let Some(before) = before else {
        return listed(&after.values);
    };
    let changed = after.values.iter().filter(|(id, value)| before.values.get(*id) != Some(*value));
    let gone = before.values.keys().filter(|id| !after.values.contains_key(*id));
    let changed = changed.map(|(id, value)| (id.clone(), value.clone()));
    let changed: BTreeMap<_, _> = changed.chain(gone.map(|id| (id.clone(), String::new()))).collect();
    listed(&changed)
}

fn listed(values: &BTreeMap<String, String>) -> Vec<CustomValue> {
    let values = values.iter();
    values.map(|(id, value)| CustomValue { custom_field_id: id.clone(), value: value.clone() }).collect()
}

fn password_change(before: Option<&Snapshot>, after: &Snapshot) -> Option<Password> {
    let before = before.and_then(|before| before.password_hash.as_ref());
    match (before, &after.password_hash) {
        (before, Some(after)) if before != Some(after) => Some(Password::Set),
        (Some(_), None) => Some(Password::Cleared),
        _ => None,
    }
}
