//! Erasing what a thing was: its values leave the audit trail, and who did what when stays.

use guiche_domain::id::Id;
use guiche_store::audit::{self, erase};
use guiche_store::{Error, Tx, customer_merge};
use serde_json::json;

use crate::customer::by_internal_id;
use crate::trail::{self, Event};
use crate::{Caller, Permission};

/// How many values are erased at once, at most.
pub const ERASED_AT_ONCE: u64 = 1_000;

/// Erases values of a thing, [`ERASED_AT_ONCE`] at most, and tells how many: call again while it is as many. The thing
/// itself stays as it is, and so do its events, of which the trail still proves when and by whom they were made.
///
/// It leaves an event of its own, `values_erased` of an `erasure`, that names the thing by kind and id: an erasure is no
/// change of the thing, and takes none of its versions. Where there is nothing to erase, it leaves none.
pub fn erase_values(tx: &mut Tx<'_>, caller: &Caller, entity: &str, entity_id: &str) -> Result<u64, Error> {
    caller.require(Permission::ManageAccount)?;
    let limit = i64::try_from(ERASED_AT_ONCE).unwrap_or(i64::MAX);
    let erased = erase::values(tx, caller.account.account_id, entity, entity_id, limit)?;
    if erased > 0 {
        let erasure = caller.new_id();
        let event =
            Event { entity: "erasure", entity_id: erasure.as_str(), version: 1, change: "values_erased" };
        trail::record(
            tx,
            caller,
            event,
            &json!({ "entity": entity, "entity_id": entity_id, "values": erased }),
        )?;
    }
    Ok(erased)
}

/// The things, by kind and id, of which the trail keeps what one person was: a customer, which is named by its key, by one that
/// leads to it, or by our id; those that became a part of it, one through another; and the merges into any of them, also
/// those that were undone. None where there is and was no such customer.
pub fn person(tx: &mut Tx<'_>, caller: &Caller, name: &str) -> Result<Vec<(&'static str, Id)>, Error> {
    caller.require(Permission::ManageAccount)?;
    let account_id = caller.account.account_id;
    let id = match (by_internal_id(tx, account_id, name)?, name.parse::<Id>()) {
        (Some(customer), _) => customer.customer_id,
        (None, Ok(id)) if audit::knows(tx, account_id, "customer", id.as_str())? => id,
        _ => return Ok(Vec::new()),
    };
    let (mut customers, mut merges) = (vec![id], Vec::new());
    let mut looked_at = 0;
    while let Some(id) = customers.get(looked_at).cloned() {
        looked_at += 1;
        for (merge_id, merged_id, stands) in customer_merge::of_kept(tx, account_id, &id)? {
            merges.push(merge_id);
            if stands && !customers.contains(&merged_id) {
                customers.push(merged_id);
            }
        }
    }
    let customers = customers.into_iter().map(|id| ("customer", id));
    Ok(customers.chain(merges.into_iter().map(|id| ("customer_merge", id))).collect())
}
