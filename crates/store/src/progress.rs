//! How far a move into this database has come: a row for each table from its beginning on, and none once it is done.

use crate::db::{OpenError, postgres, sqlite};
use crate::{Error, Tx, Url};

/// The version of the schema that brought the table.
pub const SINCE: i64 = 2;

statements! {
    FIND = "SELECT last_key, row_count FROM move_progress WHERE table_name = $1";
    ANY = "SELECT table_name FROM move_progress LIMIT 1";
    BEGIN = "INSERT INTO move_progress (table_name, last_key, row_count) VALUES ($1, '', 0)";
    ADVANCE = "UPDATE move_progress SET last_key = $2, row_count = row_count + $3
        WHERE table_name = $1 AND row_count = $4";
    END = "DELETE FROM move_progress WHERE table_name = $1";
}

/// How far a table has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The last row's key, as the mover writes it; empty before the first.
    pub last_key: String,
    /// The rows that are there.
    pub rows: i64,
}

/// Whether a move into this database is not finished.
pub fn any(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(tx.first(ANY, &[], |_| Ok(()))?.is_some())
}

/// The same of a database that may be open elsewhere, and whose schema is not older than [`SINCE`]. Blocks.
pub fn is_left_in(url: &Url) -> Result<bool, OpenError> {
    Ok(match url {
        Url::Sqlite(file) => any(&mut Tx::sqlite(&sqlite::Connection::reader(file)?))?,
        Url::Postgres(server) => any(&mut Tx::postgres(&mut postgres::Connection::open(server)?))?,
        Url::Memory => false,
    })
}

/// How far a table has come, if its move has begun.
pub fn of(tx: &mut Tx<'_>, table: &str) -> Result<Option<Reached>, Error> {
    tx.first(FIND, &[table.into()], |row| Ok(Reached { last_key: row.text(0)?, rows: row.integer(1)? }))
}

/// Begins a table's move.
pub fn begin(tx: &mut Tx<'_>, table: &str) -> Result<(), Error> {
    tx.put(BEGIN, &[table.into()])
}

/// Notes that rows were added up to a key. `false` where the table has not come as far as `from`: somebody else moves.
pub fn advance(tx: &mut Tx<'_>, table: &str, from: i64, rows: i64, last_key: &str) -> Result<bool, Error> {
    Ok(tx.execute(ADVANCE, &[table.into(), last_key.into(), rows.into(), from.into()])? == 1)
}

/// Ends a table's move.
pub fn end(tx: &mut Tx<'_>, table: &str) -> Result<(), Error> {
    tx.put(END, &[table.into()])
}
