//! What the panel finds and counts of customers beyond the search, a moment after it changed: who has which value in a custom
//! field, how many are in a portfolio or out of service, and how many came and went on each day.
//!
//! It follows the outbox as the search does, with a position of its own: so a server of before, which keeps the search up
//! and knows nothing of this, leaves nothing out here, and what older programs made is taken in from the first change on.

use std::collections::{BTreeMap, BTreeSet};

use guiche_domain::custom_field::key::key;
use guiche_store::census::{self, Came, Change, Counted, Keys, Value};
use guiche_store::count::{self, Scope};
use guiche_store::{Error, Tx, account, follower, search};

use crate::work::Work;

/// The name of the follower.
pub(crate) const NAME: &str = "census";
/// The follower.
pub const WORK: Work = Work { name: NAME, accounts: accounts_behind, batch: follow };

fn accounts_behind(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    search::accounts_behind(tx, NAME)
}

/// Takes in changes of an account, `batch` at most.
fn follow(tx: &mut Tx<'_>, account_id: i64, batch: i64) -> Result<u64, Error> {
    let from = follower::position(tx, account_id, NAME)?;
    let changes = census::changes(tx, account_id, from, batch)?;
    let Some(last) = changes.last().map(|change| change.position) else {
        return Ok(0);
    };
    let taken = changes.len() as u64;
    let mut values = census::changed_values(tx, account_id, from, last)?;
    let mut keys = census::changed_keys(tx, account_id, from, last)?;
    count_days(tx, account_id, &changes)?;
    let mut counts = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for change in changes.iter().filter(|change| change.entity == "customer") {
        let customer_id = change.entity_id.as_str();
        if !seen.insert(customer_id) {
            continue;
        }
        if change.now != change.counted {
            note(&mut counts, change.now.as_ref(), 1);
            note(&mut counts, change.counted.as_ref(), -1);
            census::set(tx, account_id, customer_id, change.now.as_ref())?;
        }
        let now = keys_of(&values.remove(customer_id).unwrap_or_default());
        let before = keys.remove(customer_id).unwrap_or_default();
        census::set_keys(tx, account_id, customer_id, &before, &now)?;
    }
    for (scope, customers) in counts.into_iter().filter(|(_, customers)| *customers != 0) {
        count::add(tx, account_id, scope, customers)?;
    }
    follower::set_position(tx, account_id, NAME, last)?;
    Ok(taken)
}

/// Counts each creation and each deletion where it happened: also that one customer became a part of another, and that it is
/// there again. Every change is taken in once, so nothing is counted twice.
fn count_days(tx: &mut Tx<'_>, account_id: i64, changes: &[Change]) -> Result<(), Error> {
    let Some(account) = account::by_id(tx, account_id)? else {
        return Err(Error::Data(format!("the account {account_id} has changes and is gone")));
    };
    let mut days: BTreeMap<String, Came> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.entity == "customer") {
        let (created, deleted) = match change.change.as_str() {
            "created" | "restored" => (1, 0),
            "deleted" | "merged" => (0, 1),
            _ => continue,
        };
        let came = days.entry(account.time_zone.date(change.occurred_at)).or_default();
        came.created += created;
        came.deleted += deleted;
    }
    days.into_iter().try_for_each(|(day, came)| census::add_to_day(tx, account_id, &day, came))
}

fn note<'c>(counts: &mut BTreeMap<Scope<'c>, i64>, counted: Option<&'c Counted>, customers: i64) {
    let Some(Counted { active, portfolio_id }) = counted else {
        return;
    };
    let portfolio = portfolio_id.as_deref().map(Scope::Portfolio);
    let inactive = (!active).then_some(Scope::Inactive);
    for scope in portfolio.into_iter().chain(inactive) {
        *counts.entry(scope).or_default() += customers;
    }
}

fn keys_of(values: &[Value]) -> Keys {
    let keys = |value: &Value| {
        let parts = value.kind.parts(&value.text);
        parts.map(|part| (value.custom_field_id.clone(), key(part))).collect::<Vec<_>>()
    };
    values.iter().flat_map(keys).collect()
}
