//! Each kind of tampering is found, and told for what it is.

use guiche_desk::audit::verify::Finding;
use guiche_tests::App;

use super::{NEW, tamper, text, verified, wrong};

/// Four links: the account and its token at positions 1 and 2, then a customer at each of 3, 4 and 5.
async fn app() -> App {
    let app = App::start().await;
    app.follow().await;
    for id in ["1", "2", "3"] {
        app.erp().post(NEW, &[("customer_id", id), ("name", "Ana")]).await.expect(200);
        app.follow().await;
    }
    let report = verified(&app, None).await;
    assert_eq!((report.links, report.events, report.findings.count()), (4, 5, 0));
    app
}

fn broken(from: i64, until: i64) -> Finding {
    Finding::LinkBroken { from, until }
}

const EVENT_AT_4: &str = "SELECT event_id FROM outbox WHERE position = 4";

#[tokio::test]
async fn a_change_of_anything_in_an_event_or_its_place_breaks_its_link() {
    for sql in [
        "UPDATE audit_event SET actor = 'operator' WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
        "UPDATE audit_event SET actor_id = NULL WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
        "UPDATE audit_event SET address = '192.0.2.1' WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
        "UPDATE audit_event SET change = 'updated' WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
        "UPDATE audit_event SET occurred_at = 1 WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
        "UPDATE audit_event SET request_id = 'x' WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
        "UPDATE outbox SET version = 9 WHERE position = 4",
        "UPDATE outbox SET change = 'deleted' WHERE position = 4",
    ] {
        let app = app().await;
        tamper(&app, sql).await;
        assert_eq!(wrong(&app).await, [broken(4, 4)], "{sql}");
    }
}

#[tokio::test]
async fn values_that_are_not_those_of_the_event_are_found() {
    let app = app().await;
    let event_id = text(&app, EVENT_AT_4).await;
    let changed = Finding::ValuesChanged { position: Some(4), event_id };
    tamper(
        &app,
        "UPDATE audit_value SET content = '{}'
            WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
    )
    .await;
    assert_eq!(wrong(&app).await, std::slice::from_ref(&changed));
    // With the digest made to fit, the link is broken instead.
    tamper(
        &app,
        "UPDATE audit_event SET values_digest = 'ab'
            WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
    )
    .await;
    assert_eq!(wrong(&app).await, [broken(4, 4), changed]);
}

#[tokio::test]
async fn an_event_that_is_gone_is_missed() {
    let app = app().await;
    let event_id = text(&app, EVENT_AT_4).await;
    tamper(&app, "DELETE FROM audit_event WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)")
        .await;
    assert_eq!(wrong(&app).await, [Finding::EventMissing { position: 4, event_id }, broken(4, 4)]);
}

#[tokio::test]
async fn a_place_that_is_gone_is_missed_and_so_is_its_event() {
    let app = app().await;
    let event_id = text(&app, EVENT_AT_4).await;
    tamper(&app, "DELETE FROM outbox WHERE position = 4").await;
    let gone = Finding::PositionsMissing { from: 4, until: 4 };
    assert_eq!(wrong(&app).await, [broken(4, 4), gone, Finding::Unplaced { event_id }]);
}

#[tokio::test]
async fn an_event_that_was_slipped_in_has_no_place() {
    let app = app().await;
    tamper(
        &app,
        "INSERT INTO audit_event (account_id, event_id, occurred_at, entity, entity_id, change, actor, values_digest)
            SELECT account_id, 'ffffffffffffffffffffffffffffffff', occurred_at, entity, entity_id, change, actor, ''
            FROM audit_event WHERE event_id = (SELECT event_id FROM outbox WHERE position = 4)",
    )
    .await;
    assert_eq!(wrong(&app).await, [Finding::Unplaced { event_id: "f".repeat(32) }]);
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_missed_while_its_link_stands() {
    let app = app().await;
    tamper(&app, "DELETE FROM audit_event WHERE event_id = (SELECT event_id FROM outbox WHERE position = 5)")
        .await;
    tamper(&app, "DELETE FROM outbox WHERE position = 5").await;
    assert_eq!(wrong(&app).await, [Finding::PositionsMissing { from: 5, until: 5 }]);
}

#[tokio::test]
async fn only_a_head_that_was_kept_shows_that_links_were_cut_off_or_made_anew() {
    let app = app().await;
    let kept = verified(&app, None).await.head;
    tamper(&app, "DELETE FROM audit_event WHERE event_id = (SELECT event_id FROM outbox WHERE position = 5)")
        .await;
    tamper(&app, "DELETE FROM outbox WHERE position = 5").await;
    tamper(&app, "DELETE FROM audit_chain WHERE position = 5").await;
    assert!(wrong(&app).await.is_empty());
    let unknown = || Finding::HeadUnknown { digest: kept.clone().unwrap() };
    assert_eq!(verified(&app, kept.as_deref()).await.findings.first(), [unknown()]);

    tamper(&app, "DELETE FROM audit_chain").await;
    app.follow().await;
    assert!(wrong(&app).await.is_empty());
    assert_eq!(verified(&app, kept.as_deref()).await.findings.first(), [unknown()]);
}

#[tokio::test]
async fn a_link_that_was_changed_or_taken_out_is_found() {
    let app = app().await;
    tamper(&app, "UPDATE audit_chain SET digest = 'ab' WHERE position = 3").await;
    // The next one came after the one that was there.
    assert_eq!(wrong(&app).await, [broken(3, 3), broken(4, 4)]);
    tamper(&app, "DELETE FROM audit_chain WHERE position = 3").await;
    assert_eq!(wrong(&app).await, [broken(3, 4)]);
}

#[tokio::test]
async fn events_that_changed_places_are_found() {
    let app = app().await;
    tamper(&app, "UPDATE outbox SET position = 9 WHERE position = 4").await;
    tamper(&app, "UPDATE outbox SET position = 4 WHERE position = 5").await;
    tamper(&app, "UPDATE outbox SET position = 5 WHERE position = 9").await;
    assert_eq!(wrong(&app).await, [broken(4, 4), broken(5, 5)]);
}

#[tokio::test]
async fn what_has_no_position_yet_is_held_against_its_digest_too() {
    let app = app().await;
    app.erp().post(NEW, &[("customer_id", "4"), ("name", "Ana")]).await.expect(200);
    assert_eq!(verified(&app, None).await.unlinked, 1);
    let event_id = text(&app, "SELECT event_id FROM outbox WHERE position IS NULL").await;
    tamper(
        &app,
        "UPDATE audit_value SET content = '{}'
            WHERE event_id = (SELECT event_id FROM outbox WHERE position IS NULL)",
    )
    .await;
    assert_eq!(wrong(&app).await, [Finding::ValuesChanged { position: None, event_id }]);
}
