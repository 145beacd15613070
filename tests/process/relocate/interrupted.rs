//! However a move ends in the middle, the next one goes on.

use std::cell::Cell;
use std::time::Duration;

use fastrand::Rng;
use guiche_store::Db;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;

use super::data::{content, fill};
use super::{PROGRESS, Target, guiche, open, refusal, relocate, run};

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

/// The server loses the connection at the end's first commits, which are not done then.
const LOSE: &str = "CREATE SEQUENCE ends;
    CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('ends') <= 2 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER lose AFTER DELETE ON move_progress DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (OLD.table_name = 'lease') EXECUTE FUNCTION lose()";

#[tokio::test]
async fn an_end_whose_answer_is_lost_is_written_again() {
    let (from, to) = (Target::sqlite(), Target::postgres());
    fill(&from, 3, &mut Rng::new()).await;
    fill(&to, 0, &mut Rng::new()).await;
    to.execute(LOSE).await;
    relocate(&from, &to).await;
    assert_eq!(to.number("SELECT last_value FROM ends").await, 3);
    assert_eq!(to.number(PROGRESS).await, 0);
    assert!(content(&to).await == content(&from).await);
}

#[tokio::test]
async fn the_doctor_knows_that_it_is_unfinished() {
    for to in Target::both() {
        fill(&to, 0, &mut Rng::new()).await;
        let url = to.url();
        let doctor = ["doctor", "--listen", "127.0.0.1:0", "--database", &url];
        let sound = run(&doctor).await;
        assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stdout));
        to.execute("INSERT INTO move_progress VALUES ('account', '', 0)").await;
        let found = run(&doctor).await;
        assert_eq!(found.status.code(), Some(1));
        let found = String::from_utf8(found.stdout).unwrap();
        let said = format!("problem  move: a move into {url} is not finished, and no server opens");
        assert!(found.contains(&said) && found.contains("; run the same `guiche move` again"), "{found}");
    }
}
