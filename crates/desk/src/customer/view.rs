//! A customer as it can be put back: with the custom fields that are in use.

use guiche_store::customer::{self, CustomValue, Customer};
use guiche_store::{Error, Tx};

use super::Details;
use super::known::Known;
use super::locate::by_internal_id;
use crate::{Caller, Permission};

/// A customer and the values of the custom fields that are in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The customer.
    pub customer: Customer,
    /// Those that have a value, as configured.
    pub custom_fields: Vec<CustomValue>,
}

/// The customer with this key of the caller's own, or the one that a customer with this key was merged into.
pub fn view(tx: &mut Tx<'_>, caller: &Caller, customer_id: &str) -> Result<Option<View>, Error> {
    caller.require(Permission::ReadCustomers)?;
    let found = by_internal_id(tx, caller.account.account_id, customer_id)?;
    found.map(|customer| whole(tx, caller, customer, &mut Known::default())).transpose()
}

/// Customers that were found, each as it can be put back.
pub fn views(tx: &mut Tx<'_>, caller: &Caller, found: Vec<Details>) -> Result<Vec<View>, Error> {
    let mut known = Known::default();
    let fields = known.fields(tx, caller)?;
    let views = found.into_iter().map(|Details { customer, mut custom_fields, .. }| {
        custom_fields.retain(|value| fields.iter().any(|field| field.id == value.custom_field_id));
        View { customer, custom_fields }
    });
    Ok(views.collect())
}

/// The customer with this id of ours, if there is one.
pub(crate) fn by_id(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &str,
    known: &mut Known,
) -> Result<Option<View>, Error> {
    let found = customer::by_id(tx, caller.account.account_id, id)?;
    found.map(|customer| whole(tx, caller, customer, known)).transpose()
}

fn whole(tx: &mut Tx<'_>, caller: &Caller, customer: Customer, known: &mut Known) -> Result<View, Error> {
    let mut custom_fields = customer::values(tx, caller.account.account_id, &customer.customer_id)?;
    let fields = known.fields(tx, caller)?;
    custom_fields.retain(|value| fields.iter().any(|field| field.id == value.custom_field_id));
    Ok(View { customer, custom_fields })
}
