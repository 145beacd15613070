//! What a job sees of the database: statements in, rows out, no `await`.

use rusqlite::CachedStatement;

use crate::Error;
use crate::db::sqlite::Connection;

/// A transaction, from inside. Statements are written once for all engines: placeholders `$1`, columns `TEXT`,
/// `BIGINT`, `BOOLEAN`.
///
/// A statement that fails is the job's last: the others are refused, and nothing of the job stays.
#[derive(Debug)]
pub struct Tx<'c> {
    connection: &'c Connection,
    failed: bool,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, failed: false }
    }

    /// Whether a statement failed.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Runs a statement and tells how many rows it touched.
    pub fn execute(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<u64, Error> {
        self.run(sql, |statement| Ok(statement.execute(rusqlite::params_from_iter(args))? as u64))
    }

    /// The first row, if there is one.
    pub fn first<T>(
        &mut self,
        sql: &'static str,
        args: &[Arg<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.run(sql, |statement| {
            let mut rows = statement.query(rusqlite::params_from_iter(args))?;
            rows.next()?.map(|row| read(&Row(row))).transpose()
        })
    }

    /// All rows. Only for what is bounded by its nature.
    pub fn all<T>(
        &mut self,
        sql: &'static str,
        args: &[Arg<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.run(sql, |statement| {
            let mut rows = statement.query(rusqlite::params_from_iter(args))?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                all.push(read(&Row(row))?);
            }
            Ok(all)
        })
    }

    fn run<T>(
        &mut self,
        sql: &'static str,
        run: impl FnOnce(&mut CachedStatement<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // After some faults SQLite has ended the transaction, and what came next would be committed by itself.
        if self.failed {
            return Err(Error::Sql("a statement came after one that failed".into()));
        }
        let outcome = self.connection.prepare(sql).and_then(|mut statement| run(&mut statement));
        self.failed = outcome.is_err();
        outcome
    }
}

/// One argument of a statement.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// `NULL`.
    Null,
    /// A `TEXT`.
    Text(&'a str),
    /// A `BIGINT`.
    Integer(i64),
    /// A `BOOLEAN`.
    Boolean(bool),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<bool> for Arg<'_> {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl<'a, T: Into<Arg<'a>>> From<Option<T>> for Arg<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Integer(integer) => ValueRef::Integer(*integer),
            Self::Boolean(boolean) => ValueRef::Integer(i64::from(*boolean)),
        }))
    }
}

/// One row of an answer; columns are counted from 0.
#[derive(Debug)]
pub struct Row<'r>(&'r rusqlite::Row<'r>);

impl Row<'_> {
    /// A `TEXT` that is never null.
    pub fn text(&self, column: usize) -> Result<String, Error> {
        Ok(self.0.get(column)?)
    }

    /// A `TEXT` that may be null.
    pub fn optional_text(&self, column: usize) -> Result<Option<String>, Error> {
        Ok(self.0.get(column)?)
    }

    /// A `BIGINT` that is never null.
    pub fn integer(&self, column: usize) -> Result<i64, Error> {
        Ok(self.0.get(column)?)
    }

    /// A `BIGINT` that may be null.
    pub fn optional_integer(&self, column: usize) -> Result<Option<i64>, Error> {
        Ok(self.0.get(column)?)
    }

    /// A `BOOLEAN`.
    pub fn boolean(&self, column: usize) -> Result<bool, Error> {
        Ok(self.0.get(column)?)
    }

    /// A `TEXT` read by its type's own parser.
    pub fn parsed<T: std::str::FromStr>(&self, column: usize) -> Result<T, Error> {
        let text = self.text(column)?;
        text.parse().map_err(|_| Error::Data(format!("column {column} holds {text:?}")))
    }
}
