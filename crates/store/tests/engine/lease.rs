//! Who holds a lease, and until when.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::lease::{self, Lease};
use guiche_store::{Db, Error};

use crate::support::database;

/// How long a lease is taken for.
const TERM: i64 = 10;

/// Whether `holder` is let in at `now`. Whoever is told beforehand that it would be in vain is not.
async fn take(db: &Db, holder: u128, now: i64) -> bool {
    let taking = db.write(move |tx| {
        let (holder, now) = (Id::from_bits(holder), Timestamp::from_micros(now));
        let lease = Lease { account_id: 1, name: "work", holder: &holder };
        let until = Timestamp::from_micros(now.micros() + TERM);
        let held = lease::is_held_by_another(tx, lease, now, until)?;
        let taken = lease::take_or_renew(tx, lease, now, until)?;
        assert_ne!(held, taken);
        Ok(taken)
    });
    taking.await.unwrap()
}

async fn release(db: &Db, holder: u128) {
    let releasing = db.write(move |tx| {
        let holder = Id::from_bits(holder);
        lease::release(tx, Lease { account_id: 1, name: "work", holder: &holder })
    });
    releasing.await.unwrap();
}

#[tokio::test]
async fn another_is_kept_off_until_the_lease_has_run_out() {
    let (_folder, db) = database(8);
    assert!(take(&db, 1, 100).await);
    assert!(!take(&db, 2, 100).await);
    assert!(!take(&db, 2, 110).await);
    assert!(take(&db, 2, 111).await);
    assert!(!take(&db, 1, 112).await, "it changed hands");
}

#[tokio::test]
async fn its_holder_renews_it_before_and_after_its_end() {
    let (_folder, db) = database(8);
    for now in [100, 105, 130] {
        assert!(take(&db, 1, now).await);
        assert!(!take(&db, 2, now + TERM).await);
    }
}

#[tokio::test]
async fn released_it_is_free_at_once_and_only_its_holder_releases_it() {
    let (_folder, db) = database(8);
    assert!(take(&db, 1, 100).await);
    release(&db, 2).await;
    assert!(!take(&db, 2, 100).await);
    release(&db, 1).await;
    assert!(take(&db, 2, 100).await);
}

#[tokio::test]
async fn a_holder_whose_clock_was_far_ahead_keeps_nobody_off_for_long() {
    let (_folder, db) = database(8);
    assert!(take(&db, 1, 100 + TERM).await);
    assert!(!take(&db, 2, 100).await, "clocks differ by as much as a term");
    assert!(take(&db, 1, 1_000_000).await);
    assert!(take(&db, 2, 100).await);
}

#[tokio::test]
async fn a_lease_of_a_job_that_was_undone_was_never_taken() {
    let (_folder, db) = database(8);
    let undone = db.write(|tx| {
        let (holder, now) = (Id::from_bits(1), Timestamp::from_micros(100));
        let lease = Lease { account_id: 1, name: "work", holder: &holder };
        assert!(lease::take_or_renew(tx, lease, now, now.plus_seconds(1))?);
        Err::<(), _>(Error::Data("no".into()))
    });
    assert!(undone.await.is_err());
    assert!(take(&db, 2, 100).await);
}

#[tokio::test]
async fn leases_of_other_accounts_and_other_work_are_others() {
    let (_folder, db) = database(8);
    assert!(take(&db, 1, 100).await);
    for (account_id, name) in [(2, "work"), (1, "other")] {
        let taking = db.write(move |tx| {
            let (holder, now) = (Id::from_bits(2), Timestamp::from_micros(100));
            lease::take_or_renew(tx, Lease { account_id, name, holder: &holder }, now, now.plus_seconds(1))
        });
        assert!(taking.await.unwrap());
    }
}
