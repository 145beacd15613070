//! The one thread that writes: group commit.
//!
//! It takes all jobs that wait, runs each in a savepoint of one transaction, commits once, and only then answers all.
//! While it commits, the next group gathers, so the flush to disk is shared by as many as there are.

use crossbeam_channel::Receiver;

use super::job::{Job, Verdict};
use super::sqlite::Connection;
use crate::{Error, Tx};

/// The most jobs that share a commit; bounds how long the first of them waits.
const GROUP: usize = 128;

/// What the writer's queue holds.
pub(crate) enum Message {
    /// A job to run.
    Job(Box<dyn Job>),
    /// The last message: end once everything before it is done.
    Stop,
}

/// Runs jobs until told to stop.
pub(crate) fn run(connection: &Connection, queue: &Receiver<Message>) {
    let mut stopping = false;
    while !stopping {
        let Ok(first) = queue.recv() else { return };
        let mut group = Vec::new();
        for message in std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)) {
            match message {
                Message::Job(job) => group.push(job),
                Message::Stop => stopping = true,
            }
        }
        commit_group(connection, group);
    }
}

fn commit_group(connection: &Connection, mut group: Vec<Box<dyn Job>>) {
    if group.is_empty() {
        return;
    }
    metrics::histogram!("guiche_store_group_jobs").record(group.len() as f64);
    let outcome = run_group(connection, &mut group);
    if let Err(error) = &outcome {
        tracing::error!(%error, jobs = group.len(), "a group of writes was not committed");
        metrics::counter!("guiche_store_failed_groups_total").increment(1);
        if connection.in_transaction() && connection.steer("ROLLBACK").is_err() {
            tracing::error!("nor could it be rolled back");
        }
    }
    for job in group {
        job.settle(outcome.as_ref().err().map(again));
    }
}

fn run_group(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    connection.steer("BEGIN IMMEDIATE")?;
    for job in group {
        connection.steer("SAVEPOINT job")?;
        let verdict = job.run(&mut Tx(connection));
        if !connection.in_transaction() {
            return Err(Error::Storage("the shared transaction was lost".into()));
        }
        if verdict == Verdict::Undo {
            connection.steer("ROLLBACK TO job")?;
        }
        connection.steer("RELEASE job")?;
    }
    connection.steer("COMMIT")
}

/// The same failure, for one more of those who share it.
fn again(error: &Error) -> Error {
    match error {
        Error::Locked => Error::Locked,
        Error::Sql(cause) => Error::Sql(cause.clone()),
        other => Error::Storage(other.to_string()),
    }
}
