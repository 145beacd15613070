//! Statements that somebody cancels, as the server does by itself where they take too long.

use std::sync::mpsc::channel;

use guiche_store::Error;

use crate::connections::pid;
use crate::stranger::Stranger;
use crate::support::{asked, database, hold_writer, insert, inserting, keys};

#[tokio::test]
async fn a_statement_that_is_cancelled_costs_only_its_own_job() {
    let (place, db) = database(16);
    let stranger = Stranger::at(&place);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let (sleeps, sleeping) = channel();
    let endless = asked(db.write(move |tx| {
        insert(tx, "endless", "")?;
        sleeps.send(pid(tx)?).unwrap();
        tx.first("SELECT CAST(pg_sleep(600) AS TEXT)", &[], |row| row.text(0))
    }));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    let pid = sleeping.recv().unwrap();
    stranger.wait_until(&format!("wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = {pid}"));
    stranger.run(&format!("SELECT pg_cancel_backend({pid})"));
    assert!(matches!(endless.await, Err(Error::Timeout)));
    assert!(before.await.unwrap());
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
}

#[tokio::test]
async fn a_read_that_is_cancelled_costs_only_itself() {
    let (place, db) = database(16);
    let stranger = Stranger::at(&place);
    db.write(inserting("key")).await.unwrap();
    let (sleeps, sleeping) = channel();
    let endless = asked(db.read(move |tx| {
        sleeps.send(pid(tx)?).unwrap();
        tx.first("SELECT CAST(pg_sleep(600) AS TEXT)", &[], |row| row.text(0))
    }));
    let after = asked(db.read(keys));
    let pid = sleeping.recv().unwrap();
    stranger.wait_until(&format!("wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = {pid}"));
    stranger.run(&format!("SELECT pg_cancel_backend({pid})"));
    assert!(matches!(endless.await, Err(Error::Timeout)));
    assert_eq!(after.await.unwrap(), ["key"]);
}
