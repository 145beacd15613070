//! Batches, turns and the end of it.

use std::future::{pending, poll_fn, ready};
use std::task::Poll;

use guiche_desk::{Actor, Caller, group};
use guiche_domain::account::Account;
use guiche_domain::time::Timestamp;
use guiche_store::Url;
use guiche_store::outbox::{self, Change};
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::*;

const NOW: Timestamp = Timestamp::from_micros(1_795_485_600_000_000);

fn database() -> (TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 64).unwrap();
    (folder, db)
}

/// `count` things of an account are made.
async fn change(db: &Db, account_id: i64, count: u128) {
    let changing = db.write(move |tx| {
        (0..count).try_for_each(|_| {
            let event_id = Ids::random().next(NOW);
            let change = Change {
                account_id,
                event_id: &event_id,
                entity: "customer",
                entity_id: event_id.as_str(),
                version: 1,
                change: "created",
                occurred_at: NOW,
            };
            outbox::insert(tx, &change)
        })
    });
    changing.await.unwrap();
}

/// The last position of an account, and whether there is more to do.
async fn seen(db: &Db, account_id: i64) -> (i64, bool) {
    let reading = db.read(move |tx| {
        Ok((outbox::last_position(tx, account_id)?, !outbox::pending(tx, account_id, 1)?.is_empty()))
    });
    reading.await.unwrap()
}

async fn catch_up(worker: &mut Worker, stop: impl Future<Output = ()>) {
    let state = State::new();
    let mut stop = Stop { signal: pin!(stop), given: false };
    worker.catch_up(&mut stop, &state).await.unwrap();
}

#[tokio::test]
async fn everything_gets_its_position_however_many_batches_it_takes() {
    let (_folder, db) = database();
    change(&db, 1, 1_234).await;
    change(&db, 2, 3).await;
    catch_up(&mut Worker::sequencer(db.clone(), Clock::fixed(NOW)), pending()).await;
    assert_eq!(seen(&db, 1).await, (1_234, false));
    assert_eq!(seen(&db, 2).await, (3, false));
}

#[tokio::test]
async fn told_to_stop_it_leaves_the_rest_to_others() {
    let (_folder, db) = database();
    change(&db, 1, 1_234).await;
    catch_up(&mut Worker::sequencer(db.clone(), Clock::fixed(NOW)), ready(())).await;
    assert_eq!(seen(&db, 1).await, (500, true));
}

#[tokio::test]
async fn an_account_that_is_busy_for_long_keeps_no_other_waiting() {
    let (_folder, db) = database();
    change(&db, 1, 10_000).await;
    let mut late = Box::pin(change(&db, 2, 1));
    let (mut turns, mut written) = (0, false);
    // Asked once or twice after each batch: the other account changes after the first, and all ends long before the busy
    // one is done.
    let stop = poll_fn(|context| {
        turns += 1;
        written = written || late.as_mut().poll(context).is_ready();
        if turns < 12 { Poll::Pending } else { Poll::Ready(()) }
    });
    catch_up(&mut Worker::sequencer(db.clone(), Clock::fixed(NOW)), stop).await;
    assert_eq!(seen(&db, 2).await, (1, false));
    assert!(seen(&db, 1).await.1);
}

#[tokio::test]
async fn one_does_it_until_it_is_released_or_its_lease_has_run_out() {
    let (_folder, db) = database();
    let mut one = Worker::sequencer(db.clone(), Clock::fixed(NOW));
    let mut other = Worker::sequencer(db.clone(), Clock::fixed(NOW));
    change(&db, 1, 1).await;
    catch_up(&mut one, pending()).await;
    change(&db, 1, 1).await;
    catch_up(&mut other, pending()).await;
    assert_eq!(seen(&db, 1).await, (1, true));
    other.batch(1).await.unwrap();
    assert!(other.held.is_empty());
    other.release().await.unwrap();
    assert_eq!(seen(&db, 1).await, (1, true));

    let mut late = Worker::sequencer(db.clone(), Clock::fixed(NOW.plus_seconds(11)));
    catch_up(&mut late, pending()).await;
    assert_eq!(seen(&db, 1).await, (2, false));

    one.clock = Clock::fixed(NOW.plus_seconds(12));
    change(&db, 1, 1).await;
    catch_up(&mut one, pending()).await;
    assert_eq!(seen(&db, 1).await, (2, true));
    late.release().await.unwrap();
    catch_up(&mut one, pending()).await;
    assert_eq!(seen(&db, 1).await, (3, false));
}

#[tokio::test]
async fn two_at_the_same_time_leave_no_gap() {
    let (_folder, db) = database();
    let url = db.url().clone();
    let beside = Db::open(&url, 64).unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let (stop_other, other_stopped) = oneshot::channel::<()>();
    let one = tokio::spawn(sequence(db.clone(), async { drop(stopped.await) }));
    let other = tokio::spawn(sequence(beside.clone(), async { drop(other_stopped.await) }));
    for _ in 0..20 {
        change(&db, 1, 7).await;
        change(&beside, 1, 5).await;
    }
    while seen(&db, 1).await.1 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(stop);
    one.await.unwrap();
    // The other goes on at once: the lease was given back.
    change(&db, 1, 1).await;
    while seen(&db, 1).await.1 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(stop_other);
    other.await.unwrap();
    assert_eq!(seen(&db, 1).await, (241, false));
    let leases = db.read(|tx| tx.first("SELECT count(*) FROM lease", &[], |row| row.integer(0)));
    assert_eq!(leases.await.unwrap(), Some(0));
}

#[tokio::test]
async fn a_failure_is_noted_until_it_is_over() {
    let (_folder, db) = database();
    let mut state = State::new();
    let began = state.caught_up;
    let mut sequencer = Worker::sequencer(db.clone(), Clock::fixed(NOW));
    db.close();
    let mut stop = Stop { signal: pin!(pending()), given: false };
    let failed = sequencer.catch_up(&mut stop, &state).await;
    state.note(&SEQUENCER, failed.err().as_ref());
    assert_eq!((state.failing, state.caught_up), (true, began));
    state.note(&SEQUENCER, None);
    assert!(!state.failing && state.caught_up > began);
}

#[tokio::test]
async fn what_is_searched_follows_until_it_is_told_to_stop_and_leases_are_given_back() {
    let (_folder, db) = database();
    let now = NOW;
    let writing = db.write(move |tx| {
        let ids = Ids::random();
        let account = guiche_desk::account::create(tx, &Account::fresh("acme".parse().unwrap()), now, &ids)?;
        let account = account.unwrap();
        let caller = Caller::new(account, Actor::CommandLine, now, ids.clone());
        group::create_portfolio(tx, &caller, &ids.next(now), "Padaria")?;
        Ok(caller.account.account_id)
    });
    let account_id = writing.await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let indexing = tokio::spawn(index(db.clone(), async { drop(stopped.await) }));
    let sequencing = tokio::spawn(sequence(db.clone(), pending()));
    let caught_up = async {
        let mut look = tokio::time::interval(Duration::from_millis(50));
        while db.read(move |tx| search::behind(tx, account_id)).await.unwrap() > 0 {
            look.tick().await;
        }
    };
    timeout(Duration::from_secs(10), caught_up).await.expect("it catches up");
    drop(stop);
    indexing.await.unwrap();
    sequencing.abort();
    let other = Ids::random().next(now);
    let free = db.write(move |tx| search::WORK.run(tx, account_id, &other, Clock::system().now()));
    assert_eq!(free.await.unwrap(), Turn::Changes { changes: 0, more: false });
}
