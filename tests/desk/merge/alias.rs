//! Keys of customers that were merged: they go on leading to the customer that was kept, on every route.

use guiche_domain::id::Id;
use guiche_domain::merge::Choices;
use guiche_tests::{Account, App};
use http::Method;
use serde_json::{Value, json};

use super::{business, id_of, made, merging};

/// A customer `ERP-1` into which `CRM-2` was merged, by our ids.
async fn one(app: &App) -> (Account, [Id; 2]) {
    let account = app.default_account().await;
    let kept =
        made(app, &account, &[("customer_id", "ERP-1"), ("name", "Ana"), ("email", "ana@exemplo.com")]).await;
    let merged = made(app, &account, &[("customer_id", "CRM-2"), ("name", "Ana Bia")]).await;
    merging(app, &account, [&kept, &merged], Choices::default()).await.unwrap();
    (account, [kept, merged])
}

/// What the list of all customers shows, whatever leads to them.
async fn shown(app: &App) -> Value {
    let page = app.erp().get("/guiche/v1/customers", &[]).await.expect(200).json();
    assert_eq!(page["data"].as_array().unwrap().len(), 1);
    page["data"][0].clone()
}

#[tokio::test]
async fn whoever_looks_by_an_old_key_finds_the_kept_one_under_its_own() {
    let app = App::start().await;
    one(&app).await;
    let erp = app.erp();
    let old = [("customer_id", "CRM-2")];
    let details = erp.get("/v2.0/customer/details", &old).await.expect(200).json();
    assert_eq!(
        (&details["data"][0]["internal_id"], &details["data"][0]["name"]),
        (&json!("ERP-1"), &json!("Ana"))
    );
    let own = erp.get("/v2.0/customer/details", &[("customer_id", "ERP-1")]).await.expect(200).json();
    assert_eq!(details, own);
    erp.get("/v2.0/customer/exists", &old).await.expect(200);
    erp.get("/v2.0/customer/permissions/basic", &old).await.expect(200);
    let one = erp.get("/guiche/v1/customers/CRM-2", &[]).await.expect(200);
    assert_eq!((&one.json()["customer_id"], one.header("etag")), (&json!("ERP-1"), "\"2\""));
    // What was read by the old key before is another version.
    let cached = app.erp().with("if-none-match", "\"1\"");
    cached.get("/guiche/v1/customers/CRM-2", &[]).await.expect(200);
    app.follow().await;
    let found = erp.get("/guiche/v1/customers", &[("q", "CRM-2")]).await.expect(200).json();
    assert_eq!(found["data"][0]["customer_id"], "ERP-1");
}

#[tokio::test]
async fn whoever_writes_by_an_old_key_changes_the_kept_one_which_keeps_its_own() {
    let app = App::start().await;
    let (account, _) = one(&app).await;
    let department = app.department(&account, "Suporte").await;
    let erp = app.erp();
    let old = ("customer_id", "CRM-2");
    erp.post("/v2.0/customer/update", &[old, ("name", "Um")]).await.expect(200);
    assert_eq!(shown(&app).await["name"], "Um");
    for (path, key, value) in [
        ("/v2.0/customer/permissions/create_tickets", "create_tickets", "0"),
        ("/v2.0/customer/permissions/access", "access", "1"),
        ("/v2.0/customer/department/link", "configuration", &*department),
        ("/v2.0/customer/department/unlink", "configuration", &*department),
    ] {
        erp.post(path, &[old, (key, value)]).await.expect(200);
    }
    assert_eq!(shown(&app).await["create_tickets"], false);
    erp.post("/v2.0/customer/quick_access", &[old]).await.expect(200);
    let path = "/guiche/v1/customers/CRM-2";
    let patched = erp.send_json(Method::PATCH, path, &json!({ "name": "Dois" })).await.expect(200).json();
    assert_eq!((&patched["name"], &patched["customer_id"]), (&json!("Dois"), &json!("ERP-1")));
    let whole = json!({ "name": "Três", "phone": "11 98765-4321" });
    let put = erp.send_json(Method::PUT, path, &whole).await.expect(200);
    assert_eq!((&put.json()["name"], &put.json()["customer_id"]), (&json!("Três"), &json!("ERP-1")));
    assert_eq!(put.json(), shown(&app).await);
    let again = erp.send_json(Method::PUT, path, &whole).await.expect(200);
    assert_eq!(again.header("etag"), put.header("etag"), "nothing changed");
}

#[tokio::test]
async fn conditions_are_asked_of_the_kept_one() {
    let app = App::start().await;
    one(&app).await;
    let path = "/guiche/v1/customers/CRM-2";
    let named = json!({ "name": "Outra" });
    for (header, value, status) in [
        ("if-none-match", "*", 412),
        ("if-match", "\"1\"", 412),
        ("if-match", "\"2\"", 200),
        ("if-match", "*", 200),
    ] {
        let erp = app.erp().with(header, value);
        erp.send_json(Method::PUT, path, &named).await.expect(status);
    }
    for (value, status) in [("\"2\"", 412), ("\"3\"", 200)] {
        let erp = app.erp().with("if-match", value);
        erp.send_json(Method::PATCH, path, &json!({ "name": "Mais uma" })).await.expect(status);
    }
}

#[tokio::test]
async fn a_batch_replaces_the_kept_one_and_makes_none_with_an_old_key() {
    let app = App::start().await;
    one(&app).await;
    let rows = json!([
        { "customer_id": "CRM-2", "name": "Pelo lote" },
        { "customer_id": "3", "name": "Nova" },
    ]);
    for (mode, status) in [("create", 409), ("upsert", 200)] {
        let path = format!("/guiche/v1/customers/batch?mode={mode}");
        let answer = app.erp().post_json(&path, &rows).await.expect(200);
        let first: Value = serde_json::from_str(answer.body.lines().next().unwrap()).unwrap();
        assert_eq!((&first["status"], &first["customer_id"]), (&json!(status), &json!("CRM-2")), "{mode}");
    }
    let kept = app.erp().get("/guiche/v1/customers/ERP-1", &[]).await.expect(200).json();
    assert_eq!(kept["name"], "Pelo lote");
    // The row that was refused disturbed no other.
    app.erp().get("/guiche/v1/customers/3", &[]).await.expect(200);
}

#[tokio::test]
async fn an_old_key_is_taken() {
    let app = App::start().await;
    let (account, _) = one(&app).await;
    made(&app, &account, &[("customer_id", "3"), ("name", "C"), ("email", "c@exemplo.com")]).await;
    let before = business(&app).await;
    let erp = app.erp();
    let new = [("customer_id", "CRM-2"), ("name", "Outra"), ("email", "ANA@exemplo.com")];
    let refused = erp.post("/v2.0/customer/new", &new).await.expect(401);
    assert_eq!(refused.faults(), "customer_id: duplicate, email: duplicate");
    let new = [("customer_id", "CRM-2"), ("name", "Outra")];
    assert_eq!(erp.post("/v2.0/customer/new", &new).await.expect(401).faults(), "customer_id: duplicate");
    let by_address = [("customer_id", "c@exemplo.com"), ("customer_type_id", "E"), ("internal_id", "CRM-2")];
    let refused = erp.post("/v2.0/customer/update", &by_address).await.expect(401);
    assert_eq!(refused.faults(), "internal_id: duplicate");
    let renamed = json!({ "customer_id": "CRM-2" });
    for path in ["/guiche/v1/customers/3", "/guiche/v1/customers/ERP-1"] {
        let refused = erp.send_json(Method::PATCH, path, &renamed).await.expect(409);
        assert_eq!(refused.faults(), "customer_id: duplicate");
    }
    assert_eq!(business(&app).await, before);
}

#[tokio::test]
async fn another_account_knows_nothing_of_it() {
    let app = App::start().await;
    one(&app).await;
    let other = app.account("other").create().await;
    let stranger = app.holder(&app.token(&other).create().await);
    stranger.get("/guiche/v1/customers/CRM-2", &[]).await.expect(404);
    stranger.post("/v2.0/customer/new", &[("customer_id", "CRM-2"), ("name", "Outra")]).await.expect(200);
    id_of(&app, &other, "CRM-2").await;
}
