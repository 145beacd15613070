//! Each parameter: what is taken, what is refused, and what custom fields do.

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use serde_json::json;

use super::{UPDATE, with_ana};
use crate::customer::new::NEW;
use crate::customer::{count, shown};

#[tokio::test]
async fn each_parameter_has_its_limits() {
    let app = with_ana().await;
    let erp = app.erp();
    let before = shown(&erp, "1").await;
    let long = |length| "é".repeat(length);
    for (key, text, faults) in [
        ("name", long(251), "name: too_long"),
        ("name", "a\0".into(), "name: invalid"),
        ("email", "ana".into(), "email: invalid"),
        ("email", "a\u{7f}@b.com".into(), "email: invalid"),
        ("phone", "1".repeat(21), "phone: too_long"),
        ("create_tickets", "2".into(), "create_tickets: invalid"),
        ("language", "fr".into(), "language: not_allowed"),
        ("password", "1234567".into(), "password: invalid"),
        ("password", long(251), "password: too_long"),
        ("organization_id", long(513), "organization_id: too_long"),
        ("portfolio_id", long(513), "portfolio_id: too_long"),
        ("internal_id", "2".into(), "internal_id: not_allowed"),
        ("customer_type_id", "X".into(), "customer_type_id: invalid"),
        ("custom_field[", "1".into(), "custom_field[: malformed"),
    ] {
        let answer = erp.post(UPDATE, &[("customer_id", "1"), (key, &*text)]).await.expect(401);
        assert_eq!(answer.faults(), faults);
    }
    for (key, text, faults) in [
        ("organization_id", "x", "organization_id: not_found"),
        ("portfolio_id", "x", "portfolio_id: not_found"),
        ("custom_field[x]", "1", "custom_field[x]: not_found"),
    ] {
        let answer = erp.post(UPDATE, &[("customer_id", "1"), (key, text)]).await.expect(404);
        assert_eq!(answer.faults(), faults);
    }
    assert_eq!(shown(&erp, "1").await, before);

    let (name, phone) = (long(250), "1".repeat(20));
    let most = [
        ("customer_id", "1"),
        ("name", &*name),
        ("phone", &*phone),
        ("email", " eva@exemplo.com "),
        ("create_tickets", "TRUE"),
        ("language", "es-es"),
        ("password", "12345678"),
    ];
    erp.post(UPDATE, &most).await.expect(200);
    let after = shown(&erp, "1").await;
    assert_eq!((&after["name"], &after["phone"]), (&json!(name), &json!(phone)));
    assert_eq!((&after["email"], &after["language"]), (&json!("eva@exemplo.com"), &json!("es_ES")));
    assert_eq!(after["allowed_create_tickets"], true);
}

#[tokio::test]
async fn a_password_is_set_and_taken_away_as_a_hash() {
    let app = with_ana().await;
    let hashed = "SELECT count(*) FROM customer WHERE password_hash IS NOT NULL";
    assert_eq!(count(&app, hashed).await, 0);
    app.erp().post(UPDATE, &[("customer_id", "1"), ("password", "correto cavalo")]).await.expect(200);
    assert_eq!(count(&app, hashed).await, 1);
    app.erp().post(UPDATE, &[("customer_id", "1"), ("name", "Eva")]).await.expect(200);
    assert_eq!(count(&app, hashed).await, 1);
    app.erp().post_json(UPDATE, &json!({ "customer_id": "1", "password": null })).await.expect(200);
    assert_eq!(count(&app, hashed).await, 0);
    let files = app.stored().await;
    assert!(!files.windows(14).any(|window| window == b"correto cavalo"));
}

#[tokio::test]
async fn custom_fields_change_one_by_one() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Number, "N").id("n").required().create().await;
    app.field(&account, Kind::Text, "T").id("t").max_length(3).create().await;
    let erp = app.erp();
    let new = [("customer_id", "1"), ("name", "Ana"), ("custom_field[n]", "1"), ("custom_field[t]", "abc")];
    erp.post(NEW, &new).await.expect(200);
    let values = async || {
        let fields = shown(&erp, "1").await["custom_fields"].take();
        let of = |field: &serde_json::Value| field["value"].as_str().unwrap().to_owned();
        fields.as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    erp.post(UPDATE, &[("customer_id", "1"), ("custom_field[n]", "2,5")]).await.expect(200);
    assert_eq!(values().await, ["2.5", "abc"]);
    erp.post(UPDATE, &[("customer_id", "1"), ("custom_field[n]", ""), ("custom_field[t]", " ")])
        .await
        .expect(200);
    assert_eq!(values().await, ["2.5", "abc"]);
    let null = json!({ "customer_id": "1", "custom_field": { "t": null } });
    erp.post_json(UPDATE, &null).await.expect(200);
    assert_eq!(values().await, ["2.5"]);
    for (sent, status, faults) in [
        (json!({ "n": null }), 401, "custom_field[n]: required"),
        (json!({ "n": "x", "t": "abcd" }), 401, "custom_field[n]: invalid, custom_field[t]: too_long"),
        (json!({ "z": "1" }), 404, "custom_field[z]: not_found"),
    ] {
        let body = json!({ "customer_id": "1", "custom_field": sent });
        assert_eq!(erp.post_json(UPDATE, &body).await.expect(status).faults(), faults);
    }
    // As in a create, what is not there may be sent empty.
    erp.post_json(UPDATE, &json!({ "customer_id": "1", "custom_field": { "z": null } })).await.expect(200);
    assert_eq!(values().await, ["2.5"]);
}

#[tokio::test]
async fn another_address_has_to_be_validated_again() {
    let app = with_ana().await;
    let validated = "UPDATE customer SET email_validated = TRUE";
    app.db().write(move |tx| tx.execute(validated, &[])).await.unwrap();
    app.erp().post(UPDATE, &[("customer_id", "1"), ("name", "Eva")]).await.expect(200);
    assert_eq!(shown(&app.erp(), "1").await["email_validated"], true);
    app.erp().post(UPDATE, &[("customer_id", "1"), ("email", "eva@exemplo.com")]).await.expect(200);
    assert_eq!(shown(&app.erp(), "1").await["email_validated"], false);
}
