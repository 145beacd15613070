//! PostgreSQL, and what speaks its protocol: threads with a connection each.

mod address;
mod connect;
mod connection;
mod examine;
mod fault;
mod link;
mod migrate;
mod options;
mod passfile;
mod place;
mod reader;
mod sslmode;
mod surroundings;
mod tls;
mod url;
mod writer;

use std::sync::Arc;
use std::thread::JoinHandle;

use super::{OpenError, Waiting, migrations, spawn};

pub(crate) use self::connection::Connection;
pub use self::examine::{PostgresReport, examine};
use self::link::Link;
pub use self::url::PostgresUrl;

/// Opens a database that has our tables, bringing them up to date, and starts the threads that are connected to it.
pub(super) fn open(url: &PostgresUrl, queues: &Waiting) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let mut connection = Connection::open(url)?;
    if migrate::version(&mut connection)?.is_none() {
        return Err(OpenError::Empty(url.clone()));
    }
    start(url, connection, queues)
}

/// The same, making our tables where there are none.
pub(super) fn create(url: &PostgresUrl, queues: &Waiting) -> Result<Vec<JoinHandle<()>>, OpenError> {
    start(url, Connection::open(url)?, queues)
}

fn start(
    url: &PostgresUrl,
    mut connection: Connection,
    queues: &Waiting,
) -> Result<Vec<JoinHandle<()>>, OpenError> {
    migrate::run(&mut connection, url, migrations::ALL)?;
    // One in three reads; the others are made when there is work for them.
    let readers = (url.connections() / 3).max(1);
    let writers = url.connections().saturating_sub(readers).max(1);
    let mut first = Some(connection);
    let turn = Arc::default();
    let mut threads = Vec::new();
    for _ in 0..writers {
        let (mut link, queue, turn) =
            (Link::new(url, first.take()), queues.writes.clone(), Arc::clone(&turn));
        threads.push(spawn("store-writer", move || writer::run(&mut link, &queue, &turn))?);
    }
    for _ in 0..readers {
        let (mut link, queue) = (Link::new(url, None), queues.reads.clone());
        threads.push(spawn("store-reader", move || reader::run(&mut link, &queue))?);
    }
    Ok(threads)
}
