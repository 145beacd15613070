//! What others do while a move is at work.

use fastrand::Rng;
use guiche_store::{Db, table};
use guiche_transfer::relocate::{MoveError, Progress, Step};
use tokio::sync::Notify;
use tokio::task::spawn_blocking;

use super::data::fill;
use super::{PROGRESS, Target, open, refusal, relocate};

#[tokio::test]
async fn a_server_that_comes_before_the_beginning_keeps_what_it_has_opened() {
    let (from, busy) = (Target::sqlite(), Target::postgres());
    fill(&from, 3, &mut Rng::new()).await;
    fill(&busy, 0, &mut Rng::new()).await;
    let elsewhere = Target::sqlite();
    for (from, to) in [(&from, &busy), (&busy, &elsewhere)] {
        let moving = open(from, to).await.unwrap();
        let url = busy.parsed();
        let server = spawn_blocking(move || Db::open(&url, 1).unwrap()).await.unwrap();
        let error = moving.run(|_| {}).await.unwrap_err();
        assert!(matches!(error, MoveError::InUse(_)), "{error}");
        spawn_blocking(|| moving.close()).await.unwrap();
        assert_eq!(to.number(PROGRESS).await, 0);
        spawn_blocking(move || server.close()).await.unwrap();
        let url = to.parsed();
        spawn_blocking(move || Db::open(&url, 1).unwrap().close()).await.unwrap();
    }
    relocate(&from, &busy).await;
}

/// Waits for it, whatever else waits for this thread.
fn change(from: &Target, sql: &str) {
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(from.execute(sql));
    };
    std::thread::scope(|scope| scope.spawn(run).join().unwrap());
}

#[tokio::test]
async fn a_command_that_comes_and_goes_after_the_comparison_is_noticed() {
    let columns = "entity, entity_id, version, change, occurred_at, position";
    let of_account = |account, event| {
        format!(
            "INSERT INTO outbox (account_id, event_id, {columns})
             SELECT {account}, {event}, entity, entity_id, version, change, occurred_at, NULL
             FROM outbox WHERE event_id = (SELECT max(event_id) FROM outbox)"
        )
    };
    let changes = [
        of_account("account_id", "event_id || 'f'"),
        of_account("account_id + 1", "'0'"),
        of_account("account_id + 3", "'0'"),
        format!(
            "INSERT INTO outbox (account_id, event_id, {columns}) VALUES (-7, '0', 'a', 'b', 1, 'c', 0, 0)"
        ),
    ];
    for (number, sql) in changes.iter().enumerate() {
        for from in Target::both() {
            // The last is the first change that there is.
            fill(&from, if number == 3 { 0 } else { 10 }, &mut Rng::new()).await;
            if number < 3 {
                from.execute(&of_account("account_id + 2", "'1'")).await;
            }
            from.execute("INSERT INTO lease VALUES (9, 'last', 'x', 0)").await;
            let to = Target::sqlite();
            let moving = open(&from, &to).await.unwrap();
            let mut changed = false;
            let outcome = moving.run(|Progress { step, done, total }| {
                if step == Step::Comparing && Some(done) == total {
                    change(&from, sql);
                    changed = true;
                }
            });
            let error = outcome.await.unwrap_err();
            assert!(changed && matches!(error, MoveError::Differs { table: "outbox", .. }), "{sql}: {error}");
            spawn_blocking(|| moving.close()).await.unwrap();
            assert!(to.number(PROGRESS).await > 0);
        }
    }
}

#[tokio::test]
async fn a_source_that_changes_meanwhile_is_noticed_and_the_target_stays_unfinished() {
    for from in Target::both() {
        fill(&from, 10, &mut Rng::new()).await;
        let to = Target::sqlite();
        let moving = open(&from, &to).await.unwrap();
        let changing = Notify::new();
        let change = async {
            changing.notified().await;
            from.execute("UPDATE lease SET holder = 'somebody else' WHERE expires_at = expires_at").await;
            std::future::pending::<()>().await;
        };
        let run = moving.run(|progress| {
            if progress.step == Step::Comparing && progress.done == 0 {
                changing.notify_one();
            }
        });
        let outcome = tokio::select! {
            biased;
            () = change => unreachable!(),
            outcome = run => outcome,
        };
        let error = outcome.unwrap_err();
        assert!(matches!(error, MoveError::Differs { table: "lease", .. }), "{error}");
        spawn_blocking(|| moving.close()).await.unwrap();
        let unfinished = to.number(PROGRESS).await;
        assert_eq!(unfinished, table::all().len() as i64);
        let said = refusal(&["account", "list", "--database", &to.url()]).await;
        assert!(said.contains("is not finished"), "{said}");
        let said = refusal(&["move", "--from", &from.url(), "--to", &to.url()]).await;
        assert!(said.contains("its table lease is not the beginning of the one in"), "{said}");
    }
}
