//! Taking customers out in bulk, a chunk at a time in the order in which they were made.

use std::collections::{BTreeSet, HashMap};

use guiche_domain::custom_field::CustomField;
use guiche_domain::id::Id;
use guiche_domain::page::Order;
use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_store::customer::{self, Customer};
use guiche_store::customer_list::{self, Place, Segment, Source};
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx};

use super::size::of_organizations;
use crate::custom_field::{CUSTOMER, active};
use crate::{Caller, Permission};

/// How many customers a chunk has at most.
pub const EXPORT_CHUNK: usize = 500;

/// Whose customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Those of this organization alone, not of those below it; `None` for all of the account.
    pub organization_id: Option<String>,
}

/// What there is to take out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The custom fields that are in use, as configured.
    pub custom_fields: Vec<CustomField>,
    /// How many customers there are now.
    pub customers: u64,
}

/// A customer with what it refers to by name, and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The customer.
    pub customer: Customer,
    /// The organization's name.
    pub organization: Option<String>,
    /// The portfolio's name.
    pub portfolio: Option<String>,
    /// The values of its custom fields by the fields' ids, those of retired fields too.
    pub values: HashMap<String, String>,
}

/// What an export will find. Refused where there is no such organization.
pub fn export_extent(tx: &mut Tx<'_>, caller: &Caller, scope: &Scope) -> Result<Extent, Error> {
    caller.require(Permission::ExportCustomers)?;
    let account_id = caller.account.account_id;
    if let Some(id) = &scope.organization_id
        && group::name(tx, Kind::Organization, account_id, id)?.is_none()
    {
        return Err(Error::Refused(Fault::of(Field::new("organization_id", 0), Reason::NotFound).into()));
    }
    let organizations = scope.organization_id.clone().map(|id| BTreeSet::from([id]));
    let customers = of_organizations(tx, account_id, organizations.as_ref())?;
    Ok(Extent { custom_fields: active(tx, account_id, CUSTOMER)?, customers })
}

/// The next [`EXPORT_CHUNK`] customers after the one with this id of ours, or the first. There may be more where there are as
/// many. Each chunk is of its own moment: who is made while an export goes on may be in it or not, and who changes is as it
/// was found.
pub fn export_chunk(
    tx: &mut Tx<'_>,
    caller: &Caller,
    scope: &Scope,
    after: Option<&Id>,
) -> Result<Vec<Exported>, Error> {
    caller.require(Permission::ExportCustomers)?;
    let account_id = caller.account.account_id;
    let organization_id = scope.organization_id.as_deref();
    let source = Source { organization_id, segment: Segment::Creation, order: Order::Ascending };
    let place = after.map(|id| Place { without: false, text: String::new(), customer_id: id.to_string() });
    let listed = customer_list::after(tx, account_id, &source, place.as_ref(), EXPORT_CHUNK as i64)?;
    let Some(last) = listed.last().map(|last| last.customer.customer_id.clone()) else {
        return Ok(Vec::new());
    };
    let after = after.map_or("", Id::as_str);
    let mut values: HashMap<Id, HashMap<String, String>> = HashMap::new();
    for (id, field, value) in customer::values_between(tx, account_id, organization_id, after, &last)? {
        values.entry(id).or_default().insert(field, value);
    }
    let portfolios: HashMap<String, String> =
        group::portfolios(tx, account_id)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let exported = listed.into_iter().map(|listed| Exported {
        organization: listed.organization,
        portfolio: listed.customer.portfolio_id.as_ref().and_then(|id| portfolios.get(id)).cloned(),
        values: values.remove(&listed.customer.customer_id).unwrap_or_default(),
        customer: listed.customer,
    });
    Ok(exported.collect())
}
