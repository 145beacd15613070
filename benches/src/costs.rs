//! What each part of a create costs: the same load with one part taken out at a time.
//!
//! Parts of the store are taken out in the database, so the program under load is the product's own: an index is dropped,
//! a table becomes a view whose inserts do nothing.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::Outcome;
use crate::load::{self, Until};
use crate::request::{self, CREATE, FORM};
use crate::server::{Role, Server, TOKEN, folder};

const TIME: Duration = Duration::from_secs(4);
const CONNECTIONS: usize = 64;

/// A part, and how it is taken out.
const PARTS: [(&str, &str); 5] = [
    (
        "audit event",
        "ALTER TABLE audit_event RENAME TO was_event; CREATE VIEW audit_event AS SELECT * FROM was_event;
        CREATE TRIGGER no_event INSTEAD OF INSERT ON audit_event BEGIN SELECT 1; END",
    ),
    (
        "audit values",
        "ALTER TABLE audit_value RENAME TO was_value; CREATE VIEW audit_value AS SELECT * FROM was_value;
        CREATE TRIGGER no_value INSTEAD OF INSERT ON audit_value BEGIN SELECT 1; END",
    ),
    (
        "outbox",
        "ALTER TABLE outbox RENAME TO was_outbox; CREATE VIEW outbox AS SELECT * FROM was_outbox;
        CREATE TRIGGER no_outbox INSTEAD OF INSERT ON outbox BEGIN SELECT 1; END",
    ),
    ("index of internal ids", "DROP INDEX customer_internal_id"),
    ("index of addresses", "DROP INDEX customer_email_key"),
];

/// Runs and reports.
pub(crate) fn run() -> Outcome {
    let folder = folder()?;
    let mut databases = 0;
    let mut measure = |role, path: &'static str, without: &[&str]| -> Outcome<f64> {
        databases += 1;
        let database = folder.path().join(format!("{databases}.db"));
        drop(Server::start(role, &database)?);
        alter(&database, without)?;
        let server = Server::start(role, &database)?;
        let send = move |number| request::create(path, TOKEN, number);
        let (_, from) = load::run(server.address, CONNECTIONS, Until::Elapsed(TIME / 4), 0, send)?;
        let (load, _) = load::run(server.address, CONNECTIONS, Until::Elapsed(TIME), from, send)?;
        if load.refused > 0 { Err("creates were refused".into()) } else { Ok(1e6 / load.rate) }
    };
    let whole = measure(Role::Whole, CREATE, &[])?;
    let floor = measure(Role::Floor, CREATE, &[])?;
    let form = measure(Role::Floor, FORM, &[])?;
    println!("at {CONNECTIONS} connections, microseconds of the machine for each request:");
    println!("a create                           {whole:>8.1}");
    for (part, without) in PARTS {
        let cost = whole - measure(Role::Whole, CREATE, &[without])?;
        println!("  its {part:<28} {cost:>8.1}  {:>5.1} %", cost / whole * 100.0);
    }
    let all: Vec<&str> = PARTS.iter().map(|(_, without)| *without).collect();
    let row = measure(Role::Whole, CREATE, &all)?;
    println!("  a create without all these       {row:>8.1}");
    println!("the floor: token and form          {floor:>8.1}");
    println!("  its token                        {:>8.1}", floor - form);
    println!("  the rest: HTTP, form, log        {form:>8.1}");
    Ok(())
}

fn alter(database: &Path, statements: &[&str]) -> Outcome {
    let connection = Connection::open(database)?;
    for statement in statements {
        connection.execute_batch(statement)?;
    }
    Ok(())
}
