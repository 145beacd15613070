//! The order of changes: one server at a time gives what is committed its position.
//!
//! Positions of an account are 1, 2, 3… without a gap, a thing's changes in the order of its versions. Writers need no
//! shared counter for it, and whoever reads positions in order misses nothing: a change that is committed late gets a late
//! position. What has its position is linked into the chain of the audit trail in the same transaction.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use guiche_store::audit::chain;
use guiche_store::outbox::{self, Pending};
use guiche_store::{Error, Tx};

use crate::audit;
use crate::work::Work;

/// The sequencer.
pub const WORK: Work = Work { name: "sequencer", accounts: accounts_behind, batch: sequence };

/// The accounts with changes that have no position, or are in no link: those of before there were links.
fn accounts_behind(tx: &mut Tx<'_>) -> Result<Vec<i64>, Error> {
    let pending = outbox::pending_accounts(tx)?;
    let unlinked = chain::accounts_behind(tx)?;
    Ok(pending.into_iter().chain(unlinked).collect::<BTreeSet<_>>().into_iter().collect())
}

/// Gives changes of an account their positions, `batch` at most, and links what is in no link.
fn sequence(tx: &mut Tx<'_>, account_id: i64, batch: i64) -> Result<u64, Error> {
    let pending = outbox::pending(tx, account_id, batch)?;
    let mut position = outbox::last_position(tx, account_id)?;
    let mut changes = 0;
    for change in in_order(pending) {
        position += 1;
        outbox::set_position(tx, account_id, &change.event_id, position)?;
        changes += 1;
    }
    audit::chain::link(tx, account_id)?;
    Ok(changes)
}

/// Changes by the time of their events, where clocks allow it: of the places that a thing's changes have in that order,
/// the first goes to the lowest version.
fn in_order(mut changes: Vec<Pending>) -> Vec<Pending> {
    let thing = |change: &Pending| (change.entity.clone(), change.entity_id.clone());
    changes.sort_by(|one, other| one.event_id.cmp(&other.event_id));
    let places: Vec<_> = changes.iter().map(thing).collect();
    changes.sort_by_key(|change| change.version);
    let mut versions: BTreeMap<_, VecDeque<Pending>> = BTreeMap::new();
    for change in changes {
        versions.entry(thing(&change)).or_default().push_back(change);
    }
    places.iter().filter_map(|thing| versions.get_mut(thing)?.pop_front()).collect()
}

#[cfg(test)]
mod tests;
