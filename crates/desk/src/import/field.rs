//! What a row changes of a customer, field by field.

use guiche_domain::custom_field::CustomField;
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx};

use crate::customer::Snapshot;

/// A field that becomes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The API's parameter.
    pub key: String,
    /// What people call it, where that is not the key: a custom field's name.
    pub label: Option<String>,
    /// What it was; the name of what it refers to. Of a password it is never said.
    pub from: Option<String>,
    /// What it becomes, likewise.
    pub to: Option<String>,
}

type Plain = (&'static str, Option<String>);

/// All that is different of a customer that is there, or all that a new one has.
pub(super) fn differences(
    tx: &mut Tx<'_>,
    account_id: i64,
    before: Option<&Snapshot>,
    after: &Snapshot,
    configured: &[CustomField],
) -> Result<Vec<Difference>, Error> {
    let from = before.map(|before| plain(tx, account_id, before)).transpose()?;
    let to = plain(tx, account_id, after)?;
    let mut differences = Vec::new();
    for (at, (key, to)) in to.into_iter().enumerate() {
        let from = from.as_ref().and_then(|from| from.get(at)).and_then(|(_, from)| from.clone());
        if from != to {
            differences.push(Difference { key: key.into(), label: None, from, to });
        }
    }
    if before.and_then(Snapshot::password_hash) != after.password_hash() {
        differences.push(Difference { key: "password".into(), label: None, from: None, to: None });
    }
    for field in configured {
        let value = |of: &Snapshot| of.values().get(&field.id).cloned();
        let (from, to) = (before.and_then(value), value(after));
        if from != to {
            let (key, label) = (format!("custom_field[{}]", field.id), Some(field.name.clone()));
            differences.push(Difference { key, label, from, to });
        }
    }
    Ok(differences)
}

fn plain(tx: &mut Tx<'_>, account_id: i64, of: &Snapshot) -> Result<[Plain; 8], Error> {
    let customer = of.customer();
    let mut named = |kind, id: &Option<String>| match id {
        Some(id) => Ok(Some(group::name(tx, kind, account_id, id)?.unwrap_or_else(|| id.clone()))),
        None => Ok::<_, Error>(None),
    };
    let organization = named(Kind::Organization, &customer.organization_id)?;
    let portfolio = named(Kind::Portfolio, &customer.portfolio_id)?;
    let create_tickets = if customer.create_tickets { "1" } else { "0" };
    Ok([
        ("customer_id", customer.internal_id.clone()),
        ("name", Some(customer.name.clone())),
        ("email", customer.email.clone()),
        ("phone", customer.phone.clone()),
        ("create_tickets", Some(create_tickets.into())),
        ("organization_id", organization),
        ("language", Some(customer.language.as_str().into())),
        ("portfolio_id", portfolio),
    ])
}
