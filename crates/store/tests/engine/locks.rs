//! Another process that has the file locked.

use guiche_store::Error;
use tokio::task::JoinSet;

use crate::sqlite::{beside, database, file, pragma};
use crate::support::{asked, hold_writer_after, inserting, keys};

#[tokio::test]
async fn a_lock_held_for_too_long_fails_the_whole_group_and_the_writer_goes_on() {
    let (folder, db) = database(16);
    db.write(|tx| pragma(tx, "PRAGMA busy_timeout = 0")).await.unwrap();
    // Between two groups, the other process is faster: played by a job that gives the lock away.
    let (go_on, held) = hold_writer_after(&db, |tx| tx.execute("COMMIT", &[]).map(drop));
    let other = beside(file(&folder).path());
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let group: Vec<_> = (0..8).map(|number| asked(db.write(inserting(number.to_string())))).collect();
    drop(go_on);
    assert!(matches!(held.await, Err(Error::Storage(_))));
    for answer in group {
        assert!(matches!(answer.await, Err(Error::Locked)));
    }
    assert!(matches!(db.write(inserting("alone")).await, Err(Error::Locked)));
    assert!(db.read(keys).await.unwrap().is_empty());
    other.execute_batch("ROLLBACK").unwrap();
    assert!(db.write(inserting("key")).await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["key"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_that_writes_beside_loses_nothing_and_costs_nothing() {
    let (folder, db) = database(1_024);
    let path = folder.path().join("guiche.db");
    let other = tokio::task::spawn_blocking(move || {
        let other = beside(&path);
        other.busy_timeout(std::time::Duration::from_secs(60)).unwrap();
        for number in 0..50 {
            let sql = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
                VALUES (1, ?1, '', 1, 0)";
            other.execute(sql, [format!("other {number}")]).unwrap();
        }
    });
    let mut inserts = JoinSet::new();
    for number in 0..50 {
        let db = db.clone();
        inserts.spawn(async move { db.write(inserting(format!("own {number}"))).await.unwrap() });
    }
    assert!(inserts.join_all().await.into_iter().all(|free| free));
    other.await.unwrap();
    assert_eq!(db.read(keys).await.unwrap().len(), 100);
}
