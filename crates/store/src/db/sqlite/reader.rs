//! The threads that read, each with a connection of its own.
//!
//! A snapshot begins after the jobs that read it were taken from the queue, so each sees everything that was committed
//! before it was asked, and it ends before anybody is answered: none is held while bytes go to a socket.

use crossbeam_channel::Receiver;

use super::Connection;
use crate::db::job::Job;
use crate::{Error, Tx};

/// The most jobs that share a snapshot.
const GROUP: usize = 16;

/// Runs jobs until nobody can send another and none waits.
pub(crate) fn run(connection: &Connection, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        run_with_others(connection, first, queue);
    }
}

/// Runs a job and those that wait behind it.
pub(super) fn run_with_others(connection: &Connection, first: Box<dyn Job>, queue: &Receiver<Box<dyn Job>>) {
    let mut group: Vec<_> = std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)).collect();
    let outcome = run_group(connection, &mut group);
    if connection.in_transaction() && connection.steer("ROLLBACK").is_err() {
        tracing::error!("a snapshot could not be let go of");
    }
    for job in group {
        job.settle(outcome.clone().err());
    }
}

fn run_group(connection: &Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    connection.steer("BEGIN")?;
    for job in group {
        // A fault of the disk ends the snapshot with the job that met it; the next ones read another.
        if !connection.in_transaction() {
            connection.steer("BEGIN")?;
        }
        job.run(&mut Tx::sqlite(connection));
    }
    Ok(())
}
