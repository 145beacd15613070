//! Copies of a database in use.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use guiche_store::db::backup::{BackupError, backup, verify};
use guiche_store::db::{DatabaseFile, OpenError};
use guiche_store::{Db, Error, Tx, Url};
use tempfile::TempDir;
use tokio::task::{JoinSet, spawn_blocking};

use crate::sqlite::{beside, database, file};
use crate::support::{insert, inserting};

/// Two rows in two tables, which belong together.
fn pair(tx: &mut Tx<'_>, key: &str) -> Result<(), Error> {
    insert(tx, key, &"x".repeat(10_000))?;
    let sql = "INSERT INTO portfolio (account_id, portfolio_id, name, version, created_at) VALUES (1, $1, '', 1, 0)";
    tx.execute(sql, &[key.into()]).map(drop)
}

/// How many pairs a copy has; it must have no half of one.
fn pairs(path: &Path) -> i64 {
    let copy = beside(path);
    let count = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let pairs =
        count("SELECT count(*) FROM organization JOIN portfolio ON organization_id = portfolio.portfolio_id");
    assert_eq!(count("SELECT count(*) FROM organization"), pairs);
    assert_eq!(count("SELECT count(*) FROM portfolio"), pairs);
    pairs
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_copy_made_while_others_write_is_one_moment_and_costs_no_write() {
    let (folder, db) = database(1_024);
    db.write(|tx| (0..1_000).try_for_each(|number| pair(tx, &format!("before {number}")))).await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("copy.db");

    static OVER: AtomicBool = AtomicBool::new(false);
    let mut clients = JoinSet::new();
    for client in 0..4 {
        let db = db.clone();
        clients.spawn(async move {
            let mut written = 0;
            while !OVER.load(Ordering::Relaxed) {
                db.write(move |tx| pair(tx, &format!("{client} {written}"))).await.unwrap();
                written += 1;
            }
            written
        });
    }
    let runtime = tokio::runtime::Handle::current();
    let (from, to, writer) = (file(&folder), target.clone(), db.clone());
    let steps = spawn_blocking(move || {
        let mut steps = 0;
        backup(&from, &to, false, |progress| {
            steps += 1;
            assert!(progress.done <= progress.total);
            // A write is acknowledged between any two steps, and is not in the copy.
            runtime.block_on(writer.write(move |tx| pair(tx, &format!("during {steps}")))).unwrap();
        })
        .unwrap();
        steps
    });
    let steps: i64 = steps.await.unwrap();
    OVER.store(true, Ordering::Relaxed);
    let written: i64 = clients.join_all().await.into_iter().sum();

    assert!(steps > 1, "the copy was made in one step");
    verify(&DatabaseFile::new(&target)).unwrap();
    let copied = pairs(&target);
    assert!((1_000..=1_000 + written).contains(&copied), "{copied} of 1000 and {written}");
    let later: i64 = beside(&target)
        .query_row("SELECT count(*) FROM portfolio WHERE portfolio_id LIKE 'during%'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(later, 0);
    assert_eq!(names(&elsewhere), ["copy.db"]);
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    db.close();
    assert_eq!(pairs(file(&folder).path()), 1_000 + written + steps);
}

#[tokio::test]
async fn a_file_that_is_there_is_replaced_only_by_force() {
    let (folder, db) = database(16);
    let target = folder.path().join("copy.db");
    fs::write(&target, "precious").unwrap();
    let refused = backup(&file(&folder), &target, false, |_| {});
    assert!(matches!(refused, Err(BackupError::Exists(path)) if path == target));
    assert_eq!(fs::read(&target).unwrap(), b"precious");
    db.write(inserting("key")).await.unwrap();
    backup(&file(&folder), &target, true, |_| {}).unwrap();
    verify(&DatabaseFile::new(&target)).unwrap();
    db.close();
}

#[test]
fn what_an_interrupted_copy_left_is_in_nobodys_way() {
    let (folder, db) = database(1);
    let elsewhere = tempfile::tempdir().unwrap();
    for rest in ["copy.db.partial", "copy.db.partial-wal", "copy.db.partial-journal"] {
        fs::copy(file(&folder).path(), elsewhere.path().join(rest)).unwrap();
    }
    backup(&file(&folder), &elsewhere.path().join("copy.db"), false, |_| {}).unwrap();
    assert_eq!(names(&elsewhere), ["copy.db"]);
    db.close();
}

#[test]
fn a_copy_that_fails_leaves_nothing() {
    let (folder, db) = database(1);
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("a folder");
    fs::create_dir(&target).unwrap();
    assert!(backup(&file(&folder), &target, true, |_| {}).is_err());
    assert_eq!(names(&elsewhere), ["a folder"]);
    db.close();
}

#[test]
fn no_copy_is_made_of_what_is_missing_or_foreign_and_nothing_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("copy.db");
    let missing = backup(&DatabaseFile::new(folder.path().join("deep/guiche.db")), &target, false, |_| {});
    assert!(matches!(missing, Err(BackupError::Open(OpenError::Missing(_)))));
    assert!(names(&folder).is_empty());
    fs::write(folder.path().join("letter.txt"), "Dear database, ".repeat(1_000)).unwrap();
    let foreign = backup(&DatabaseFile::new(folder.path().join("letter.txt")), &target, false, |_| {});
    assert!(matches!(foreign, Err(BackupError::Open(OpenError::Foreign(_)))));
    assert!(!target.exists());
}

#[tokio::test]
async fn a_copy_needs_no_folder_to_write_to() {
    let (folder, db) = database(16);
    db.write(inserting("key")).await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("copy.db");
    backup(&file(&folder), &target, false, |_| {}).unwrap();
    db.close();
    verify(&DatabaseFile::new(&target)).unwrap();
    assert_eq!(names(&elsewhere), ["copy.db"]);
    let opened = Db::open(&Url::sqlite(&target), 1).unwrap();
    opened.close();
}
