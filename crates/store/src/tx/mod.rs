//! What a job sees of the database: statements in, rows out, no `await`.

mod arg;
mod row;

use crate::Error;
use crate::db::{postgres, sqlite};

pub use self::arg::{Arg, Value};
pub use self::row::Row;

/// A transaction, from inside. Statements are written once for all engines: placeholders `$1`, columns `TEXT`,
/// `BIGINT`, `BOOLEAN`.
///
/// A statement that fails is the job's last: the others are refused, and nothing of the job stays.
#[derive(Debug)]
pub struct Tx<'c> {
    connection: Connection<'c>,
    failed: bool,
}

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// A server's.
    Postgres,
}

/// The two engines, where a transaction runs.
#[derive(Debug)]
enum Connection<'c> {
    Sqlite(&'c sqlite::Connection),
    Postgres(&'c mut postgres::Connection),
}

impl<'c> Tx<'c> {
    pub(crate) fn sqlite(connection: &'c sqlite::Connection) -> Self {
        Self { connection: Connection::Sqlite(connection), failed: false }
    }

    pub(crate) fn postgres(connection: &'c mut postgres::Connection) -> Self {
        Self { connection: Connection::Postgres(connection), failed: false }
    }

    /// Where it runs, for the few statements that only one engine knows.
    pub fn engine(&self) -> Engine {
        match self.connection {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement and tells how many rows it touched.
    pub fn execute(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<u64, Error> {
        self.run(|connection| match connection {
            Connection::Sqlite(connection) => connection.execute(sql, args),
            Connection::Postgres(connection) => connection.execute(sql, args),
        })
    }

    /// Runs a statement of which nobody asks how many rows it touched. It may be on its way while the job goes on; if it
    /// fails, the job does, at the latest when it ends.
    pub fn put(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<(), Error> {
        self.run(|connection| match connection {
            Connection::Sqlite(connection) => connection.execute(sql, args).map(drop),
            Connection::Postgres(connection) => connection.put(sql, args),
        })
    }

    /// The first row, if there is one.
    pub fn first<T>(
        &mut self,
        sql: &'static str,
        args: &[Arg<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.run(|connection| match connection {
            Connection::Sqlite(connection) => connection.first(sql, args, read),
            Connection::Postgres(connection) => {
                let rows = connection.query(sql, args)?;
                rows.first().map(|row| read(&Row::Postgres(row))).transpose()
            }
        })
    }

    /// All rows. Only for what is bounded by its nature.
    pub fn all<T>(
        &mut self,
        sql: &'static str,
        args: &[Arg<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.run(|connection| match connection {
            Connection::Sqlite(connection) => connection.all(sql, args, read),
            Connection::Postgres(connection) => {
                let rows = connection.query(sql, args)?;
                rows.iter().map(|row| read(&Row::Postgres(row))).collect()
            }
        })
    }

    /// Waits for what is on its way, and fails if any statement did, whatever the job made of it.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        self.run(|connection| match connection {
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(connection) => connection.flush(),
        })
    }

    fn run<T>(&mut self, run: impl FnOnce(&mut Connection<'c>) -> Result<T, Error>) -> Result<T, Error> {
        // After some faults SQLite has ended the transaction, and what came next would be committed by itself.
        // PostgreSQL would refuse it.
        if self.failed {
            return Err(Error::Sql("the job went on after a statement that failed".into()));
        }
        let outcome = run(&mut self.connection);
        self.failed = outcome.is_err();
        outcome
    }
}
