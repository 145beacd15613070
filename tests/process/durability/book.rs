//! What must be there, and a look into the database's file to see that it is, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use guiche_tests::process::Place;

use super::load::Sent;

/// Every customer that must be there.
#[derive(Debug, Default)]
pub struct Book(Vec<Sent>);

impl Book {
    /// Enters customers.
    pub fn enter(&mut self, sent: Vec<Sent>) {
        self.0.extend(sent);
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Sent> {
        self.0.iter()
    }

    /// Those of one round.
    pub fn round(&self, round: usize) -> impl Iterator<Item = &Sent> {
        self.all().filter(move |sent| sent.round == round)
    }
}

/// The file is sound and holds exactly these customers, each with its values, one audit event, one audit value, one outbox
/// row, and its key if it had one.
pub fn compare_database(place: &Place, book: &Book) {
    let database = place.look_inside();
    let verdict: String =
        database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
    assert_eq!(verdict, "ok");
    let orphans = pairs(&database, "SELECT \"table\", parent FROM pragma_foreign_key_check");
    assert!(orphans.is_empty(), "{orphans:?}");

    let customers: BTreeMap<String, String> =
        pairs(&database, "SELECT internal_id, customer_id FROM customer").into_iter().collect();
    let wanted: BTreeSet<&String> = book.all().map(|sent| &sent.id).collect();
    assert_eq!(customers.keys().collect::<BTreeSet<_>>(), wanted);

    // Compared as sorted lists: a second row or one of nobody's is seen as well as a missing one.
    let mut ids: Vec<&String> = customers.values().collect();
    ids.sort();
    let mut events = Vec::new();
    for table in ["audit_event", "audit_value", "outbox"] {
        let rows = pairs(
            &database,
            &format!(
                "SELECT entity_id, event_id FROM {table} WHERE entity = 'customer' ORDER BY entity_id, event_id"
            ),
        );
        assert_eq!(rows.iter().map(|(entity, _)| entity).collect::<Vec<_>>(), ids, "{table}");
        events.push(rows);
    }
    assert!(events.iter().all(|rows| *rows == events[0]), "the three rows are of one event");

    let mut values: Vec<(String, String)> = book
        .all()
        .flat_map(|sent| {
            let id = &customers[&sent.id];
            sent.custom_fields.iter().map(move |(field, value)| (format!("{id} {field}"), value.clone()))
        })
        .collect();
    values.sort();
    let kept = "SELECT customer_id || ' ' || custom_field_id AS of, value FROM customer_value ORDER BY of";
    assert_eq!(pairs(&database, kept), values);

    let mut keys: Vec<&String> = book.all().filter_map(|sent| sent.key.as_ref()).collect();
    keys.sort();
    let kept = pairs(&database, "SELECT idempotency_key, outcome FROM idempotency ORDER BY idempotency_key");
    assert_eq!(kept.iter().map(|(key, _)| key).collect::<Vec<_>>(), keys);
    assert!(kept.iter().all(|(_, outcome)| !outcome.is_empty()), "a key was kept without its outcome");
}

fn pairs(database: &rusqlite::Connection, query: &str) -> Vec<(String, String)> {
    let mut statement = database.prepare(query).expect("a query");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("text")
}
