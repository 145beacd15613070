//! Every change gets its position, whichever server wrote it.

use std::time::Duration;

use futures_util::future::join_all;
use guiche_tests::process::{Place, Signal, within};

use crate::place;

/// The number that a query finds.
fn number(place: &Place, sql: &str) -> i64 {
    place.look_inside().query_row(sql, [], |row| row.get(0)).expect("a number")
}

/// Waits until no change is without a position; the positions of the only account, in order.
async fn positions(place: &Place) -> Vec<i64> {
    within(async {
        while number(place, "SELECT count(*) FROM outbox WHERE position IS NULL") > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let database = place.look_inside();
    let mut statement =
        database.prepare("SELECT position FROM outbox ORDER BY position").expect("a statement");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("numbers")
}

#[tokio::test]
async fn changes_of_two_servers_get_positions_without_a_gap_and_who_stops_hands_over() {
    let place = place();
    let (one, other) = (place.serve(&[]).await, place.serve(&[]).await);
    let actors = [one.erp(), other.erp()];
    let create = |index: usize| {
        let erp = &actors[index % 2];
        async move {
            let id = index.to_string();
            erp.post("/v2.0/customer/new", &[("customer_id", &id), ("name", "Ana")]).await.expect(200);
        }
    };
    join_all((0..50).map(create)).await;
    let first = positions(&place).await;
    // The account and its token are changes as well.
    assert_eq!(first, (1..=52).collect::<Vec<i64>>());

    one.signal(Signal::TERM);
    assert!(one.end().await.0.success());
    create(51).await;
    assert_eq!(positions(&place).await, (1..=53).collect::<Vec<i64>>());

    other.signal(Signal::TERM);
    assert!(other.end().await.0.success());
    assert_eq!(number(&place, "SELECT count(*) FROM lease"), 0, "nobody holds what nobody does");
}
