//! Forgetting the rows of imports that are past their time.

use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_domain::time::Timestamp;

use crate::{Error, Tx};

/// How many rows one job forgets at most, of each kind.
pub const PURGE_ROWS: u64 = 1_000;

statements! {
    DUE = "SELECT import_id, state FROM import WHERE account_id = $1 AND purge_at IS NOT NULL AND purge_at <= $2
        ORDER BY purge_at LIMIT 1";
    FORGET_ROWS = "DELETE FROM import_row WHERE account_id = $1 AND import_id = $2
        AND (account_id, import_id, row_number) IN
        (SELECT account_id, import_id, row_number FROM import_row
         WHERE account_id = $1 AND import_id = $2 LIMIT 1000)";
    FORGET_KEYS = "DELETE FROM import_key WHERE account_id = $1 AND import_id = $2
        AND (account_id, import_id, scan, kind, value) IN
        (SELECT account_id, import_id, scan, kind, value FROM import_key
         WHERE account_id = $1 AND import_id = $2 LIMIT 1000)";
    /// Each is some two hundred rows.
    FORGET_CHUNKS = "DELETE FROM import_chunk WHERE account_id = $1 AND import_id = $2
        AND (account_id, import_id, first_row) IN
        (SELECT account_id, import_id, first_row FROM import_chunk
         WHERE account_id = $1 AND import_id = $2 LIMIT 5)";
    FORGET = "DELETE FROM import WHERE account_id = $1 AND import_id = $2 AND state = $3";
    PURGED = "UPDATE import SET purge_at = NULL WHERE account_id = $1 AND import_id = $2 AND state = $3";
}

/// An import whose rows are past their time, and where it stands.
pub fn due_for_purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<Option<(Id, State)>, Error> {
    tx.first(DUE, &[account_id.into(), now.micros().into()], |row| Ok((row.parsed(0)?, row.parsed(1)?)))
}

/// Forgets some of an import's rows. Once there are none, it is noted that there is nothing to forget; an import that was
/// never started is forgotten as a whole. `true` where there may be more rows.
pub fn purge_some(tx: &mut Tx<'_>, account_id: i64, import_id: &Id, state: State) -> Result<bool, Error> {
    let key = [account_id.into(), import_id.as_str().into()];
    let mut forgotten = 0;
    for sql in [FORGET_ROWS, FORGET_KEYS, FORGET_CHUNKS] {
        forgotten += tx.execute(sql, &key)?;
    }
    if forgotten > 0 {
        return Ok(true);
    }
    let [account, import] = key;
    let end = if matches!(state, State::Uploading | State::Ready) { FORGET } else { PURGED };
    tx.put(end, &[account, import, state.as_str().into()])?;
    Ok(false)
}
