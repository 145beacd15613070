//! Every change gets its position, whichever server wrote it.

use std::time::Duration;

use futures_util::future::join_all;
use guiche_tests::process::{Place, Signal, within};

use crate::place;

/// Waits until no change is without a position; the positions of the only account, in order.
pub(crate) async fn positions(place: &Place) -> Vec<i64> {
    within(async {
        while place.number("SELECT count(*) FROM outbox WHERE position IS NULL").await > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let rows = place.query("SELECT position FROM outbox ORDER BY position").await;
    rows.iter().map(|row| row[0].parse().expect("a number")).collect()
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
    assert_eq!(place.number("SELECT count(*) FROM lease").await, 0, "nobody holds what nobody does");
}

#[tokio::test]
async fn who_is_killed_is_followed_by_another_once_its_lease_has_run_out() {
    let place = place();
    let holders = "SELECT holder FROM lease WHERE name = 'sequencer'";
    let one = place.serve(&[]).await;
    assert_eq!(positions(&place).await, [1, 2]);
    let killed = place.query(holders).await;
    assert_eq!(killed.len(), 1);

    let other = place.serve(&[]).await;
    one.kill().await;
    for id in 0..10 {
        let id = id.to_string();
        other.erp().post("/v2.0/customer/new", &[("customer_id", &id), ("name", "Ana")]).await.expect(200);
    }
    assert_eq!(positions(&place).await, (1..=12).collect::<Vec<i64>>());
    let follower = place.query(holders).await;
    assert!(follower.len() == 1 && follower != killed, "{follower:?} after {killed:?}");
}
