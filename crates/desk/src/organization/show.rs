//! One organization with what it belongs to and what belongs to it.

use std::collections::BTreeSet;

use guiche_domain::custom_field::CustomField;
use guiche_domain::id::Id;
use guiche_store::customer::CustomValue;
use guiche_store::group::{self, Kind};
use guiche_store::organization::{self, Organization};
use guiche_store::{Error, Tx};

use crate::customer::size;
use crate::{Caller, Permission};

/// How many that it belongs to are shown, the nearest ones.
const MOTHERS: usize = 20;
/// How many that belong to it are shown, the oldest ones.
const DAUGHTERS: i64 = 100;

/// An organization, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The organization.
    pub organization: Organization,
    /// The custom fields that have a value, as configured, retired ones last.
    pub custom_fields: Vec<CustomValue>,
    /// Its portfolio's name.
    pub portfolio: Option<String>,
    /// What it belongs to, the highest first, down to its mother; 20 of them at most. Ids and names.
    pub mothers: Vec<(String, String)>,
    /// What belongs to it, 100 at most. Ids and names.
    pub daughters: Vec<(Id, String)>,
    /// What hangs on it.
    pub uses: Uses,
}

/// What hangs on an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uses {
    /// How many customers.
    pub customers: u64,
    /// How many organizations right below it.
    pub below: u64,
}

impl Uses {
    /// Whether anything does: then it cannot be deleted.
    pub fn any(self) -> bool {
        self.customers + self.below > 0
    }
}

/// Shows one; `None` where it is not there.
pub fn show(tx: &mut Tx<'_>, caller: &Caller, organization_id: &Id) -> Result<Option<Shown>, Error> {
    caller.require(Permission::ReadOrganizations)?;
    let account_id = caller.account.account_id;
    let id = organization_id.as_str();
    let Some(organization) = organization::by_id(tx, account_id, id)? else {
        return Ok(None);
    };
    let portfolio = match &organization.portfolio_id {
        Some(portfolio_id) => group::name(tx, Kind::Portfolio, account_id, portfolio_id)?,
        None => None,
    };
    Ok(Some(Shown {
        custom_fields: organization::values(tx, account_id, id)?,
        portfolio,
        mothers: mothers(tx, account_id, &organization)?,
        daughters: organization::below(tx, account_id, id, DAUGHTERS)?,
        uses: hanging(tx, account_id, id)?,
        organization,
    }))
}

fn mothers(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization: &Organization,
) -> Result<Vec<(String, String)>, Error> {
    let mut mothers = Vec::new();
    let mut next = organization.mother_organization_id.clone();
    while let Some(id) = next.filter(|_| mothers.len() < MOTHERS) {
        let Some(above) = organization::by_id(tx, account_id, &id)? else { break };
        mothers.push((id, above.name));
        next = above.mother_organization_id;
    }
    mothers.reverse();
    Ok(mothers)
}

/// What hangs on an organization.
pub fn uses(tx: &mut Tx<'_>, caller: &Caller, organization_id: &Id) -> Result<Uses, Error> {
    caller.require(Permission::ReadOrganizations)?;
    hanging(tx, caller.account.account_id, organization_id.as_str())
}

fn hanging(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<Uses, Error> {
    let own = BTreeSet::from([organization_id.to_owned()]);
    let customers = size::of_organizations(tx, account_id, Some(&own))?;
    Ok(Uses { customers, below: organization::count_below(tx, account_id, organization_id)? })
}

/// The custom fields of organizations that are in use, for whoever fills them in.
pub fn custom_fields(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<CustomField>, Error> {
    caller.require(Permission::ReadOrganizations)?;
    crate::custom_field::active(tx, caller.account.account_id, crate::custom_field::ORGANIZATION)
}
