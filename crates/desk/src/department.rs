//! Departments.

use guiche_domain::id::Id;
use guiche_domain::named::Draft;
use guiche_store::{Error, Tx, department};

use crate::trail::{self, Event};
use crate::{Caller, Changed, Permission};

/// Makes one under the id `id`. `false` where the id is taken.
pub fn create(tx: &mut Tx<'_>, caller: &Caller, id: &Id, name: &str) -> Result<bool, Error> {
    caller.require(Permission::WriteConfiguration)?;
    if !department::insert(tx, caller.account.account_id, id, name, caller.now)? {
        return Ok(false);
    }
    record(tx, caller, id.as_str(), 1, "created", name)?;
    Ok(true)
}

/// Makes one of what was typed.
pub fn add(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft) -> Result<(), Error> {
    caller.require(Permission::WriteConfiguration)?;
    let name = draft.title()?;
    if create(tx, caller, &caller.new_id(), name.as_str())? {
        Ok(())
    } else {
        Err(Error::Data("a new department's id is taken".into()))
    }
}

/// Gives one another name, where it still is at this version.
pub fn rename(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &Id,
    draft: &Draft,
    version: i64,
) -> Result<Changed, Error> {
    caller.require(Permission::WriteConfiguration)?;
    let account_id = caller.account.account_id;
    let Some((before, held)) = department::hold(tx, account_id, id.as_str())? else {
        return Ok(Changed::Unknown);
    };
    let name = draft.title()?;
    if held != version {
        return Ok(Changed::Meanwhile);
    }
    if name.as_str() != before {
        department::rename(tx, account_id, id.as_str(), name.as_str(), version + 1)?;
        record(tx, caller, id.as_str(), version + 1, "updated", name.as_str())?;
    }
    Ok(Changed::Done)
}

/// All departments of the account, oldest first: ids and names.
pub fn all(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<(Id, String)>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    department::all(tx, caller.account.account_id)
}

/// The name and version of one.
pub fn by_id(tx: &mut Tx<'_>, caller: &Caller, id: &Id) -> Result<Option<(String, i64)>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    department::by_id(tx, caller.account.account_id, id.as_str())
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &str,
    version: i64,
    change: &str,
    name: &str,
) -> Result<(), Error> {
    let event = Event { entity: "department", entity_id: id, version, change };
    trail::record(tx, caller, event, &serde_json::json!({ "name": name }))
}
