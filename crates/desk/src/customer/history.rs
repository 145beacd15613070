//! What became of a customer, with the names of what its changes tell of.

use std::collections::BTreeMap;

use guiche_domain::id::Id;
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx, custom_field, operator};
use serde_json::Value;

use crate::audit::{self, History};
use crate::{Caller, Permission};

/// A part of a customer's history, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CustomerHistory {
    /// The changes.
    pub history: History,
    /// The names of operators, organizations, portfolios and the custom fields in use, by their ids, as far as the changes
    /// tell of them and they are still there.
    pub names: BTreeMap<String, String>,
}

/// A customer's changes behind `cursor`, `limit` and 200 at most.
pub fn history(
    tx: &mut Tx<'_>,
    caller: &Caller,
    customer_id: &Id,
    cursor: Option<&Id>,
    limit: usize,
) -> Result<CustomerHistory, Error> {
    caller.require(Permission::ReadCustomers)?;
    let history = audit::history(tx, caller, "customer", customer_id.as_str(), cursor, limit)?;
    let names = names(tx, caller.account.account_id, &history)?;
    Ok(CustomerHistory { history, names })
}

fn names(tx: &mut Tx<'_>, account_id: i64, history: &History) -> Result<BTreeMap<String, String>, Error> {
    let fields = custom_field::active(tx, account_id, custom_field::CUSTOMER)?;
    let mut names: BTreeMap<String, String> =
        fields.into_iter().map(|field| (field.id, field.name)).collect();
    for changed in &history.changes {
        let id = changed.event.actor_id.as_deref().filter(|_| changed.event.actor == "operator");
        if let Some(id) = id.filter(|id| !names.contains_key(*id))
            && let Ok(operator_id) = id.parse()
            && let Some(operator) = operator::by_id(tx, account_id, &operator_id)?
        {
            names.insert(id.to_owned(), operator.name);
        }
        for difference in changed.differences.iter().flatten() {
            let kind = match difference.field.as_str() {
                "organization_id" => Kind::Organization,
                "portfolio_id" => Kind::Portfolio,
                _ => continue,
            };
            let ids = [difference.from.as_ref(), Some(&difference.to)];
            for id in ids.into_iter().flatten().filter_map(Value::as_str) {
                if !names.contains_key(id)
                    && let Some(name) = group::name(tx, kind, account_id, id)?
                {
                    names.insert(id.to_owned(), name);
                }
            }
        }
    }
    Ok(names)
}
