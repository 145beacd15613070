//! Two servers' stores on one database, at the same moment: what is given once is given once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::join_all;
use guiche_desk::idempotency::{Done, Repeatable, once, purge};
use guiche_desk::{Actor, Caller, Ids, account};
use guiche_domain::account::Account;
use guiche_domain::form::Form;
use guiche_domain::time::Timestamp;
use guiche_store::Db;
use guiche_tests::Store;

const MANY: usize = 20;

fn now() -> Timestamp {
    Timestamp::from_micros(1_795_527_000_000_000)
}

/// Makes accounts of these slugs through two stores at once; each with its number, or none where the slug is taken.
async fn make(dbs: &[Db; 2], slugs: impl Iterator<Item = String>) -> Vec<Option<Account>> {
    let made = slugs.enumerate().map(|(index, slug)| {
        let new = Account::fresh(slug.parse().expect("a slug"));
        dbs[index % 2].write(move |tx| account::create(tx, &new, now(), &Ids::random()))
    });
    join_all(made).await.into_iter().map(|made| made.expect("the store answers")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_made_at_the_same_moment_get_numbers_of_their_own() {
    let store = Store::create();
    let dbs = [store.open(), store.open()];
    let made = make(&dbs, (0..MANY).map(|index| format!("account-{index}"))).await;
    let numbers: BTreeSet<i64> = made.iter().flatten().map(|account| account.account_id).collect();
    assert_eq!(numbers, (1..=MANY as i64).collect());
    let kept = dbs[0].read(guiche_store::account::all).await.expect("the store answers");
    assert_eq!(kept.len(), MANY);
    for account in made {
        assert!(kept.contains(&account.expect("its slug is free")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_accounts_of_one_slug_made_at_the_same_moment_one_is_made() {
    let store = Store::create();
    let dbs = [store.open(), store.open()];
    let made = make(&dbs, (0..MANY).map(|_| String::from("acme"))).await;
    assert_eq!(made.iter().flatten().count(), 1);
    assert_eq!(dbs[1].read(guiche_store::account::all).await.expect("the store answers").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_forgotten_while_it_is_claimed_is_no_fault() {
    let store = Store::create();
    let dbs = [store.open(), store.open()];
    let account =
        make(&dbs, std::iter::once(String::from("acme"))).await.remove(0).expect("the slug is free");
    let ids = Ids::random();
    let actor = Actor::Token { id: ids.next(now()), read_only: false };
    let caller = Caller::new(account, actor, now(), ids);
    let repeatable = Repeatable::new(b"key", "secret", "POST", "/", &Form::default()).expect("a key");

    let stop = Arc::new(AtomicBool::new(false));
    let (third, account_id) = (store.open(), caller.account.account_id);
    let forgetting = (0..4).map(|_| {
        let (third, stop) = (third.clone(), Arc::clone(&stop));
        tokio::spawn(async move {
            let mut forgotten = 0;
            while !stop.load(Ordering::Relaxed) {
                let tomorrow = now().plus_hours(25);
                forgotten +=
                    third.write(move |tx| purge(tx, account_id, tomorrow)).await.expect("the store answers");
            }
            forgotten
        })
    });
    let forgetting: Vec<_> = forgetting.collect();
    for _ in 0..100 {
        let claims = (0..MANY).map(|index| {
            let (caller, repeatable) = (caller.clone(), repeatable.clone());
            dbs[index % 2].write(move |tx| once(tx, &caller, Some(&repeatable), |_| Ok(7)))
        });
        for done in join_all(claims).await {
            let Done { outcome, .. } = done.expect("done now or before");
            assert_eq!(outcome, 7);
        }
    }
    stop.store(true, Ordering::Relaxed);
    let forgotten: u64 = join_all(forgetting).await.into_iter().map(|done| done.expect("no panic")).sum();
    assert!(forgotten > 0);
}
