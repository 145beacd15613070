//! The order of changes: one server at a time gives what is committed its position.
//!
//! Positions of an account are 1, 2, 3… without a gap, a thing's changes in the order of its versions. Writers need no
//! shared counter for it, and whoever reads positions in order misses nothing: a change that is committed late gets a late
//! position.

use std::collections::{BTreeMap, VecDeque};

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::lease::{self, Lease};
use guiche_store::outbox::{self, Pending};
use guiche_store::{Error, Tx};

/// For how long others are kept off. Each batch renews it, so it need only be longer than a batch takes and short enough
/// to wait for, where a server ended without giving it back.
const TERM_SECONDS: i64 = 10;
/// How many changes one job gives a position at most.
const BATCH: i64 = 500;

/// What one job came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sequenced {
    /// So many changes have a position now.
    Positioned {
        /// How many.
        changes: u64,
        /// Whether there may be more: ask again.
        more: bool,
    },
    /// Another server does it.
    Elsewhere,
}

/// The accounts in which there is something to do that no other server does. It waits for nobody.
pub fn due(tx: &mut Tx<'_>, holder: &Id, now: Timestamp) -> Result<Vec<i64>, Error> {
    let mut due = Vec::new();
    for account_id in outbox::pending_accounts(tx)? {
        if !lease::is_held_by_another(tx, lease_of(account_id, holder), now, until(now))? {
            due.push(account_id);
        }
    }
    Ok(due)
}

/// Gives changes of an account their positions, a batch at most, if `holder` has the lease or can have it.
pub fn sequence(tx: &mut Tx<'_>, account_id: i64, holder: &Id, now: Timestamp) -> Result<Sequenced, Error> {
    sequence_some(tx, account_id, holder, now, BATCH)
}

/// Lets another server take over at once.
pub fn release(tx: &mut Tx<'_>, account_id: i64, holder: &Id) -> Result<(), Error> {
    lease::release(tx, lease_of(account_id, holder))
}

fn lease_of(account_id: i64, holder: &Id) -> Lease<'_> {
    Lease { account_id, name: "sequencer", holder }
}

fn until(now: Timestamp) -> Timestamp {
    now.plus_seconds(TERM_SECONDS)
}

fn sequence_some(
    tx: &mut Tx<'_>,
    account_id: i64,
    holder: &Id,
    now: Timestamp,
    batch: i64,
) -> Result<Sequenced, Error> {
    // First of all: from here to the commit nobody else gives positions, and all that were given are seen.
    if !lease::take_or_renew(tx, lease_of(account_id, holder), now, until(now))? {
        return Ok(Sequenced::Elsewhere);
    }
    let pending = outbox::pending(tx, account_id, batch)?;
    let mut position = outbox::last_position(tx, account_id)?;
    let (mut changes, more) = (0, pending.len() as i64 >= batch);
    for change in in_order(pending) {
        position += 1;
        outbox::set_position(tx, account_id, &change.event_id, position)?;
        changes += 1;
    }
    Ok(Sequenced::Positioned { changes, more })
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
