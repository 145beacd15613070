//! What is searched and counted of customers, a moment after it changed: one server at a time follows the outbox and makes
//! it anew for whatever changed.
//!
//! It is written in the order of positions, and how far it has come in the same transaction. So whoever reads both in one
//! snapshot knows exactly what is missing.

use std::collections::{BTreeMap, BTreeSet};

use guiche_domain::fold::fold;
use guiche_domain::phone;
use guiche_domain::search::{Found, document, grams};
use guiche_store::count::{self, Scope};
use guiche_store::search::{self, Change, Current, Known};
use guiche_store::{Error, Tx, follower, outbox};

use crate::work::Work;

/// The name of the follower.
pub(crate) const NAME: &str = "search";
/// The follower.
pub const WORK: Work = Work { name: NAME, accounts: accounts_behind, batch: follow };

fn accounts_behind(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    search::accounts_behind(tx, NAME)
}

/// How many of an account's changes are not searched yet, those without a position among them.
pub fn behind(tx: &mut Tx<'_>, account_id: i64) -> Result<u64, Error> {
    let last = outbox::last_position(tx, account_id)?;
    let followed = follower::position(tx, account_id, NAME)?;
    let pending = outbox::count_pending(tx, account_id)?;
    Ok(u64::try_from(last - followed).unwrap_or(0) + pending)
}

/// Takes in changes of an account, `batch` at most.
fn follow(tx: &mut Tx<'_>, account_id: i64, batch: i64) -> Result<u64, Error> {
    let from = follower::position(tx, account_id, NAME)?;
    let changes = search::changes(tx, account_id, from, batch)?;
    let Some(last) = changes.last().map(|change| change.position) else {
        return Ok(0);
    };
    let taken = changes.len() as u64;
    let mut aliases = search::changed_aliases(tx, account_id, from, last)?;
    let mut values = search::changed_values(tx, account_id, from, last)?;
    let mut counts = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for change in changes {
        if seen.insert((change.entity.clone(), change.entity_id.clone())) {
            let mut texts = aliases.remove(&change.entity_id).unwrap_or_default();
            texts.extend(values.remove(&change.entity_id).unwrap_or_default().into_values());
            take_in(tx, account_id, &change, &texts, &mut counts)?;
        }
    }
    for (organization_id, customers) in counts.into_iter().filter(|(_, customers)| *customers != 0) {
        let scope = organization_id.as_deref().map_or(Scope::All, Scope::Organization);
        count::add(tx, account_id, scope, customers)?;
    }
    follower::set_position(tx, account_id, NAME, last)?;
    Ok(taken)
}

/// Customers more or less by organization; under `None`, all.
type Counts = BTreeMap<Option<String>, i64>;

/// `texts` are what is searched of a customer beside its row: the keys that lead to it, and the values of its custom fields.
fn take_in(
    tx: &mut Tx<'_>,
    account_id: i64,
    change: &Change,
    texts: &[String],
    counts: &mut Counts,
) -> Result<(), Error> {
    let Change { position, entity, entity_id, customer, known } = change;
    if entity != "customer" {
        return Ok(());
    }
    note(counts, customer.as_ref().map(|now| &now.organization_id), 1);
    note(counts, known.as_ref().map(|before| &before.organization_id), -1);
    match (customer, known) {
        (Some(now), before) => {
            fill(tx, account_id, entity_id, now)?;
            let document = document_of(now, texts);
            let search_id = before.as_ref().map_or(*position, |before| before.search_id);
            let same = before.as_ref().is_some_and(|before| before.document == document);
            let grams = (!same).then(|| grams(account_id, &document));
            let after = Known { search_id, organization_id: now.organization_id.clone(), document };
            if before.as_ref() == Some(&after) {
                return Ok(());
            }
            search::set(tx, account_id, entity_id, &after, grams.as_deref(), before.is_some())
        }
        (None, Some(before)) => search::forget(tx, account_id, entity_id, before.search_id),
        (None, None) => Ok(()),
    }
}

fn note(counts: &mut Counts, organization_id: Option<&Option<String>>, customers: i64) {
    let Some(organization_id) = organization_id else {
        return;
    };
    *counts.entry(None).or_default() += customers;
    if organization_id.is_some() {
        *counts.entry(organization_id.clone()).or_default() += customers;
    }
}

fn document_of(now: &Current, texts: &[String]) -> String {
    let found = Found {
        name: &now.name,
        email: now.email.as_deref(),
        internal_id: now.internal_id.as_deref(),
        phone: now.phone.as_deref(),
        phone_e164: now.phone_e164.as_deref(),
    };
    document(found, texts.iter().map(String::as_str))
}

/// What a program of before left empty.
fn fill(tx: &mut Tx<'_>, account_id: i64, customer_id: &str, now: &Current) -> Result<(), Error> {
    let name_key = now.name_key.is_empty().then(|| fold(&now.name));
    let name_key = name_key.as_deref().map(|key| (now.name.as_str(), key));
    let phone = now.phone.as_deref().filter(|_| now.phone_e164.is_none());
    let e164 = phone.and_then(phone::e164);
    search::fill(tx, account_id, customer_id, name_key, phone.zip(e164.as_deref()))
}

#[cfg(test)]
mod tests;
