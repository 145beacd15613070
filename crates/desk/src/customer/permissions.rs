//! What a customer may do, all told.

use std::collections::HashSet;

use guiche_domain::customer::Locator;
use guiche_store::permission::{self, Allowed};
use guiche_store::{Error, Tx};

use super::locate::find;
use crate::organization::HIGHEST;
use crate::{Caller, Permission};

/// What a customer may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// Whether it may use its account.
    pub account_approved: bool,
    /// Whether it may open tickets: it, its organization, and all mothers of that allow it (contract: doc).
    pub allowed_create_tickets: bool,
}

/// What the customer that is named may do; `None` where there is no such customer (contract: ours).
pub fn permissions(
    tx: &mut Tx<'_>,
    caller: &Caller,
    locator: &Locator,
) -> Result<Option<Permissions>, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let Some(customer) = find(tx, account_id, locator)? else {
        return Ok(None);
    };
    let allowed = customer.create_tickets && organizations_allow(tx, account_id, customer.organization_id)?;
    let account_approved = customer.account_approved;
    Ok(Some(Permissions { account_approved, allowed_create_tickets: allowed }))
}

/// Whether an organization and all above it let open tickets. Organizations that are each other's mothers, which should not
/// be, are looked at once. Of a chain that is longer than it should be nobody knows what those above say: the answer is no.
fn organizations_allow(tx: &mut Tx<'_>, account_id: i64, first: Option<String>) -> Result<bool, Error> {
    let mut next = first;
    let mut seen = HashSet::new();
    while let Some(id) = next.take() {
        if seen.contains(&id) {
            break;
        }
        if seen.len() == HIGHEST {
            return Ok(false);
        }
        match permission::of_organization(tx, account_id, &id)? {
            Some(Allowed { create_tickets: false, .. }) => return Ok(false),
            Some(Allowed { mother_organization_id, .. }) => next = mother_organization_id,
            None => {}
        }
        seen.insert(id);
    }
    Ok(true)
}
