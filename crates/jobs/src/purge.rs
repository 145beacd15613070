//! Forgets what is past its time: outcomes of writes that may no longer be repeated, sessions, links that let nobody in any
//! more, how the API was used long ago, files that were imported, and what customers were before merges that can no longer be
//! undone.

use std::time::Duration;

use guiche_desk::{Clock, customer, idempotency, import, operator, quick_access, usage};
use guiche_domain::time::Timestamp;
use guiche_store::{Db, Error, Tx, account};

/// How often what is kept for a time is looked through.
const PURGE: Duration = Duration::from_secs(600);
/// How many of them one job deletes at most.
const BATCH: u64 = 1_000;

/// Deletes a batch of one kind that an account keeps for a time; tells how many.
type Purge = fn(&mut Tx<'_>, i64, Timestamp) -> Result<u64, Error>;
/// All kinds.
const KINDS: [Purge; 7] = [
    idempotency::purge,
    quick_access::purge,
    operator::purge_sessions,
    operator::purge_links,
    usage::purge,
    import::purge,
    customer::purge_merges,
];

/// Forgets what is past its time, for as long as the future is polled: spawn it.
pub async fn purge(db: Db) {
    let mut interval = tokio::time::interval(PURGE);
    loop {
        interval.tick().await;
        match purge_all(&db, &Clock::system()).await {
            Ok(0) => {}
            Ok(purged) => tracing::debug!(purged, "forgot what is past its time"),
            Err(error) => tracing::warn!(%error, "cannot delete what is past its time; trying later"),
        }
    }
}

async fn purge_all(db: &Db, clock: &Clock) -> Result<u64, Error> {
    let mut purged = 0;
    for account in db.read(account::all).await? {
        let (account_id, now) = (account.account_id, clock.now());
        for purge in KINDS {
            loop {
                let some = db.write(move |tx| purge(tx, account_id, now)).await?;
                purged += some;
                if some < BATCH {
                    break;
                }
            }
        }
    }
    Ok(purged)
}

#[cfg(test)]
mod tests {
    use guiche_desk::idempotency::{Repeatable, once};
    use guiche_desk::{Actor, Caller, Ids};
    use guiche_domain::account::Account;
    use guiche_domain::form::Form;
    use guiche_domain::time::Timestamp;
    use guiche_store::Url;

    use super::*;

    #[tokio::test]
    async fn outcomes_are_deleted_once_they_are_past_their_time() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 8).unwrap();
        let now = Timestamp::from_micros(1_795_485_600_000_000);
        let writing = db.write(move |tx| {
            let ids = Ids::random();
            let new = Account::fresh("acme".parse().unwrap());
            let account = guiche_desk::account::create(tx, &new, now, &ids)?.unwrap();
            let actor = Actor::Token { id: ids.next(now), read_only: false };
            let caller = Caller::new(account, actor, now, ids);
            let repeatable = Repeatable::new(b"key", "secret", "POST", "/", &Form::default()).unwrap();
            once(tx, &caller, Some(&repeatable), |_| Ok(()))
        });
        writing.await.unwrap();
        assert_eq!(purge_all(&db, &Clock::fixed(now.plus_hours(23))).await.unwrap(), 0);
        assert_eq!(purge_all(&db, &Clock::fixed(now.plus_hours(25))).await.unwrap(), 1);
        assert_eq!(purge_all(&db, &Clock::fixed(now.plus_hours(25))).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn links_are_deleted_batch_by_batch_once_they_are_past_their_time() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 8).unwrap();
        let now = Timestamp::from_micros(1_795_485_600_000_000);
        let writing = db.write(move |tx| {
            let ids = Ids::random();
            let new = Account::fresh("acme".parse().unwrap());
            let account_id = guiche_desk::account::create(tx, &new, now, &ids)?.unwrap().account_id;
            for number in 0..2_500 {
                let expires_at = now.plus_seconds(300);
                let (hash, customer_id) = (number.to_string(), ids.next(now));
                guiche_store::quick_access::insert(tx, account_id, &hash, &customer_id, expires_at, now)?;
            }
            Ok(())
        });
        writing.await.unwrap();
        assert_eq!(purge_all(&db, &Clock::fixed(now.plus_seconds(299))).await.unwrap(), 0);
        assert_eq!(purge_all(&db, &Clock::fixed(now.plus_seconds(300))).await.unwrap(), 2_500);
    }

    #[tokio::test]
    async fn how_the_api_was_used_is_kept_for_400_days() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::create(&Url::sqlite(folder.path().join("guiche.db")), 8).unwrap();
        let now = Timestamp::from_micros(1_795_485_600_000_000);
        let writing = db.write(move |tx| {
            let new = Account::fresh("acme".parse().unwrap());
            let account_id = guiche_desk::account::create(tx, &new, now, &Ids::random())?.unwrap().account_id;
            guiche_store::usage::add_calls(tx, account_id, now, "token", "ok", 7)?;
            guiche_store::usage::set_last_use(tx, account_id, "token", now)
        });
        writing.await.unwrap();
        let after = |days: i64| Clock::fixed(now.plus_hours(24 * days).plus_seconds(1));
        assert_eq!(purge_all(&db, &after(399)).await.unwrap(), 0);
        assert_eq!(purge_all(&db, &after(400)).await.unwrap(), 1);
        let left = db.read(|tx| tx.first("SELECT count(*) FROM token_use", &[], |row| row.integer(0)));
        assert_eq!(left.await.unwrap(), Some(1));
    }
}
