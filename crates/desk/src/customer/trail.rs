//! What the audit trail keeps of a customer.

use std::collections::BTreeSet;

use guiche_domain::custom_field::CustomValue;
use guiche_store::customer::Customer;
use guiche_store::{Error, Tx};
use serde::Serialize;

use crate::Caller;
use crate::trail::{self, Event};

/// Writes the two rows of a change: what the customer became. `values` are those of its custom fields, and `password` is what
/// came of it, as far as they changed.
pub(super) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    change: &'static str,
    customer: &Customer,
    values: &[CustomValue],
    password: Option<Password>,
) -> Result<(), Error> {
    record_with(tx, caller, change, customer, values, password, Beside::default())
}

/// What changed beside the customer's own row.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Beside<'b> {
    /// All departments that serve it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) departments: Option<&'b BTreeSet<String>>,
    /// The merge that made the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) merge_id: Option<&'b str>,
    /// The customer that has become one with this one, by our id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) merged: Option<&'b str>,
    /// The customer that this one has become a part of, by our id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) into: Option<&'b str>,
}

/// The same, with what changed beside the customer's own row.
pub(super) fn record_with(
    tx: &mut Tx<'_>,
    caller: &Caller,
    change: &'static str,
    customer: &Customer,
    values: &[CustomValue],
    password: Option<Password>,
    beside: Beside<'_>,
) -> Result<(), Error> {
    let event = Event {
        entity: "customer",
        entity_id: customer.customer_id.as_str(),
        version: customer.version,
        change,
    };
    trail::record(tx, caller, event, &Recorded::new(customer, values, password, beside))
}

/// What came of a password. Whether a customer has one that did not change is not read for the trail.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Password {
    /// It is another.
    Set,
    /// There is none any more.
    Cleared,
}

/// What the audit trail keeps of a customer.
#[derive(Serialize)]
struct Recorded<'r> {
    customer_id: Option<&'r str>,
    name: &'r str,
    email: Option<&'r str>,
    email_validated: bool,
    phone: Option<&'r str>,
    create_tickets: bool,
    organization_id: Option<&'r str>,
    language: &'static str,
    portfolio_id: Option<&'r str>,
    active: bool,
    account_approved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<Password>,
    custom_fields: Vec<(&'r str, &'r str)>,
    #[serde(flatten)]
    beside: Beside<'r>,
}

impl<'r> Recorded<'r> {
    fn new(
        customer: &'r Customer,
        values: &'r [CustomValue],
        password: Option<Password>,
        beside: Beside<'r>,
    ) -> Self {
        Self {
            customer_id: customer.internal_id.as_deref(),
            name: &customer.name,
            email: customer.email.as_deref(),
            email_validated: customer.email_validated,
            phone: customer.phone.as_deref(),
            create_tickets: customer.create_tickets,
            organization_id: customer.organization_id.as_deref(),
            language: customer.language.as_str(),
            portfolio_id: customer.portfolio_id.as_deref(),
            active: customer.active,
            account_approved: customer.account_approved,
            password,
            custom_fields: values.iter().map(|value| (&*value.custom_field_id, &*value.value)).collect(),
            beside,
        }
    }
}
