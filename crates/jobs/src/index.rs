//! Keeps what is searched and counted up with what changes.

use std::collections::BTreeSet;
use std::pin::pin;
use std::time::Duration;

use guiche_desk::search::{self, Followed};
use guiche_desk::{Clock, Ids};
use guiche_domain::id::Id;
use guiche_store::{Db, Error};
use tokio::time::Instant;

use crate::stop::Stop;

/// How long it rests where nothing is left to do.
const REST: Duration = Duration::from_millis(500);

/// Takes in changes until told to stop, and lets another server take over then: await its end.
pub async fn index(db: Db, stop: impl Future<Output = ()>) {
    let mut stop = Stop { signal: pin!(stop), given: false };
    let mut indexer = Indexer::new(db, Clock::system());
    let mut state = State { caught_up: Instant::now(), failing: false };
    while !stop.within(REST).await {
        let outcome = indexer.catch_up(&mut stop, &state).await;
        state.note(outcome.err().as_ref());
    }
    if let Err(error) = indexer.release().await {
        tracing::debug!(%error, "cannot give leases back: other servers wait until they have run out");
    }
}

/// How it goes, for whoever runs the server.
#[derive(Debug)]
struct State {
    /// When nothing was left to do.
    caught_up: Instant,
    failing: bool,
}

impl State {
    /// A failure is told when it begins and when it is over.
    fn note(&mut self, error: Option<&Error>) {
        match error {
            Some(error) if !self.failing => {
                tracing::warn!(%error, "cannot take changes into the search; trying on");
            }
            None if self.failing => tracing::info!("changes come into the search again"),
            _ => {}
        }
        self.failing = error.is_some();
        if !self.failing {
            self.caught_up = Instant::now();
        }
        self.show();
    }

    fn show(&self) {
        metrics::gauge!("guiche_search_behind_seconds").set(self.caught_up.elapsed().as_secs_f64());
    }
}

/// This process, among those that may do it.
#[derive(Debug)]
struct Indexer {
    db: Db,
    clock: Clock,
    holder: Id,
    /// The accounts of which it may have the lease.
    held: BTreeSet<i64>,
}

impl Indexer {
    fn new(db: Db, clock: Clock) -> Self {
        let holder = Ids::random().next(clock.now());
        Self { db, clock, holder, held: BTreeSet::new() }
    }

    /// Does what there is to do, a batch for each account in turn. An account that fails holds up no other.
    async fn catch_up<F>(&mut self, stop: &mut Stop<F>, state: &State) -> Result<(), Error>
    where
        F: Future<Output = ()> + Unpin,
    {
        let (holder, now) = (self.holder.clone(), self.clock.now());
        let mut due = self.db.read(move |tx| search::due(tx, &holder, now)).await?;
        let mut outcome = Ok(());
        while !due.is_empty() {
            for account_id in std::mem::take(&mut due) {
                match self.batch(account_id).await {
                    Ok(true) => due.push(account_id),
                    Ok(false) => {}
                    Err(error) => outcome = Err(error),
                }
                if stop.within(Duration::ZERO).await {
                    return outcome;
                }
            }
            state.show();
        }
        outcome
    }

    /// Does one batch; tells whether there may be more.
    async fn batch(&mut self, account_id: i64) -> Result<bool, Error> {
        let (holder, now) = (self.holder.clone(), self.clock.now());
        // Even where the answer is an error it may have been committed.
        self.held.insert(account_id);
        match self.db.write(move |tx| search::follow(tx, account_id, &holder, now)).await? {
            Followed::Changes { changes, more } => {
                metrics::counter!("guiche_search_changes_total").increment(changes);
                Ok(more)
            }
            Followed::Elsewhere => {
                self.held.remove(&account_id);
                Ok(false)
            }
        }
    }

    /// Gives back what is held.
    async fn release(self) -> Result<(), Error> {
        let Self { db, holder, held, .. } = self;
        if held.is_empty() {
            return Ok(());
        }
        db.write(move |tx| held.iter().try_for_each(|account| search::release(tx, *account, &holder))).await
    }
}

#[cfg(test)]
mod tests;
