//! Jobs that read.

use guiche_store::Error;
use tokio::task::JoinSet;

use crate::support::{asked, database, fail, inserting, keys, parallel_database};

#[tokio::test(flavor = "multi_thread")]
async fn a_read_sees_every_write_that_was_acknowledged_before_it() {
    let (_place, db) = parallel_database(1_024);
    let mut clients = JoinSet::new();
    for client in 0..8 {
        let db = db.clone();
        clients.spawn(async move {
            for number in 0..25 {
                let key = format!("{client} {number}");
                assert!(db.write(inserting(&key)).await.unwrap());
                assert!(db.read(keys).await.unwrap().contains(&key));
            }
        });
    }
    clients.join_all().await;
}

#[tokio::test]
async fn what_is_read_by_one_job_is_one_moment() {
    let (_place, db) = database(16);
    let writer = db.clone();
    let runtime = tokio::runtime::Handle::current();
    let read = db.read(move |tx| {
        let before = keys(tx)?;
        // A write of somebody else, acknowledged while this job is at work.
        std::thread::scope(|scope| {
            scope.spawn(|| runtime.block_on(writer.write(inserting("late"))).unwrap());
        });
        Ok((before, keys(tx)?))
    });
    let (before, after) = read.await.unwrap();
    assert_eq!(before, after);
    assert_eq!(db.read(keys).await.unwrap(), ["late"]);
}

#[tokio::test]
async fn a_read_that_fails_or_panics_harms_no_other() {
    let (_place, db) = database(64);
    db.write(inserting("key")).await.unwrap();
    let bad = || async {
        assert!(matches!(db.read(|tx| tx.all("SELECT nothing", &[], |_| Ok(()))).await, Err(Error::Sql(_))));
        assert!(matches!(db.read::<(), _>(|_| panic!("as it should")).await, Err(Error::Panicked)));
    };
    let good = || async { assert_eq!(db.read(keys).await.unwrap(), ["key"]) };
    tokio::join!(bad(), good(), bad(), good(), bad(), good(), bad(), good());
    good().await;
}

#[tokio::test]
async fn a_read_cannot_write() {
    let (_place, db) = database(16);
    assert!(db.read(inserting("key")).await.is_err());
    assert!(db.read(fail).await.is_err());
    assert!(db.read(keys).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_value_that_is_not_what_its_column_should_hold_is_told_as_such() {
    let (_place, db) = database(16);
    let null = db.read(|tx| tx.first("SELECT NULL", &[], |row| row.text(0))).await;
    assert!(matches!(null, Err(Error::Data(_))), "{null:?}");
    let number = db.read(|tx| tx.first("SELECT 'seven'", &[], |row| row.integer(0))).await;
    assert!(matches!(number, Err(Error::Data(_))), "{number:?}");
}

#[tokio::test]
async fn a_read_that_tries_to_write_harms_no_other() {
    let (_place, db) = database(64);
    db.write(inserting("key")).await.unwrap();
    let mut good = Vec::new();
    let mut bad = Vec::new();
    for _ in 0..8 {
        good.push(asked(db.read(keys)));
        bad.push(asked(db.read(inserting("another"))));
        // What it put is not sent with a statement of the next one.
        bad.push(asked(db.read(|tx| {
            tx.put("DELETE FROM organization WHERE account_id = 1", &[])?;
            Err(Error::Data("no".into()))
        })));
    }
    for answer in good {
        assert_eq!(answer.await.unwrap(), ["key"]);
    }
    for answer in bad {
        assert!(answer.await.is_err());
    }
}
