//! Erasing what a thing was: its values leave the audit trail, and who did what when stays.

use guiche_store::audit::erase;
use guiche_store::{Error, Tx};
use serde_json::json;

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
