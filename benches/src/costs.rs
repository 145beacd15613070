//! What each part of a create costs: the same load with one part taken out at a time.
//!
//! Parts of the store are taken out in the database, so the program under load is the product's own: an index is dropped,
//! a table becomes a view whose inserts do nothing. Those who follow the changes are a part of their own, and off otherwise.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::Outcome;
use crate::load::{self, Until};
use crate::request::{self, CREATE, FORM};
use crate::server::{Role, Server, TOKEN, folder};

/// How long each measurement takes, and how often it is taken, in turn with the others: the middle one is reported.
const TIME: Duration = Duration::from_millis(1_500);
const ROUNDS: usize = 9;
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
        "ALTER TABLE outbox RENAME TO was_outbox; CREATE VIEW outbox AS SELECT * FROM was_outbox WHERE position > 0;
        CREATE TRIGGER no_outbox INSTEAD OF INSERT ON outbox BEGIN SELECT 1; END",
    ),
    ("index of internal ids", "DROP INDEX customer_internal_id"),
    ("index of addresses", "DROP INDEX customer_email_key"),
];

/// A way of doing it, and what each of its requests took.
struct Variant {
    server: Server,
    path: &'static str,
    next: u64,
    times: Vec<f64>,
}

impl Variant {
    fn start(database: &Path, role: Role, path: &'static str, without: &[&str]) -> Outcome<Self> {
        drop(Server::start(role, database)?);
        alter(database, without)?;
        let mut variant = Self { server: Server::start(role, database)?, path, next: 0, times: Vec::new() };
        variant.measure()?;
        variant.times.clear();
        Ok(variant)
    }

    fn measure(&mut self) -> Outcome {
        let path = self.path;
        let send = move |number| request::create(path, TOKEN, number);
        let (load, next) =
            load::run(self.server.address, CONNECTIONS, Until::Elapsed(TIME), self.next, send)?;
        self.next = next;
        self.times.push(1e6 / load.rate);
        if load.refused > 0 { Err("creates were refused".into()) } else { Ok(()) }
    }

    /// Microseconds of the machine for each request.
    fn cost(&mut self) -> f64 {
        self.times.sort_by(f64::total_cmp);
        self.times[self.times.len() / 2]
    }
}

/// Runs and reports.
pub(crate) fn run() -> Outcome {
    let folder = folder()?;
    let all: Vec<&str> = PARTS.iter().map(|(_, without)| *without).collect();
    let mut ways = vec![(Role::Whole, CREATE, vec![]), (Role::Alone, CREATE, vec![])];
    ways.extend(all.iter().map(|without| (Role::Alone, CREATE, vec![*without])));
    ways.extend([(Role::Alone, CREATE, all), (Role::Floor, CREATE, vec![]), (Role::Floor, FORM, vec![])]);
    let mut variants = Vec::new();
    for (number, (role, path, without)) in ways.iter().enumerate() {
        variants.push(Variant::start(&folder.path().join(format!("{number}.db")), *role, path, without)?);
    }
    for _ in 0..ROUNDS {
        for variant in &mut variants {
            variant.measure()?;
        }
    }
    let costs: Vec<f64> = variants.iter_mut().map(Variant::cost).collect();
    let [followed, whole, parts @ .., row, floor, form] = &costs[..] else {
        return Err("too few figures".into());
    };
    println!("at {CONNECTIONS} connections, microseconds of the machine for each request:");
    println!("a create                           {whole:>8.1}");
    println!("  what follows it, beside          {:>8.1}", followed - whole);
    for ((part, _), without) in PARTS.iter().zip(parts) {
        let cost = whole - without;
        println!("  its {part:<28} {cost:>8.1}  {:>5.1} %", cost / whole * 100.0);
    }
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
