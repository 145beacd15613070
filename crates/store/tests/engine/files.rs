//! What is opened and what is refused of files, what they look like and when they are let go of.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Barrier;

use guiche_store::db::{OpenError, lock_alone, newest_schema};
use guiche_store::{Db, Error, Url};

use crate::sqlite::{beside, database, file, url};
use crate::support::{inserting, keys, leave};

fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn only_the_owner_may_read_what_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let url = Url::sqlite(folder.path().join("deep/data/guiche.db"));
    let db = Db::create(&url, 16).unwrap();
    db.write(inserting("key")).await.unwrap();
    for folder in ["deep", "deep/data"].map(|name| folder.path().join(name)) {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
    for file in ["", "-wal", "-shm", ".lock"].map(|suffix| url.file().unwrap().sibling(suffix)) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    db.close();
}

#[test]
fn opening_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let url = Url::sqlite(folder.path().join("deep/guiche.db"));
    assert!(matches!(Db::open(&url, 1), Err(OpenError::Missing(path)) if path == url.file().unwrap().path()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_database_newer_than_the_program_is_refused_and_left_alone() {
    let (folder, db) = database(1);
    db.close();
    let raw = beside(file(&folder).path());
    raw.pragma_update(None, "user_version", newest_schema() + 1).unwrap();
    drop(raw);
    let before = fs::read(file(&folder).path()).unwrap();
    let refused = Db::open(&url(&folder), 1).unwrap_err();
    assert!(matches!(refused, OpenError::Newer { found, known } if found == known + 1), "{refused}");
    assert!(fs::read(file(&folder).path()).unwrap() == before, "it was written to");
}

#[test]
fn a_file_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = folder.path().join("other.db");
    beside(&sqlite).execute_batch("CREATE TABLE other (id); INSERT INTO other VALUES (7)").unwrap();
    let text = folder.path().join("letter.txt");
    fs::write(&text, "Dear database, ".repeat(1_000)).unwrap();
    for path in [sqlite, text] {
        let before = fs::read(&path).unwrap();
        for refused in [Db::open(&Url::sqlite(&path), 1), Db::create(&Url::sqlite(&path), 1)] {
            let refused = refused.unwrap_err();
            assert!(
                matches!(&refused, OpenError::Foreign(foreign) if *foreign == Url::sqlite(&path)),
                "{refused}"
            );
        }
        assert!(fs::read(&path).unwrap() == before, "it was written to");
    }
}

#[tokio::test]
async fn a_process_that_was_killed_leaves_a_log_that_is_read_by_the_next() {
    let (folder, db) = database(16);
    db.write(inserting("acknowledged")).await.unwrap();
    // What is on disk at this moment is what a killed process leaves.
    let killed = tempfile::tempdir().unwrap();
    for suffix in ["", "-wal"] {
        fs::copy(file(&folder).sibling(suffix), file(&killed).sibling(suffix)).unwrap();
    }
    db.close();
    let db = Db::open(&url(&killed), 16).unwrap();
    assert_eq!(db.read(keys).await.unwrap(), ["acknowledged"]);
    db.close();
}

#[test]
fn whoever_closes_second_waits_as_well() {
    let (folder, db) = database(16);
    let both = Barrier::new(2);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                both.wait();
                db.close();
                assert!(!file(&folder).sibling("-wal").exists(), "a connection is still open");
            });
        }
    });
}

#[tokio::test]
async fn the_last_clone_dropped_ends_the_threads_after_what_waits() {
    let (folder, db) = database(1_024);
    let go_on = leave(db, 200);
    // The writer is still at work, so nobody else may have the file to himself.
    assert!(matches!(lock_alone(&file(&folder)), Err(OpenError::InUse)));
    drop(go_on);
    File::open(file(&folder).sibling(".lock")).unwrap().lock().unwrap();
    assert!(!file(&folder).sibling("-wal").exists(), "a connection is still open");
    let count: i64 = beside(file(&folder).path())
        .query_row("SELECT count(*) FROM organization", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 200);
}

#[test]
fn a_closed_database_can_be_had_alone_though_clones_of_it_live() {
    let (folder, db) = database(1);
    assert!(matches!(lock_alone(&file(&folder)), Err(OpenError::InUse)));
    db.close();
    let alone = lock_alone(&file(&folder)).unwrap();
    assert!(matches!(Db::open(&url(&folder), 1), Err(OpenError::InUse)));
    drop(alone);
    Db::open(&url(&folder), 1).unwrap().close();
}

#[tokio::test]
async fn bytes_that_are_no_text_are_told_as_such() {
    let (_folder, db) = database(16);
    let bytes = db.read(|tx| tx.first("SELECT CAST(x'ff' AS TEXT)", &[], |row| row.text(0))).await;
    assert!(matches!(bytes, Err(Error::Data(_))), "{bytes:?}");
}

#[tokio::test]
async fn who_has_it_alone_lets_nobody_in_until_it_is_closed() {
    let (folder, db) = database(16);
    let url = url(&folder);
    for refused in [Db::open_alone(&url, 1), Db::create_alone(&url, 1)] {
        assert!(matches!(refused, Err(OpenError::InUse)), "{refused:?}");
    }
    db.close();
    let alone = Db::open_alone(&url, 16).unwrap();
    assert!(matches!(Db::open(&url, 1), Err(OpenError::InUse)));
    assert!(alone.write(inserting("key")).await.unwrap());
    alone.close();
    Db::open(&url, 1).unwrap().close();
}

#[test]
fn an_unfinished_move_is_opened_only_by_who_finishes_it() {
    let (folder, db) = database(16);
    db.close();
    let raw = beside(file(&folder).path());
    raw.execute("INSERT INTO move_progress (table_name, last_key, row_count) VALUES ('customer', '', 0)", [])
        .unwrap();
    drop(raw);
    let url = url(&folder);
    for refused in [Db::open(&url, 1), Db::create(&url, 1), Db::open_alone(&url, 1)] {
        let refused = refused.unwrap_err();
        assert!(matches!(&refused, OpenError::Unfinished(unfinished) if *unfinished == url), "{refused}");
    }
    Db::create_alone(&url, 1).unwrap().close();
}
