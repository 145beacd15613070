//! One connection, one durable transaction after the other, with the statements of a create and nothing around them.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

use crate::Outcome;

/// A connection to a database, as the product's writer has it.
pub(crate) fn open(database: &Path) -> Outcome<Connection> {
    let connection = Connection::open(database)?;
    connection.execute_batch(
        "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = on;
         PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -40960",
    )?;
    Ok(connection)
}

/// The mean time of a transaction over this time. The database is a copy of the one under load.
pub(crate) fn mean(database: &Path, time: Duration, from: u64) -> Outcome<Duration> {
    let connection = open(database)?;
    let began = Instant::now();
    let mut count = 0;
    while began.elapsed() < time {
        transaction(&connection, from + u64::from(count))?;
        count += 1;
    }
    Ok(began.elapsed() / count.max(1))
}

fn transaction(connection: &Connection, number: u64) -> Outcome {
    let id = format!("{number:032x}");
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    connection
        .prepare_cached(
            "INSERT INTO customer (account_id, customer_id, internal_id, name, name_key, email, email_key, phone, create_tickets,
             language, email_validated, active, account_approved, version, created_at)
             VALUES (1, ?1, ?2, 'Cliente', 'cliente', ?3, ?3, '+55 11 98765-4321', 1, 'pt-BR', 0, 1, 1, 1, 0)",
        )?
        .execute(params![id, format!("bare-{number:012}"), format!("bare{number}@exemplo.com.br")])?;
    connection
        .prepare_cached(
            "INSERT INTO audit_event (account_id, event_id, occurred_at, entity, entity_id, change, actor, values_digest)
             VALUES (1, ?1, 0, 'customer', ?1, 'created', 'token', ?2)",
        )?
        .execute(params![id, "d".repeat(64)])?;
    connection
        .prepare_cached(
            "INSERT INTO audit_value (account_id, entity, entity_id, event_id, salt, content)
             VALUES (1, 'customer', ?1, ?1, ?1, ?2)",
        )?
        .execute(params![id, "v".repeat(220)])?;
    connection
        .prepare_cached(
            "INSERT INTO outbox (account_id, event_id, entity, entity_id, version, change, occurred_at)
             VALUES (1, ?1, 'customer', ?1, 1, 'created', 0)",
        )?
        .execute(params![id])?;
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}
