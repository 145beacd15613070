//! `POST /v2.0/customer/update`

mod faults;
mod parameters;
mod repeated;
mod together;
mod traces;

use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::new::NEW;
use super::shown;

const UPDATE: &str = "/v2.0/customer/update";

/// A server with the customer `1`, who has a value everywhere.
async fn with_ana() -> App {
    let app = App::start().await;
    let ana = [
        ("customer_id", "1"),
        ("name", "Ana"),
        ("email", "Ana@exemplo.com"),
        ("phone", "11 1234"),
        ("create_tickets", "0"),
        ("language", "en-US"),
    ];
    app.erp().post(NEW, &ana).await.expect(200);
    app
}

#[tokio::test]
async fn a_customer_is_changed_in_any_of_three_encodings() {
    let app = with_ana().await;
    let erp = app.erp();
    let form = |name| [("customer_id", "1"), ("name", name)];
    let answers = [
        (erp.post_multipart(UPDATE, &form("João")).await.expect(200), shown(&erp, "1").await),
        (erp.post(UPDATE, &form("Açaí")).await.expect(200), shown(&erp, "1").await),
        (
            erp.post_json(UPDATE, &json!({ "customer_id": 1, "name": "Eva" })).await.expect(200),
            shown(&erp, "1").await,
        ),
    ];
    insta::allow_duplicates! {
        for ((answer, shown), name) in answers.iter().zip(["João", "Açaí", "Eva"]) {
            assert_snapshot!(answer.body, @r#"{"error":false,"message":"O cliente foi atualizado.","success":true}"#);
            assert_eq!(answer.header("link"), "</v2.0/customer/details?customer_id=1>; rel=\"item\"");
            assert_eq!(shown["name"], name);
        }
    }
}

#[tokio::test]
async fn all_else_stays_and_what_is_empty_too() {
    let app = with_ana().await;
    let before = shown(&app.erp(), "1").await;
    let empty = [
        "customer_type_id",
        "internal_id",
        "name",
        "email",
        "phone",
        "create_tickets",
        "organization_id",
        "language",
        "portfolio_id",
        "password",
        "custom_field[x]",
    ];
    let sent = |text| {
        let empty = empty.map(|key| (key, text));
        [&[("customer_id", "1")][..], &empty].concat()
    };
    for form in [sent(""), sent(" "), vec![("customer_id", "1")]] {
        app.erp().post(UPDATE, &form).await.expect(200);
        assert_eq!(shown(&app.erp(), "1").await, before);
    }
    app.erp().post(UPDATE, &[("customer_id", "1"), ("phone", "22")]).await.expect(200);
    let mut after = before;
    after["phone"] = "22".into();
    assert_eq!(shown(&app.erp(), "1").await, after);
}

#[tokio::test]
async fn in_json_null_takes_away() {
    let app = with_ana().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Sul").await;
    let erp = app.erp();
    let set = [("customer_id", "1"), ("organization_id", &*organization)];
    erp.post(UPDATE, &set).await.expect(200);
    for key in ["email", "phone", "create_tickets", "organization_id", "language", "portfolio_id", "password"]
    {
        erp.post_json(UPDATE, &json!({ "customer_id": "1", key: null })).await.expect(200);
    }
    let shown = shown(&erp, "1").await;
    assert_snapshot!(shown, @r#"{"account_approved":true,"active":true,"allowed_create_tickets":true,"creation_date":"2026-11-24","custom_fields":[],"email":"","email_validated":false,"internal_id":"1","language":"pt-BR","monthly_ticket_quota":null,"name":"Ana","organization":{"id":null,"name":null},"phone":null,"portfolio":{"id":null,"name":null}}"#);
    for key in ["name", "internal_id"] {
        let answer = erp.post_json(UPDATE, &json!({ "customer_id": "1", key: null })).await.expect(401);
        assert_eq!(answer.faults(), format!("{key}: required"));
    }
}

#[tokio::test]
async fn a_customer_is_named_by_its_address_too_and_then_it_can_get_another_key() {
    let app = with_ana().await;
    let erp = app.erp();
    let by_address = [("customer_id", " ANA@exemplo.com"), ("customer_type_id", "e"), ("internal_id", "2/b")];
    let answer = erp.post(UPDATE, &by_address).await.expect(200);
    assert_eq!(answer.header("link"), "</v2.0/customer/details?customer_id=2%2Fb>; rel=\"item\"");
    assert_eq!(shown(&erp, "2/b").await["name"], "Ana");
    erp.get(super::DETAILS, &[("customer_id", "1")]).await.expect(404);
    // Its own key and its own address are no duplicates.
    let own = [&by_address[..], &[("email", "ana@EXEMPLO.com")]].concat();
    erp.post(UPDATE, &own).await.expect(200);
    assert_eq!(shown(&erp, "2/b").await["email"], "ana@EXEMPLO.com");
}

#[tokio::test]
async fn answers_come_in_the_language_of_the_asker() {
    let app = with_ana().await;
    let form = [("customer_id", "1"), ("name", "Eva")];
    let english = app.erp().with("accept-language", "en").post(UPDATE, &form).await.expect(200);
    assert_snapshot!(english.body, @r#"{"error":false,"message":"The customer has been updated.","success":true}"#);
    let spanish = app.erp().with("accept-language", "es").post(UPDATE, &form).await.expect(200);
    assert_snapshot!(spanish.body, @r#"{"error":false,"message":"El cliente se ha actualizado.","success":true}"#);
}
