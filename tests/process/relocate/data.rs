//! Databases full of what is hard to move, and a look at them past the program.

use std::collections::BTreeMap;

use fastrand::Rng;
use guiche_store::table::{self, Kind, Table};
use guiche_store::{Db, Error, Tx, Value};
use guiche_tests::postgres;
use tokio_postgres::Client;

use super::Target;

/// What a text may contain that something on its way could take for something else.
const NASTY: [&str; 14] = [
    "",
    "'",
    "''",
    "\\",
    "\\\\n",
    "\"",
    "\n",
    "\t",
    "$1",
    "?1",
    "%s",
    "NULL",
    "ação 👩‍👩‍👧 \u{301}",
    "\u{fffd}\u{10ffff}",
];
/// Columns that may be null.
const NULLABLE: [&str; 51] = [
    "token.expires_at",
    "token.revoked_at",
    "custom_field.max_length",
    "custom_field.retired_at",
    "custom_field.department_id",
    "custom_field.category_id",
    "organization.email",
    "organization.email_key",
    "organization.phone",
    "organization.site",
    "organization.portfolio_id",
    "organization.monthly_tickets_quota",
    "organization.mother_organization_id",
    "customer.internal_id",
    "customer.email",
    "customer.email_key",
    "customer.phone",
    "customer.organization_id",
    "customer.portfolio_id",
    "customer.password_hash",
    "customer.monthly_ticket_quota",
    "customer.phone_e164",
    "customer_merge.internal_id",
    "customer_merge.undone_at",
    "customer_merge.snapshots",
    "import.work",
    "import.actor_id",
    "import.address",
    "import.started_at",
    "import.finished_at",
    "import.purge_at",
    "import_row.customer_id",
    "import_row.version",
    "import_row.before",
    "import_row.errors",
    "import_row.undo",
    "account.rate_limit",
    "account_look.accent",
    "account_look.logo_media",
    "account_look.logo_width",
    "account_look.logo_height",
    "account_look.logo",
    "operator.password_hash",
    "operator.totp_secret",
    "operator_link.operator_id",
    "operator_session.address",
    "quick_access.used_at",
    "audit_event.actor_id",
    "audit_event.address",
    "audit_event.request_id",
    "outbox.position",
];

/// Whether a column may be null, which a test of its own makes sure of.
pub(super) fn may_be_null(table: &str, column: &str) -> bool {
    NULLABLE.contains(&&*format!("{table}.{column}"))
}

/// Fills an empty database with `count` rows in every table.
pub(super) async fn fill(target: &Target, count: usize, rng: &mut Rng) {
    let url = target.parsed();
    let db = tokio::task::spawn_blocking(move || Db::create(&url, 16).unwrap()).await.unwrap();
    for table in table::all() {
        let rows: Vec<_> = (0..count).map(|number| row(table, number, count, rng)).collect();
        for chunk in rows.chunks(1_000) {
            let chunk = chunk.to_vec();
            db.write(move |tx| insert(tx, table, &chunk)).await.unwrap();
        }
    }
    tokio::task::spawn_blocking(move || db.close()).await.unwrap();
}

fn insert(tx: &mut Tx<'_>, table: &'static Table, rows: &[Vec<Value>]) -> Result<(), Error> {
    rows.iter().try_for_each(|row| table.insert(tx, row))
}

/// The values of a key tell rows apart; those of what refers to others are keys of those.
fn row(table: &Table, number: usize, count: usize, rng: &mut Rng) -> Vec<Value> {
    let columns = table.columns().iter().enumerate();
    let values = columns.map(|(at, &(name, kind))| {
        let of_key = at < table.key_length();
        let refers = table.name() == "customer" && ["organization_id", "portfolio_id"].contains(&name);
        if may_be_null(table.name(), name) && rng.u8(..3) == 0 {
            return Value::Null;
        }
        match kind {
            // One account, so that what refers to others finds them, but one of each where it is the key.
            Kind::Integer if name == "account_id" && !["account", "account_look"].contains(&table.name()) => {
                Value::Integer(i64::MIN)
            }
            Kind::Integer if of_key => Value::Integer(i64::MIN + number as i64),
            // The one that is unique.
            Kind::Integer if name == "position" => Value::Integer(i64::MAX - number as i64),
            Kind::Integer => Value::Integer(*rng.choice(&[i64::MIN, -1, 0, 1, i64::MAX]).unwrap()),
            Kind::Boolean => Value::Boolean(rng.bool()),
            Kind::Text if refers => Value::Text(key_text(name, rng.usize(..count))),
            Kind::Text if of_key => Value::Text(key_text(name, number)),
            Kind::Text => Value::Text(text(number, rng)),
        }
    });
    values.collect()
}

/// Keys whose order by bytes is not that of any language.
fn key_text(name: &str, number: usize) -> String {
    let nasty = NASTY[number % NASTY.len()];
    let case = if number.is_multiple_of(2) { name.to_uppercase() } else { name.to_owned() };
    format!("{nasty}{case}{number}")
}

fn text(number: usize, rng: &mut Rng) -> String {
    let parts = (0..rng.usize(..4)).map(|_| rng.choice(&NASTY).copied().unwrap_or_default());
    let mut text: String = std::iter::once(number.to_string()).chain(parts.map(str::to_owned)).collect();
    if rng.usize(..500) == 0 {
        text.push_str(&"long ção".repeat(20_000));
    }
    text
}

/// Every row of every table.
pub(super) async fn content(target: &Target) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let mut content = BTreeMap::new();
    for table in table::all() {
        let sql = format!("SELECT * FROM {}", table.name());
        let mut rows = match target {
            Target::Sqlite(_) => of_sqlite(target, table, &sql),
            Target::Postgres(_) => of_postgres(target, table, &sql).await,
        };
        rows.sort();
        content.insert(table.name(), rows);
    }
    content
}

fn of_sqlite(target: &Target, table: &Table, sql: &str) -> Vec<Vec<Value>> {
    let database = open(target);
    let mut statement = database.prepare(sql).unwrap();
    let read = statement.query_map([], |row| {
        let columns = table.columns().iter();
        let value = |&(name, kind): &(&str, Kind)| {
            let value = match kind {
                Kind::Text => row.get::<_, Option<String>>(name)?.map(Value::Text),
                Kind::Integer => row.get::<_, Option<i64>>(name)?.map(Value::Integer),
                Kind::Boolean => row.get::<_, Option<bool>>(name)?.map(Value::Boolean),
            };
            Ok(value.unwrap_or(Value::Null))
        };
        columns.map(value).collect::<Result<Vec<_>, rusqlite::Error>>()
    });
    read.unwrap().collect::<Result<_, _>>().unwrap()
}

async fn of_postgres(target: &Target, table: &Table, sql: &str) -> Vec<Vec<Value>> {
    let rows = connect(target).await.query(sql, &[]).await.unwrap();
    let read = |row: &tokio_postgres::Row| {
        let value = |&(name, kind): &(&str, Kind)| {
            let value = match kind {
                Kind::Text => row.get::<_, Option<String>>(name).map(Value::Text),
                Kind::Integer => row.get::<_, Option<i64>>(name).map(Value::Integer),
                Kind::Boolean => row.get::<_, Option<bool>>(name).map(Value::Boolean),
            };
            value.unwrap_or(Value::Null)
        };
        table.columns().iter().map(value).collect()
    };
    rows.iter().map(read).collect()
}

/// The file, past the program.
pub(super) fn open(target: &Target) -> rusqlite::Connection {
    let url = target.parsed();
    let connection = rusqlite::Connection::open(url.file().unwrap().path()).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
    connection
}

/// The server, past the program.
pub(super) async fn connect(target: &Target) -> Client {
    postgres::connect(&target.url()).await
}
