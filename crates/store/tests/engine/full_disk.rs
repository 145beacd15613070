//! What a full disk does to writes.

use guiche_store::{Error, Tx};

use crate::sqlite::{beside, database, file, pragma};
use crate::support::{asked, hold_writer, insert, inserting, keys};

/// As large as the file may still become, for SQLite rounds it up to what the file has: the disk is full.
const FULL: &str = "PRAGMA max_page_count = 1";
const ROOMY: &str = "PRAGMA max_page_count = 1000000";

/// Finds the disk full, whatever the pages that are there have left.
fn overflow(tx: &mut Tx<'_>) -> Result<(), Error> {
    pragma(tx, FULL)?;
    insert(tx, "huge", &"x".repeat(1_000_000)).map(drop)
}

#[tokio::test]
async fn what_was_acknowledged_before_the_disk_was_full_stays_and_writes_go_on_when_there_is_room() {
    let (folder, db) = database(16);
    db.write(|tx| pragma(tx, FULL)).await.unwrap();
    let mut acknowledged = Vec::new();
    let error = loop {
        let key = format!("{:05}", acknowledged.len());
        let row = key.clone();
        match db.write(move |tx| insert(tx, &row, &"x".repeat(500))).await {
            Ok(free) => assert!(free),
            Err(error) => break error,
        }
        acknowledged.push(key);
    };
    assert!(matches!(error, Error::Storage(_)), "{error}");
    assert!(error.is_transient());
    assert!(!acknowledged.is_empty(), "there was no room from the beginning");
    assert_eq!(db.read(keys).await.unwrap(), acknowledged);
    assert!(matches!(db.write(overflow).await, Err(Error::Storage(_))));

    db.write(|tx| pragma(tx, ROOMY)).await.unwrap();
    assert!(db.write(inserting("with room")).await.unwrap());
    db.close();
    let count: i64 = beside(file(&folder).path())
        .query_row("SELECT count(*) FROM organization", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, acknowledged.len() as i64 + 1);
}

#[tokio::test]
async fn a_job_that_costs_the_shared_transaction_fails_alone() {
    let (_folder, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(|tx| {
        pragma(tx, ROOMY)?;
        insert(tx, "before", "")
    }));
    let huge = asked(db.write(overflow));
    let after = asked(db.write(|tx| {
        pragma(tx, ROOMY)?;
        insert(tx, "after", "")
    }));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap());
    assert!(matches!(huge.await, Err(Error::Storage(told)) if told.contains("full")));
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
}

#[tokio::test]
async fn nothing_is_committed_by_a_job_that_does_not_mind_the_lost_transaction() {
    let (_folder, db) = database(16);
    let careless = db.write(|tx| {
        insert(tx, "first", "")?;
        assert!(overflow(tx).is_err());
        // SQLite has ended the transaction: this would stand by itself.
        assert!(insert(tx, "second", "").is_err());
        Ok(())
    });
    assert!(careless.await.is_err());
    assert!(db.read(keys).await.unwrap().is_empty());
    db.write(|tx| pragma(tx, ROOMY)).await.unwrap();
    assert!(db.write(inserting("first")).await.unwrap());
}
