//! Rows done in a job: the customers, what came of each row, and how far the import has come, all or nothing.

use guiche_domain::id::Id;
use guiche_domain::import::run::{Outcome, State};
use guiche_store::import::{self, Counts, row as store};
use guiche_store::{Error, Tx};

use super::damaged;
use super::prepare::Prepared;
use super::row::{apply, kept};
use super::state::end;
use super::trail::caller_of;
use super::view::Settings;
use crate::Caller;
use crate::customer::Known;

/// Does rows of a running import, of which `after` were done before; tells how many. None are where it stands elsewhere
/// meanwhile.
pub(super) fn run(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    after: i64,
    rows: &[Prepared],
) -> Result<u64, Error> {
    let account_id = caller.account.account_id;
    let held = import::hold(tx, account_id, import_id.as_str())?;
    let Some(mut import) =
        held.filter(|import| import.state == State::Running && import.counts.done == after)
    else {
        return Ok(0);
    };
    if rows.is_empty() && after < import.counts.total {
        return Err(damaged("rows of a file are missing"));
    }
    let starter = caller_of(&import, caller)?;
    let mode = Settings::read(&import.settings)?.mode;
    let mut known = Known::default();
    for row in rows {
        let done = kept(row.number, apply(tx, &starter, mode, row, &mut known)?)?;
        count(&mut import.counts, done.outcome);
        store::insert(tx, account_id, import_id.as_str(), &done)?;
        import.counts.done = row.number;
    }
    if import.counts.done >= import.counts.total {
        end(tx, &starter, import, State::Done)?;
    } else {
        import::advance(tx, account_id, &import)?;
    }
    Ok(rows.len() as u64)
}

fn count(counts: &mut Counts, outcome: Outcome) {
    let count = match outcome {
        Outcome::Created => &mut counts.created,
        Outcome::Updated => &mut counts.updated,
        Outcome::Unchanged => &mut counts.unchanged,
        Outcome::Rejected => &mut counts.rejected,
    };
    *count += 1;
}
