//! Departments.

use guiche_domain::id::Id;
use guiche_domain::named::Draft;
use guiche_store::{Error, Tx, department};

use crate::titled::Titled;
use crate::{Caller, Changed, Permission};

const DEPARTMENT: Titled = Titled {
    entity: "department",
    insert: department::insert,
    hold: department::hold,
    rename: department::rename,
};

/// Makes one under the id `id`. `false` where the id is taken.
pub fn create(tx: &mut Tx<'_>, caller: &Caller, id: &Id, name: &str) -> Result<bool, Error> {
    DEPARTMENT.create(tx, caller, id, name)
}

/// Makes one of what was typed.
pub fn add(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft) -> Result<(), Error> {
    DEPARTMENT.add(tx, caller, draft)
}

/// Gives one another name, where it still is at this version.
pub fn rename(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &Id,
    draft: &Draft,
    version: i64,
) -> Result<Changed, Error> {
    DEPARTMENT.rename(tx, caller, id, draft, version)
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
