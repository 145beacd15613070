//! Imports of customers: looked through, done and undone, some rows in each job, by one server at a time for an account.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::time::Duration;

use guiche_desk::import::work;
use guiche_desk::password::Hasher;
use guiche_desk::work::Turn;
use guiche_desk::{Clock, Ids, search};
use guiche_domain::id::Id;
use guiche_store::{Db, Error};
use tokio::time::timeout;

/// How long it rests where nothing is left to do.
const REST: Duration = Duration::from_millis(500);
/// So many changes not searched yet are too many: what the search takes in within a second or two.
const FAR: u64 = 10_000;
/// For how many looks it may not come nearer before it is not waited for any more.
const LOOKS: u32 = 10;
/// How many steps are done after a look that found it near.
const STEPS: u32 = 10;
/// How many after it was waited for in vain.
const MANY_STEPS: u32 = 1_000;

/// Does the work of imports until told to stop, and lets another server take over then: await its end.
pub async fn import(db: Db, stop: impl Future<Output = ()>) {
    let mut importer = Importer::new(db, Clock::system());
    let mut stop = pin!(stop);
    let mut failing = false;
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            outcome = importer.catch_up_now() => {
                match &outcome {
                    Err(error) if !failing => tracing::warn!(%error, "cannot go on with an import; trying on"),
                    Ok(()) if failing => tracing::info!("imports go on again"),
                    _ => {}
                }
                failing = outcome.is_err();
            }
        }
        if timeout(REST, &mut stop).await.is_ok() {
            break;
        }
    }
    if let Err(error) = importer.release().await {
        tracing::debug!(%error, "cannot give leases back: other servers wait until they have run out");
    }
}

/// What one turn came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many rows were done.
    Done(u64),
    /// The search has to come along first: other accounts may go on meanwhile.
    Waiting,
    /// Nothing is left to do.
    Nothing,
    /// Another server does it.
    Elsewhere,
}

/// This process, among those that may do the work of imports.
#[derive(Debug)]
pub struct Importer {
    db: Db,
    clock: Clock,
    ids: Ids,
    hasher: Hasher,
    holder: Id,
    /// The accounts of which it may have the lease.
    held: BTreeSet<i64>,
    patience: BTreeMap<i64, Patience>,
}

/// How long an account's search is waited for.
#[derive(Clone, Copy, Debug, Default)]
struct Patience {
    steps_without_a_look: u32,
    /// How many changes it was behind at the last look.
    last: u64,
    /// For how many looks it did not come nearer.
    in_vain: u32,
}

impl Importer {
    /// One that has not begun.
    pub fn new(db: Db, clock: Clock) -> Self {
        let ids = Ids::random();
        let holder = ids.next(clock.now());
        // Requests hash passwords too, and people wait for those.
        Self {
            db,
            clock,
            ids,
            hasher: Hasher::new(1),
            holder,
            held: BTreeSet::new(),
            patience: BTreeMap::new(),
        }
    }

    /// Does all that there is to do, a turn for each account. It may be dropped at any moment: the next turn goes on from
    /// there.
    ///
    /// # Errors
    ///
    /// Those of the store. An account that fails holds up no other; what could be done is done.
    pub async fn catch_up_now(&mut self) -> Result<(), Error> {
        let mut failed = BTreeSet::new();
        let mut outcome = Ok(());
        loop {
            let (holder, now) = (self.holder.clone(), self.clock.now());
            let mut due = self.db.read(move |tx| work::due(tx, &holder, now)).await?;
            due.retain(|account_id| !failed.contains(account_id));
            if due.is_empty() {
                return outcome;
            }
            for account_id in due {
                match self.step(account_id).await {
                    Ok(Step::Done(_)) => {}
                    // Until the next look at what is due.
                    Ok(Step::Waiting | Step::Nothing | Step::Elsewhere) => drop(failed.insert(account_id)),
                    Err(error) => {
                        failed.insert(account_id);
                        outcome = Err(error);
                    }
                }
            }
        }
    }

    /// Does some rows of an account's imports.
    ///
    /// # Errors
    ///
    /// Those of the store. Where one is transient, the next turn may succeed.
    pub async fn step(&mut self, account_id: i64) -> Result<Step, Error> {
        let Some(task) = self.db.read(move |tx| work::next(tx, account_id)).await? else {
            return Ok(Step::Nothing);
        };
        if self.has_to_wait(account_id).await {
            return Ok(Step::Waiting);
        }
        let ready = task.prepare(&self.db, &self.hasher).await?;
        let (holder, now, ids) = (self.holder.clone(), self.clock.now(), self.ids.clone());
        // Even where the answer is an error it may have been committed.
        self.held.insert(account_id);
        match self.db.write(move |tx| ready.run(tx, &holder, now, &ids)).await? {
            Turn::Changes { changes, .. } => {
                metrics::counter!("guiche_import_rows_total").increment(changes);
                Ok(Step::Done(changes))
            }
            Turn::Elsewhere => {
                self.held.remove(&account_id);
                Ok(Step::Elsewhere)
            }
        }
    }

    /// Whether an account's search has to come along first. Where nobody follows the changes it is waited for in vain, and then
    /// not again for a while: each look counts what waits.
    async fn has_to_wait(&mut self, account_id: i64) -> bool {
        let patience = self.patience.entry(account_id).or_default();
        if patience.steps_without_a_look > 0 {
            patience.steps_without_a_look -= 1;
            return false;
        }
        let Ok(behind) = self.db.read(move |tx| search::behind(tx, account_id)).await else {
            return false;
        };
        let patience = self.patience.entry(account_id).or_default();
        if behind <= FAR {
            *patience = Patience { steps_without_a_look: STEPS, ..Patience::default() };
            return false;
        }
        patience.in_vain = if behind < patience.last { 0 } else { patience.in_vain + 1 };
        patience.last = behind;
        if patience.in_vain <= LOOKS {
            return true;
        }
        *patience = Patience { steps_without_a_look: MANY_STEPS, ..Patience::default() };
        false
    }

    /// Gives back what is held: another takes over at once.
    ///
    /// # Errors
    ///
    /// Those of the store. Others wait then until the leases have run out.
    pub async fn release(self) -> Result<(), Error> {
        let Self { db, holder, held, .. } = self;
        if held.is_empty() {
            return Ok(());
        }
        db.write(move |tx| held.iter().try_for_each(|account| work::release(tx, *account, &holder))).await
    }
}
