//! Departments.

use guiche_domain::id::Id;
use guiche_store::{Error, Tx, department};

use crate::Caller;
use crate::trail::{self, Event};

/// Makes one under the id `id`. `false` where the id is taken.
pub fn create(tx: &mut Tx<'_>, caller: &Caller, id: &Id, name: &str) -> Result<bool, Error> {
    if !department::insert(tx, caller.account.account_id, id, name, caller.now)? {
        return Ok(false);
    }
    let event = Event { entity: "department", entity_id: id.as_str(), version: 1, change: "created" };
    trail::record(tx, caller, event, &serde_json::json!({ "name": name }))?;
    Ok(true)
}
