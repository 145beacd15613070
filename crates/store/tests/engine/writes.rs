//! Jobs that write, as long as nothing goes wrong around them.

use guiche_store::Error;
use tokio::task::JoinSet;

use crate::support::{asked, database, fail, hold_writer, insert, inserting, keys, open, parallel_database};

#[tokio::test(flavor = "multi_thread")]
async fn of_200_parallel_inserts_of_one_key_one_finds_it_free() {
    let (_place, db) = parallel_database(1_024);
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
    let (_place, db) = database(16);
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
    let (_place, db) = database(16);
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
    let (_place, db) = database(16);
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
    let (_place, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    drop(asked(db.write(inserting("orphan"))));
    drop(go_on);
    held.await.unwrap();
    assert!(!db.write(inserting("orphan")).await.unwrap());
}

#[tokio::test]
async fn a_full_queue_refuses_and_forgets_nothing() {
    let (_place, db) = database(2);
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

#[tokio::test]
async fn a_job_that_is_refused_before_it_did_anything_costs_its_neighbours_nothing() {
    let (_place, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let refuse = || asked(db.write::<(), _>(|_| Err(Error::Data("no".into()))));
    let put = |key: &'static str| {
        asked(db.write(move |tx| {
            let sql = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
                VALUES (1, $1, '', 1, 0)";
            tx.put(sql, &[key.into()])
        }))
    };
    let refused_after_a_put = || {
        asked(db.write::<(), _>(|tx| {
            let sql = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
                VALUES (1, 'undone', '', 1, 0)";
            tx.put(sql, &[])?;
            Err(Error::Data("no".into()))
        }))
    };
    // The first of the group is not refused, or the group would have begun with nothing to lose.
    let first = put("first");
    let refused = [refuse(), refused_after_a_put()];
    let second = put("second");
    let last = [refused_after_a_put(), refuse()];
    drop(go_on);
    held.await.unwrap();
    first.await.unwrap();
    second.await.unwrap();
    for answer in refused.into_iter().chain(last) {
        assert!(matches!(answer.await, Err(Error::Data(_))));
    }
    assert_eq!(db.read(keys).await.unwrap(), ["first", "second"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_server_that_writes_beside_loses_nothing_and_costs_nothing() {
    let (place, db) = parallel_database(1_024);
    let other = open(&place.url(), 1_024).unwrap();
    let mut inserts = JoinSet::new();
    for number in 0..50 {
        for (db, whose) in [(db.clone(), "own"), (other.clone(), "other")] {
            inserts.spawn(async move { db.write(inserting(format!("{whose} {number}"))).await.unwrap() });
        }
    }
    assert!(inserts.join_all().await.into_iter().all(|free| free));
    assert_eq!(db.read(keys).await.unwrap().len(), 100);
    other.close();
}

#[tokio::test]
async fn statements_that_travel_together_keep_their_order_however_many_they_are() {
    let (_place, db) = database(16);
    db.write(inserting("key")).await.unwrap();
    db.write(|tx| {
        for number in 0..200_i64 {
            // Each does something only after the one before it.
            let sql = "UPDATE organization SET version = version + 1
                WHERE account_id = 1 AND organization_id = 'key' AND version = $1";
            tx.put(sql, &[(number + 1).into()])?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let version = db.read(|tx| tx.first("SELECT version FROM organization", &[], |row| row.integer(0)));
    assert_eq!(version.await.unwrap(), Some(201));
}
