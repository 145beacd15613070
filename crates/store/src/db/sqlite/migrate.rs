//! Brings a database's tables up to this program's version, one numbered step after the other.
//!
//! A snapshot of the file is taken before the first step of an upgrade, and a database newer than the program is left
//! alone. A step is one transaction: killed in the middle, it never happened.

use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};

use super::{Connection, DatabaseFile, create_private, sync_folder};
use crate::db::OpenError;
use crate::db::migrations::{Migration, statements};

/// Runs the steps of `all` that `connection` lacks.
pub(crate) fn run(connection: &Connection, file: &DatabaseFile, all: &[Migration]) -> Result<(), OpenError> {
    let raw = &connection.raw;
    let newest = all.last().map_or(0, |migration| migration.version);
    let found = version(connection)?;
    if found > newest {
        return Err(OpenError::Newer { found, known: newest });
    }
    if found < newest && found > 0 {
        let snapshot = file.sibling(&format!(".before-upgrade-{found}-to-{newest}"));
        take_snapshot(connection, file, &snapshot)?;
        tracing::info!(snapshot = %snapshot.display(), "took a snapshot before the upgrade");
    }
    for migration in all {
        raw.execute_batch("BEGIN IMMEDIATE")?;
        // Asked again under the lock: another process may have been faster.
        let outcome = match version(connection) {
            Ok(found) if found < migration.version => step(connection, *migration),
            other => other.map(drop),
        };
        match outcome {
            Ok(()) => raw.execute_batch("COMMIT")?,
            Err(error) => {
                // A full disk has rolled it back already; the first error is the one to tell.
                if connection.in_transaction() {
                    let _ = raw.execute_batch("ROLLBACK");
                }
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Copies the database as it is now into `snapshot`, in the place of one that an earlier upgrade left there.
fn take_snapshot(connection: &Connection, file: &DatabaseFile, snapshot: &Path) -> Result<(), OpenError> {
    let partial = file.sibling(".snapshot-partial");
    let _ = std::fs::remove_file(&partial);
    create_private(&partial)?;
    // A path is bytes, whatever they spell.
    let path = ToSqlOutput::Borrowed(ValueRef::Text(partial.as_os_str().as_bytes()));
    connection.raw.execute("VACUUM INTO ?1", [path])?;
    File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, snapshot)?;
    Ok(sync_folder(snapshot)?)
}

fn step(connection: &Connection, migration: Migration) -> Result<(), OpenError> {
    for statement in [migration.sql, migration.sqlite].into_iter().flat_map(statements) {
        connection.raw.execute_batch(&for_sqlite(&statement))?;
    }
    connection.raw.pragma_update(None, "user_version", migration.version)?;
    tracing::info!(version = migration.version, "the database's schema was upgraded");
    Ok(())
}

/// The schema's version, 0 where there is none yet.
pub(crate) fn version(connection: &Connection) -> Result<i64, OpenError> {
    Ok(connection.raw.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Every table has a primary key led by what it is looked up by: SQLite keeps the rows in that order, without a second
/// tree of row numbers.
fn for_sqlite(statement: &str) -> String {
    let clustered = if statement.starts_with("CREATE TABLE") { " WITHOUT ROWID" } else { "" };
    format!("{statement}{clustered}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(versions: &[i64]) -> Vec<Migration> {
        let sql = |version| match version {
            1 => "CREATE TABLE a (id BIGINT NOT NULL PRIMARY KEY); -- the first",
            2 => "ALTER TABLE a ADD COLUMN more TEXT",
            _ => "CREATE TABLE b (id BIGINT NOT NULL PRIMARY KEY); nonsense",
        };
        versions.iter().map(|&version| Migration::plain(version, version, sql(version))).collect()
    }

    fn fresh() -> (tempfile::TempDir, DatabaseFile, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("guiche.db"));
        create_private(file.path()).unwrap();
        let connection = Connection::writer(&file).unwrap();
        (folder, file, connection)
    }

    #[test]
    fn an_upgrade_takes_a_snapshot_first_and_a_new_database_none() {
        let (folder, file, connection) = fresh();
        run(&connection, &file, &steps(&[1])).unwrap();
        let snapshot = folder.path().join("guiche.db.before-upgrade-1-to-2");
        assert!(!snapshot.exists());
        connection.raw.execute("INSERT INTO a VALUES (7)", []).unwrap();
        run(&connection, &file, &steps(&[1, 2])).unwrap();
        assert_eq!(version(&connection).unwrap(), 2);
        let kept = rusqlite::Connection::open(snapshot).unwrap();
        assert_eq!(kept.query_row("SELECT id FROM a", [], |row| row.get::<_, i64>(0)).unwrap(), 7);
        assert_eq!(kept.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap(), 1);
    }

    #[test]
    fn a_database_newer_than_the_program_is_left_alone() {
        let (_folder, file, connection) = fresh();
        run(&connection, &file, &steps(&[1, 2])).unwrap();
        assert!(matches!(
            run(&connection, &file, &steps(&[1])),
            Err(OpenError::Newer { found: 2, known: 1 })
        ));
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let (_folder, file, connection) = fresh();
        run(&connection, &file, &steps(&[1, 2])).unwrap();
        assert!(run(&connection, &file, &steps(&[1, 2, 3])).is_err());
        assert_eq!(version(&connection).unwrap(), 2);
        assert!(connection.raw.prepare("SELECT id FROM b").is_err());
    }

    #[test]
    fn an_upgrade_after_going_back_takes_a_snapshot_of_what_is_there_then() {
        let (folder, file, connection) = fresh();
        run(&connection, &file, &steps(&[1])).unwrap();
        std::fs::write(folder.path().join("guiche.db.before-upgrade-1-to-2"), "of long ago").unwrap();
        connection.raw.execute("INSERT INTO a VALUES (8)", []).unwrap();
        run(&connection, &file, &steps(&[1, 2])).unwrap();
        let kept = rusqlite::Connection::open(folder.path().join("guiche.db.before-upgrade-1-to-2")).unwrap();
        assert_eq!(kept.query_row("SELECT id FROM a", [], |row| row.get::<_, i64>(0)).unwrap(), 8);
    }

    #[test]
    fn a_snapshot_is_taken_whatever_the_bytes_of_its_path_spell() {
        let folder = tempfile::tempdir().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"guich\xea.db");
        let file = DatabaseFile::new(folder.path().join(name));
        create_private(file.path()).unwrap();
        let connection = Connection::writer(&file).unwrap();
        run(&connection, &file, &steps(&[1])).unwrap();
        run(&connection, &file, &steps(&[1, 2])).unwrap();
        let kept = rusqlite::Connection::open(file.sibling(".before-upgrade-1-to-2")).unwrap();
        assert!(kept.prepare("SELECT id FROM a").is_ok());
    }

    #[test]
    fn a_full_disk_during_an_upgrade_is_told_and_leaves_nothing_behind() {
        let (_folder, file, connection) = fresh();
        run(&connection, &file, &steps(&[1])).unwrap();
        connection.raw.pragma_update(None, "max_page_count", 1).unwrap();
        let sql = "CREATE TABLE c (id BIGINT NOT NULL PRIMARY KEY); CREATE INDEX d ON c (id)";
        let error = run(&connection, &file, &[Migration::plain(2, 2, sql)]).unwrap_err();
        assert!(error.to_string().contains("full"), "{error}");
        assert_eq!(version(&connection).unwrap(), 1);
        assert!(!connection.in_transaction());
    }
}
