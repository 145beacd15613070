//! Looking a file through, before anything is written: which rows are blank, and which have a key that an earlier one has.

use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_store::import::{self, key};
use guiche_store::{Error, Tx};

use super::prepare::Keys;
use crate::Caller;

/// Takes in the keys of rows, of which `after` were looked through before under the same mapping; tells how many.
pub(super) fn scan(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    (after, scan): (i64, i64),
    rows: &[(i64, Option<Keys>)],
) -> Result<u64, Error> {
    let account_id = caller.account.account_id;
    let held = import::hold(tx, account_id, import_id.as_str())?;
    let same = |import: &import::Import| {
        import.state == State::Ready && import.counts.scanned == after && import.settings.scan == scan
    };
    let Some(mut import) = held.filter(same) else {
        return Ok(0);
    };
    for (number, keys) in rows {
        import.counts.scanned = *number;
        let Some(keys) = keys else {
            import.counts.blank += 1;
            continue;
        };
        let mut repeated = false;
        for (kind, value) in keys.each() {
            let key = key::Key { account_id, import_id: import_id.as_str(), scan, kind, value };
            repeated |= !key::claim(tx, key, *number)?;
        }
        import.counts.repeated += i64::from(repeated);
    }
    if rows.is_empty() || import.counts.scanned >= import.counts.total {
        import.work = None;
    }
    import::advance(tx, account_id, &import)?;
    Ok(rows.len() as u64)
}
