//! What an organization allows those who belong to it.

use crate::{Error, Tx};

statements! {
    ORGANIZATION = "SELECT create_tickets, mother_organization_id FROM organization
        WHERE account_id = $1 AND organization_id = $2";
}

/// What one organization says, and the id of the one that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Whether its customers may open tickets.
    pub create_tickets: bool,
    /// Its mother, which has to allow it too.
    pub mother_organization_id: Option<String>,
}

/// What an organization says; `None` where there is none of this id.
pub fn of_organization(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
) -> Result<Option<Allowed>, Error> {
    tx.first(ORGANIZATION, &[account_id.into(), organization_id.into()], |row| {
        Ok(Allowed { create_tickets: row.boolean(0)?, mother_organization_id: row.optional_text(1)? })
    })
}
