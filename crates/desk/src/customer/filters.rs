//! What the panel's list of customers can be filtered by. Organizations are too many to show: see
//! [`organization::suggest`](crate::organization::suggest).

use guiche_domain::custom_field::CustomField;
use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_store::custom_field::CUSTOMER;
use guiche_store::{Error, Tx, group};

use crate::{Caller, Permission};

/// The most portfolios that are offered.
const PORTFOLIOS: usize = 500;

/// What there is to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filters {
    /// Portfolios by name, 500 at most: ids and names. None where the plan has none.
    pub portfolios: Vec<(Id, String)>,
    /// The custom fields in use, as configured, but for those of long texts.
    pub fields: Vec<CustomField>,
}

/// What customers can be filtered by.
pub fn filters(tx: &mut Tx<'_>, caller: &Caller) -> Result<Filters, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let mut portfolios = Vec::new();
    if caller.account.plan.has_portfolios() {
        portfolios = group::portfolios(tx, account_id)?;
        portfolios.sort_by_cached_key(|(_, name)| fold(name));
        portfolios.truncate(PORTFOLIOS);
    }
    let mut fields = crate::custom_field::active(tx, account_id, CUSTOMER)?;
    fields.retain(|field| field.kind.has_keys());
    Ok(Filters { portfolios, fields })
}
