//! Filling in what programs of before did not know.

use guiche_store::{Error, Tx, organization};

use super::name_key;

/// How many organizations one call completes at most.
const BATCH: i64 = 1_000;

/// Gives up to a thousand organizations of an account what lists order them by, where a program of before has made them;
/// tells whether there may be more. It changes nothing that anybody sees but the order, so it leaves no trail.
pub fn complete(tx: &mut Tx<'_>, account_id: i64) -> Result<bool, Error> {
    let missing = organization::without_key(tx, account_id, BATCH)?;
    for (id, name) in &missing {
        organization::set_key(tx, account_id, id, name, &name_key(name))?;
    }
    Ok(i64::try_from(missing.len()) == Ok(BATCH))
}
