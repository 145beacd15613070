//! The first rows of a file, by which people tell its columns apart.

use guiche_domain::id::Id;
use guiche_store::import::{self, chunk};
use guiche_store::{Error, Tx};

use super::{FileRow, content, unknown};
use crate::{Caller, Permission};

/// Up to `limit` of the first rows of an import's file, as far as they lie in its first piece. None where the file is forgotten
/// already. Refused where there is no such import.
pub fn sample(tx: &mut Tx<'_>, caller: &Caller, import_id: &Id, limit: usize) -> Result<Vec<FileRow>, Error> {
    caller.require(Permission::ImportCustomers)?;
    let account_id = caller.account.account_id;
    if import::find(tx, account_id, import_id.as_str())?.is_none() {
        return Err(unknown());
    }
    let Some(chunk) = chunk::at(tx, account_id, import_id.as_str(), 1)? else {
        return Ok(Vec::new());
    };
    let rows = content::read(&chunk, 0)?;
    Ok(rows.into_iter().take(limit).map(|(_, row)| row).collect())
}
