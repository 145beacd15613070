//! What follows the changes, a moment after they are committed: the same for every kind of [`Work`].

use std::collections::BTreeSet;
use std::future::pending;
use std::pin::pin;
use std::time::Duration;

use guiche_desk::work::{Turn, Work};
use guiche_desk::{Clock, Ids, census, search, sequencer};
use guiche_domain::id::Id;
use guiche_store::{Db, Error};
use tokio::time::{Instant, timeout};

/// How long it rests where nothing is left to do.
const REST: Duration = Duration::from_millis(250);

/// A kind of work, and the metrics that tell how it goes.
#[derive(Debug)]
struct Post {
    work: Work,
    /// A gauge: for how long there was always something left to do.
    behind: &'static str,
    /// A counter of the changes that were done.
    done: &'static str,
}

const SEQUENCER: Post = Post {
    work: sequencer::WORK,
    behind: "guiche_outbox_behind_seconds",
    done: "guiche_outbox_positioned_total",
};
const SEARCH: Post =
    Post { work: search::WORK, behind: "guiche_search_behind_seconds", done: "guiche_search_changes_total" };
const CENSUS: Post =
    Post { work: census::WORK, behind: "guiche_census_behind_seconds", done: "guiche_census_changes_total" };

/// Gives changes their positions until told to stop, and lets another server take over then: await its end.
pub async fn sequence(db: Db, stop: impl Future<Output = ()>) {
    run(Worker::sequencer(db, Clock::system()), stop).await;
}

/// Keeps what is searched up with what changes, in the same way.
pub async fn index(db: Db, stop: impl Future<Output = ()>) {
    run(Worker::indexer(db, Clock::system()), stop).await;
}

/// Keeps what the panel finds and counts beyond the search up with what changes, in the same way.
pub async fn take_census(db: Db, stop: impl Future<Output = ()>) {
    run(Worker::census(db, Clock::system()), stop).await;
}

async fn run(mut worker: Worker, stop: impl Future<Output = ()>) {
    let mut stop = Stop { signal: pin!(stop), given: false };
    let mut state = State::new();
    while !stop.within(REST).await {
        let outcome = worker.catch_up(&mut stop, &state).await;
        state.note(worker.post, outcome.err().as_ref());
    }
    if let Err(error) = worker.release().await {
        tracing::debug!(%error, "cannot give leases back: other servers wait until they have run out");
    }
}

/// The signal to stop.
struct Stop<F> {
    signal: F,
    given: bool,
}

impl<F: Future<Output = ()> + Unpin> Stop<F> {
    /// Whether it is given already or while waiting.
    async fn within(&mut self, wait: Duration) -> bool {
        self.given = self.given || timeout(wait, &mut self.signal).await.is_ok();
        self.given
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
    fn note(&mut self, post: &Post, error: Option<&Error>) {
        let work = post.work.name;
        match error {
            Some(error) if !self.failing => {
                tracing::warn!(work, %error, "cannot follow the changes; trying on");
            }
            None if self.failing => tracing::info!(work, "changes are followed again"),
            _ => {}
        }
        self.failing = error.is_some();
        if !self.failing {
            self.caught_up = Instant::now();
        }
        self.show(post);
    }

    fn show(&self, post: &Post) {
        metrics::gauge!(post.behind).set(self.caught_up.elapsed().as_secs_f64());
    }
}

/// This process, among those that may do a kind of work.
#[derive(Debug)]
pub struct Worker {
    post: &'static Post,
    db: Db,
    clock: Clock,
    holder: Id,
    /// The accounts of which it may have the lease.
    held: BTreeSet<i64>,
}

impl Worker {
    /// One that gives changes their positions, and has not begun.
    pub fn sequencer(db: Db, clock: Clock) -> Self {
        Self::new(&SEQUENCER, db, clock)
    }

    /// One that keeps what is searched up with what changes, and has not begun.
    pub fn indexer(db: Db, clock: Clock) -> Self {
        Self::new(&SEARCH, db, clock)
    }

    /// One that keeps what the panel finds and counts up with what changes, and has not begun.
    pub fn census(db: Db, clock: Clock) -> Self {
        Self::new(&CENSUS, db, clock)
    }

    /// One of each kind, in the order in which they follow one another.
    pub fn all(db: &Db, clock: &Clock) -> [Self; 3] {
        [Self::sequencer, Self::indexer, Self::census].map(|worker| worker(db.clone(), clock.clone()))
    }

    fn new(post: &'static Post, db: Db, clock: Clock) -> Self {
        let holder = Ids::random().next(clock.now());
        Self { post, db, clock, holder, held: BTreeSet::new() }
    }

    /// Does all that there is to do, for who has to know when that is done: a sandbox after each write. [`sequence`],
    /// [`index`] and [`take_census`] do it all the time.
    ///
    /// # Errors
    ///
    /// Those of the store. What could be done is done.
    pub async fn catch_up_now(&mut self) -> Result<(), Error> {
        let mut never = Stop { signal: pending(), given: false };
        self.catch_up(&mut never, &State::new()).await
    }

    /// Does what there is to do, a batch for each account in turn. An account that fails holds up no other.
    async fn catch_up<F>(&mut self, stop: &mut Stop<F>, state: &State) -> Result<(), Error>
    where
        F: Future<Output = ()> + Unpin,
    {
        let mut failed = BTreeSet::new();
        let mut outcome = Ok(());
        loop {
            // Asked anew in each round: an account that is busy for long keeps no other waiting.
            let mut due = self.due().await?;
            due.retain(|account_id| !failed.contains(account_id));
            if due.is_empty() {
                return outcome;
            }
            for account_id in due {
                if let Err(error) = self.batch(account_id).await {
                    failed.insert(account_id);
                    outcome = Err(error);
                }
                if stop.within(Duration::ZERO).await {
                    return outcome;
                }
            }
            state.show(self.post);
        }
    }

    async fn due(&self) -> Result<Vec<i64>, Error> {
        let (post, holder, now) = (self.post, self.holder.clone(), self.clock.now());
        self.db.read(move |tx| post.work.due(tx, &holder, now)).await
    }

    /// Does one batch, if no other server does.
    async fn batch(&mut self, account_id: i64) -> Result<(), Error> {
        let (post, holder, now) = (self.post, self.holder.clone(), self.clock.now());
        // Even where the answer is an error it may have been committed.
        self.held.insert(account_id);
        match self.db.write(move |tx| post.work.run(tx, account_id, &holder, now)).await? {
            Turn::Changes { changes, .. } => metrics::counter!(post.done).increment(changes),
            Turn::Elsewhere => drop(self.held.remove(&account_id)),
        }
        Ok(())
    }

    /// Gives back what is held: another takes over at once.
    ///
    /// # Errors
    ///
    /// Those of the store. Others wait then until the leases have run out.
    pub async fn release(self) -> Result<(), Error> {
        let Self { post, db, holder, held, .. } = self;
        if held.is_empty() {
            return Ok(());
        }
        db.write(move |tx| held.iter().try_for_each(|account| post.work.release(tx, *account, &holder))).await
    }
}

#[cfg(test)]
mod tests;
