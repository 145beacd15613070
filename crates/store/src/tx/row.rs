//! The rows of answers.

use tokio_postgres::types::FromSqlOwned;

use crate::error::with_causes;
use crate::table::Kind;
use crate::{Error, Value};

/// One row of an answer; columns are counted from 0.
#[derive(Debug)]
pub enum Row<'r> {
    /// Of the embedded database.
    Sqlite(&'r rusqlite::Row<'r>),
    /// Of PostgreSQL.
    Postgres(&'r tokio_postgres::Row),
}

impl Row<'_> {
    /// A `TEXT` that is never null.
    pub fn text(&self, column: usize) -> Result<String, Error> {
        self.get(column)
    }

    /// A `TEXT` that may be null.
    pub fn optional_text(&self, column: usize) -> Result<Option<String>, Error> {
        self.get(column)
    }

    /// A `BIGINT` that is never null.
    pub fn integer(&self, column: usize) -> Result<i64, Error> {
        self.get(column)
    }

    /// A `BIGINT` that may be null.
    pub fn optional_integer(&self, column: usize) -> Result<Option<i64>, Error> {
        self.get(column)
    }

    /// A `BOOLEAN`.
    pub fn boolean(&self, column: usize) -> Result<bool, Error> {
        self.get(column)
    }

    /// A `BOOLEAN` that may be null.
    pub fn optional_boolean(&self, column: usize) -> Result<Option<bool>, Error> {
        self.get(column)
    }

    /// A `TEXT` read by its type's own parser.
    pub fn parsed<T: std::str::FromStr>(&self, column: usize) -> Result<T, Error> {
        let text = self.text(column)?;
        text.parse().map_err(|_| Error::Data(format!("column {column} holds {text:?}")))
    }

    /// What a column of this kind holds.
    pub fn value(&self, column: usize, kind: Kind) -> Result<Value, Error> {
        let value = match kind {
            Kind::Text => self.get::<Option<String>>(column)?.map(Value::Text),
            Kind::Integer => self.get::<Option<i64>>(column)?.map(Value::Integer),
            Kind::Boolean => self.get::<Option<bool>>(column)?.map(Value::Boolean),
        };
        Ok(value.unwrap_or(Value::Null))
    }

    fn get<T: rusqlite::types::FromSql + FromSqlOwned>(&self, column: usize) -> Result<T, Error> {
        Ok(match self {
            Self::Sqlite(row) => row.get(column)?,
            Self::Postgres(row) => row.try_get(column).map_err(|error| Error::Data(with_causes(&error)))?,
        })
    }
}
