//! The one thread that writes: group commit.
//!
//! It takes all jobs that wait, runs them in one transaction, commits once, and only then answers all.
//! While it commits, the next group gathers, so the flush to disk is shared by as many as there are. Where the shared
//! transaction fails, each of its jobs runs again in one of its own: none pays for another.

use std::slice;

use crossbeam_channel::Receiver;

use super::Connection;
use crate::db::job::{Job, Verdict};
use crate::{Error, Tx};

/// The most jobs that share a commit; bounds how long the first of them waits.
const GROUP: usize = 128;

/// Runs jobs until nobody can send another and none waits.
pub(crate) fn run(connection: &Connection, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        run_with_others(connection, first, queue);
    }
}

/// Runs a job and those that wait behind it.
pub(super) fn run_with_others(connection: &Connection, first: Box<dyn Job>, queue: &Receiver<Box<dyn Job>>) {
    let group = std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)).collect();
    commit_group(connection, group);
}

fn commit_group(connection: &Connection, mut group: Vec<Box<dyn Job>>) {
    metrics::histogram!("guiche_store_group_jobs").record(group.len() as f64);
    let mut outcome = commit(connection, &mut group);
    let again = group.len() > 1 && outcome.is_err();
    for mut job in group {
        // Another process that holds the lock was waited for already; once is enough.
        if again && !matches!(outcome, Err(Error::Locked)) {
            outcome = commit(connection, slice::from_mut(&mut job));
        }
        job.settle(outcome.clone().err());
    }
}

/// Runs jobs in one transaction. After an error nothing of them is left.
///
/// A savepoint costs a copy of every page that its job touches, and hardly a job needs one: most of those that are
/// refused have not written yet. So the jobs run without; where one has written what must not stay, all run again with.
fn commit(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    let outcome = match attempt(connection, group, Savepoints::Without) {
        Err(Stopped::Undo) if group.len() > 1 => attempt(connection, group, Savepoints::With),
        other => other,
    };
    match outcome {
        // A single job's undoing is the transaction's; its own error says why.
        Ok(()) | Err(Stopped::Undo) => Ok(()),
        Err(Stopped::By(error)) => {
            tracing::error!(%error, jobs = group.len(), "a group of writes was not committed");
            metrics::counter!("guiche_store_failed_groups_total").increment(1);
            Err(error)
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Savepoints {
    With,
    Without,
}

/// Why a transaction was not committed.
enum Stopped {
    /// A job has written what must not stay.
    Undo,
    By(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::By(error)
    }
}

fn attempt(
    connection: &Connection,
    group: &mut [Box<dyn Job>],
    savepoints: Savepoints,
) -> Result<(), Stopped> {
    let outcome = run_group(connection, group, savepoints);
    if outcome.is_err() && connection.in_transaction() && connection.steer("ROLLBACK").is_err() {
        tracing::error!("a transaction could not be rolled back");
    }
    outcome
}

fn run_group(
    connection: &Connection,
    group: &mut [Box<dyn Job>],
    savepoints: Savepoints,
) -> Result<(), Stopped> {
    let alone = group.len() == 1;
    connection.steer("BEGIN IMMEDIATE")?;
    for job in group {
        if savepoints == Savepoints::With {
            connection.steer("SAVEPOINT job")?;
        }
        let before = connection.changes();
        let verdict = job.run(&mut Tx::sqlite(connection));
        if !connection.in_transaction() {
            tracing::error!("a job cost the shared transaction");
            // Alone, the job's own error says it better.
            return if alone && verdict == Verdict::Undo { Ok(()) } else { Err(lost().into()) };
        }
        let undo = verdict == Verdict::Undo && connection.changes() != before;
        match savepoints {
            Savepoints::Without if undo => return Err(Stopped::Undo),
            Savepoints::Without => {}
            Savepoints::With => {
                if undo {
                    connection.steer("ROLLBACK TO job")?;
                }
                connection.steer("RELEASE job")?;
            }
        }
    }
    Ok(connection.steer("COMMIT")?)
}

fn lost() -> Error {
    Error::Storage("the shared transaction was lost".into())
}
