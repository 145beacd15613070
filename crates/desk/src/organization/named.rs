//! An organization as people name it.

use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx, organization};

use super::name_key;
use crate::{Caller, Permission};

/// The id and the name of the organization that a text names: by its id, or by its name without regard to case and accents.
/// `None` where there is none, and where several have the name.
pub fn named(tx: &mut Tx<'_>, caller: &Caller, text: &str) -> Result<Option<(String, String)>, Error> {
    caller.require(Permission::ReadOrganizations)?;
    let (account_id, text) = (caller.account.account_id, text.trim());
    if let Some(name) = group::name(tx, Kind::Organization, account_id, text)? {
        return Ok(Some((text.to_owned(), name)));
    }
    let key = name_key(text);
    let Some(first) = organization::with_name(tx, account_id, &key, "")? else {
        return Ok(None);
    };
    if organization::with_name(tx, account_id, &key, &first)?.is_some() {
        return Ok(None);
    }
    let name = group::name(tx, Kind::Organization, account_id, &first)?;
    Ok(name.map(|name| (first, name)))
}
