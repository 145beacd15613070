//! What a stranger holds that a job needs.

use guiche_domain::time::Timestamp;
use guiche_store::Error;
use guiche_store::idempotency::{self, Owner};

use crate::stranger::Stranger;
use crate::support::{asked, database, hold_writer, inserting, keys};

const HOLD: &str = "BEGIN; INSERT INTO organization (account_id, organization_id, name, version, created_at)
    VALUES (1, 'held', '', 1, 0)";

#[tokio::test]
async fn only_the_job_that_needs_it_waits_and_it_is_told_in_the_end() {
    let (place, db) = database(16);
    let stranger = Stranger::at(&place);
    stranger.run(HOLD);
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let needs_it = asked(db.write(inserting("held")));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap());
    assert!(after.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
    assert!(matches!(needs_it.await, Err(Error::Locked)));
    stranger.run("ROLLBACK");
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before"]);
    assert!(db.write(inserting("held")).await.unwrap());
}

#[tokio::test]
async fn it_is_done_where_the_stranger_lets_go_in_time() {
    for (end, free) in [("ROLLBACK", true), ("COMMIT", false)] {
        let (place, db) = database(16);
        let stranger = Stranger::at(&place);
        stranger.run(HOLD);
        let (go_on, held) = hold_writer(&db);
        let needs_it = asked(db.write(inserting("held")));
        let neighbour = asked(db.write(inserting("neighbour")));
        drop(go_on);
        held.await.unwrap();
        assert!(neighbour.await.unwrap());
        stranger.run(end);
        assert_eq!(needs_it.await.unwrap(), free, "{end}");
        assert_eq!(db.read(keys).await.unwrap(), ["held", "neighbour"]);
    }
}

#[tokio::test]
async fn a_row_that_a_stranger_reads_for_update_is_waited_for() {
    let (place, db) = database(16);
    let stranger = Stranger::at(&place);
    db.write(inserting("key")).await.unwrap();
    stranger.run("BEGIN; SELECT name FROM organization WHERE organization_id = 'key' FOR UPDATE");
    let delete = "DELETE FROM organization WHERE account_id = 1 AND organization_id = 'key'";
    let deleted = asked(db.write(move |tx| tx.execute(delete, &[])));
    stranger.wait_until_it_blocks();
    stranger.run("COMMIT");
    assert_eq!(deleted.await.unwrap(), 1);
}

#[tokio::test]
async fn a_key_that_is_claimed_anew_while_a_purge_waits_for_it_stays() {
    let (place, db) = database(16);
    let owner = Owner { account_id: 1, token_id: "t", key: "k" };
    let at = Timestamp::from_micros;
    assert!(db.write(move |tx| idempotency::claim(tx, owner, "first", at(0), at(0))).await.unwrap());
    let stranger = Stranger::at(&place);
    stranger.run("BEGIN; UPDATE idempotency SET fingerprint = 'second', created_at = 99");
    let purged = asked(db.write(move |tx| idempotency::purge(tx, 1, at(50))));
    stranger.wait_until_it_blocks();
    stranger.run("COMMIT");
    assert_eq!(purged.await.unwrap(), 0);
    let kept = db.read(move |tx| idempotency::find(tx, owner)).await.unwrap();
    assert_eq!(kept, Some(("second".into(), String::new())));
}
