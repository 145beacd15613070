//! Undoing what an import did, from its last row on: customers that nobody changed since become what they were.

use std::collections::HashMap;

use guiche_domain::id::Id;
use guiche_domain::import::run::{Outcome, State, Undo};
use guiche_store::import::row::{self, Done};
use guiche_store::{Error, Tx, customer, import};

use super::damaged;
use super::state::undone;
use super::trail::caller_of;
use crate::Caller;
use crate::customer::{Snapshot, remove, restore};

/// How many rows one job looks at.
const ROWS: i64 = 200;

/// Undoes some rows of an import that is being undone; tells how many were looked at.
pub(super) fn revert(tx: &mut Tx<'_>, caller: &Caller, import_id: &Id) -> Result<u64, Error> {
    let account_id = caller.account.account_id;
    let held = import::hold(tx, account_id, import_id.as_str())?;
    let Some(mut import) = held.filter(|import| import.state == State::Undoing) else {
        return Ok(0);
    };
    let starter = caller_of(&import, caller)?;
    let next = import.counts.done - import.counts.looked_at + 1;
    let mut rows = row::before(tx, account_id, import_id.as_str(), next, ROWS)?;
    let mut moved = Moved::new();
    for done in &mut rows {
        // It was read before the rows behind it were undone.
        let found_again = done.customer_id.as_ref().and_then(|id| moved.get(id));
        if let Some((_, now)) = found_again.filter(|(before, _)| done.version == Some(*before)) {
            done.version = Some(*now);
        }
        let Some(undo) = one(tx, &starter, import_id, done, &mut moved)? else { continue };
        match undo {
            Undo::Undone => import.counts.undone += 1,
            Undo::Kept => import.counts.kept += 1,
        }
        row::set_undo(tx, account_id, import_id.as_str(), done.row_number, undo)?;
    }
    import.counts.looked_at += i64::try_from(rows.len()).map_err(damaged)?;
    if rows.is_empty() || import.counts.looked_at >= import.counts.done {
        undone(tx, &starter, import)?;
    } else {
        import::advance(tx, account_id, &import)?;
    }
    Ok(rows.len() as u64)
}

/// The version that a customer had before a row, and the one in which that state is again now.
type Moved = HashMap<Id, (i64, i64)>;

/// Undoes a row; `None` where it did nothing.
fn one(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    done: &Done,
    moved: &mut Moved,
) -> Result<Option<Undo>, Error> {
    let (Outcome::Created | Outcome::Updated, Some(customer_id)) = (done.outcome, &done.customer_id) else {
        return Ok(None);
    };
    let account_id = caller.account.account_id;
    let now = customer::hold_by_id(tx, account_id, customer_id)?.map(|customer| customer.version);
    let (Some(version), true) = (done.version, now == done.version) else {
        // Somebody changed it, or took it away.
        return Ok(Some(Undo::Kept));
    };
    if done.outcome == Outcome::Created {
        remove(tx, caller, customer_id)?;
        return Ok(Some(Undo::Undone));
    }
    let Some(before) = &done.before else {
        // What it was has been erased.
        return Ok(Some(Undo::Kept));
    };
    let before: Snapshot = serde_json::from_str(before).map_err(damaged)?;
    match restore(tx, caller, &before, "import_undone") {
        Ok(()) => {}
        // Its key or its address is another's now, or its organization is gone.
        Err(Error::Refused(_)) => return Ok(Some(Undo::Kept)),
        Err(error) => return Err(error),
    }
    // An earlier row that left it like that finds it so again.
    let earlier = (customer_id, done.row_number);
    let (before, now) = (before.customer().version, version + 1);
    row::set_version(tx, account_id, import_id.as_str(), earlier, before, now)?;
    moved.insert(customer_id.clone(), (before, now));
    Ok(Some(Undo::Undone))
}
