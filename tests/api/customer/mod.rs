//! `/v2.0/customer`

mod blacklist;
mod departments;
mod details;
mod exists;
mod list;
mod new;
mod operator;
mod permissions;
mod quick_access;
mod search;
mod update;

use guiche_tests::{Actor, App};
use serde_json::Value;

pub(crate) const DETAILS: &str = "/v2.0/customer/details";

/// The customer with this internal id, as the API shows it.
pub(crate) async fn shown(actor: &Actor, customer_id: &str) -> Value {
    let answer = actor.get(DETAILS, &[("customer_id", customer_id)]).await;
    answer.expect(200).json()["data"][0].take()
}

/// What was done, by entity and version: `entity version change values` of every row of the outbox that has its audit event
/// and values, but for accounts and tokens.
pub(crate) async fn trail(app: &App) -> Vec<String> {
    let sql = "SELECT o.entity || ' ' || CAST(o.version AS TEXT) || ' ' || o.change || ' ' || v.content FROM outbox o
        JOIN audit_event e ON e.account_id = o.account_id AND e.event_id = o.event_id AND e.entity_id = o.entity_id
            AND e.change = o.change
        JOIN audit_value v ON v.account_id = e.account_id AND v.event_id = e.event_id AND v.entity_id = e.entity_id
        WHERE o.entity NOT IN ('account', 'token') ORDER BY o.entity, o.version, v.content";
    app.db().read(move |tx| tx.all(sql, &[], |row| row.text(0))).await.unwrap()
}

/// How many rows a table has: `SELECT count(*) FROM …`.
pub(crate) async fn count(app: &App, sql: &'static str) -> i64 {
    let counted = app.db().read(move |tx| tx.first(sql, &[], |row| row.integer(0)));
    counted.await.unwrap().unwrap()
}
