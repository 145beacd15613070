//! `/v2.0/customer`

mod details;
mod list;
mod new;
mod search;

use guiche_tests::{Actor, App};
use serde_json::Value;

pub(crate) const DETAILS: &str = "/v2.0/customer/details";

/// The customer with this internal id, as the API shows it.
pub(crate) async fn shown(actor: &Actor, customer_id: &str) -> Value {
    let answer = actor.get(DETAILS, &[("customer_id", customer_id)]).await;
    answer.expect(200).json()["data"][0].take()
}

/// How many rows a table has: `SELECT count(*) FROM …`.
pub(crate) async fn count(app: &App, sql: &'static str) -> i64 {
    let counted = app.db().read(move |tx| tx.first(sql, &[], |row| row.integer(0)));
    counted.await.unwrap().unwrap()
}
