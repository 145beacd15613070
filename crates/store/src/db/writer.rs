//! The one thread that writes: group commit.
//!
//! It takes all jobs that wait, runs each in a savepoint of one transaction, commits once, and only then answers all.
//! While it commits, the next group gathers, so the flush to disk is shared by as many as there are. Where the shared
//! transaction fails, each of its jobs runs again in one of its own: none pays for another.

use std::slice;

use crossbeam_channel::Receiver;

use super::job::{Job, Verdict};
use super::sqlite::Connection;
use crate::{Error, Tx};

/// The most jobs that share a commit; bounds how long the first of them waits.
const GROUP: usize = 128;

/// Runs jobs until nobody can send another and none waits.
pub(crate) fn run(connection: &Connection, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        let group = std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)).collect();
        commit_group(connection, group);
    }
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
fn commit(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    let outcome = run_group(connection, group);
    if let Err(error) = &outcome {
        tracing::error!(%error, jobs = group.len(), "a group of writes was not committed");
        metrics::counter!("guiche_store_failed_groups_total").increment(1);
        if connection.in_transaction() && connection.steer("ROLLBACK").is_err() {
            tracing::error!("nor could it be rolled back");
        }
    }
    outcome
}

fn run_group(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    let alone = group.len() == 1;
    connection.steer("BEGIN IMMEDIATE")?;
    for job in group {
        connection.steer("SAVEPOINT job")?;
        let verdict = job.run(&mut Tx::new(connection));
        if !connection.in_transaction() {
            tracing::error!("a job cost the shared transaction");
            // Alone, the job's own error says it better.
            return if alone && verdict == Verdict::Undo { Ok(()) } else { Err(lost()) };
        }
        if verdict == Verdict::Undo {
            connection.steer("ROLLBACK TO job")?;
        }
        connection.steer("RELEASE job")?;
    }
    connection.steer("COMMIT")
}

fn lost() -> Error {
    Error::Storage("the shared transaction was lost".into())
}
