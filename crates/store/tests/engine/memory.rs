//! The embedded database in memory, for a sandbox.

use guiche_store::{Db, Url};
use tokio::task::JoinSet;

use crate::support::{asked, fail, inserting, keys};

fn database() -> Db {
    Db::create(&Url::Memory, 1_024).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_and_writers_at_once_never_fail_each_other() {
    let db = database();
    let mut clients = JoinSet::new();
    for client in 0..16 {
        let db = db.clone();
        clients.spawn(async move {
            for number in 0..50 {
                let key = format!("{client} {number}");
                let (written, read) = tokio::join!(db.write(inserting(&key)), db.read(keys));
                assert!(written.unwrap());
                read.unwrap();
                assert!(db.read(keys).await.unwrap().contains(&key));
            }
        });
    }
    clients.join_all().await;
    assert_eq!(db.read(keys).await.unwrap().len(), 800);
}

#[tokio::test]
async fn each_is_one_of_its_own_and_gone_once_it_is_closed() {
    let (one, other) = (database(), Db::open(&Url::Memory, 16).unwrap());
    one.write(inserting("key")).await.unwrap();
    assert_eq!(one.read(keys).await.unwrap(), ["key"]);
    assert!(other.read(keys).await.unwrap().is_empty());
    assert!(!one.is_same(&other).await.unwrap() && !one.others().await.unwrap());
    one.close();
    assert!(database().read(keys).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_waits_is_done_before_it_closes() {
    let db = database();
    let writes: Vec<_> = (0..50).map(|number| asked(db.write(inserting(number.to_string())))).collect();
    let reads: Vec<_> = (0..50).map(|_| asked(db.read(keys))).collect();
    db.close();
    for write in writes {
        assert!(write.await.unwrap());
    }
    for read in reads {
        read.await.unwrap();
    }
    assert!(db.read(keys).await.is_err());
}

#[tokio::test]
async fn a_read_cannot_write_and_a_job_that_fails_leaves_nothing() {
    let db = database();
    assert!(db.read(inserting("key")).await.is_err());
    let failing = db.write(|tx| inserting("key")(tx).and_then(|_| fail(tx)));
    let (failed, written) = tokio::join!(failing, db.write(inserting("other")));
    assert!(failed.is_err() && written.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["other"]);
}

#[tokio::test]
async fn nothing_of_it_is_on_disk() {
    let before = std::fs::read_dir(".").unwrap().count();
    let db = database();
    db.write(inserting("key")).await.unwrap();
    assert_eq!(std::fs::read_dir(".").unwrap().count(), before);
    assert_eq!(db.url().to_string(), "memory");
    assert!(db.url().file().is_none());
}
