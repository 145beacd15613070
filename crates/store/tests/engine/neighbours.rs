//! Accounts, keys and rows beside each other in one group.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::group::{self, Kind};
use guiche_store::idempotency::{self, Owner};

use crate::support::{asked, database, hold_writer};

#[tokio::test]
async fn the_same_ids_in_two_accounts_never_meet() {
    let (_place, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let now = Timestamp::from_micros(0);
    let insert = |account_id, name: &'static str| {
        db.write(move |tx| group::insert_portfolio(tx, account_id, &Id::from_bits(1), name, now))
    };
    let (one, two) = (asked(insert(1, "one")), asked(insert(2, "two")));
    drop(go_on);
    held.await.unwrap();
    assert!(one.await.unwrap() && two.await.unwrap());
    for (account_id, expected) in [(1, Some("one")), (2, Some("two")), (3, None)] {
        let found =
            db.read(move |tx| group::name(tx, Kind::Portfolio, account_id, Id::from_bits(1).as_str()));
        assert_eq!(found.await.unwrap().as_deref(), expected);
    }
}

#[tokio::test]
async fn of_two_claims_of_a_key_in_one_group_the_second_finds_what_came_of_the_first() {
    let (_place, db) = database(16);
    let (go_on, held) = hold_writer(&db);
    let claim = || {
        asked(db.write(|tx| {
            let owner = Owner { account_id: 1, token_id: "t", key: "k" };
            let (now, oldest) = (Timestamp::from_micros(10), Timestamp::from_micros(0));
            if idempotency::claim(tx, owner, "print", now, oldest)? {
                idempotency::keep(tx, owner, "outcome")?;
                return Ok(None);
            }
            idempotency::find(tx, owner)
        }))
    };
    let (first, second) = (claim(), claim());
    drop(go_on);
    held.await.unwrap();
    assert_eq!(first.await.unwrap(), None);
    assert_eq!(second.await.unwrap(), Some(("print".into(), "outcome".into())));
}

#[tokio::test]
async fn a_claim_of_a_write_that_was_undone_is_free_again_and_an_old_one_counts_as_free() {
    let (_place, db) = database(16);
    let claim = |now, oldest, keep: bool| {
        db.write(move |tx| {
            let owner = Owner { account_id: 1, token_id: "t", key: "k" };
            let (now, oldest) = (Timestamp::from_micros(now), Timestamp::from_micros(oldest));
            let claimed = idempotency::claim(tx, owner, "print", now, oldest)?;
            if keep { Ok(claimed) } else { Err(guiche_store::Error::Data("no".into())) }
        })
    };
    assert!(claim(10, 0, false).await.is_err());
    assert!(claim(10, 0, true).await.unwrap());
    assert!(!claim(20, 10, true).await.unwrap());
    assert!(claim(20, 11, true).await.unwrap());
    let purge = |oldest| db.write(move |tx| idempotency::purge(tx, 1, Timestamp::from_micros(oldest)));
    assert_eq!(purge(20).await.unwrap(), 0);
    assert_eq!(purge(21).await.unwrap(), 1);
}
