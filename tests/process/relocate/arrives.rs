//! What arrives is what was there.

use fastrand::Rng;
use guiche_store::table;
use serde_json::Value;
use tokio::task::spawn_blocking;

use super::data::{content, fill};
use super::{Target, open, relocate, run};

#[tokio::test]
async fn from_engine_to_engine_and_back_nothing_is_lost_or_changed() {
    let mut rng = Rng::new();
    println!("seed: {}", rng.get_seed());
    let first = Target::sqlite();
    fill(&first, 1_203, &mut rng).await;
    let original = content(&first).await;
    let mut printed = Vec::new();
    let mut from = first;
    for to in [Target::postgres(), Target::postgres(), Target::sqlite(), Target::sqlite()] {
        printed.push(relocate(&from, &to).await);
        assert!(content(&to).await == original, "{}", to.url());
        assert!(content(&from).await == original, "what was moved stays: {}", from.url());
        assert_eq!(to.number("SELECT count(*) FROM move_progress").await, 0);
        from = to;
    }
    assert!(printed[0].contains("customer             1203  "), "{}", printed[0]);
    assert!(printed.iter().all(|table| *table == printed[0]), "{printed:#?}");
}

#[tokio::test]
async fn what_was_moved_is_a_database_to_work_with() {
    let (from, to) = (Target::sqlite(), Target::postgres());
    let made = run(&["account", "create", "acme", "--database", &from.url()]).await;
    assert!(made.status.success());
    relocate(&from, &to).await;
    let listed = run(&["account", "list", "--database", &to.url(), "--json"]).await;
    assert!(listed.status.success());
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(listed[0]["slug"], "acme");
    let made = run(&["account", "create", "another", "--database", &to.url()]).await;
    assert!(made.status.success());
}

/// Stands for a table that is larger than can be counted in the time of a statement.
const UNCOUNTABLE: &str = "ALTER TABLE lease RENAME TO kept;
    CREATE FUNCTION in_time() RETURNS BOOLEAN LANGUAGE plpgsql AS $$ BEGIN
        IF current_query() LIKE 'SELECT count(*) FROM lease%' THEN
            RAISE EXCEPTION 'it took too long' USING ERRCODE = 'query_canceled';
        END IF;
        RETURN true;
    END $$;
    CREATE VIEW lease AS SELECT * FROM kept WHERE in_time()";

#[tokio::test]
async fn what_cannot_be_counted_is_moved_without_a_total() {
    let (from, to) = (Target::postgres(), Target::sqlite());
    fill(&from, 3, &mut Rng::new()).await;
    from.execute(UNCOUNTABLE).await;
    let moving = open(&from, &to).await.unwrap();
    let mut totals = Vec::new();
    let outcome = moving.run(|progress| totals.push(progress.total)).await;
    assert_eq!(outcome.unwrap().len(), table::all().len());
    assert!(!totals.is_empty() && totals.iter().all(Option::is_none), "{totals:?}");
    spawn_blocking(|| moving.close()).await.unwrap();
    assert!(content(&to).await == content(&from).await);
}

#[tokio::test]
async fn as_json() {
    let (from, to) = (Target::sqlite(), Target::sqlite());
    fill(&from, 2, &mut Rng::new()).await;
    let moved = run(&["move", "--from", &from.url(), "--to", &to.url(), "--json"]).await;
    let tables: Value = serde_json::from_slice(&moved.stdout).unwrap();
    assert_eq!(tables[0]["table"], "account");
    assert_eq!(tables[0]["rows"], 2);
    assert_eq!(tables[0]["checksum"].as_str().unwrap().len(), 64);
}
