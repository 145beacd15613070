//! `POST /v2.0/organization/update`

use guiche_domain::custom_field::Kind;
use guiche_domain::plan::Plan;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{UPDATE, made, rows, shown};
use crate::customer::count;

#[tokio::test]
async fn what_is_sent_changes_and_what_is_missing_or_empty_stays() {
    let app = App::start().await;
    let account = app.default_account().await;
    let portfolio = app.portfolio(&account, "Sul").await;
    let field = app.field(&account, Kind::Text, "Obs").of_organizations().required().create().await;
    let key = format!("custom_field[{field}]");
    let erp = app.erp();
    let mother = made(&erp, &[("name", "Grupo"), (&key, "a")]).await;
    let id = made(&erp, &[("name", "Sul"), (&key, "a")]).await;
    let sent = [
        ("organization_id", &*format!(" {id} ")),
        ("name", "Norte"),
        ("email", "a@b.com"),
        ("phone", "1"),
        ("site", "http://a.b"),
        ("portfolio_id", &portfolio),
        (&key, "b"),
        ("create_tickets", "0"),
        ("monthly_tickets_quota", "7"),
        ("mother_organization_id", &mother),
        ("team_see_all_tickets", "1"),
        ("manager_see_all_tickets", "1"),
    ];
    let answer = erp.post(UPDATE, &sent).await.expect(200);
    assert_snapshot!(answer.body.replace(&id, "ID"), @r#"{"error":false,"message":"A organiza\u00e7\u00e3o foi atualizada.","success":true,"organization_id":"ID"}"#);
    let full = json!({
        "id": id, "name": "Norte", "email": "a@b.com", "phone": "1", "site": "http://a.b",
        "portfolio_id": portfolio, "create_tickets": false, "monthly_tickets_quota": 7,
        "mother_organization_id": mother, "team_see_all_tickets": true, "manager_see_all_tickets": true,
        "creation_date": "2026-11-24", "custom_fields": [{ "id": field, "name": "Obs", "value": "b" }],
    });
    assert_eq!(shown(&erp, &id).await, full);
    let before = rows(&app).await;
    let empty: Vec<_> = sent.iter().map(|(key, _)| (*key, "")).skip(1).collect();
    erp.post(UPDATE, &[&sent[..1], &empty].concat()).await.expect(200);
    assert_eq!((shown(&erp, &id).await, rows(&app).await), (full, before), "no trace");

    // Null takes away what may be missing.
    let nulls = json!({ "organization_id": id, "email": null, "phone": null, "site": null, "portfolio_id": null,
        "create_tickets": null, "monthly_tickets_quota": null, "mother_organization_id": null,
        "team_see_all_tickets": null, "manager_see_all_tickets": null });
    erp.post_json(UPDATE, &nulls).await.expect(200);
    assert_eq!(
        shown(&erp, &id).await,
        json!({
            "id": id, "name": "Norte", "email": null, "phone": null, "site": null, "portfolio_id": null,
            "create_tickets": true, "monthly_tickets_quota": 0, "mother_organization_id": null,
            "team_see_all_tickets": false, "manager_see_all_tickets": false, "creation_date": "2026-11-24",
            "custom_fields": [{ "id": field, "name": "Obs", "value": "b" }],
        })
    );
    let required = json!({ "organization_id": id, "name": null, "custom_field": { &*field: null } });
    let answer = erp.post_json(UPDATE, &required).await.expect(401);
    assert_eq!(answer.faults(), format!("name: required, custom_field[{field}]: required"));
    assert_eq!(count(&app, "SELECT max(version) FROM organization").await, 3);
    let changes = "SELECT count(*) FROM outbox WHERE entity = 'organization' AND change = 'updated'";
    assert_eq!(count(&app, changes).await, 2);
}

#[tokio::test]
async fn all_faults_come_at_once_and_nothing_is_stored() {
    let app = App::start().await;
    let other = app.organization(&app.account("other").create().await, "Alheia").await;
    let id = made(&app.erp(), &[("name", "A")]).await;
    let before = rows(&app).await;
    for (organization_id, faults) in [
        (
            "",
            "organization_id: required, email: invalid, portfolio_id: not_found, mother_organization_id: not_found, custom_field[x]: not_found",
        ),
        (
            &*other,
            "email: invalid, organization_id: not_found, portfolio_id: not_found, mother_organization_id: not_found, custom_field[x]: not_found",
        ),
        (
            &*id,
            "email: invalid, portfolio_id: not_found, mother_organization_id: not_found, custom_field[x]: not_found",
        ),
    ] {
        let sent = [
            ("organization_id", organization_id),
            ("mother_organization_id", &other),
            ("portfolio_id", "x"),
            ("email", "a"),
            ("custom_field[x]", "1"),
        ];
        let erp = app.erp().with("idempotency-key", "k");
        assert_eq!(erp.post(UPDATE, &sent).await.expect(401).faults(), faults);
    }
    let unknown = [("organization_id", &*other), ("name", "B")];
    assert_eq!(app.erp().post(UPDATE, &unknown).await.expect(404).faults(), "organization_id: not_found");
    assert_eq!(rows(&app).await, before);
}

#[tokio::test]
async fn a_portfolio_needs_the_plan_and_a_repetition_does_nothing_again() {
    let app = App::start().await;
    let premium = app.account("premium").plan(Plan::Premium).create().await;
    let id = app.organization(&premium, "A").await;
    let actor = app.holder(&app.token(&premium).create().await).with("idempotency-key", "k");
    let sent = [("organization_id", &*id), ("portfolio_id", "x"), ("name", "\0")];
    assert_eq!(actor.post(UPDATE, &sent).await.expect(403).faults(), "portfolio_id: plan");
    for replayed in ["", "true"] {
        let answer = actor.post(UPDATE, &[("organization_id", &*id), ("name", "B")]).await.expect(200);
        assert_eq!(answer.header("idempotency-replayed"), replayed);
    }
    assert_eq!(count(&app, "SELECT max(version) FROM organization").await, 2);
    let other = actor.post(UPDATE, &[("organization_id", &*id), ("name", "C")]).await.expect(401);
    assert_eq!(other.faults(), "-: idempotency_conflict");
}
