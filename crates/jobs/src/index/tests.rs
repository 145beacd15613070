//! The job beside the sequencer, until it is told to stop.

use guiche_desk::{Actor, Caller, group};
use guiche_domain::account::Account;
use guiche_domain::time::Timestamp;
use guiche_store::Url;
use tokio::sync::oneshot;

use super::*;

#[tokio::test]
async fn changes_are_taken_in_until_it_is_told_to_stop_and_leases_are_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 64).unwrap();
    let now = Timestamp::from_micros(1_795_485_600_000_000);
    let writing = db.write(move |tx| {
        let ids = Ids::random();
        let account = guiche_desk::account::create(tx, &Account::fresh("acme".parse().unwrap()), now, &ids)?;
        let account = account.unwrap();
        let caller = Caller {
            account,
            actor: Actor::CommandLine,
            address: None,
            request_id: None,
            now,
            ids: ids.clone(),
        };
        group::create_portfolio(tx, &caller, &ids.next(now), "Padaria")?;
        Ok(caller.account.account_id)
    });
    let account_id = writing.await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let indexing = tokio::spawn(index(db.clone(), async { drop(stopped.await) }));
    let sequencing = tokio::spawn(crate::sequence(db.clone(), std::future::pending()));
    let caught_up = async {
        let mut look = tokio::time::interval(Duration::from_millis(50));
        while db.read(move |tx| search::behind(tx, account_id)).await.unwrap() > 0 {
            look.tick().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), caught_up).await.expect("it catches up");
    drop(stop);
    indexing.await.unwrap();
    sequencing.abort();
    let other = Ids::random().next(now);
    let free = db.write(move |tx| search::follow(tx, account_id, &other, Clock::system().now()));
    assert_eq!(free.await.unwrap(), Followed::Changes { changes: 0, more: false });
}
