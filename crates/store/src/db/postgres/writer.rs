//! The threads that write: each shares one commit among the few jobs that wait.
//!
//! A job of a group stands between savepoints, so one that is refused or fails costs the others nothing. Where the shared
//! transaction meets a lock or a deadlock or is lost, each of its jobs runs alone, and again a moment later: shared commits
//! must not invent deadlocks, and nobody pays for another. So a job that waits for a lock waits for a short time and lets
//! the others of its group go first, then for a longer one, until all have taken as long as a client waits.

use std::slice;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;

use super::fault::Fault;
use super::{Connection, Link};
use crate::db::job::{Job, Verdict};
use crate::{Error, Tx};

/// The most jobs that share a commit. More would hold what they lock for longer.
const GROUP: usize = 8;
/// After so long no job of a group is tried again.
const BUDGET: Duration = Duration::from_secs(10);
/// The pause between two rounds. It doubles with each, up to the other.
const PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(320);
/// How long a lock is waited for: less than PostgreSQL takes to look for deadlocks, of which it would then pick its victim.
/// A group waits so long, for alone its jobs seldom meet any; a job alone begins with less, and doubles it with each round.
const LOCK_WAIT: Duration = Duration::from_millis(200);
const LOCK_WAIT_ALONE: Duration = Duration::from_millis(25);
const LONGEST_LOCK_WAIT: Duration = Duration::from_millis(400);

/// Runs jobs until nobody can send another and none waits.
pub(super) fn run(link: &mut Link, queue: &Receiver<Box<dyn Job>>, turn: &Turn) {
    while let Ok(first) = queue.recv() {
        let group = std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)).collect();
        commit_group(link, group, turn);
    }
}

fn commit_group(link: &mut Link, mut group: Vec<Box<dyn Job>>, turn: &Turn) {
    metrics::histogram!("guiche_store_group_jobs").record(group.len() as f64);
    let until = Instant::now() + BUDGET;
    let mut why = None;
    if group.len() > 1 {
        match attempt(link, &mut group, about(LOCK_WAIT)) {
            Ok(()) => return settle(group, None),
            Err(Stopped::Final(error)) => return settle(group, Some(&error)),
            Err(Stopped::Again(error) | Stopped::Lost(error) | Stopped::Refused(error)) => {
                metrics::counter!("guiche_store_split_groups_total").increment(1);
                why = Some(error);
            }
        }
    }
    let alone = |job| Alone { job, why: why.clone(), lost: false };
    commit_each(link, group.into_iter().map(alone).collect(), turn, until);
}

fn settle(group: Vec<Box<dyn Job>>, failure: Option<&Error>) {
    if let Some(error) = failure {
        // What passes by itself is told by those who asked.
        if !error.is_transient() {
            tracing::error!(%error, jobs = group.len(), "a group of writes was not committed");
        }
        metrics::counter!("guiche_store_failed_groups_total").increment(1);
    }
    for job in group {
        job.settle(failure.cloned());
    }
}

/// Held by whoever tries again, one at a time among the threads of a server: those who are in each other's way would be
/// in it again, and with many of them none would come through.
pub(super) type Turn = Mutex<()>;

/// A job that is to be committed in a transaction of its own.
struct Alone {
    job: Box<dyn Job>,
    /// Why it was not the last time, if it was tried.
    why: Option<Error>,
    /// Whether it lost its connection once.
    lost: bool,
}

/// Commits each job by itself, round after round, however often others keep it from what it needs. The one place where
/// that is tried again.
fn commit_each(link: &mut Link, mut jobs: Vec<Alone>, turn: &Turn, until: Instant) {
    for round in 0_u32.. {
        let wait = LONGEST_LOCK_WAIT.min(LOCK_WAIT_ALONE * 2_u32.pow(round.min(8)));
        jobs = jobs
            .into_iter()
            .filter_map(|alone| {
                let _turn = (round > 0).then(|| turn.lock().unwrap_or_else(PoisonError::into_inner));
                commit_alone(link, alone, wait, until)
            })
            .collect();
        if jobs.is_empty() {
            return;
        }
        thread::sleep(about(LONGEST_PAUSE.min(PAUSE * 2_u32.pow(round.min(8)))));
    }
}

/// Tries to commit a job and answers it, or returns it for another round.
fn commit_alone(link: &mut Link, mut alone: Alone, lock_wait: Duration, until: Instant) -> Option<Alone> {
    let left = until.saturating_duration_since(Instant::now());
    let failure = match alone.why {
        Some(why) if left.is_zero() => Some(why),
        _ => match attempt(link, slice::from_mut(&mut alone.job), about(lock_wait).min(left)) {
            Ok(()) => None,
            Err(Stopped::Lost(error)) if !alone.lost => {
                return Some(Alone { lost: true, why: Some(error), ..alone });
            }
            Err(Stopped::Again(error)) => {
                metrics::counter!("guiche_store_retries_total").increment(1);
                return Some(Alone { why: Some(error), ..alone });
            }
            Err(Stopped::Lost(error) | Stopped::Refused(error) | Stopped::Final(error)) => Some(error),
        },
    };
    settle(vec![alone.job], failure.as_ref());
    None
}

/// Of two that are in each other's way, one has to give up first, and not meet the other again: no two wait equally long.
fn about(duration: Duration) -> Duration {
    duration.mul_f32(0.5 + fastrand::f32())
}

/// Why a transaction was not committed. In all cases but [`Stopped::Final`] nothing of it was kept.
enum Stopped {
    /// Another transaction was in the way: each job may run again, alone.
    Again(Error),
    /// The connection was lost before the commit: the jobs may run again on another.
    Lost(Error),
    /// The commit itself was refused, because of at least one of the jobs.
    Refused(Error),
    /// The jobs may not run again.
    Final(Error),
}

/// Runs jobs in one transaction and commits it.
fn attempt(link: &mut Link, group: &mut [Box<dyn Job>], lock_wait: Duration) -> Result<(), Stopped> {
    let connection = link.connection().map_err(Stopped::Final)?;
    let outcome = run_group(connection, group, lock_wait).and_then(|verdict| match verdict {
        Verdict::Keep => commit(connection).map(|()| Verdict::Keep),
        Verdict::Undo => Ok(Verdict::Undo),
    });
    let usable = match &outcome {
        Ok(Verdict::Keep) => true,
        Ok(Verdict::Undo) | Err(Stopped::Again(_) | Stopped::Refused(_)) => {
            connection.recover("ROLLBACK").is_ok()
        }
        Err(Stopped::Lost(_) | Stopped::Final(_)) => false,
    };
    if !usable {
        link.drop_connection();
    }
    outcome.map(drop)
}

/// Runs jobs up to the commit. Tells whether there is anything to keep.
fn run_group(
    connection: &mut Connection,
    group: &mut [Box<dyn Job>],
    lock_wait: Duration,
) -> Result<Verdict, Stopped> {
    let shared = group.len() > 1;
    connection.take_fault();
    connection.begin_soon(begin(lock_wait));
    for job in group {
        let mark = connection.mark();
        if shared {
            connection.steer_soon("SAVEPOINT job");
        }
        let verdict = job.run(&mut Tx::postgres(connection));
        match connection.take_fault() {
            Some(Fault::Again(error) | Fault::Stale(error)) => return Err(Stopped::Again(error)),
            Some(Fault::Lost(error) | Fault::ReadOnly(error)) => return Err(Stopped::Lost(error)),
            Some(Fault::Statement) | None => {}
        }
        match verdict {
            Verdict::Keep if shared => connection.steer_soon("RELEASE job"),
            Verdict::Keep => {}
            Verdict::Undo if !shared => return Ok(Verdict::Undo),
            // Its savepoint was not sent either: to roll back to it would be to roll back another's.
            Verdict::Undo if connection.forget_since(mark) => {}
            Verdict::Undo => connection.recover("ROLLBACK TO job").map_err(Stopped::Again)?,
        }
    }
    Ok(Verdict::Keep)
}

fn begin(lock_wait: Duration) -> String {
    // 0 would mean without end.
    let lock_wait = lock_wait.as_millis().max(10);
    format!(
        "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '{lock_wait}ms'; \
         SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '30s'"
    )
}

fn commit(connection: &mut Connection) -> Result<(), Stopped> {
    // A connection that ended meanwhile is found out before the outcome of a commit depends on it.
    if !connection.is_alive() {
        return Err(Stopped::Lost(Error::Unreachable("the connection was lost before the commit".into())));
    }
    let Err(error) = connection.steer("COMMIT") else {
        return Ok(());
    };
    Err(match connection.take_fault() {
        Some(Fault::Again(_) | Fault::Stale(_)) => Stopped::Again(error),
        Some(Fault::Statement) => Stopped::Refused(error),
        Some(Fault::Lost(_) | Fault::ReadOnly(_)) | None => Stopped::Final(Error::Unknown),
    })
}
