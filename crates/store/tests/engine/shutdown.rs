//! The end: what waits is done, what comes later is told so, nothing stays behind.

use guiche_store::Error;

use crate::support::{asked, database, hold_writer, inserting, keys, keys_at, leave, parallel_database};

#[tokio::test(flavor = "multi_thread")]
async fn closing_does_what_waits_and_refuses_what_comes_later() {
    let (place, db) = database(1_024);
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
    assert_eq!(keys_at(&place.url()).await.len(), 500);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn every_job_that_meets_the_end_is_answered() {
    for _ in 0..20 {
        let (_place, db) = parallel_database(4_096);
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

#[tokio::test]
async fn what_waits_is_done_though_the_last_clone_was_dropped() {
    let (place, db) = database(1_024);
    let go_on = leave(db, 200);
    drop(go_on);
    while keys_at(&place.url()).await.len() < 200 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
