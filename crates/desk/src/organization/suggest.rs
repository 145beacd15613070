//! Organizations by the beginning of their names, for whoever is about to choose one.

use guiche_domain::fold::fold;
use guiche_domain::id::Id;
use guiche_store::{Error, Tx, organization};

use crate::{Caller, Permission};

/// The most that are suggested at once.
const MOST: usize = 20;

/// Up to `limit` organizations, 20 at most, whose names begin with `prefix` without regard to case and accents: ids and
/// names, by name.
pub fn suggest(
    tx: &mut Tx<'_>,
    caller: &Caller,
    prefix: &str,
    limit: usize,
) -> Result<Vec<(Id, String)>, Error> {
    caller.require(Permission::ReadOrganizations)?;
    let prefix = fold(prefix);
    let from = organization::from_name(tx, caller.account.account_id, &prefix, limit.min(MOST) as i64)?;
    let found = from.into_iter().take_while(|(_, _, name_key)| name_key.starts_with(&prefix));
    Ok(found.map(|(id, name, _)| (id, name)).collect())
}
