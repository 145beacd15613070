//! Every table as it is: its columns in order, and its rows whole, whatever they mean. What moves or compares databases
//! works on these.

mod list;

use std::fmt::Write as _;
use std::sync::LazyLock;

use self::list::Shape;
use crate::{Arg, Error, Tx, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A `TEXT`.
    Text,
    /// A `BIGINT`.
    Integer,
    /// A `BOOLEAN`.
    Boolean,
}

/// A column's name and what it holds.
pub type Column = (&'static str, Kind);

/// A table.
#[derive(Debug)]
pub struct Table {
    name: &'static str,
    key: usize,
    columns: &'static [Column],
    count: String,
    first: String,
    next: String,
    insert: String,
}

/// A row's values, in the order of its table's columns.
pub type Record = Vec<Value>;

/// Made once for the process, because a connection knows a statement by its address.
static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| list::ALL.iter().map(Table::new).collect());

/// The names of the tables that are made anew from the others: what follows the outbox begins again where they are missing.
pub fn derived() -> &'static [&'static str] {
    list::DERIVED
}

/// Every table but `guiche_schema`, `move_progress` and the [`derived`] ones, each after those that it refers to.
pub fn all() -> &'static [Table] {
    &TABLES
}

impl Table {
    fn new(&Shape { name, key, columns }: &Shape) -> Self {
        let names = |columns: &[Column]| columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let (all, key_names) = (names(columns), names(&columns[..key]));
        let select = format!("SELECT {all} FROM {name}");
        Self {
            name,
            key,
            columns,
            count: format!("SELECT count(*) FROM {name}"),
            first: format!("{select} ORDER BY {key_names} LIMIT $1"),
            next: format!(
                "{select} WHERE ({key_names}) > ({}) ORDER BY {key_names} LIMIT ${}",
                placeholders(key),
                key + 1
            ),
            insert: format!("INSERT INTO {name} ({all}) VALUES ({})", placeholders(columns.len())),
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its columns, the primary key's first.
    pub fn columns(&self) -> &'static [Column] {
        self.columns
    }

    /// The primary key of a row.
    pub fn key<'r>(&self, row: &'r [Value]) -> &'r [Value] {
        row.get(..self.key).unwrap_or(row)
    }

    /// How many columns the primary key has.
    pub fn key_length(&self) -> usize {
        self.key
    }

    /// How many rows there are.
    pub fn count(&'static self, tx: &mut Tx<'_>) -> Result<i64, Error> {
        Ok(tx.first(&self.count, &[], |row| row.integer(0))?.unwrap_or_default())
    }

    /// Up to `limit` rows in the order of their keys: those behind the key `after`, or the first.
    pub fn rows(
        &'static self,
        tx: &mut Tx<'_>,
        after: Option<&[Value]>,
        limit: i64,
    ) -> Result<Vec<Record>, Error> {
        let mut args: Vec<Arg<'_>> = after.unwrap_or_default().iter().map(Arg::from).collect();
        args.push(limit.into());
        let sql = if after.is_some() { &self.next } else { &self.first };
        tx.all(sql, &args, |row| {
            let columns = self.columns.iter().enumerate();
            columns.map(|(column, (_, kind))| row.value(column, *kind)).collect()
        })
    }

    /// Inserts a row, whose key must not be there.
    pub fn insert(&'static self, tx: &mut Tx<'_>, row: &[Value]) -> Result<(), Error> {
        let args: Vec<Arg<'_>> = row.iter().map(Arg::from).collect();
        tx.put(&self.insert, &args)
    }

    #[cfg(test)]
    fn statements(&self) -> [&str; 4] {
        [&self.count, &self.first, &self.next, &self.insert]
    }
}

fn placeholders(count: usize) -> String {
    let mut list = String::new();
    for number in 1..=count {
        let comma = if number == 1 { "" } else { ", " };
        let _ = write!(list, "{comma}${number}");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::DatabaseFile;
    use crate::db::sqlite::Connection;

    #[test]
    fn the_statements_read() {
        let table = all().iter().find(|table| table.name == "portfolio").unwrap();
        let columns = "account_id, portfolio_id, name, version, created_at";
        assert_eq!(
            table.statements(),
            [
                "SELECT count(*) FROM portfolio",
                &format!("SELECT {columns} FROM portfolio ORDER BY account_id, portfolio_id LIMIT $1"),
                &format!(
                    "SELECT {columns} FROM portfolio WHERE (account_id, portfolio_id) > ($1, $2) \
                     ORDER BY account_id, portfolio_id LIMIT $3"
                ),
                &format!("INSERT INTO portfolio ({columns}) VALUES ($1, $2, $3, $4, $5)"),
            ]
        );
    }

    #[test]
    fn rows_are_read_in_the_order_of_the_primary_key_without_sorting_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseFile::new(folder.path().join("plans.db"));
        let connection = Connection::create_migrated(&file).unwrap();
        for table in all() {
            for sql in [&table.first, &table.next] {
                let explain = format!("EXPLAIN QUERY PLAN {}", sql.replace('$', "?"));
                let mut statement = connection.raw.prepare(&explain).unwrap();
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next().unwrap() {
                    let plan: String = row.get(3).unwrap();
                    let found = plan.contains("USING PRIMARY KEY");
                    assert!(found || plan == format!("SCAN {}", table.name) && sql == &table.first, "{plan}");
                }
            }
        }
    }
}
