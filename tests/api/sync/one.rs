//! One customer: `GET`, `PUT` and `PATCH`.

use guiche_domain::custom_field::Kind;
use guiche_domain::plan::Plan;
use guiche_tests::App;
use http::Method;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{at, named};

#[tokio::test]
async fn what_is_put_is_shown_as_it_is() {
    let app = App::start().await;
    let body = json!({
        "name": "Maria / São João", "email": "maria@exemplo.com.br", "phone": "+55 11 98765-4321",
        "create_tickets": false, "language": "es_ES",
    });
    let answer = app.erp().send_json(Method::PUT, &at("4711"), &body).await.expect(201);
    assert_snapshot!(answer.body, @r#"{"customer_id":"4711","name":"Maria / São João","email":"maria@exemplo.com.br","phone":"+55 11 98765-4321","phone_e164":"+5511987654321","create_tickets":false,"organization_id":null,"portfolio_id":null,"language":"es_ES","active":true,"account_approved":true,"email_validated":false,"monthly_tickets_quota":null,"custom_field":{},"version":1,"created_at":"2026-11-24T13:30:00Z"}"#);
    assert_eq!((answer.header("content-type"), answer.header("etag")), ("application/json", "\"1\""));
    let shown = app.erp().get(&at("4711"), &[]).await.expect(200);
    assert_eq!((shown.body, shown.headers["etag"].to_str().unwrap()), (answer.body, "\"1\""));
    let details = app.erp().get("/v2.0/customer/details", &[("customer_id", "4711")]).await.expect(200);
    assert_eq!(details.json()["data"][0]["name"], "Maria / São João");
}

#[tokio::test]
async fn what_is_shown_can_be_put_back_and_changes_nothing() {
    let app = App::start().await;
    let account = app.default_account().await;
    let fields = [
        app.field(&account, Kind::MultiSelect, "Regiões").options(&["Sul", "Norte"]).create().await,
        app.field(&account, Kind::Number, "Limite").create().await,
        app.field(&account, Kind::Text, "Antigo").create().await,
    ];
    let body = json!({
        "name": " Ana ", "email": "Ana@Exemplo.com.br", "phone": "1 ", "language": "en-us",
        "organization_id": app.organization(&account, "Acme").await,
        "portfolio_id": app.portfolio(&account, "Ouro").await,
        "custom_field": { &fields[0]: ["Norte", "Sul"], &fields[1]: 1.5, &fields[2]: "x" },
    });
    app.erp().send_json(Method::PUT, &at("1"), &body).await.expect(201);
    app.retire_field(&account, &fields[2]).await;
    let shown = app.erp().get(&at("1"), &[]).await.expect(200);
    assert_eq!(shown.json()["custom_field"], json!({ &fields[0]: "Sul|Norte", &fields[1]: "1.5" }));
    let strict = app.erp().with("prefer", "handling=strict");
    for method in [Method::PUT, Method::PATCH] {
        let again = strict.send_json(method, &at("1"), &shown.json()).await.expect(200);
        assert_eq!((&again.body, again.header("ignored-parameters")), (&shown.body, ""));
    }
    // The retired field's value stays where it is.
    let details = app.erp().get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(200);
    assert!(details.body.contains("Antigo"), "{}", details.body);
}

#[tokio::test]
async fn a_replacement_takes_away_what_it_does_not_name_and_a_patch_does_not() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field = app.field(&account, Kind::Text, "Cargo").create().await;
    let full = json!({ "name": "Ana", "email": "a@exemplo.com", "phone": "1", "create_tickets": "0",
        "language": "en-US", "custom_field": { &field: "x" } });
    app.erp().send_json(Method::PUT, &at("1"), &full).await.expect(201);

    let patch = json!({ "name": "Bia", "phone": null, "email": "" });
    let patched = app.erp().send_json(Method::PATCH, &at("1"), &patch).await.expect(200).json();
    assert_eq!((&patched["name"], &patched["phone"]), (&json!("Bia"), &Value::Null));
    assert_eq!((&patched["email"], &patched["language"]), (&json!("a@exemplo.com"), &json!("en-US")));
    assert_eq!((&patched["custom_field"][&field], &patched["version"]), (&json!("x"), &json!(2)));
    let patch = json!({ "custom_field": null, "name": "Bia" });
    let patched = app.erp().send_json(Method::PATCH, &at("1"), &patch).await.expect(200).json();
    assert_eq!((&patched["custom_field"], &patched["version"]), (&json!({}), &json!(3)));
    let unchanged = app.erp().send_json(Method::PATCH, &at("1"), &json!({})).await.expect(200);
    assert_eq!(unchanged.header("etag"), "\"3\"");

    app.erp()
        .send_json(Method::PATCH, &at("1"), &json!({ "custom_field": { &field: "y" } }))
        .await
        .expect(200);
    let put = app.erp().send_json(Method::PUT, &at("1"), &named("Ana")).await.expect(200).json();
    assert_eq!(
        (&put["email"], &put["create_tickets"], &put["language"]),
        (&Value::Null, &json!(true), &json!("pt-BR"))
    );
    assert_eq!((&put["custom_field"], &put["version"]), (&json!({}), &json!(5)));
}

#[tokio::test]
async fn a_key_may_hold_anything() {
    let app = App::start().await;
    let long = "é/".repeat(125);
    for key in [
        "a/b",
        " ",
        "a b ",
        "//",
        "?x=1&y",
        "%2F",
        "100%",
        "😀\u{301}",
        "batch",
        "\t\n",
        ".",
        "..",
        "new",
        &long,
    ] {
        let path = at(key);
        if key.trim().is_empty() {
            app.erp().send_json(Method::PUT, &path, &named("Ana")).await.expect(404);
            continue;
        }
        if key.starts_with('.') {
            continue; // Clients take such a path apart before they send it.
        }
        let put = app.erp().send_json(Method::PUT, &path, &named("Ana")).await.expect(201);
        assert_eq!(put.json()["customer_id"], key);
        let slashed = path.clone() + "/";
        assert_eq!(app.erp().get(&slashed, &[]).await.expect(200).json()["customer_id"], key);
        let details = app.erp().get("/v2.0/customer/details", &[("customer_id", key)]).await.expect(200);
        assert_eq!(details.json()["data"][0]["internal_id"], key);
    }
}

#[tokio::test]
async fn a_customer_that_is_not_there_is_404() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    other.send_json(Method::PUT, &at("theirs"), &named("Ana")).await.expect(201);
    for key in ["theirs", "nobody", &"x".repeat(251), "\u{1}"] {
        let get = app.erp().get(&at(key), &[]).await.expect(404);
        assert_eq!(get.faults(), "customer_id: not_found");
        app.erp().send_json(Method::PATCH, &at(key), &json!({ "language": "fr" })).await.expect(404);
    }
    assert_eq!(
        app.erp().call(Method::GET, "/guiche/v1/customers/%FF").await.expect(404).faults(),
        "customer_id: not_found"
    );
    app.erp().send_json(Method::PUT, &at("theirs"), &named("Ana")).await.expect(201);
}

/// All that writes to customers leave: the rows of each table, as far as they say who or what.
async fn written(app: &App) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT customer_id || internal_id || name || CAST(version AS TEXT) FROM customer ORDER BY customer_id",
        "SELECT customer_id || custom_field_id || value FROM customer_value ORDER BY customer_id, custom_field_id",
        "SELECT event_id || entity || entity_id || change FROM audit_event ORDER BY event_id",
        "SELECT event_id || content FROM audit_value ORDER BY event_id",
        "SELECT event_id || entity_id || CAST(version AS TEXT) FROM outbox ORDER BY event_id",
        "SELECT CAST(count(*) AS TEXT) FROM idempotency",
    ] {
        all.extend(app.db().read(move |tx| tx.all(sql, &[], |row| row.text(0))).await.unwrap());
    }
    all
}

#[tokio::test]
async fn all_faults_come_at_once_and_nothing_is_stored() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Text, "Cargo").id("cargo").required().create().await;
    let body = json!({
        "custom_field": { "none": "x" }, "portfolio_id": "p", "language": "fr", "organization_id": "o",
        "phone": "1".repeat(21), "email": "a", "name": " ",
    });
    app.erp()
        .send_json(Method::PUT, &at("0"), &json!({ "name": "Zoe", "custom_field": { "cargo": "x" } }))
        .await
        .expect(201);
    let before = written(&app).await;
    let answer = app.erp().send_json(Method::PUT, &at("1"), &body).await.expect(422);
    assert_eq!(
        answer.faults(),
        "name: required, email: invalid, phone: too_long, language: not_allowed, custom_field[cargo]: required, organization_id: not_found, portfolio_id: not_found, custom_field[none]: not_found"
    );
    let answer = app
        .erp()
        .send_json(Method::PUT, &at("1"), &json!({ "customer_id": "2", "name": "Ana" }))
        .await
        .expect(400);
    assert_eq!(answer.faults(), "customer_id: repeated, custom_field[cargo]: required");
    let answer = app.erp().send_json(Method::PUT, &at(&"x".repeat(251)), &named("Ana")).await.expect(422);
    assert_eq!(answer.faults(), "customer_id: too_long, custom_field[cargo]: required");
    assert_eq!(written(&app).await, before);
    app.erp().get(&at("1"), &[]).await.expect(404);
}

#[tokio::test]
async fn a_taken_address_is_a_conflict_and_another_key_moves_the_customer() {
    let app = App::start().await;
    app.erp()
        .send_json(Method::PUT, &at("1"), &json!({ "name": "Ana", "email": "a@exemplo.com" }))
        .await
        .expect(201);
    let taken = json!({ "name": "Bia", "email": "A@exemplo.com" });
    assert_eq!(
        app.erp().send_json(Method::PUT, &at("2"), &taken).await.expect(409).faults(),
        "email: duplicate"
    );
    app.erp().send_json(Method::PUT, &at("2"), &named("Bia")).await.expect(201);
    assert_eq!(
        app.erp().send_json(Method::PUT, &at("2"), &taken).await.expect(409).faults(),
        "email: duplicate"
    );
    let patch = json!({ "customer_id": "1" });
    assert_eq!(
        app.erp().send_json(Method::PATCH, &at("2"), &patch).await.expect(409).faults(),
        "customer_id: duplicate"
    );
    let moved =
        app.erp().send_json(Method::PATCH, &at("2"), &json!({ "customer_id": "3" })).await.expect(200);
    assert_eq!(moved.json()["customer_id"], "3");
    app.erp().get(&at("2"), &[]).await.expect(404);
}

#[tokio::test]
async fn faults_are_told_in_the_asker_s_language_and_unknown_keys_are_named() {
    let app = App::start().await;
    let answer = app
        .erp()
        .with("accept-language", "en")
        .send_json(Method::PUT, &at("1"), &json!({ "x": 1 }))
        .await
        .expect(422);
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The parameter name is required and may not be blank.","errors":[{"field":"name","code":"required","message":"The parameter name is required and may not be blank."}]}"#);
    assert_eq!(answer.header("ignored-parameters"), "x");
    let answer = app.erp().get(&at("1"), &[]).await.expect(404);
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"O parâmetro customer_id não corresponde a nenhum registro desta conta.","errors":[{"field":"customer_id","code":"not_found","message":"O parâmetro customer_id não corresponde a nenhum registro desta conta."}]}"#);
}

#[tokio::test]
async fn a_portfolio_needs_the_plan_and_a_password_is_kept_from_everybody() {
    let app = App::start().await;
    let pro = app.account("pro").plan(Plan::Premium).create().await;
    let pro = app.holder(&app.token(&pro).create().await);
    let answer = pro
        .send_json(Method::PUT, &at("1"), &json!({ "name": "Ana", "portfolio_id": "p" }))
        .await
        .expect(403);
    assert_eq!(answer.faults(), "portfolio_id: plan");
    let secret = json!({ "name": "Ana", "password": "correto cavalo" });
    let answer = app.erp().send_json(Method::PUT, &at("1"), &secret).await.expect(201);
    assert!(!answer.body.contains("password"));
    // A password stays where none is named, and counts as a change where one is.
    assert_eq!(
        app.erp().send_json(Method::PUT, &at("1"), &named("Ana")).await.expect(200).header("etag"),
        "\"1\""
    );
    assert_eq!(app.erp().send_json(Method::PUT, &at("1"), &secret).await.expect(200).header("etag"), "\"2\"");
    let stored = app.stored().await;
    assert!(!stored.windows(14).any(|bytes| bytes == b"correto cavalo"));
}
