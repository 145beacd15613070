//! Changes wait for a position, and get it once.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::outbox::{self, Change};
use guiche_store::{Error, Tx};

use crate::support::database;

fn change(tx: &mut Tx<'_>, account_id: i64, event: u128, entity_id: &str, version: i64) -> Result<(), Error> {
    let event_id = Id::from_bits(event);
    let occurred_at = Timestamp::from_micros(0);
    let (entity, change) = ("customer", "created");
    outbox::insert(
        tx,
        &Change { account_id, event_id: &event_id, entity, entity_id, version, change, occurred_at },
    )
}

fn pending(tx: &mut Tx<'_>, account_id: i64, limit: i64) -> Result<Vec<(Id, String, i64)>, Error> {
    let pending = outbox::pending(tx, account_id, limit)?;
    assert!(pending.iter().all(|change| change.entity == "customer"));
    Ok(pending.into_iter().map(|change| (change.event_id, change.entity_id, change.version)).collect())
}

#[tokio::test]
async fn a_limit_takes_no_second_version_without_the_first() {
    let (_folder, db) = database(8);
    let checked = db.write(|tx| {
        change(tx, 1, 30, "a", 1)?;
        change(tx, 1, 10, "a", 2)?;
        change(tx, 1, 20, "b", 1)?;
        change(tx, 2, 1, "c", 1)?;
        let (a1, a2, b1) = (
            (Id::from_bits(30), "a".to_owned(), 1),
            (Id::from_bits(10), "a".to_owned(), 2),
            (Id::from_bits(20), "b".to_owned(), 1),
        );
        assert_eq!(pending(tx, 1, 2)?, [b1.clone(), a1.clone()]);
        assert_eq!(pending(tx, 1, 9)?, [b1, a1, a2]);
        assert_eq!(pending(tx, 3, 9)?, []);
        Ok(())
    });
    checked.await.unwrap();
}

#[tokio::test]
async fn a_position_is_given_once_and_to_nobody_twice() {
    let (_folder, db) = database(8);
    let checked = db.write(|tx| {
        for event in [1, 2] {
            change(tx, 7, event, &event.to_string(), 1)?;
        }
        change(tx, 8, 1, "1", 1)?;
        assert_eq!(outbox::last_position(tx, 7)?, 0);
        outbox::set_position(tx, 7, &Id::from_bits(1), 1)?;
        outbox::set_position(tx, 7, &Id::from_bits(1), 2)?;
        outbox::set_position(tx, 7, &Id::from_bits(9), 2)?;
        assert_eq!(outbox::last_position(tx, 7)?, 1, "it is for good, and nothing else was there");
        assert_eq!(outbox::last_position(tx, 8)?, 0);
        assert_eq!(pending(tx, 7, 9)?, [(Id::from_bits(2), "2".into(), 1)]);
        Ok(())
    });
    checked.await.unwrap();
    let double = db.write(|tx| outbox::set_position(tx, 7, &Id::from_bits(2), 1));
    assert!(matches!(double.await, Err(Error::Sql(_))), "the index is the last to say no");
}

#[tokio::test]
async fn accounts_are_named_as_long_as_something_of_theirs_waits() {
    let (_folder, db) = database(8);
    let checked = db.write(|tx| {
        assert!(outbox::pending_accounts(tx)?.is_empty());
        for (account_id, event) in [(5, 1), (5, 2), (2, 1), (i64::MAX, 1)] {
            change(tx, account_id, event, "a", 1)?;
        }
        assert_eq!(outbox::pending_accounts(tx)?, [2, 5, i64::MAX]);
        outbox::set_position(tx, 5, &Id::from_bits(1), 1)?;
        outbox::set_position(tx, 2, &Id::from_bits(1), 1)?;
        assert_eq!(outbox::pending_accounts(tx)?, [5, i64::MAX]);
        Ok(())
    });
    checked.await.unwrap();
}
