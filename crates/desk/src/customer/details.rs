//! Looking at a customer.

use guiche_domain::customer::Locator;
use guiche_domain::form::At;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Reason};
use guiche_store::customer::{self, Customer};
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx, customer_alias, customer_snapshot, department};

use super::locate::find;
use crate::{Caller, Permission};

/// A customer and the names of what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The customer.
    pub customer: Customer,
    /// The organization's name.
    pub organization: Option<String>,
    /// The portfolio's name.
    pub portfolio: Option<String>,
    /// The custom fields that have a value, as configured; retired ones last.
    pub custom_fields: Vec<customer::CustomValue>,
}

/// One customer (contract: §2).
pub fn details(tx: &mut Tx<'_>, caller: &Caller, locator: &At<Locator>) -> Result<Details, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let Some(customer) = find(tx, account_id, &locator.value)? else {
        return Err(Error::Refused(Fault::of(locator.field.clone(), Reason::NotFound).into()));
    };
    whole(tx, account_id, customer)
}

/// The customer with this id of ours, if there is one.
pub fn details_by_id(tx: &mut Tx<'_>, caller: &Caller, customer_id: &Id) -> Result<Option<Details>, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let found = customer::by_id(tx, account_id, customer_id.as_str())?;
    found.map(|customer| whole(tx, account_id, customer)).transpose()
}

/// What leads to a customer and who serves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The names of the departments that serve it, the oldest first.
    pub departments: Vec<String>,
    /// The keys that lead to it beside its own: those of customers that were merged into it.
    pub other_keys: Vec<String>,
}

/// What a customer has beside its details.
pub fn beside(tx: &mut Tx<'_>, caller: &Caller, customer_id: &Id) -> Result<Beside, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let serving = customer_snapshot::departments(tx, account_id, customer_id)?;
    let departments = department::all(tx, account_id)?.into_iter();
    let departments = departments.filter(|(id, _)| serving.iter().any(|serving| serving == id.as_str()));
    Ok(Beside {
        departments: departments.map(|(_, name)| name).collect(),
        other_keys: customer_alias::of_customer(tx, account_id, customer_id)?,
    })
}

/// A customer with all that is shown beside its row.
pub(super) fn whole(tx: &mut Tx<'_>, account_id: i64, customer: Customer) -> Result<Details, Error> {
    let mut named = |kind, id: &Option<String>| match id {
        Some(id) => group::name(tx, kind, account_id, id),
        None => Ok(None),
    };
    let organization = named(Kind::Organization, &customer.organization_id)?;
    let portfolio = named(Kind::Portfolio, &customer.portfolio_id)?;
    let custom_fields = customer::values(tx, account_id, &customer.customer_id)?;
    Ok(Details { customer, organization, portfolio, custom_fields })
}
