//! The arguments of statements.

use std::error::Error as StdError;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, Type, to_sql_checked};

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

/// A value that nobody else owns: an argument that outlives the statement's caller, or what a row holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// `NULL`.
    Null,
    /// A `TEXT`.
    Text(String),
    /// A `BIGINT`.
    Integer(i64),
    /// A `BOOLEAN`.
    Boolean(bool),
}

impl From<&Arg<'_>> for Value {
    fn from(arg: &Arg<'_>) -> Self {
        match *arg {
            Arg::Null => Self::Null,
            Arg::Text(text) => Self::Text(text.into()),
            Arg::Integer(integer) => Self::Integer(integer),
            Arg::Boolean(boolean) => Self::Boolean(boolean),
        }
    }
}

impl<'a> From<&'a Value> for Arg<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Text(text) => Self::Text(text),
            Value::Integer(integer) => Self::Integer(*integer),
            Value::Boolean(boolean) => Self::Boolean(*boolean),
        }
    }
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

impl tokio_postgres::types::ToSql for Arg<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Integer(integer) => integer.to_sql_checked(ty, out),
            Self::Boolean(boolean) => boolean.to_sql_checked(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::TEXT | Type::INT8 | Type::BOOL)
    }

    to_sql_checked!();
}

impl tokio_postgres::types::ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        Arg::from(self).to_sql(ty, out)
    }

    fn accepts(ty: &Type) -> bool {
        Arg::accepts(ty)
    }

    to_sql_checked!();
}
