//! What the disk and other processes do to writes.

use guiche_store::{Error, Tx};

use crate::support::{
    asked, beside, database, file, hold_writer, hold_writer_after, insert, inserting, keys, pragma,
};

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

#[tokio::test]
async fn a_commit_that_fails_is_answered_to_whom_it_concerns_and_the_others_are_committed() {
    let (_folder, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let dangling = asked(db.write(|tx| {
        pragma(tx, "PRAGMA defer_foreign_keys = on")?;
        let sql =
            "INSERT INTO customer (account_id, customer_id, name, create_tickets, organization_id, language,
                email_validated, active, account_approved, version, created_at)
            VALUES (1, 'c', '', FALSE, 'nowhere', 'pt-BR', FALSE, TRUE, TRUE, 1, 0)";
        tx.execute(sql, &[])
    }));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap());
    assert!(matches!(dangling.await, Err(Error::Sql(_))));
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
    let customers = db.read(|tx| tx.all("SELECT customer_id FROM customer", &[], |row| row.text(0)));
    assert!(customers.await.unwrap().is_empty());
}

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
