//! What two customers become together, without a look at the store.

use std::collections::BTreeSet;

use guiche_domain::merge::{Choice, Choices, Part};

use super::Snapshot;

/// What becomes of `kept` once `merged` is a part of it: its own values stay, those that it has not it gets, unless something
/// else was chosen. Departments are united.
pub(super) fn combine(kept: &Snapshot, merged: &Snapshot, choices: &Choices) -> Snapshot {
    let mut after = kept.clone();
    for part in parts(kept, merged).iter().filter(|part| takes(part, kept, merged, choices)) {
        take(part, &mut after, merged);
    }
    after.departments.extend(merged.departments.iter().cloned());
    after
}

/// All parts of two customers: their own, then the custom fields of which one has a value.
pub(super) fn parts(kept: &Snapshot, merged: &Snapshot) -> Vec<Part> {
    let fields: BTreeSet<&String> = kept.values.keys().chain(merged.values.keys()).collect();
    Part::OWN.into_iter().chain(fields.into_iter().cloned().map(Part::CustomField)).collect()
}

/// Whether the kept customer gets the other's value of a part.
pub(super) fn takes(part: &Part, kept: &Snapshot, merged: &Snapshot, choices: &Choices) -> bool {
    // No quota is a quota: unlimited.
    let fills = *part != Part::MonthlyTicketsQuota;
    let taken = match choices.of(part) {
        Some(Choice::Keep) => false,
        Some(Choice::Take) => true,
        None => fills && value(part, kept).is_none(),
    };
    taken && (!fills || value(part, merged).is_some())
}

/// A customer's value of a part, as the API writes it; of the password, its hash.
pub(super) fn value(part: &Part, of: &Snapshot) -> Option<String> {
    let customer = &of.customer;
    let flag = |flag: bool| Some(if flag { "1" } else { "0" }.to_owned());
    match part {
        Part::CustomerId => customer.internal_id.clone(),
        Part::Name => Some(customer.name.clone()),
        Part::Email => customer.email.clone(),
        Part::Phone => customer.phone.clone(),
        Part::Password => of.password_hash.clone(),
        Part::OrganizationId => customer.organization_id.clone(),
        Part::PortfolioId => customer.portfolio_id.clone(),
        Part::Language => Some(customer.language.as_str().into()),
        Part::CreateTickets => flag(customer.create_tickets),
        Part::Active => flag(customer.active),
        Part::AccountApproved => flag(customer.account_approved),
        Part::MonthlyTicketsQuota => customer.monthly_ticket_quota.map(|quota| quota.to_string()),
        Part::CustomField(id) => of.values.get(id).cloned(),
    }
}

fn take(part: &Part, after: &mut Snapshot, merged: &Snapshot) {
    let (customer, other) = (&mut after.customer, &merged.customer);
    match part {
        Part::CustomerId => customer.internal_id.clone_from(&other.internal_id),
        Part::Name => customer.name.clone_from(&other.name),
        Part::Email => {
            customer.email.clone_from(&other.email);
            customer.email_validated = other.email_validated;
        }
        Part::Phone => {
            customer.phone.clone_from(&other.phone);
            customer.phone_e164.clone_from(&other.phone_e164);
        }
        Part::Password => after.password_hash.clone_from(&merged.password_hash),
        Part::OrganizationId => customer.organization_id.clone_from(&other.organization_id),
        Part::PortfolioId => customer.portfolio_id.clone_from(&other.portfolio_id),
        Part::Language => customer.language = other.language,
        Part::CreateTickets => customer.create_tickets = other.create_tickets,
        Part::Active => customer.active = other.active,
        Part::AccountApproved => customer.account_approved = other.account_approved,
        Part::MonthlyTicketsQuota => customer.monthly_ticket_quota = other.monthly_ticket_quota,
        Part::CustomField(id) => {
            after.values.extend(merged.values.get(id).map(|value| (id.clone(), value.clone())));
        }
    }
}

#[cfg(test)]
mod tests;
