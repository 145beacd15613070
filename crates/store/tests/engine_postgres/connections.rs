//! Connections that end, before a commit, in it, and after it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

use guiche_store::{Error, Tx};

use crate::proxy::{Moment, Proxy};
use crate::stranger::Stranger;
use crate::support::{Place, asked, create, database, hold_writer, insert, inserting, keys};

/// The server's process behind a job's connection.
pub fn pid(tx: &mut Tx<'_>) -> Result<i64, Error> {
    let found = tx.first("SELECT CAST(pg_backend_pid() AS BIGINT)", &[], |row| row.integer(0))?;
    found.ok_or(Error::Data("no answer".into()))
}

/// Ends a connection and waits until it is gone.
fn terminate(stranger: &Stranger, pid: i64) {
    stranger.run(&format!("SELECT pg_terminate_backend({pid})"));
    stranger.wait_until(&format!("NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = {pid})"));
}

/// Ends the writer's connection while a job is inside of it, which writes before, and after it if it is told to.
async fn end_during_a_job(alone: bool, writes_after: bool) {
    let (place, db) = database(16);
    let stranger = Stranger::at(&place);
    let (go_on, held) = hold_writer(&db);
    let (begins, begun) = channel();
    let (end, may_end) = channel::<()>();
    let neighbour = |key| (!alone).then(|| asked(db.write(inserting(key))));
    let before = neighbour("before");
    let job = asked(db.write(move |tx| {
        let free = insert(tx, "job", "")?;
        begins.send(pid(tx)?).unwrap();
        // In later runs the other end is gone.
        let _ = may_end.recv();
        if writes_after { insert(tx, "job's second", "") } else { Ok(free) }
    }));
    let after = neighbour("after");
    drop(go_on);
    held.await.unwrap();
    let first = begun.recv().unwrap();
    terminate(&stranger, first);
    drop(end);
    assert!(job.await.unwrap(), "it found something of its first run");
    assert_ne!(begun.recv().unwrap(), first);
    for neighbour in [before, after].into_iter().flatten() {
        assert!(neighbour.await.unwrap());
    }
    let rows = 1 + 2 * usize::from(!alone) + usize::from(writes_after);
    assert_eq!(db.read(keys).await.unwrap().len(), rows);
}

#[tokio::test]
async fn jobs_whose_connection_ends_before_the_commit_run_again_and_are_done_once() {
    for (alone, writes_after) in [(true, true), (true, false), (false, true), (false, false)] {
        end_during_a_job(alone, writes_after).await;
    }
}

#[tokio::test]
async fn a_connection_that_ended_while_nobody_used_it_is_not_noticed() {
    let (place, db) = database(16);
    let stranger = Stranger::at(&place);
    let (writer, reader) = (db.write(pid).await.unwrap(), db.read(pid).await.unwrap());
    terminate(&stranger, writer);
    terminate(&stranger, reader);
    assert!(db.write(inserting("key")).await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["key"]);
    // The same where what comes first is shared.
    let writer = db.write(pid).await.unwrap();
    let (go_on, held) = hold_writer(&db);
    let shared: Vec<_> = (0..4).map(|number| asked(db.write(inserting(number.to_string())))).collect();
    terminate(&stranger, writer);
    drop(go_on);
    held.await.unwrap();
    for answer in shared {
        assert!(answer.await.unwrap());
    }
}

#[tokio::test]
async fn a_read_whose_connection_ends_is_done_again_and_its_neighbours_with_it() {
    let (place, db) = database(16);
    let stranger = Stranger::at(&place);
    db.write(inserting("key")).await.unwrap();
    let (begins, begun) = channel();
    let (end, may_end) = channel::<()>();
    let job = asked(db.read(move |tx| {
        begins.send(pid(tx)?).unwrap();
        let _ = may_end.recv();
        keys(tx)
    }));
    let pid = begun.recv().unwrap();
    let mut others: Vec<_> = (0..3).map(|_| asked(db.read(keys))).collect();
    let killer = asked(db.read(|tx| tx.execute("SELECT pg_terminate_backend(pg_backend_pid())", &[])));
    others.extend((0..3).map(|_| asked(db.read(keys))));
    terminate(&stranger, pid);
    drop(end);
    for answer in [job].into_iter().chain(others) {
        assert_eq!(answer.await.unwrap(), ["key"]);
    }
    assert!(matches!(killer.await, Err(Error::Unreachable(_))));
}

/// Cuts the connection in the commit of a job, and of three that share one.
async fn cut_in_commit(moment: Moment, expected: &[&str]) {
    let place = Place::new();
    let proxy = Proxy::before(&place);
    let db = create(&proxy.url(), 16).unwrap();
    for (number, jobs) in [1, 3].into_iter().enumerate() {
        let runs = Arc::new(AtomicUsize::new(0));
        let (go_on, held) = hold_writer(&db);
        let write = |job| {
            let runs = Arc::clone(&runs);
            asked(db.write(move |tx| {
                runs.fetch_add(1, Ordering::Relaxed);
                insert(tx, &format!("{number} {job}"), "")
            }))
        };
        let answers: Vec<_> = (0..jobs).map(write).collect();
        // The commit of the job that keeps the writer passes.
        proxy.cut_commit(2, moment);
        drop(go_on);
        held.await.unwrap();
        for answer in answers {
            assert!(matches!(answer.await, Err(Error::Unknown)));
        }
        assert_eq!(runs.load(Ordering::Relaxed), jobs, "they ran again");
        // The next one connects anew.
        db.write(|tx| tx.execute("DELETE FROM outbox WHERE account_id = 1", &[])).await.unwrap();
    }
    assert_eq!(db.read(keys).await.unwrap(), expected);
}

#[tokio::test]
async fn a_commit_that_is_lost_on_its_way_is_unknown_and_not_tried_again() {
    cut_in_commit(Moment::Before, &[]).await;
}

#[tokio::test]
async fn a_commit_whose_answer_is_lost_is_unknown_and_not_done_twice() {
    cut_in_commit(Moment::After, &["0 0", "1 0", "1 1", "1 2"]).await;
}
