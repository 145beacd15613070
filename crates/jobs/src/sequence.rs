//! Gives changes their positions, a moment after they are committed.

use std::collections::BTreeSet;
use std::future::pending;
use std::pin::pin;
use std::time::Duration;

use guiche_desk::sequencer::{self, Sequenced};
use guiche_desk::{Clock, Ids};
use guiche_domain::id::Id;
use guiche_store::{Db, Error};
use tokio::time::Instant;

use crate::stop::Stop;

/// How long it rests where nothing is left to do.
const REST: Duration = Duration::from_millis(250);

/// Gives changes their positions until told to stop, and lets another server take over then: await its end.
pub async fn sequence(db: Db, stop: impl Future<Output = ()>) {
    let mut stop = Stop { signal: pin!(stop), given: false };
    let mut sequencer = Sequencer::new(db, Clock::system());
    let mut state = State::new();
    while !stop.within(REST).await {
        let outcome = sequencer.catch_up(&mut stop, &state).await;
        state.note(outcome.err().as_ref());
    }
    if let Err(error) = sequencer.release().await {
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
    fn new() -> Self {
        Self { caught_up: Instant::now(), failing: false }
    }

    /// A failure is told when it begins and when it is over: there are four attempts a second.
    fn note(&mut self, error: Option<&Error>) {
        match error {
            Some(error) if !self.failing => {
                tracing::warn!(%error, "cannot give changes their positions; trying on");
            }
            None if self.failing => tracing::info!("changes get their positions again"),
            _ => {}
        }
        self.failing = error.is_some();
        if !self.failing {
            self.caught_up = Instant::now();
        }
        self.show();
    }

    fn show(&self) {
        let behind = self.caught_up.elapsed();
        metrics::gauge!("guiche_outbox_behind_seconds").set(behind.as_secs_f64());
    }
}

/// This process, among those that may do it.
#[derive(Debug)]
pub struct Sequencer {
    db: Db,
    clock: Clock,
    holder: Id,
    /// The accounts of which it may have the lease.
    held: BTreeSet<i64>,
}

impl Sequencer {
    /// One that has not begun.
    pub fn new(db: Db, clock: Clock) -> Self {
        let holder = Ids::random().next(clock.now());
        Self { db, clock, holder, held: BTreeSet::new() }
    }

    /// Gives everything that is committed its position, for who has to know when that is done: a sandbox after each write.
    /// [`sequence`] does it all the time.
    ///
    /// # Errors
    ///
    /// Those of the store. What could be given a position has it.
    pub async fn catch_up_now(&mut self) -> Result<(), Error> {
        let mut never = Stop { signal: pending(), given: false };
        self.catch_up(&mut never, &State::new()).await
    }

    /// Does what there is to do, a batch for each account in turn. An account that fails holds up no other.
    async fn catch_up<F>(&mut self, stop: &mut Stop<F>, state: &State) -> Result<(), Error>
    where
        F: Future<Output = ()> + Unpin,
    {
        let (holder, now) = (self.holder.clone(), self.clock.now());
        let mut due = self.db.read(move |tx| sequencer::due(tx, &holder, now)).await?;
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
        match self.db.write(move |tx| sequencer::sequence(tx, account_id, &holder, now)).await? {
            Sequenced::Positioned { changes, more } => {
                metrics::counter!("guiche_outbox_positioned_total").increment(changes);
                Ok(more)
            }
            Sequenced::Elsewhere => {
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
        db.write(move |tx| held.iter().try_for_each(|account| sequencer::release(tx, *account, &holder)))
            .await
    }
}

#[cfg(test)]
mod tests;
