//! The threads that read. Each takes a few of the jobs that wait and lets them share a snapshot, which begins after they
//! were asked for.

use std::slice;

use crossbeam_channel::Receiver;

use super::fault::Fault;
use super::{Connection, Link};
use crate::db::job::Job;
use crate::{Error, Tx};

/// The most jobs that share a snapshot.
const GROUP: usize = 8;
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '30s'; \
    SET LOCAL idle_in_transaction_session_timeout = '30s'";

/// Runs jobs until nobody can send another and none waits.
pub(crate) fn run(link: &mut Link, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        let mut group: Vec<_> = std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)).collect();
        let done = attempt(link, &mut group).is_ok();
        for mut job in group {
            // Once more on another connection, or in another snapshot; alone, for it may have been one of them.
            let outcome = if done { Ok(()) } else { attempt(link, slice::from_mut(&mut job)) };
            job.settle(outcome.err());
        }
    }
}

fn attempt(link: &mut Link, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    let connection = link.connection()?;
    let outcome = run_group(connection, group).and_then(|()| connection.recover("COMMIT"));
    if outcome.is_err() {
        link.drop_connection();
    }
    outcome
}

fn run_group(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> Result<(), Error> {
    connection.take_fault();
    connection.begin_soon(BEGIN);
    for job in group {
        let mark = connection.mark();
        job.run(&mut Tx::postgres(connection));
        connection.forget_since(mark);
        match connection.take_fault() {
            None => {}
            // Its statement ends the snapshot with it; the next ones read another.
            Some(Fault::Statement | Fault::ReadOnly(_)) => {
                connection.recover("ROLLBACK")?;
                connection.begin_soon(BEGIN);
            }
            Some(Fault::Again(error) | Fault::Stale(error) | Fault::Lost(error)) => return Err(error),
        }
    }
    Ok(())
}
