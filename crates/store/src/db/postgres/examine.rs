//! What a server says of itself, for whoever wants to know before it is used.

use super::{Connection, PostgresUrl, migrate};
use crate::db::migrations;
use crate::{Error, Row};

const ABOUT: &str = "SELECT current_setting('server_version'), pg_is_in_recovery(),
    current_setting('synchronous_commit') = 'off' OR current_setting('fsync') = 'off',
    CAST(current_setting('max_connections') AS BIGINT)";

/// A server and its database.
#[derive(Clone, Debug)]
pub struct PostgresReport {
    /// Its version, as it calls it.
    pub server: String,
    /// The schema's version and the oldest program that works with it; `None` where there is nothing of ours.
    pub schema: Option<(i64, i64)>,
    /// The newest schema that this program knows.
    pub known: i64,
    /// Whether it is a standby.
    pub read_only: bool,
    /// Whether it answers a commit before that is on disk.
    pub lazy_commits: bool,
    /// How many connections it takes in all.
    pub max_connections: u64,
}

/// Connects and asks, changing nothing.
pub fn examine(url: &PostgresUrl) -> Result<PostgresReport, Error> {
    let mut connection = Connection::open(url)?;
    let schema = migrate::version(&mut connection)?;
    let rows = connection.query(ABOUT, &[])?;
    let row = rows.first().map(Row::Postgres).ok_or_else(|| Error::Data("no answer".into()))?;
    Ok(PostgresReport {
        server: format!("PostgreSQL {}", row.text(0)?),
        schema,
        known: migrations::newest(),
        read_only: row.boolean(1)?,
        lazy_commits: row.boolean(2)?,
        max_connections: u64::try_from(row.integer(3)?).unwrap_or_default(),
    })
}
