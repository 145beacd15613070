//! Making one customer of two.
//!
//! All of it is one transaction: nobody ever sees both, or neither, or half of what belongs to them. Today a customer owns the
//! values of custom fields, departments and keys of customers that were merged into it before; the account's configuration and
//! the people who merge bound them all. [`move_owned`] is where whatever else comes to belong to customers is moved; once that
//! has no bound it is to be moved in turns before the switch, which stays one transaction.

mod combine;
mod past;
mod preview;
mod undo;

use guiche_domain::id::Id;
use guiche_domain::merge::{Choices, Part};
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_store::{Error, Tx, customer_alias, customer_merge as store};

use self::combine::{combine, takes};
use self::past::Past;
pub use self::past::{UNDO_DAYS, Undoable, merges, purge_merges};
pub use self::preview::{Line, Preview, preview};
pub use self::undo::{Undone, undo_merge};
use super::snapshot::{Snapshot, become_of, delete, hold_snapshot};
use super::trail::Beside;
use crate::trail::{self, Event};
use crate::{Caller, Permission};

/// What the trail says of the customer that is gone.
pub(crate) const MERGED: &str = "merged";

/// Which two customers become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRequest {
    /// The one that stays.
    pub kept_id: Id,
    /// Its version, as the caller saw it.
    pub kept_version: i64,
    /// The one that becomes a part of it.
    pub merged_id: Id,
    /// Its version, as the caller saw it.
    pub merged_version: i64,
    /// What is to stay.
    pub choices: Choices,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The merge, by which it can be undone.
    pub merge_id: Id,
    /// The kept customer's version now: above all that either had, so that a version tells what was read by either key.
    pub version: i64,
}

/// Makes two customers one, as [`preview`] shows it (ours). The key that is not the kept customer's leads to it from now on;
/// links that would sign in the other are gone. Refused where one is not there, or has changed since it was looked at.
pub fn merge(tx: &mut Tx<'_>, caller: &Caller, request: &MergeRequest) -> Result<Merged, Error> {
    caller.require(Permission::WriteCustomers)?;
    let account_id = caller.account.account_id;
    let (kept, merged) = both(tx, account_id, &request.kept_id, &request.merged_id, hold_snapshot)?;
    let mut faults = Faults::default();
    for (key, seen, now) in
        [("kept_id", request.kept_version, &kept), ("merged_id", request.merged_version, &merged)]
    {
        if seen != now.customer.version {
            faults.push(Fault::of(field(key), Reason::ChangedMeanwhile));
        }
    }
    faults.into_result()?;
    let merge_id = caller.new_id();
    let after = one_of(&kept, &merged, &request.choices);
    let alias = [&kept, &merged].into_iter().find_map(|of| {
        of.customer.internal_id.clone().filter(|id| after.customer.internal_id.as_ref() != Some(id))
    });
    let moved = move_owned(tx, account_id, &request.merged_id, &request.kept_id)?;
    let (kept_id, merged_id) = (request.kept_id.as_str(), request.merged_id.as_str());
    let beside = Beside { merge_id: Some(merge_id.as_str()), ..Beside::default() };
    let mut last = merged.clone();
    last.customer.version += 1;
    delete(tx, caller, &last, MERGED, Beside { into: Some(kept_id), ..beside })?;
    become_of(tx, caller, Some(&kept), &after, "updated", Beside { merged: Some(merged_id), ..beside })?;
    if let Some(alias) = &alias {
        customer_alias::set(tx, account_id, alias, &request.kept_id, &merge_id)?;
    }
    let version = after.customer.version;
    let has_taken = |part| takes(&part, &kept, &merged, &request.choices);
    let (key_taken, email_taken) = (has_taken(Part::CustomerId), has_taken(Part::Email));
    let past = Past { kept, merged, moved, key_taken, email_taken };
    store::insert(
        tx,
        account_id,
        &store::Merge {
            merge_id: merge_id.clone(),
            kept_id: request.kept_id.clone(),
            merged_id: request.merged_id.clone(),
            internal_id: alias.clone(),
            kept_version: version,
            merged_at: caller.now,
            undone_at: None,
            snapshots: Some(past.to_json()?),
            version: 1,
        },
    )?;
    let values = serde_json::json!({
        "kept_id": kept_id,
        "merged_id": merged_id,
        "internal_id": alias,
        "choices": request.choices.iter().map(|(part, choice)| (part.to_string(), choice.as_str())).collect::<Vec<_>>(),
    });
    record(tx, caller, &merge_id, 1, "created", &values)?;
    Ok(Merged { merge_id, version })
}

/// What two customers become, above all versions that either had: whoever asks for one of them by its key and a version never
/// takes it for the other.
fn one_of(kept: &Snapshot, merged: &Snapshot, choices: &Choices) -> Snapshot {
    let mut after = combine(kept, merged, choices);
    after.customer.version = kept.customer.version.max(merged.customer.version) + 1;
    after
}

/// Moves what belongs to a customer beside its own row to another, and tells which keys led to it.
fn move_owned(tx: &mut Tx<'_>, account_id: i64, from: &Id, to: &Id) -> Result<Vec<String>, Error> {
    let aliases = customer_alias::of_customer(tx, account_id, from)?;
    customer_alias::move_all(tx, account_id, from, to)?;
    Ok(aliases)
}

/// Both customers, by `find`, always in the same order: who holds them waits for who holds them already, and never each for
/// the other.
fn both(
    tx: &mut Tx<'_>,
    account_id: i64,
    kept_id: &Id,
    merged_id: &Id,
    find: fn(&mut Tx<'_>, i64, &Id) -> Result<Option<Snapshot>, Error>,
) -> Result<(Snapshot, Snapshot), Error> {
    if kept_id == merged_id {
        return Err(Error::Refused(Fault::of(field("merged_id"), Reason::SameCustomer).into()));
    }
    let (kept, merged) = if kept_id < merged_id {
        let kept = find(tx, account_id, kept_id)?;
        (kept, find(tx, account_id, merged_id)?)
    } else {
        let merged = find(tx, account_id, merged_id)?;
        (find(tx, account_id, kept_id)?, merged)
    };
    let mut faults = Faults::default();
    for (key, found) in [("kept_id", &kept), ("merged_id", &merged)] {
        if found.is_none() {
            faults.push(Fault::of(field(key), Reason::NotFound));
        }
    }
    faults.into_result()?;
    kept.zip(merged).ok_or_else(|| Error::Data("two customers without faults are not there".into()))
}

/// The parameters of merging, in their order.
fn field(key: &'static str) -> Field {
    let rank = ["merge_id", "kept_id", "merged_id"].into_iter().zip(0..).find(|(known, _)| *known == key);
    Field::new(key, rank.map_or(0, |(_, rank)| rank))
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    merge_id: &Id,
    version: i64,
    change: &'static str,
    values: &serde_json::Value,
) -> Result<(), Error> {
    let event = Event { entity: "customer_merge", entity_id: merge_id.as_str(), version, change };
    trail::record(tx, caller, event, values)
}
