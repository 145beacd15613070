//! Servers that go and come again while jobs come.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use guiche_cluster::{Cluster, Options};
use guiche_store::db::OpenError;
use guiche_store::{Db, Error, Url};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;

use crate::proxy::Proxy;
use crate::support::{Place, create, inserting, keys};

async fn cluster() -> (Cluster, Db) {
    let cluster = spawn_blocking(|| Cluster::start(&Options::default()).unwrap()).await.unwrap();
    let url: Url = format!("{}?connections=6", cluster.url("postgres")).parse().unwrap();
    let db = create(&url, 1_024).unwrap();
    (cluster, db)
}

/// What came of the writes of a client.
#[derive(Debug, Default)]
struct Written {
    done: BTreeSet<String>,
    unknown: BTreeSet<String>,
}

impl Written {
    async fn write(&mut self, db: &Db, key: String) -> bool {
        match db.write(inserting(&key)).await {
            Ok(free) => {
                assert!(free, "{key} was there");
                self.done.insert(key);
                return true;
            }
            Err(Error::Unknown) => drop(self.unknown.insert(key)),
            Err(error) => assert!(error.is_transient(), "{error}"),
        }
        false
    }
}

/// The keys, once whichever thread reads them has found the server again.
async fn read(db: &Db) -> Vec<String> {
    loop {
        match db.read(keys).await {
            Ok(found) => return found,
            Err(error) => assert!(matches!(error, Error::Unreachable(_)), "{error}"),
        }
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_write_that_was_answered_outlives_a_crash_of_the_server_and_no_other() {
    let (mut cluster, db) = cluster().await;
    let (over, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let mut clients = JoinSet::new();
    for client in 0..16 {
        let (db, over, done) = (db.clone(), Arc::clone(&over), Arc::clone(&done));
        clients.spawn(async move {
            let mut written = Written::default();
            for number in 0.. {
                if written.write(&db, format!("{client} {number}")).await {
                    done.fetch_add(1, Ordering::Relaxed);
                } else {
                    sleep(Duration::from_millis(20)).await;
                }
                if over.load(Ordering::Relaxed) {
                    break;
                }
            }
            written
        });
    }
    for _ in 0..3 {
        // It works, and works again without help.
        let before = done.load(Ordering::Relaxed);
        while done.load(Ordering::Relaxed) < before + 200 {
            sleep(Duration::from_millis(5)).await;
        }
        cluster = spawn_blocking(|| {
            cluster.restart_immediately().unwrap();
            cluster
        })
        .await
        .unwrap();
    }
    let before = done.load(Ordering::Relaxed);
    while done.load(Ordering::Relaxed) < before + 200 {
        sleep(Duration::from_millis(5)).await;
    }
    over.store(true, Ordering::Relaxed);
    let mut written = Written::default();
    for of_client in clients.join_all().await {
        written.done.extend(of_client.done);
        written.unknown.extend(of_client.unknown);
    }
    let found: BTreeSet<_> = read(&db).await.into_iter().collect();
    assert!(written.done.is_subset(&found), "lost: {:?}", written.done.difference(&found));
    let more: Vec<_> =
        found.difference(&written.done).filter(|key| !written.unknown.contains(*key)).collect();
    assert!(more.is_empty(), "kept though they were answered otherwise: {more:?}");
    db.close();
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_server_is_down_each_job_is_told_so_and_later_all_is_well() {
    let (mut cluster, db) = cluster().await;
    assert!(db.write(inserting("before")).await.unwrap());
    cluster.stop_immediately().unwrap();
    all_are_told(&db, 100).await;
    cluster.start_again().unwrap();
    while db.write(inserting("after")).await.is_err() {
        sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(read(&db).await, ["after", "before"]);
    db.close();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_never_answers_holds_nobody_for_ever() {
    let place = Place::new();
    let proxy = Proxy::before(&place);
    let db = create(&proxy.url(), 1_024).unwrap();
    assert!(db.write(inserting("before")).await.unwrap());
    proxy.fall_silent();
    let opened = create(&proxy.url(), 16);
    assert!(matches!(opened, Err(OpenError::Store(Error::Unreachable(_)))), "{opened:?}");
    all_are_told(&db, 40).await;
    proxy.speak();
    while db.write(inserting("after")).await.is_err() {
        sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(read(&db).await, ["after", "before"]);
}

/// Every one of so many writes and reads that come at once hears that the server cannot be reached.
async fn all_are_told(db: &Db, jobs: usize) {
    let mut asked = JoinSet::new();
    for number in 0..jobs {
        let db = db.clone();
        asked.spawn(async move {
            tokio::join!(db.write(inserting(number.to_string())), async { db.read(keys).await.map(drop) })
        });
    }
    for (write, read) in asked.join_all().await {
        assert!(matches!(write, Err(Error::Unreachable(_))), "{write:?}");
        assert!(matches!(read, Err(Error::Unreachable(_))), "{read:?}");
    }
}
