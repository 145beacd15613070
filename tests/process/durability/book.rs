//! What must be there, and a look into the database to see that it is, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use guiche_tests::Engine;
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

/// The database holds exactly these customers, each with its values, one audit event, one audit value, one outbox row, and
/// its key if it had one. A file is sound.
pub async fn compare_database(place: &Place, book: &Book) {
    if Engine::of_this_binary() == Engine::Sqlite {
        assert_eq!(place.query("PRAGMA integrity_check").await, [["ok"]]);
        assert_eq!(place.query("PRAGMA foreign_key_check").await, Vec::<Vec<String>>::new());
    }
    let customers: BTreeMap<String, String> =
        pairs(place, "SELECT internal_id, customer_id FROM customer").await.into_iter().collect();
    let wanted: BTreeSet<&String> = book.all().map(|sent| &sent.id).collect();
    assert_eq!(customers.keys().collect::<BTreeSet<_>>(), wanted);

    // Compared as sorted lists: a second row or one of nobody's is seen as well as a missing one.
    let mut ids: Vec<&String> = customers.values().collect();
    ids.sort();
    let mut events = Vec::new();
    for table in ["audit_event", "audit_value", "outbox"] {
        let query = format!(
            "SELECT entity_id, event_id FROM {table} WHERE entity = 'customer' ORDER BY entity_id, event_id"
        );
        let rows = pairs(place, &query).await;
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
    let kept = "SELECT customer_id || ' ' || custom_field_id, value FROM customer_value
        ORDER BY customer_id, custom_field_id";
    assert_eq!(pairs(place, kept).await, values);

    let mut keys: Vec<&String> = book.all().filter_map(|sent| sent.key.as_ref()).collect();
    keys.sort();
    let kept = "SELECT idempotency_key, outcome FROM idempotency ORDER BY idempotency_key";
    let kept = pairs(place, kept).await;
    assert_eq!(kept.iter().map(|(key, _)| key).collect::<Vec<_>>(), keys);
    assert!(kept.iter().all(|(_, outcome)| !outcome.is_empty()), "a key was kept without its outcome");
}

async fn pairs(place: &Place, query: &str) -> Vec<(String, String)> {
    let rows = place.query(query).await.into_iter();
    rows.map(|row| <[String; 2]>::try_from(row).expect("two columns").into()).collect()
}
