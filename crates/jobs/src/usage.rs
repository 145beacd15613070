//! Writes how the API is used, which servers count in memory, so that a request waits for none of it.

use std::pin::pin;
use std::time::Duration;

use guiche_desk::usage::{self, BulkRead, Counting, Tally};
use guiche_desk::{Actor, Caller, Clock, Ids, audit};
use guiche_domain::account::Account;
use guiche_store::{Db, Error, account};
use tokio::time::timeout;

/// How often.
const WRITE: Duration = Duration::from_secs(10);
/// How many rows one job writes at most.
const BATCH: usize = 500;
/// How many reads one job notes at most, each of which is three rows.
const NOTED: usize = 300;

/// Writes what is counted until told to stop, and then what is left: await its end before the database is closed.
pub async fn note_usage(db: Db, counting: impl Counting, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let mut failing = false;
    loop {
        let stopped = timeout(WRITE, &mut stop).await.is_ok();
        let written = write_usage(&db, &counting, &Clock::system(), stopped).await;
        match &written {
            Err(error) if !failing || stopped => {
                tracing::warn!(%error, "cannot write how the API is used; trying later");
            }
            Ok(()) if failing => tracing::info!("how the API is used is written again"),
            _ => {}
        }
        failing = written.is_err();
        if stopped {
            return;
        }
    }
}

/// Writes what is counted, for who has to know when that is done; with `all`, the reads of this minute too.
///
/// # Errors
///
/// Those of the store. What was not written is counted on.
pub async fn write_usage(db: &Db, counting: &impl Counting, clock: &Clock, all: bool) -> Result<(), Error> {
    let Tally { mut calls, mut last_uses, mut reads } = counting.take(clock.now(), all);
    let mut outcome = Ok(());
    // Sorted before they are cut: all servers write in one order.
    calls.sort_unstable();
    last_uses.sort_unstable();
    for some in calls.chunks(BATCH) {
        let rows = some.to_vec();
        let written = db.write(move |tx| usage::add_calls(tx, &rows)).await;
        // Where nobody knows whether they were added, adding them once more would be a guess, too.
        if written.as_ref().is_err_and(|error| !matches!(error, Error::Unknown)) {
            counting.put_back(Tally { calls: some.to_vec(), ..Tally::default() });
        }
        outcome = outcome.and(written);
    }
    for some in last_uses.chunks(BATCH) {
        let rows = some.to_vec();
        let written = db.write(move |tx| usage::set_last_uses(tx, &rows)).await;
        if written.is_err() {
            counting.put_back(Tally { last_uses: some.to_vec(), ..Tally::default() });
        }
        outcome = outcome.and(written);
    }
    reads.sort_unstable();
    outcome.and(note_reads(db, counting, clock, reads).await)
}

/// A read that is noted twice is better than one that is not noted.
async fn note_reads(
    db: &Db,
    counting: &impl Counting,
    clock: &Clock,
    reads: Vec<BulkRead>,
) -> Result<(), Error> {
    if reads.is_empty() {
        return Ok(());
    }
    let put_back = |reads: &[BulkRead]| {
        counting.put_back(Tally { reads: reads.to_vec(), ..Tally::default() });
    };
    let accounts = db.read(account::all).await.inspect_err(|_| put_back(&reads))?;
    let mut outcome = Ok(());
    for some in reads.chunks(NOTED) {
        let noted: Vec<_> = some.iter().filter_map(|read| noted(&accounts, clock, read)).collect();
        let written = db
            .write(move |tx| noted.iter().try_for_each(|(caller, read)| audit::note_read(tx, caller, read)));
        let written = written.await;
        if written.is_err() {
            put_back(some);
        }
        outcome = outcome.and(written);
    }
    outcome
}

/// A read and the token as its caller. An account is never gone.
fn noted(accounts: &[Account], clock: &Clock, read: &BulkRead) -> Option<(Caller, BulkRead)> {
    let account = accounts.iter().find(|account| account.account_id == read.account_id)?.clone();
    let actor = Actor::Token { id: read.token_id.clone(), read_only: true };
    let (now, ids) = (clock.now(), Ids::random());
    Some((Caller::new(account, actor, now, ids), read.clone()))
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use guiche_desk::usage::Calls;
    use guiche_domain::id::Id;
    use guiche_domain::time::Timestamp;
    use guiche_store::Url;

    use super::*;

    #[derive(Default)]
    struct Counted(Mutex<Tally>);

    impl Counting for Counted {
        fn take(&self, _: Timestamp, _: bool) -> Tally {
            std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
        }

        fn put_back(&self, tally: Tally) {
            let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            counted.calls.extend(tally.calls);
            counted.last_uses.extend(tally.last_uses);
            counted.reads.extend(tally.reads);
        }
    }

    #[tokio::test]
    async fn what_cannot_be_written_is_written_later() {
        let folder = tempfile::tempdir().unwrap();
        let url = Url::sqlite(folder.path().join("guiche.db"));
        let now = Timestamp::from_micros(1_795_485_600_000_000);
        let db = Db::create(&url, 8).unwrap();
        let new = Account::fresh("acme".parse().unwrap());
        let made = db.write(move |tx| guiche_desk::account::create(tx, &new, now, &Ids::random()));
        let account_id = made.await.unwrap().unwrap().account_id;
        let token = |number: u32| Id::from_bits(number.into());
        let calls =
            |number| Calls { account_id, hour: now, token_id: token(number), outcome: "ok", calls: 2 };
        let read = BulkRead {
            account_id,
            minute: now,
            token_id: token(1),
            route: "/list",
            requests: 1,
            customers: 50,
        };
        let counted = Counted::default();
        // More than one job's.
        let tally =
            Tally { calls: (0..1_200).map(calls).collect(), last_uses: Vec::new(), reads: vec![read] };
        counted.put_back(tally);

        tokio::task::spawn_blocking({
            let db = db.clone();
            move || db.close()
        })
        .await
        .unwrap();
        let clock = Clock::fixed(now);
        assert!(write_usage(&db, &counted, &clock, true).await.is_err());

        let db = Db::create(&url, 8).unwrap();
        write_usage(&db, &counted, &clock, true).await.unwrap();
        assert_eq!(counted.take(now, true), Tally::default());
        let sums =
            "SELECT count(*), max(calls), (SELECT count(*) FROM outbox WHERE entity = 'read') FROM api_use";
        let found = db.read(move |tx| {
            tx.first(sums, &[], |row| Ok((row.integer(0)?, row.integer(1)?, row.integer(2)?)))
        });
        assert_eq!(found.await.unwrap(), Some((1_200, 2, 1)));
    }
}
