//! What two customers were before they became one, for as long as that can be undone.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::customer_merge::{self as store, Merge};
use guiche_store::{Error, Tx, customer};
use serde::{Deserialize, Serialize};

use super::Snapshot;
use crate::{Caller, Permission};

/// How many days a merge can be undone.
pub const UNDO_DAYS: i64 = 30;
/// How many merges are listed at most.
const LISTED: i64 = 100;

/// What is needed to undo a merge.
#[derive(Serialize, Deserialize)]
pub(super) struct Past {
    pub(super) kept: Snapshot,
    pub(super) merged: Snapshot,
    /// The keys that led to the merged customer.
    pub(super) moved: Vec<String>,
    /// Whether the kept customer got the other's key.
    pub(super) key_taken: bool,
    /// Whether the kept customer got the other's address.
    pub(super) email_taken: bool,
}

impl Past {
    pub(super) fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::Data(error.to_string()))
    }

    /// What is kept of a merge; `None` where it cannot be undone any more.
    pub(super) fn of(merge: &Merge, now: Timestamp) -> Result<Option<Self>, Error> {
        let kept = merge.snapshots.as_deref().filter(|_| merge.merged_at > oldest(now));
        kept.map(serde_json::from_str).transpose().map_err(|error| Error::Data(error.to_string()))
    }
}

/// Merges of this moment or before cannot be undone any more.
fn oldest(now: Timestamp) -> Timestamp {
    now.plus_hours(-24 * UNDO_DAYS)
}

/// A merge that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    /// The merge.
    pub merge_id: Id,
    /// The customer that became a part of the other, by our id.
    pub merged_id: Id,
    /// Its name.
    pub name: String,
    /// Its own key, if it had one.
    pub internal_id: Option<String>,
    /// When.
    pub merged_at: Timestamp,
    /// From this moment on it cannot be undone any more.
    pub until: Timestamp,
    /// Whether the customer that was kept is as the merge left it: undoing then makes it what it was before.
    pub whole: bool,
}

/// The merges into a customer that can be undone, the newest first, a hundred at most. One that was made into the customer
/// before it was itself merged into another is listed once that is undone.
pub fn merges(tx: &mut Tx<'_>, caller: &Caller, customer_id: &Id) -> Result<Vec<Undoable>, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let found = store::undoable(tx, account_id, customer_id, oldest(caller.now), LISTED)?;
    let kept = customer::by_id(tx, account_id, customer_id.as_str())?;
    let mut undoable = Vec::new();
    for merge in found {
        let Some(past) = Past::of(&merge, caller.now)? else { continue };
        undoable.push(Undoable {
            merge_id: merge.merge_id,
            merged_id: merge.merged_id,
            name: past.merged.customer.name,
            internal_id: past.merged.customer.internal_id,
            merged_at: merge.merged_at,
            until: merge.merged_at.plus_hours(24 * UNDO_DAYS),
            whole: kept.as_ref().is_some_and(|kept| kept.version == merge.kept_version),
        });
    }
    Ok(undoable)
}

/// Forgets what customers were before up to a thousand merges of an account that cannot be undone any more; tells of how many.
pub fn purge_merges(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    store::purge(tx, account_id, oldest(now))
}
