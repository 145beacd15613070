//! What is opened and what is refused of a server's schema.

use guiche_store::db::{OpenError, newest_schema};

use crate::stranger::Stranger;
use crate::support::{Place, create, database, inserting, keys, open};

const TABLES: &str = "SELECT table_name FROM information_schema.tables
    WHERE table_schema = current_schema() ORDER BY table_name";
const MARK: &str = "CREATE TABLE guiche_schema (name TEXT COLLATE \"C\" NOT NULL, version BIGINT NOT NULL,
        oldest BIGINT NOT NULL, PRIMARY KEY (name));
    INSERT INTO guiche_schema (name, version, oldest) VALUES ('schema', 0, 0)";

#[test]
fn opening_makes_nothing_where_nothing_is() {
    let place = Place::new();
    assert!(matches!(open(&place.url(), 16), Err(OpenError::Empty(_))));
    assert!(Stranger::at(&place).run(TABLES).is_empty());
}

#[test]
fn tables_of_another_program_are_refused_and_left_alone() {
    for name in ["customer", "account"] {
        let place = Place::new();
        let stranger = Stranger::at(&place);
        stranger.run(&format!("CREATE TABLE {name} (id INTEGER); INSERT INTO {name} VALUES (7)"));
        assert!(matches!(create(&place.url(), 16), Err(OpenError::Foreign(url)) if url == place.url()));
        assert!(matches!(open(&place.url(), 16), Err(OpenError::Empty(_))));
        assert_eq!(stranger.run(TABLES), [name]);
        assert_eq!(stranger.run(&format!("SELECT id FROM {name}")), ["7"]);
    }
}

#[tokio::test]
async fn a_schema_that_is_newer_is_opened_as_long_as_it_says_that_we_may() {
    let (place, db) = database(16);
    db.close();
    let stranger = Stranger::at(&place);
    stranger.run("UPDATE guiche_schema SET version = version + 1");
    for opened in [open(&place.url(), 16), create(&place.url(), 16)] {
        let db = opened.unwrap();
        db.write(inserting("key")).await.unwrap();
        db.close();
    }
    stranger.run("UPDATE guiche_schema SET oldest = version");
    for opened in [open(&place.url(), 16), create(&place.url(), 16)] {
        let refused = opened.unwrap_err();
        assert!(
            matches!(refused, OpenError::Newer { found, known } if found == known + 1 && known == newest_schema()),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn whoever_opens_while_another_upgrades_waits_and_looks_again() {
    let newest = newest_schema();
    // The other has done all there was to do, of which one table will do here; or it gave up.
    let done = format!(
        "CREATE TABLE move_progress (table_name TEXT COLLATE \"C\" NOT NULL, PRIMARY KEY (table_name));
        UPDATE guiche_schema SET version = {newest}; COMMIT"
    );
    for (end, tables) in [(done, false), ("ROLLBACK".into(), true)] {
        let place = Place::new();
        let stranger = Stranger::at(&place);
        stranger.run(MARK);
        stranger.run("BEGIN; SELECT version FROM guiche_schema FOR UPDATE");
        let url = place.url();
        let opening = std::thread::spawn(move || create(&url, 16));
        stranger.wait_until_it_blocks();
        assert!(!opening.is_finished());
        stranger.run(&end);
        let db = opening.join().unwrap().unwrap();
        assert_eq!(stranger.run(TABLES).len() > 2, tables);
        assert_eq!(db.write(inserting("key")).await.is_ok(), tables);
        db.close();
    }
}

#[test]
fn an_upgrade_that_is_killed_has_not_happened() {
    let place = Place::new();
    let stranger = Stranger::at(&place);
    stranger.run(MARK);
    // In the way of the last of the tables.
    stranger.run("BEGIN; CREATE TABLE outbox (id INTEGER)");
    let url = place.url();
    let opening = std::thread::spawn(move || create(&url, 16));
    let blocked = stranger.wait_until_it_blocks();
    Stranger::at(&place).run(&format!("SELECT pg_terminate_backend({blocked})"));
    assert!(opening.join().unwrap().is_err());
    stranger.run("ROLLBACK");
    assert_eq!(stranger.run(TABLES), ["guiche_schema"]);
    assert_eq!(stranger.run("SELECT version FROM guiche_schema"), ["0"]);
    create(&place.url(), 16).unwrap().close();
}

#[tokio::test]
async fn of_ten_servers_that_open_an_empty_database_at_once_all_succeed() {
    for _ in 0..5 {
        let place = Place::new();
        let url = place.url();
        let servers: Vec<_> = std::thread::scope(|scope| {
            let opening: Vec<_> = (0..10).map(|_| scope.spawn(|| create(&url, 16))).collect();
            opening.into_iter().map(|opening| opening.join().unwrap().unwrap()).collect()
        });
        let schema = Stranger::at(&place).run("SELECT version FROM guiche_schema");
        assert_eq!(schema, [newest_schema().to_string()]);
        for (number, db) in servers.iter().enumerate() {
            assert!(db.write(inserting(number.to_string())).await.unwrap());
        }
        for db in &servers {
            assert_eq!(db.read(keys).await.unwrap().len(), 10);
            db.close();
        }
    }
}
