//! Copies put back.

use std::fs;
use std::path::{Path, PathBuf};

use guiche_store::db::backup::{BackupError, backup, restore};
use guiche_store::db::{DatabaseFile, OpenError, newest_schema};
use guiche_store::{Db, Url};
use tempfile::TempDir;

use crate::sqlite::{beside, database, file};
use crate::support::{insert, inserting, keys};

/// A closed database with the key `now`, and a copy of it from when it had the key `then`.
async fn database_and_copy() -> (TempDir, DatabaseFile, PathBuf) {
    let (folder, db) = database(16);
    let copy = folder.path().join("copy.db");
    db.write(|tx| {
        (0..200).try_for_each(|number| insert(tx, &format!("then {number}"), &"x".repeat(500)).map(drop))
    })
    .await
    .unwrap();
    backup(&file(&folder), &copy, false, |_| {}).unwrap();
    db.write(|tx| tx.execute("DELETE FROM organization WHERE account_id = 1", &[])).await.unwrap();
    db.write(inserting("now")).await.unwrap();
    db.close();
    let file = file(&folder);
    (folder, file, copy)
}

async fn keys_at(file: &DatabaseFile) -> Vec<String> {
    let db = Db::open(&Url::Sqlite(file.clone()), 16).unwrap();
    let found = db.read(keys).await.unwrap();
    db.close();
    found
}

/// The schema and every row of a table.
fn content(path: &Path) -> Vec<String> {
    let raw = beside(path);
    let all = |sql: &str| -> Vec<String> {
        let mut statement = raw.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let mut content = all("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    content.extend(all("SELECT account_id || organization_id || name FROM organization ORDER BY 1"));
    content
}

#[tokio::test]
async fn a_copy_put_back_equals_it_and_what_was_there_is_kept() {
    let (_folder, file, copy) = database_and_copy().await;
    let mut reports = Vec::new();
    let kept = restore(&copy, &file, true, |progress| reports.push(progress)).unwrap().unwrap();
    let last = reports.last().unwrap();
    assert_eq!(last.done, last.total);
    assert_eq!(content(file.path()), content(&copy));
    assert_eq!(keys_at(&DatabaseFile::new(&kept)).await, ["now"]);
    let again = restore(&copy, &file, true, |_| {}).unwrap().unwrap();
    assert_ne!(again, kept, "an earlier one was overwritten");
    assert_eq!(keys_at(&file).await.len(), 200);
}

#[tokio::test]
async fn a_database_that_is_there_is_replaced_only_by_force() {
    let (_folder, file, copy) = database_and_copy().await;
    assert!(
        matches!(restore(&copy, &file, false, |_| {}), Err(BackupError::Exists(path)) if path == file.path())
    );
    assert_eq!(keys_at(&file).await, ["now"]);
}

#[tokio::test]
async fn where_there_is_none_no_force_is_needed() {
    let (_folder, _, copy) = database_and_copy().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let file = DatabaseFile::new(elsewhere.path().join("deep/guiche.db"));
    assert_eq!(restore(&copy, &file, false, |_| {}).unwrap(), None);
    assert_eq!(content(file.path()), content(&copy));
}

#[tokio::test]
async fn a_database_that_somebody_has_open_is_not_replaced() {
    let (_folder, file, copy) = database_and_copy().await;
    let db = Db::open(&Url::Sqlite(file.clone()), 16).unwrap();
    let refused = restore(&copy, &file, true, |_| {});
    assert!(matches!(refused, Err(BackupError::Open(OpenError::InUse))), "{refused:?}");
    assert!(db.write(inserting("still")).await.unwrap());
    db.close();
    assert_eq!(keys_at(&file).await, ["now", "still"]);
}

#[tokio::test]
async fn a_copy_of_a_newer_program_is_refused() {
    let (_folder, file, copy) = database_and_copy().await;
    beside(&copy).pragma_update(None, "user_version", newest_schema() + 1).unwrap();
    let refused = restore(&copy, &file, true, |_| {});
    assert!(matches!(refused, Err(BackupError::Open(OpenError::Newer { .. }))), "{refused:?}");
    assert_eq!(keys_at(&file).await, ["now"]);
}

#[tokio::test]
async fn a_missing_or_foreign_copy_is_refused() {
    let (folder, file, _) = database_and_copy().await;
    let missing = restore(&folder.path().join("nowhere.db"), &file, true, |_| {});
    assert!(matches!(missing, Err(BackupError::Open(OpenError::Missing(_)))), "{missing:?}");
    let other = folder.path().join("other.db");
    beside(&other).execute_batch("CREATE TABLE other (id)").unwrap();
    let foreign = restore(&other, &file, true, |_| {});
    assert!(matches!(foreign, Err(BackupError::Open(OpenError::Foreign(_)))), "{foreign:?}");
    assert_eq!(keys_at(&file).await, ["now"]);
}

#[tokio::test]
async fn a_damaged_copy_is_refused_and_the_database_left_alone() {
    let (folder, file, copy) = database_and_copy().await;
    let whole = fs::read(&copy).unwrap();
    let pages = whole.len() / 4_096;
    assert!(pages > 20, "there is little to damage");
    let damaged = folder.path().join("damaged.db");
    let refuse = |bytes: &[u8], how: &str| {
        fs::write(&damaged, bytes).unwrap();
        assert!(restore(&damaged, &file, true, |_| {}).is_err(), "{how}");
    };
    for length in [0, 1, 99, 100, 4_096, 5_000, whole.len() / 2, whole.len() - 4_096, whole.len() - 1] {
        refuse(&whole[..length], &format!("cut to {length} bytes"));
    }
    for page in 0..pages {
        let mut bytes = whole.clone();
        for byte in &mut bytes[page * 4_096..page * 4_096 + 16] {
            *byte ^= 0x55;
        }
        refuse(&bytes, &format!("page {page} begins with other bits"));
    }
    assert_eq!(keys_at(&file).await, ["now"]);
}

#[tokio::test]
async fn a_log_without_its_database_is_not_read_into_the_restored_one() {
    let (folder, file, copy) = database_and_copy().await;
    let db = Db::open(&Url::Sqlite(file.clone()), 16).unwrap();
    db.write(|tx| {
        (0..200).try_for_each(|number| insert(tx, &format!("log {number}"), &"y".repeat(500)).map(drop))
    })
    .await
    .unwrap();
    let log = folder.path().join("log");
    fs::copy(file.sibling("-wal"), &log).unwrap();
    db.close();
    fs::remove_file(file.path()).unwrap();
    fs::rename(&log, file.sibling("-wal")).unwrap();
    assert_eq!(restore(&copy, &file, false, |_| {}).unwrap(), None);
    assert_eq!(content(file.path()), content(&copy));
    assert!(file.sibling(".before-restore-1-wal").exists());
}

#[tokio::test]
async fn what_a_killed_process_left_in_the_log_is_kept_with_the_database() {
    let (folder, file, copy) = database_and_copy().await;
    let db = Db::open(&Url::Sqlite(file.clone()), 16).unwrap();
    db.write(inserting("in the log")).await.unwrap();
    let killed = [("", folder.path().join("killed")), ("-wal", folder.path().join("killed-wal"))];
    for (suffix, aside) in &killed {
        fs::copy(file.sibling(suffix), aside).unwrap();
    }
    db.close();
    for (suffix, aside) in &killed {
        fs::rename(aside, file.sibling(suffix)).unwrap();
    }
    let kept = restore(&copy, &file, true, |_| {}).unwrap().unwrap();
    assert_eq!(content(file.path()), content(&copy));
    let kept = DatabaseFile::new(kept);
    assert!(!kept.sibling("-wal").exists(), "what is kept lies in two files");
    assert_eq!(keys_at(&kept).await, ["in the log", "now"]);
}

#[tokio::test]
async fn a_damaged_database_can_be_replaced() {
    let (_folder, file, copy) = database_and_copy().await;
    let mut bytes = fs::read(file.path()).unwrap();
    bytes[..4_096].fill(0x55);
    fs::write(file.path(), &bytes).unwrap();
    let kept = restore(&copy, &file, true, |_| {}).unwrap().unwrap();
    assert_eq!(content(file.path()), content(&copy));
    assert!(fs::read(kept).unwrap() == bytes, "what was kept is not what was there");
}
