//! A key that another transaction takes between a job's look and its update.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use guiche_store::{Error, Tx};

use crate::stranger::Stranger;
use crate::support::{asked, database, hold_writer, inserting, keys};

const MOVE: &str =
    "UPDATE organization SET organization_id = 'wanted' WHERE account_id = 1 AND organization_id = 'mine'";
const MOVE_RETURNING: &str = "UPDATE organization SET organization_id = 'wanted'
    WHERE account_id = 1 AND organization_id = 'mine' RETURNING organization_id";
const TAKE: &str = "INSERT INTO organization (account_id, organization_id, name, version, created_at)
    VALUES (1, 'wanted', '', 1, 0)";

/// How the update is sent.
type Update = fn(&mut Tx<'_>) -> Result<(), Error>;

const WAYS: [Update; 3] = [
    |tx| tx.execute(MOVE, &[]).map(drop),
    |tx| tx.put(MOVE, &[]),
    |tx| tx.first(MOVE_RETURNING, &[], |row| row.text(0)).map(drop),
];

/// A job that takes a key if it is free, between whose look and whose update a stranger takes it the first time. Tells
/// whether it was free; counts how often it ran.
fn racing(
    stranger: Stranger,
    update: Update,
    runs: &Arc<AtomicUsize>,
) -> impl Fn(&mut Tx<'_>) -> Result<bool, Error> + Send + 'static {
    let (runs, stranger) = (Arc::clone(runs), Mutex::new(stranger));
    move |tx| {
        let looked = "SELECT 1 FROM organization WHERE account_id = 1 AND organization_id = 'wanted'";
        let free = tx.first(looked, &[], |_| Ok(()))?.is_none();
        if runs.fetch_add(1, Ordering::Relaxed) == 0 {
            assert!(free);
            stranger.lock().unwrap().run(TAKE);
        }
        if free {
            update(tx)?;
        }
        Ok(free)
    }
}

#[tokio::test]
async fn an_update_that_meets_it_runs_again_and_finds_it_taken() {
    for update in WAYS {
        let (place, db) = database(16);
        db.write(inserting("mine")).await.unwrap();
        let runs = Arc::default();
        let free = db.write(racing(Stranger::at(&place), update, &runs)).await.unwrap();
        assert_eq!((free, runs.load(Ordering::Relaxed)), (false, 2));
        assert_eq!(db.read(keys).await.unwrap(), ["mine", "wanted"]);
    }
}

#[tokio::test]
async fn its_neighbours_are_kept() {
    let (place, db) = database(16);
    db.write(inserting("mine")).await.unwrap();
    let (go_on, held) = hold_writer(&db);
    let before = asked(db.write(inserting("before")));
    let runs = Arc::default();
    let racing = asked(db.write(racing(Stranger::at(&place), WAYS[0], &runs)));
    let after = asked(db.write(inserting("after")));
    drop(go_on);
    held.await.unwrap();
    assert!(before.await.unwrap() && after.await.unwrap());
    assert!(!racing.await.unwrap());
    assert_eq!(db.read(keys).await.unwrap(), ["after", "before", "mine", "wanted"]);
}

#[tokio::test]
async fn an_insert_that_says_nothing_of_conflicts_stays_at_fault() {
    let (_place, db) = database(16);
    db.write(inserting("wanted")).await.unwrap();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let failed = db.write(move |tx| {
        counted.fetch_add(1, Ordering::Relaxed);
        tx.execute(TAKE, &[])
    });
    assert!(matches!(failed.await, Err(Error::Sql(_))));
    assert_eq!(runs.load(Ordering::Relaxed), 1);
}
