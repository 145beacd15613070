//! The embedded database in memory: one thread with one connection, which reads and writes in turn.
//!
//! Without a file there is no write-ahead log, and without that readers and the writer would be in each other's way. In
//! turn nobody waits for a lock, and a read sees everything that was answered before it was asked.

use std::thread::JoinHandle;

use super::{APPLICATION_ID, Connection, DatabaseFile, migrate, reader, writer};
use crate::db::{OpenError, Waiting, migrations, spawn};

/// Opens a database of its own and starts the thread that has it. It is gone with the thread.
pub(crate) fn create(queues: Waiting) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let connection = Connection::set_up(rusqlite::Connection::open_in_memory()?)?;
    connection.pragma("application_id", APPLICATION_ID)?;
    // It names no file: a new database is not upgraded, and nothing is kept of it.
    migrate::run(&connection, &DatabaseFile::new(""), migrations::ALL)?;
    Ok(vec![spawn("store-memory", move || run(&connection, &queues))?])
}

/// Runs jobs until nobody can send another and none waits.
fn run(connection: &Connection, queues: &Waiting) {
    let Waiting { writes, reads } = queues;
    loop {
        crossbeam_channel::select! {
            recv(writes) -> job => match job {
                Ok(first) => writer::run_with_others(connection, first, writes),
                // Both queues are closed at once; what waits in the other is still done.
                Err(_) => return while_reading_only(connection, || reader::run(connection, reads)),
            },
            recv(reads) -> job => match job {
                Ok(first) => {
                    while_reading_only(connection, || reader::run_with_others(connection, first, reads));
                }
                Err(_) => return writer::run(connection, writes),
            },
        }
    }
}

/// What only reads may not write here either, as on a connection of its own.
fn while_reading_only(connection: &Connection, work: impl FnOnce()) {
    let set = |only| {
        if let Err(error) = connection.pragma("query_only", only) {
            tracing::error!(%error, "cannot tell reads from writes");
        }
    };
    set(true);
    work();
    set(false);
}
