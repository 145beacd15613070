//! The threads that write: each shares one commit among the few jobs that wait.
//!
//! A job of a group stands between savepoints, so one that is refused or fails costs the others nothing. Where the shared
//! transaction meets a lock or a deadlock, each of its jobs runs alone, and again a moment later: shared commits must not
//! invent deadlocks.

use std::slice;
use std::thread;
use std::time::Duration;

use crossbeam_channel::Receiver;

use super::connection::Fault;
use super::{Connection, Link};
use crate::db::job::{Job, Verdict};
use crate::{Error, Tx};

/// The most jobs that share a commit. More would hold what they lock for longer.
const GROUP: usize = 8;
/// How often a job is tried that others keep from what it needs.
const TRIES: u32 = 6;
/// The pause before the second try; it doubles with each.
const PAUSE: Duration = Duration::from_millis(5);
/// A group gives up on a lock soon, well before PostgreSQL looks for deadlocks: alone, its jobs seldom meet any.
const BEGIN_SHARED: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '300ms'; \
    SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '30s'";
const BEGIN_ALONE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '5s'; \
    SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '30s'";

/// Runs jobs until nobody can send another and none waits.
pub(crate) fn run(link: &mut Link, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        let group = std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)).collect();
        commit_group(link, group);
    }
}

fn commit_group(link: &mut Link, mut group: Vec<Box<dyn Job>>) {
    metrics::histogram!("guiche_store_group_jobs").record(group.len() as f64);
    if group.len() > 1 {
        let outcome = match attempt(link, &mut group) {
            // Nothing was committed and the jobs may run again, on another connection.
            Err(Stopped::Lost(_)) => attempt(link, &mut group),
            other => other,
        };
        match outcome {
            Ok(()) => return settle(group, None),
            Err(Stopped::Lost(error) | Stopped::Final(error)) => return settle(group, Some(&error)),
            Err(Stopped::Contention | Stopped::Refused(_)) => {
                metrics::counter!("guiche_store_split_groups_total").increment(1);
            }
        }
    }
    for mut job in group {
        let failure = commit_alone(link, &mut job).err();
        settle(vec![job], failure.as_ref());
    }
}

fn settle(group: Vec<Box<dyn Job>>, failure: Option<&Error>) {
    if let Some(error) = failure {
        tracing::error!(%error, jobs = group.len(), "a group of writes was not committed");
        metrics::counter!("guiche_store_failed_groups_total").increment(1);
    }
    for job in group {
        job.settle(failure.cloned());
    }
}

/// Commits a job in a transaction of its own, however often others keep it from what it needs. The one place where that
/// is tried again.
fn commit_alone(link: &mut Link, job: &mut Box<dyn Job>) -> Result<(), Error> {
    let mut lost = false;
    for tried in 0..TRIES {
        match attempt(link, slice::from_mut(job)) {
            Ok(()) => return Ok(()),
            Err(Stopped::Refused(error) | Stopped::Final(error)) => return Err(error),
            Err(Stopped::Lost(error)) if lost => return Err(error),
            Err(Stopped::Lost(_)) => lost = true,
            Err(Stopped::Contention) => {
                metrics::counter!("guiche_store_retries_total").increment(1);
                // Two that met must not meet again: no two sleep equally long.
                thread::sleep((PAUSE * 2_u32.pow(tried)).mul_f32(0.5 + fastrand::f32()));
            }
        }
    }
    Err(Error::Locked)
}

/// Why a transaction was not committed. In all cases but [`Stopped::Final`] nothing of it was kept.
enum Stopped {
    /// Another transaction was in the way: each job may run again, alone.
    Contention,
    /// The connection was lost before the commit: the jobs may run again on another.
    Lost(Error),
    /// The commit itself was refused, because of at least one of the jobs.
    Refused(Error),
    /// The jobs may not run again.
    Final(Error),
}

/// Runs jobs in one transaction and commits it.
fn attempt(link: &mut Link, group: &mut [Box<dyn Job>]) -> Result<(), Stopped> {
    let connection = link.connection().map_err(Stopped::Final)?;
    let outcome = run_group(connection, group).and_then(|keep| match keep {
        Verdict::Keep => commit(connection),
        Verdict::Undo => roll_back(connection),
    });
    match &outcome {
        Ok(()) => {}
        Err(Stopped::Contention | Stopped::Refused(_)) => {
            if roll_back(connection).is_err() {
                link.drop_connection();
            }
        }
        Err(Stopped::Lost(_) | Stopped::Final(_)) => link.drop_connection(),
    }
    outcome
}

/// Runs jobs up to the commit. Tells whether there is anything to keep.
fn run_group(connection: &mut Connection, group: &mut [Box<dyn Job>]) -> Result<Verdict, Stopped> {
    let shared = group.len() > 1;
    connection.take_fault();
    connection.steer_soon(if shared { BEGIN_SHARED } else { BEGIN_ALONE });
    for job in group {
        if shared {
            connection.steer_soon("SAVEPOINT job");
        }
        let verdict = job.run(&mut Tx::postgres(connection));
        match connection.take_fault() {
            Some(Fault::Contention | Fault::Stale) => return Err(Stopped::Contention),
            Some(Fault::Lost(error)) => return Err(Stopped::Lost(error)),
            Some(Fault::Statement) | None => {}
        }
        match verdict {
            Verdict::Undo if shared => {
                if connection.recover("ROLLBACK TO job").is_err() {
                    return Err(Stopped::Contention);
                }
            }
            Verdict::Undo => return Ok(Verdict::Undo),
            Verdict::Keep if shared => connection.steer_soon("RELEASE job"),
            Verdict::Keep => {}
        }
    }
    Ok(Verdict::Keep)
}

fn commit(connection: &mut Connection) -> Result<(), Stopped> {
    let Err(error) = connection.steer("COMMIT") else {
        return Ok(());
    };
    Err(match connection.take_fault() {
        Some(Fault::Contention | Fault::Stale) => Stopped::Contention,
        Some(Fault::Statement) => Stopped::Refused(error),
        Some(Fault::Lost(_)) | None => Stopped::Final(Error::Unknown),
    })
}

fn roll_back(connection: &mut Connection) -> Result<(), Stopped> {
    connection.recover("ROLLBACK").map_err(Stopped::Lost)
}
