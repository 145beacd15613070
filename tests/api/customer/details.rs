//! `GET /v2.0/customer/details`: what is shown of a customer, and in which shape.

mod locators;

use guiche_desk::Ids;
use guiche_domain::account::DetailsShape;
use guiche_domain::custom_field::Kind;
use guiche_domain::language::Language;
use guiche_store::customer::{Customer, Hidden};
use guiche_tests::App;
use http::Method;
use insta::assert_snapshot;

use super::new::NEW;
use super::{DETAILS, shown};

const ONE: &str = "/v2.0/customer/details?customer_id=1";

#[tokio::test]
async fn a_customer_is_shown_with_every_key_in_its_order() {
    let app = App::start().await;
    app.erp().post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "João")]).await.expect(200);
    let answer = app.erp().get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(200);
    assert_snapshot!(answer.body, @r#"{"error":false,"message":null,"data":[{"name":"Jo\u00e3o","email":"","phone":null,"internal_id":"1","monthly_ticket_quota":null,"active":true,"allowed_create_tickets":true,"email_validated":false,"account_approved":true,"language":"pt-BR","organization":{"id":null,"name":null},"portfolio":{"id":null,"name":null},"creation_date":"2026-11-24","custom_fields":[]}],"success":true}"#);
}

#[tokio::test]
async fn a_customer_that_has_everything_shows_everything() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Padaria São João").await;
    let portfolio = app.portfolio(&account, "Sul/Sudeste").await;
    for (id, kind) in [("obs", Kind::LongText), ("num", Kind::Number), ("none", Kind::Text)] {
        app.field(&account, kind, &format!("Campo {id}")).id(id).create().await;
    }
    let sent = [
        ("customer_id", "12/7"),
        ("name", "Ana \"Nina\" 😀"),
        ("email", "Ana@Exemplo.com"),
        ("phone", "+55 11 98765-4321"),
        ("create_tickets", "0"),
        ("organization_id", &organization),
        ("language", "es-ES"),
        ("portfolio_id", &portfolio),
        ("custom_field[num]", "1,5"),
        ("custom_field[obs]", "a\nb"),
        ("custom_field[none]", " "),
    ];
    app.erp().post(NEW, &sent).await.expect(200);
    let answer = app.erp().get(DETAILS, &[("customer_id", "12/7")]).await.expect(200);
    let body = answer.body.replace(&organization, "ORG").replace(&portfolio, "PORT");
    assert_snapshot!(body, @r#"{"error":false,"message":null,"data":[{"name":"Ana \"Nina\" \ud83d\ude00","email":"Ana@Exemplo.com","phone":"+55 11 98765-4321","internal_id":"12\/7","monthly_ticket_quota":null,"active":true,"allowed_create_tickets":false,"email_validated":false,"account_approved":true,"language":"es_ES","organization":{"id":"ORG","name":"Padaria S\u00e3o Jo\u00e3o"},"portfolio":{"id":"PORT","name":"Sul\/Sudeste"},"creation_date":"2026-11-24","custom_fields":[{"id":"obs","name":"Campo obs","value":"a\nb"},{"id":"num","name":"Campo num","value":"1.5"}]}],"success":true}"#);
}

#[tokio::test]
async fn an_account_may_have_an_object_instead_of_an_array_of_one() {
    let app = App::start().await;
    let account = app.account("a").details_shape(DetailsShape::Object).create().await;
    let actor = app.holder(&app.token(&account).create().await);
    actor.post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let answer = actor.get(DETAILS, &[("customer_id", "1")]).await.expect(200);
    assert_snapshot!(answer.body, @r#"{"error":false,"message":null,"data":{"name":"Ana","email":"","phone":null,"internal_id":"1","monthly_ticket_quota":null,"active":true,"allowed_create_tickets":true,"email_validated":false,"account_approved":true,"language":"pt-BR","organization":{"id":null,"name":null},"portfolio":{"id":null,"name":null},"creation_date":"2026-11-24","custom_fields":[]},"success":true}"#);
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let array = app.erp().get(DETAILS, &[("customer_id", "1")]).await.expect(200);
    assert_eq!(array.json()["data"][0], answer.json()["data"]);
}

#[tokio::test]
async fn the_date_of_creation_is_the_one_on_the_wall_of_the_account() {
    let app = App::start().await;
    // It is 13:30 of November 24 in UTC.
    for (slug, zone, date) in [
        ("default2", "America/Sao_Paulo", "2026-11-24"),
        ("tokyo", "Asia/Tokyo", "2026-11-24"),
        ("auckland", "Pacific/Auckland", "2026-11-25"),
        ("kiritimati", "Pacific/Kiritimati", "2026-11-25"),
        ("pago-pago", "Pacific/Pago_Pago", "2026-11-24"),
    ] {
        let account = app.account(slug).time_zone(zone).create().await;
        let actor = app.holder(&app.token(&account).create().await);
        actor.post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
        assert_eq!(shown(&actor, "1").await["creation_date"], date, "{zone}");
    }
}

#[tokio::test]
async fn a_customer_made_elsewhere_may_lack_an_id_and_is_reached_by_its_address() {
    let app = App::start().await;
    let account_id = app.default_account().await.account_id;
    let now = app.now();
    let customer = Customer {
        customer_id: Ids::random().next(now),
        internal_id: None,
        name: "Do painel".into(),
        email: Some("Painel@Exemplo.com".into()),
        phone: None,
        phone_e164: None,
        create_tickets: false,
        organization_id: None,
        language: Language::English,
        portfolio_id: None,
        email_validated: true,
        active: false,
        account_approved: false,
        monthly_ticket_quota: Some(12),
        version: 1,
        created_at: now,
    };
    let hidden = Hidden { name_key: "ana", email_key: Some("painel@exemplo.com"), password_hash: None };
    let made = app.db().write(move |tx| guiche_store::customer::insert(tx, account_id, &customer, hidden));
    assert!(made.await.unwrap());
    let query = [("customer_id", "PAINEL@exemplo.com"), ("customer_type_id", "E")];
    let answer = app.erp().get(DETAILS, &query).await.expect(200);
    assert_snapshot!(answer.body, @r#"{"error":false,"message":null,"data":[{"name":"Do painel","email":"Painel@Exemplo.com","phone":null,"internal_id":null,"monthly_ticket_quota":12,"active":false,"allowed_create_tickets":false,"email_validated":true,"account_approved":false,"language":"en-US","organization":{"id":null,"name":null},"portfolio":{"id":null,"name":null},"creation_date":"2026-11-24","custom_fields":[]}],"success":true}"#);
}

#[tokio::test]
async fn the_value_of_a_retired_field_is_still_shown_after_the_others() {
    let app = App::start().await;
    let account = app.default_account().await;
    for id in ["b", "a", "c"] {
        app.field(&account, Kind::Text, &format!("Campo {id}")).id(id).create().await;
    }
    let sent = [
        ("customer_id", "1"),
        ("name", "Ana"),
        ("custom_field[a]", "1"),
        ("custom_field[b]", "2"),
        ("custom_field[c]", "3"),
    ];
    app.erp().post(NEW, &sent).await.expect(200);
    app.retire_field(&account, "b").await;
    assert_snapshot!(shown(&app.erp(), "1").await["custom_fields"], @r#"[{"id":"a","name":"Campo a","value":"1"},{"id":"c","name":"Campo c","value":"3"},{"id":"b","name":"Campo b","value":"2"}]"#);
}

#[tokio::test]
async fn a_read_only_token_may_read() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let reader = app.holder(&app.token(&account).read_only().create().await);
    assert_eq!(shown(&reader, "1").await["name"], "Ana");
}

#[tokio::test]
async fn head_is_answered_as_get_without_a_body() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let get = app.erp().call(Method::GET, ONE).await.expect(200);
    let head = app.erp().call(Method::HEAD, ONE).await.expect(200);
    assert_eq!(head.body, "");
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(head.header("content-type"), get.header("content-type"));
    app.erp().call(Method::HEAD, "/v2.0/customer/details?customer_id=2").await.expect(404);
}

#[tokio::test]
async fn a_body_and_a_content_type_of_a_get_are_ignored() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let expected = app.erp().call(Method::GET, ONE).await.expect(200).body;
    for (content_type, body) in [
        ("application/json", ""),
        ("application/json", "{"),
        ("multipart/form-data", "x"),
        ("text/plain", "customer_id=2"),
        ("application/x-www-form-urlencoded", "customer_id=2&x=1"),
    ] {
        let request = app.erp().request(Method::GET, ONE).header("content-type", content_type);
        let answer = app.erp().send(request.body(body)).await.expect(200);
        assert_eq!(answer.body, expected, "{content_type}");
        assert_eq!(answer.header("ignored-parameters"), "");
    }
}
