//! Deleting an organization that nothing refers to.

use guiche_store::{Error, Tx, organization};

use super::trail::record;
use crate::{Caller, Permission};

/// What came of a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deleted {
    /// It is gone, with the values of its custom fields.
    Done,
    /// There is none with this id.
    Unknown,
    /// It stays: something belongs to it.
    Used {
        /// How many customers.
        customers: u64,
        /// How many organizations.
        below: u64,
    },
}

/// Deletes an organization, unless a customer or another organization belongs to it (ours). Who is about to refer to it is
/// waited for; who comes after that finds nothing.
pub fn delete(tx: &mut Tx<'_>, caller: &Caller, organization_id: &str) -> Result<Deleted, Error> {
    caller.require(Permission::WriteOrganizations)?;
    let account_id = caller.account.account_id;
    let Some(mut last) = organization::hold_to_delete(tx, account_id, organization_id)? else {
        return Ok(Deleted::Unknown);
    };
    let (customers, below) = organization::uses(tx, account_id, organization_id)?;
    if customers + below > 0 {
        return Ok(Deleted::Used { customers, below });
    }
    organization::delete(tx, account_id, organization_id)?;
    last.version += 1;
    record(tx, caller, "deleted", &last, &[])?;
    Ok(Deleted::Done)
}
