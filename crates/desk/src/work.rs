//! Work that follows the changes: one server at a time does it for an account, under a lease, a batch in each job.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::lease::{self, Lease};
use guiche_store::{Error, Tx};

/// For how long others are kept off. Each batch renews it, so it need only be longer than a batch takes and short enough
/// to wait for, where a server ended without giving it back.
const TERM_SECONDS: i64 = 10;
/// How many changes one job does at most.
const BATCH: i64 = 500;

/// One kind of work: [`crate::sequencer::WORK`], [`crate::search::WORK`].
#[derive(Debug)]
pub struct Work {
    /// Its name, and its lease's.
    pub name: &'static str,
    /// The accounts in which there is something to do.
    pub(crate) accounts: fn(&mut Tx<'_>) -> Result<Vec<i64>, Error>,
    /// Does as many changes of an account, and tells how many there were.
    pub(crate) batch: fn(&mut Tx<'_>, i64, i64) -> Result<u64, Error>,
}

/// What one job came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// So many changes.
    Changes {
        /// How many.
        changes: u64,
        /// Whether there may be more: ask again.
        more: bool,
    },
    /// Another server does it.
    Elsewhere,
}

impl Work {
    /// The accounts in which there is something to do that no other server does. It waits for nobody.
    pub fn due(&self, tx: &mut Tx<'_>, holder: &Id, now: Timestamp) -> Result<Vec<i64>, Error> {
        let mut due = Vec::new();
        for account_id in (self.accounts)(tx)? {
            if !lease::is_held_by_another(tx, self.lease(account_id, holder), now, until(now))? {
                due.push(account_id);
            }
        }
        Ok(due)
    }

    /// Does a batch for an account, if `holder` has the lease or can have it.
    pub fn run(&self, tx: &mut Tx<'_>, account_id: i64, holder: &Id, now: Timestamp) -> Result<Turn, Error> {
        self.run_some(tx, account_id, holder, now, BATCH)
    }

    pub(crate) fn run_some(
        &self,
        tx: &mut Tx<'_>,
        account_id: i64,
        holder: &Id,
        now: Timestamp,
        batch: i64,
    ) -> Result<Turn, Error> {
        // First of all: from here to the commit nobody else does it, and all that was done is seen.
        if !lease::take_or_renew(tx, self.lease(account_id, holder), now, until(now))? {
            return Ok(Turn::Elsewhere);
        }
        let changes = (self.batch)(tx, account_id, batch)?;
        Ok(Turn::Changes { changes, more: changes >= batch.unsigned_abs() })
    }

    /// Lets another server take over at once.
    pub fn release(&self, tx: &mut Tx<'_>, account_id: i64, holder: &Id) -> Result<(), Error> {
        lease::release(tx, self.lease(account_id, holder))
    }

    fn lease<'l>(&self, account_id: i64, holder: &'l Id) -> Lease<'l> {
        Lease { account_id, name: self.name, holder }
    }
}

/// The end of a lease that is taken now.
pub(crate) fn until(now: Timestamp) -> Timestamp {
    now.plus_seconds(TERM_SECONDS)
}
