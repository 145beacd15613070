//! Forgetting files that are past their time: they hold what people know of their customers.

use guiche_domain::time::Timestamp;
use guiche_store::import::{PURGE_ROWS, due_for_purge, hold, purge_some};
use guiche_store::{Error, Tx};

/// Forgets some rows of an import whose time is over: one that never arrived or was never started, which goes as a whole, or
/// one that ended long ago, of which what it came to stays. 1000 where there may be more to forget, else fewer.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    let Some((import_id, state)) = due_for_purge(tx, account_id, now)? else {
        return Ok(0);
    };
    // From here on nobody starts it, and it was not started since we looked.
    let held = hold(tx, account_id, import_id.as_str())?;
    if held.is_none_or(|held| held.state != state || held.purge_at.is_none_or(|end| end > now)) {
        return Ok(0);
    }
    purge_some(tx, account_id, &import_id, state)?;
    Ok(PURGE_ROWS)
}
