//! `/guiche/v1/customers`

pub(crate) mod batch;
pub(crate) mod change;
mod conditions;
pub(crate) mod list;
mod parameters;
pub(crate) mod put;
pub(crate) mod representation;
pub(crate) mod show;

use guiche_domain::customer::CustomerId;
use guiche_domain::form::Form;
use guiche_domain::refusal::{Fault, Field, Reason};

use crate::failure::Failure;
use crate::request::Head;

/// The key that the path names; one that cannot be read, nobody has.
fn named(head: &Head) -> Result<CustomerId, Failure> {
    let id = head.named().filter(|id| !id.trim().is_empty());
    id.and_then(|id| CustomerId::parse(&id).ok()).ok_or_else(missing)
}

/// The customer of the path is not there.
fn missing() -> Failure {
    Failure::Missing(Fault::of(Field::new("customer_id", 0), Reason::NotFound))
}

/// The keys of a representation that nobody can set: what was read can be sent back as it is.
const READ_ONLY: [&str; 7] = [
    "phone_e164",
    "active",
    "account_approved",
    "email_validated",
    "monthly_tickets_quota",
    "version",
    "created_at",
];

/// A form without what can only be read.
fn writable(sent: &Form) -> Form {
    let mut form = Form::default();
    for entry in sent.entries().iter().filter(|entry| !READ_ONLY.contains(&&*entry.key)) {
        form.push(entry.key.clone(), entry.value.clone());
    }
    form
}
