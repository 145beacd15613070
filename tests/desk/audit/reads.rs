//! Reads in bulk leave a note in the trail, which nobody follows.

use guiche_desk::audit::{Export, note_export};
use guiche_tests::App;
use serde_json::{Value, json};

use super::{NEW, count, text, verified};

const LIST: &str = "/v2.0/customer/list";
const BROWSE: &str = "/guiche/v1/customers";
const CHANGES: &str = "/guiche/v1/changes";

async fn app() -> App {
    let app = App::start().await;
    for id in ["1", "2"] {
        app.erp().post(NEW, &[("customer_id", id), ("name", "Ana")]).await.expect(200);
    }
    app.follow().await;
    app
}

/// The notes, by route.
async fn noted(app: &App) -> Vec<Value> {
    let sql = "SELECT v.content FROM audit_event e JOIN audit_value v ON v.account_id = e.account_id
            AND v.entity = e.entity AND v.entity_id = e.entity_id AND v.event_id = e.event_id
        WHERE e.entity = 'read' AND e.change = 'listed' AND e.actor = 'token' ORDER BY v.content";
    let found = app.db().read(move |tx| tx.all(sql, &[], |row| row.text(0))).await.unwrap();
    found.iter().map(|content| serde_json::from_str(content).unwrap()).collect()
}

#[tokio::test]
async fn reads_are_noted_once_a_minute_by_route_and_token() {
    let app = app().await;
    for path in [LIST, LIST, BROWSE, CHANGES] {
        app.erp().get(path, &[]).await.expect(200);
    }
    // Nothing in bulk, nothing that was shown, nothing that was answered.
    app.erp().get("/guiche/v1/customers/1", &[]).await.expect(200);
    app.erp().get(BROWSE, &[("q", "nobody")]).await.expect(200);
    app.erp().get(LIST, &[("page", "x")]).await.expect(401);
    assert!(noted(&app).await.is_empty(), "a request waits for none of it");
    app.write_usage().await;
    app.write_usage().await;
    let note = |route: &str, requests: u64, customers: u64| json!({ "route": route, "requests": requests, "customers": customers, "minute": "2026-11-24T13:30:00Z" });
    let mut found = noted(&app).await;
    found.sort_by_key(|note| note["route"].as_str().unwrap().to_owned());
    assert_eq!(found, [note(CHANGES, 1, 2), note(BROWSE, 1, 2), note(LIST, 2, 4)]);
    let token = text(&app, "SELECT token_id FROM token").await;
    assert_eq!(text(&app, "SELECT DISTINCT actor_id FROM audit_event WHERE entity = 'read'").await, token);
}

#[tokio::test]
async fn nobody_who_follows_the_changes_sees_them() {
    let app = app().await;
    let before = app.erp().get(CHANGES, &[]).await.expect(200).json();
    app.erp().get(LIST, &[]).await.expect(200);
    app.write_usage().await;
    app.follow().await;
    let positions = count(&app, "SELECT count(*) FROM outbox WHERE entity = 'read' AND position IS NOT NULL");
    assert_eq!(positions.await, 2);
    // The list is as it was, and its end is further on.
    let after = app.erp().get(CHANGES, &[]).await.expect(200).json();
    assert_eq!((&after["data"], &after["more"]), (&before["data"], &json!(false)));
    assert_ne!(after["next"], before["next"]);
    let since = async |cursor: &Value| app.erp().get(CHANGES, &[("since", cursor.as_str().unwrap())]).await;
    let old = since(&before["next"]).await.expect(200).json();
    assert_eq!(old, json!({ "data": [], "next": after["next"], "more": false }));
    let new = since(&after["next"]).await.expect(200).json();
    assert_eq!(new, json!({ "data": [], "next": after["next"], "more": false }));
    // What comes after them comes.
    app.erp().post(NEW, &[("customer_id", "3"), ("name", "Bia")]).await.expect(200);
    app.follow().await;
    let data = since(&before["next"]).await.expect(200).json()["data"].take();
    assert_eq!((data.as_array().unwrap().len(), &data[0]["entity"]), (1, &json!("customer")));
}

#[tokio::test]
async fn they_are_no_matter_for_the_search_and_stand_in_the_chain() {
    let app = app().await;
    app.erp().get(LIST, &[]).await.expect(200);
    app.write_usage().await;
    app.follow().await;
    let account_id = app.default_account().await.account_id;
    let behind = app.db().read(move |tx| guiche_desk::search::behind(tx, account_id)).await.unwrap();
    assert_eq!(behind, 0);
    let listed = app.erp().get(LIST, &[]).await.expect(200).json();
    assert_eq!(listed["size"], 2);
    let found = app.erp().get(BROWSE, &[("q", "ana")]).await.expect(200).json();
    assert_eq!(found["data"].as_array().unwrap().len(), 2);
    let report = verified(&app, None).await;
    assert_eq!((report.events, report.unlinked, report.findings.count()), (5, 0, 0));
}

#[tokio::test]
async fn many_of_them_in_a_row_hide_nothing() {
    let app = app().await;
    let account = app.default_account().await;
    for _ in 0..3 {
        let noting = app.as_operator(&account, |tx, caller| {
            (0..500).try_for_each(|rows| {
                note_export(tx, caller, Export { what: "customers", organization_id: None, rows })
            })
        });
        noting.await;
    }
    app.follow().await;
    app.erp().post(NEW, &[("customer_id", "3"), ("name", "Bia")]).await.expect(200);
    app.follow().await;
    let all = app.erp().get(CHANGES, &[("limit", "5")]).await.expect(200).json();
    let entities = all["data"].as_array().unwrap().iter().map(|change| change["entity"].as_str().unwrap());
    assert_eq!(entities.filter(|entity| *entity == "customer").count(), 3);
}
