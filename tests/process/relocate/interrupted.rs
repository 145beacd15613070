//! However a move ends in the middle, the next one goes on.

use std::cell::Cell;
use std::time::Duration;

use fastrand::Rng;
use guiche_store::{Db, table};
use guiche_transfer::relocate::{Move, MoveError, Step};
use tokio::sync::Notify;
use tokio::task::spawn_blocking;

use super::data::{content, fill};
use super::{Target, guiche, refusal, relocate};

const PROGRESS: &str = "SELECT count(*) FROM move_progress";
const MOVED: &str = "SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM move_progress";

#[tokio::test]
async fn killed_again_and_again_it_goes_on_where_it_was() {
    let from = Target::sqlite();
    fill(&from, 3_003, &mut Rng::new()).await;
    let original = content(&from).await;
    for to in Target::both() {
        // So that there is something to look at from the beginning.
        fill(&to, 0, &mut Rng::new()).await;
        let mut moved = 0;
        'rounds: for round in 0..5 {
            let mut child = guiche(&["move", "--from", &from.url(), "--to", &to.url()])
                .stderr(std::process::Stdio::null())
                .spawn()
                .unwrap();
            while to.number(MOVED).await <= moved {
                if let Some(status) = child.try_wait().unwrap() {
                    // It was faster than we look, which the first time it should not be.
                    assert!(status.success() && round > 0, "round {round}: {status}");
                    break 'rounds;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            child.kill().await.unwrap();
            moved = to.number(MOVED).await;
            println!("round {round}: {moved} rows");
            assert!(moved > 0 && moved < 12 * 3_003);
            let serve = ["serve", "--listen", "127.0.0.1:0", "--database", &to.url()];
            let said = refusal(&serve).await;
            assert!(said.contains("is not finished: run the same `guiche move` again"), "{said}");
        }
        if to.number(PROGRESS).await > 0 {
            relocate(&from, &to).await;
        }
        assert!(content(&to).await == original, "{}", to.url());
        assert_eq!(to.number(PROGRESS).await, 0);
    }
}

async fn open(from: &Target, to: &Target) -> Result<Move, MoveError> {
    let (from, to) = (from.parsed(), to.parsed());
    spawn_blocking(move || Move::open(&from, &to)).await.unwrap()
}

/// Moves until it has told of its progress this often. Tells whether it came to its end before.
async fn until(from: &Target, to: &Target, events: usize) -> bool {
    let moving = open(from, to).await.unwrap();
    let (told, stop) = (Cell::new(0), Notify::new());
    let run = moving.run(|_| {
        told.set(told.get() + 1);
        if told.get() == events {
            stop.notify_one();
        }
    });
    let ended = tokio::select! {
        biased;
        () = stop.notified() => false,
        outcome = run => outcome.is_ok(),
    };
    spawn_blocking(|| moving.close()).await.unwrap();
    ended
}

#[tokio::test]
async fn stopped_at_any_step_it_is_unfinished_and_goes_on() {
    let from = Target::sqlite();
    fill(&from, 501, &mut Rng::new()).await;
    let original = content(&from).await;
    let to = Target::sqlite();
    let mut events = 1;
    // Each goes a bit further than the last, through what that has left to be checked.
    while !until(&from, &to, events).await {
        if to.number(PROGRESS).await > 0 {
            let url = to.parsed();
            for refused in [Db::open(&url, 1), Db::create(&url, 1), Db::open_alone(&url, 1)] {
                assert!(refused.is_err(), "after {events}");
            }
        }
        events += 3;
    }
    assert!(events > 60, "{events}");
    assert!(content(&to).await == original);
    Db::open(&to.parsed(), 1).unwrap().close();
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
