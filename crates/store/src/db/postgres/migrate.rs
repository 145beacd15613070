//! Brings a database's tables up to this program's version while other servers may be at work on it.
//!
//! The version lies in a table of one row. Whoever upgrades holds that row; the others wait for it and find nothing left
//! to do. A step is one transaction, so that it waits for no more tables than its own: killed in the middle, it never happened.

use std::time::Duration;

use super::{Connection, PostgresUrl};
use crate::Error;
use crate::db::migrations::{Migration, statements};
use crate::db::{OpenError, Url};

/// What was there before there was a version.
const EXISTS: &str = "SELECT count(*) FROM information_schema.tables
    WHERE table_schema = current_schema() AND CAST(table_name AS TEXT) = $1";
const VERSION: &str = "SELECT version, oldest FROM guiche_schema WHERE name = 'schema'";
const LOCK: &str = "SELECT version, oldest FROM guiche_schema WHERE name = 'schema' FOR UPDATE";
const SET: &str = "UPDATE guiche_schema SET version = $1, oldest = $2 WHERE name = 'schema'";
const MAKE: &str =
    "CREATE TABLE IF NOT EXISTS guiche_schema (name TEXT COLLATE \"C\" NOT NULL, version BIGINT NOT NULL,
    oldest BIGINT NOT NULL, PRIMARY KEY (name));
    INSERT INTO guiche_schema (name, version, oldest) VALUES ('schema', 0, 0) ON CONFLICT DO NOTHING";
/// An upgrade of large tables may take long, and so may the wait for it.
const BEGIN: &str =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0";
/// As long as that may be.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);
/// Servers that make the table at the same moment trip over each other, once.
const TRIES: u32 = 5;

/// The schema's version, and the oldest program that works with it; `None` where there is nothing of ours.
pub(crate) fn version(connection: &mut Connection) -> Result<Option<(i64, i64)>, Error> {
    if !exists(connection, "guiche_schema")? {
        return Ok(None);
    }
    read(connection, VERSION)
}

/// Runs the steps of `all` that the database lacks.
pub(crate) fn run(
    connection: &mut Connection,
    url: &PostgresUrl,
    all: &[Migration],
) -> Result<(), OpenError> {
    let newest = all.last().map_or(0, |migration| migration.version);
    let refuse_newer = |(found, oldest): (i64, i64)| {
        if oldest > newest { Err(OpenError::Newer { found, known: newest }) } else { Ok(found) }
    };
    // Asked first: a server that makes them meanwhile has made the version before.
    let names = exists(connection, "customer")? || exists(connection, "account")?;
    match version(connection)? {
        Some(found) if refuse_newer(found)? >= newest => return Ok(()),
        Some(_) => {}
        // Names like ours, without our mark.
        None if names => return Err(OpenError::Foreign(Url::Postgres(url.clone()))),
        None => make(connection)?,
    }
    connection.set_patience(Some(PATIENCE));
    let outcome = upgrade(connection, all, refuse_newer);
    connection.set_patience(None);
    outcome
}

fn upgrade(
    connection: &mut Connection,
    all: &[Migration],
    refuse_newer: impl Fn((i64, i64)) -> Result<i64, OpenError>,
) -> Result<(), OpenError> {
    for migration in all {
        connection.steer(BEGIN)?;
        // Asked again under the lock: another server may have been faster.
        let found = refuse_newer(read(connection, LOCK)?.unwrap_or_default())?;
        if found >= migration.version {
            connection.steer("ROLLBACK")?;
            continue;
        }
        for statement in [migration.sql, migration.postgres].into_iter().flat_map(statements) {
            connection.steer(&for_postgres(&statement))?;
        }
        connection.execute(SET, &[migration.version.into(), migration.oldest.into()])?;
        connection.steer("COMMIT")?;
        tracing::info!(version = migration.version, "the database's schema was upgraded");
    }
    Ok(())
}

fn make(connection: &mut Connection) -> Result<(), Error> {
    let mut outcome = connection.steer(MAKE);
    for _ in 1..TRIES {
        if outcome.is_err() {
            outcome = connection.steer(MAKE);
        }
    }
    outcome
}

fn exists(connection: &mut Connection, table: &str) -> Result<bool, Error> {
    let rows = connection.query(EXISTS, &[table.into()])?;
    rows.first().map_or(Ok(false), |row| Ok(crate::Row::Postgres(row).integer(0)? > 0))
}

fn read(connection: &mut Connection, sql: &'static str) -> Result<Option<(i64, i64)>, Error> {
    let rows = connection.query(sql, &[])?;
    rows.first()
        .map(|row| {
            let row = crate::Row::Postgres(row);
            Ok((row.integer(0)?, row.integer(1)?))
        })
        .transpose()
}

/// Text compares by bytes, as it does in the embedded database, whatever the server's own order is.
fn for_postgres(statement: &str) -> String {
    statement
        .split_inclusive([',', '\n'])
        .map(|column| column.replacen(" TEXT", " TEXT COLLATE \"C\"", 1))
        .collect()
}
