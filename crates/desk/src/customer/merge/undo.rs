//! Making two customers again of those that became one.

use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Reason};
use guiche_store::{Error, Tx, customer_alias, customer_merge as store};

use super::{Past, Snapshot, field, record};
use crate::customer::snapshot::{become_of, hold_snapshot, restore_above};
use crate::customer::trail::Beside;
use crate::{Caller, Permission};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Whether the kept customer is what it was before. It has changed since the merge where it is not: then it stays as it
    /// is, but for the key and the address that it had got from the other.
    pub whole: bool,
}

/// Undoes a merge (ours): the merged customer is what it was, with its key and those that led to it, and so is the kept one
/// unless it has changed since.
///
/// Refused where there is no such merge, where it was undone already or is older than [`UNDO_DAYS`](super::UNDO_DAYS), where the
/// kept customer is gone, perhaps merged into another, and where somebody else has a key or an address that one of the two had.
pub fn undo_merge(tx: &mut Tx<'_>, caller: &Caller, merge_id: &Id) -> Result<Undone, Error> {
    caller.require(Permission::WriteCustomers)?;
    let account_id = caller.account.account_id;
    let refused = |key, reason| Error::Refused(Fault::of(field(key), reason).into());
    let merge =
        store::hold(tx, account_id, merge_id)?.ok_or_else(|| refused("merge_id", Reason::NotFound))?;
    let past = Past::of(&merge, caller.now)?.ok_or_else(|| refused("merge_id", Reason::NotUndoable))?;
    let now = hold_snapshot(tx, account_id, &merge.kept_id)?;
    let now = now.ok_or_else(|| refused("kept_id", Reason::NotFound))?;
    if let Some(internal_id) = &merge.internal_id {
        customer_alias::delete(tx, account_id, internal_id)?;
    }
    let whole = now.customer.version == merge.kept_version;
    let mut after = if whole { past.kept.clone() } else { given_back(&now, &past) };
    after.customer.version = now.customer.version + 1;
    let beside = Beside { merge_id: Some(merge_id.as_str()), ..Beside::default() };
    become_of(tx, caller, Some(&now), &after, "merge_undone", beside)?;
    restore_above(tx, caller, &past.merged, now.customer.version, "restored", beside)?;
    for internal_id in &past.moved {
        customer_alias::move_one(tx, account_id, internal_id, &merge.kept_id, &merge.merged_id)?;
    }
    let version = merge.version + 1;
    store::set_undone(tx, account_id, merge_id, caller.now, version)?;
    let values = serde_json::json!({
        "kept_id": merge.kept_id.as_str(),
        "merged_id": merge.merged_id.as_str(),
        "whole": whole,
    });
    record(tx, caller, merge_id, version, "undone", &values)?;
    Ok(Undone { whole })
}

/// The kept customer as it is now, but for what the other needs back.
fn given_back(now: &Snapshot, past: &Past) -> Snapshot {
    let mut after = now.clone();
    let (customer, kept, merged) = (&mut after.customer, &past.kept.customer, &past.merged.customer);
    if past.key_taken && customer.internal_id == merged.internal_id {
        customer.internal_id.clone_from(&kept.internal_id);
    }
    if past.email_taken && customer.email == merged.email {
        customer.email.clone_from(&kept.email);
        customer.email_validated = kept.email_validated;
    }
    after
}
