//! Listing organizations.

use guiche_domain::page::{PAGE_SIZE, PageNumber};
use guiche_store::customer::CustomValue;
use guiche_store::organization::{self, Organization};
use guiche_store::{Error, Tx};

use crate::{Caller, Permission};

/// An organization in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The organization.
    pub organization: Organization,
    /// The custom fields that have a value, as configured, retired ones last; empty unless they are asked for.
    pub custom_fields: Vec<CustomValue>,
}

/// A page of the account's organizations, by name without regard to case and accents, and how many there are in all.
pub fn list(
    tx: &mut Tx<'_>,
    caller: &Caller,
    page: PageNumber,
    show_custom_fields: bool,
) -> Result<(Vec<Listed>, u64), Error> {
    caller.require(Permission::ReadOrganizations)?;
    let account_id = caller.account.account_id;
    let size = organization::count(tx, account_id)?;
    if page.offset() >= size {
        return Ok((Vec::new(), size));
    }
    let mut listed = Vec::new();
    for organization in organization::page(tx, account_id, page.offset(), PAGE_SIZE)? {
        let custom_fields = if show_custom_fields {
            organization::values(tx, account_id, organization.organization_id.as_str())?
        } else {
            Vec::new()
        };
        listed.push(Listed { organization, custom_fields });
    }
    Ok((listed, size))
}
