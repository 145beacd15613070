//! The end: what waits is done, what comes later is told so, nothing stays behind.

use std::fs::File;
use std::sync::Barrier;

use guiche_store::db::{OpenError, lock_alone};
use guiche_store::{Db, Error};

use crate::support::{asked, beside, database, file, hold_writer, inserting, keys, url};

#[tokio::test(flavor = "multi_thread")]
async fn closing_does_what_waits_and_refuses_what_comes_later() {
    let (folder, db) = database(1_024);
    let (go_on, held) = hold_writer(&db);
    let waiting: Vec<_> = (0..500).map(|number| asked(db.write(inserting(number.to_string())))).collect();
    let reading = asked(db.read(|_| Ok(())));
    let closing = tokio::task::spawn_blocking({
        let db = db.clone();
        move || db.close()
    });
    drop(go_on);
    held.await.unwrap();
    closing.await.unwrap();
    for answer in waiting {
        assert!(answer.await.unwrap());
    }
    reading.await.unwrap();
    assert!(matches!(db.write(inserting("late")).await, Err(Error::Closed)));
    assert!(matches!(db.read(keys).await, Err(Error::Closed)));
    assert_eq!(db.waiting(), (0, 0));
    let count: i64 = beside(file(&folder).path())
        .query_row("SELECT count(*) FROM organization", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 500);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn every_job_that_meets_the_end_is_answered() {
    for _ in 0..20 {
        let (_folder, db) = database(4_096);
        let mut clients = tokio::task::JoinSet::new();
        for client in 0..8 {
            let db = db.clone();
            clients.spawn(async move {
                let mut done = 0;
                loop {
                    let key = format!("{client} {done}");
                    let (write, read) = tokio::join!(db.write(inserting(key)), db.read(|_| Ok(())));
                    match (write, read) {
                        (Ok(_), Ok(())) => done += 1,
                        (Ok(_) | Err(Error::Closed), Ok(()) | Err(Error::Closed)) => return,
                        other => panic!("{other:?}"),
                    }
                }
            });
        }
        db.write(inserting("first")).await.unwrap();
        tokio::task::spawn_blocking(move || db.close()).await.unwrap();
        clients.join_all().await;
    }
}

#[test]
fn whoever_closes_second_waits_as_well() {
    let (folder, db) = database(16);
    let both = Barrier::new(2);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                both.wait();
                db.close();
                assert!(!file(&folder).sibling("-wal").exists(), "a connection is still open");
            });
        }
    });
}

#[tokio::test]
async fn the_last_clone_dropped_ends_the_threads_after_what_waits() {
    let (folder, db) = database(1_024);
    let (go_on, held) = hold_writer(&db);
    for number in 0..200 {
        drop(asked(db.write(inserting(number.to_string()))));
    }
    drop(held);
    drop(db.clone());
    drop(db);
    // The writer is still at work, so nobody else may have the file to himself.
    assert!(matches!(lock_alone(&file(&folder)), Err(OpenError::InUse)));
    drop(go_on);
    File::open(file(&folder).sibling(".lock")).unwrap().lock().unwrap();
    assert!(!file(&folder).sibling("-wal").exists(), "a connection is still open");
    let count: i64 = beside(file(&folder).path())
        .query_row("SELECT count(*) FROM organization", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 200);
}

#[test]
fn a_closed_database_can_be_had_alone_though_clones_of_it_live() {
    let (folder, db) = database(1);
    assert!(matches!(lock_alone(&file(&folder)), Err(OpenError::InUse)));
    db.close();
    let alone = lock_alone(&file(&folder)).unwrap();
    assert!(matches!(Db::open(&url(&folder), 1), Err(OpenError::InUse)));
    drop(alone);
    Db::open(&url(&folder), 1).unwrap().close();
}
