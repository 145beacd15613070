//! Jobs that write, as long as nothing goes wrong around them.

use std::collections::BTreeSet;

use guiche_store::Error;
use tokio::task::JoinSet;

use crate::support::{asked, beside, database, fail, hold_writer, insert, inserting, keys};

#[tokio::test(flavor = "multi_thread")]
async fn of_200_parallel_inserts_of_one_key_one_finds_it_free() {
    let (_folder, db) = database(1_024);
    let mut inserts = JoinSet::new();
    for _ in 0..200 {
        let db = db.clone();
        inserts.spawn(async move { db.write(inserting("key")).await.unwrap() });
    }
    let free = inserts.join_all().await.into_iter().filter(|free| *free).count();
    assert_eq!(free, 1);
    assert_eq!(db.read(keys).await.unwrap(), ["key"]);
}

#[tokio::test]
async fn a_job_that_ends_in_an_error_or_a_panic_is_undone_and_its_neighbours_are_kept() {
    let (_folder, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let refused = asked(db.write(|tx| {
        insert(tx, "refused", "")?;
        Err::<(), _>(Error::Data("no".into()))
    }));
    let failed = asked(db.write(|tx| {
        insert(tx, "failed", "")?;
        fail(tx)
    }));
    let panicked = asked(db.write(|tx| {
        insert(tx, "panicked", "")?;
        panic!("as it should");
        #[expect(unreachable_code, reason = "says what the job would answer")]
        Ok(())
    }));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap());
    assert!(matches!(refused.await, Err(Error::Data(_))));
    assert!(matches!(failed.await, Err(Error::Sql(_))));
    assert!(matches!(panicked.await, Err(Error::Panicked)));
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
}

#[tokio::test]
async fn a_job_sees_what_the_jobs_before_it_wrote() {
    let (_folder, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let first = asked(db.write(inserting("key")));
    let second = asked(db.write(inserting("key")));
    drop(go_on);
    held.await.unwrap();
    assert!(first.await.unwrap());
    assert!(!second.await.unwrap());
}

#[tokio::test]
async fn a_statement_that_failed_is_the_last_of_its_job_even_where_the_job_does_not_mind() {
    let (_folder, db) = database(16);
    let careless = db.write(|tx| {
        insert(tx, "first", "")?;
        assert!(fail(tx).is_err());
        assert!(insert(tx, "second", "").is_err());
        Ok(())
    });
    assert!(matches!(careless.await, Err(Error::Sql(_))));
    assert!(db.read(keys).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_asked_by_somebody_who_left_is_done_all_the_same() {
    let (_folder, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    drop(asked(db.write(inserting("orphan"))));
    drop(go_on);
    held.await.unwrap();
    assert!(!db.write(inserting("orphan")).await.unwrap());
}

#[tokio::test]
async fn a_full_queue_refuses_and_forgets_nothing() {
    let (_folder, db) = database(2);
    let (go_on, held) = hold_writer(&db);
    let first = asked(db.write(inserting("first")));
    let second = asked(db.write(inserting("second")));
    assert!(matches!(db.write(inserting("third")).await, Err(Error::Overloaded)));
    assert_eq!(db.waiting(), (2, 0));
    drop(go_on);
    held.await.unwrap();
    assert!(first.await.unwrap() && second.await.unwrap());
    assert!(db.write(inserting("third")).await.unwrap());
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
    let found: BTreeSet<String> = db.read(keys).await.unwrap().into_iter().collect();
    assert_eq!(found.len(), 100);
}
