//! Faults of `POST /v2.0/customer/new`: all at once, in the contract's order, with the status of the first class.

use guiche_domain::custom_field::Kind;
use guiche_domain::plan::Plan;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, form};

#[tokio::test]
async fn all_faults_come_at_once_by_class_then_by_the_table_then_by_custom_field() {
    let app = App::start().await;
    let account = app.default_account().await;
    for (id, kind) in [("z", Kind::Cnpj), ("a", Kind::Text), ("m", Kind::Date)] {
        app.field(&account, kind, id).id(id).required().create().await;
    }
    app.erp()
        .post(
            NEW,
            &form(&[
                ("email", "ana@exemplo.com"),
                ("custom_field[z]", "11222333000181"),
                ("custom_field[a]", "a"),
                ("custom_field[m]", "2026-11-24"),
            ]),
        )
        .await
        .expect(200);
    let (phone, name) = ("9".repeat(21), "é".repeat(251));
    let sent = [
        ("custom_field[x]", "1"),
        ("custom_field[m]", "ontem"),
        ("custom_field[z]", "1"),
        ("custom_field[", "1"),
        ("password", "curta"),
        ("portfolio_id", "x"),
        ("language", "fr"),
        ("organization_id", "x"),
        ("create_tickets", "sim"),
        ("phone", &*phone),
        ("email", "ANA@exemplo.com"),
        ("name", &*name),
        ("customer_id", "1"),
    ];
    let answer = app.erp().with("idempotency-key", "a b").post(NEW, &sent).await.expect(401);
    assert_snapshot!(answer.faults().replace(", ", "\n"), @"
    -: invalid
    customer_id: duplicate
    name: too_long
    email: duplicate
    phone: too_long
    create_tickets: invalid
    language: not_allowed
    password: invalid
    custom_field[: malformed
    custom_field[z]: invalid
    custom_field[a]: required
    custom_field[m]: invalid
    organization_id: not_found
    portfolio_id: not_found
    custom_field[x]: not_found
    ");
    let json = answer.json();
    assert_eq!(json["message"], json["errors"][0]["message"]);

    let sent: Vec<_> = sent.into_iter().filter(|(key, _)| key.ends_with("_id")).collect();
    let answer = app.erp().post(NEW, &sent).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro customer_id tem um valor j\u00e1 usado em outro cadastro desta conta.","success":false,"errors":[{"field":"customer_id","code":"duplicate","message":"O par\u00e2metro customer_id tem um valor j\u00e1 usado em outro cadastro desta conta."},{"field":"name","code":"required","message":"O par\u00e2metro name \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."},{"field":"custom_field[z]","code":"required","message":"O campo \u201cz\u201d \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."},{"field":"custom_field[a]","code":"required","message":"O campo \u201ca\u201d \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."},{"field":"custom_field[m]","code":"required","message":"O campo \u201cm\u201d \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."},{"field":"organization_id","code":"not_found","message":"O par\u00e2metro organization_id n\u00e3o corresponde a nenhum registro desta conta."},{"field":"portfolio_id","code":"not_found","message":"O par\u00e2metro portfolio_id n\u00e3o corresponde a nenhum registro desta conta."}]}"#);
}

#[tokio::test]
async fn the_first_class_present_decides_the_status() {
    let app = App::start().await;
    app.erp().post(NEW, &form(&[("email", "ana@exemplo.com")])).await.expect(200);
    let long = "9".repeat(21);
    for (sent, status, faults) in [
        (&[("organization_id", "x")][..], 401, "customer_id: duplicate, organization_id: not_found"),
        (
            &[("phone", &*long), ("organization_id", "x"), ("portfolio_id", "x")],
            401,
            "customer_id: duplicate, phone: too_long, organization_id: not_found, portfolio_id: not_found",
        ),
        (
            &[("customer_id", "2"), ("email", "Ana@exemplo.com"), ("custom_field[x]", "1")],
            401,
            "email: duplicate, custom_field[x]: not_found",
        ),
        (
            &[("customer_id", "2"), ("phone", &long), ("custom_field[x]", "1")],
            401,
            "phone: too_long, custom_field[x]: not_found",
        ),
        (
            &[("customer_id", "2"), ("organization_id", "x"), ("custom_field[x]", "1")],
            404,
            "organization_id: not_found, custom_field[x]: not_found",
        ),
        (
            &[("name", ""), ("email", "ana@exemplo.com")],
            401,
            "customer_id: duplicate, name: required, email: duplicate",
        ),
    ] {
        let answer = app.erp().post(NEW, &form(sent)).await.expect(status);
        assert_eq!(answer.faults(), faults);
    }
}

#[tokio::test]
async fn a_fault_of_the_token_or_the_plan_is_answered_alone_and_the_token_first() {
    let app = App::start().await;
    let account = app.default_account().await;
    let free = app.account("free").plan(Plan::Free).create().await;
    let wrong = [("name", ""), ("portfolio_id", "x"), ("custom_field[", "1")];
    for (actor, status, faults) in [
        (app.anon(), 401, "-: token_missing"),
        (app.holder("nada"), 401, "-: token_invalid"),
        (app.holder(&app.token(&account).expires_at(app.now()).create().await), 401, "-: token_expired"),
        (app.holder(&app.token(&account).from(&["10.0.0.0/8"]).create().await), 401, "-: token_address"),
        (app.holder(&app.token(&account).read_only().create().await), 401, "-: token_read_only"),
        (app.holder(&app.token(&free).read_only().create().await), 401, "-: token_read_only"),
        (app.holder(&app.token(&free).create().await), 403, "-: plan"),
    ] {
        let answer = actor.post(NEW, &wrong).await.expect(status);
        assert_eq!(answer.faults(), faults);
        let bearer = if ["-: token_read_only", "-: plan"].contains(&faults) { "" } else { "Bearer" };
        assert_eq!(answer.header("www-authenticate"), bearer, "{faults}");
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_one_fault_about_no_field() {
    let app = App::start().await;
    for (content_type, body, status) in [
        ("application/json", &b"{"[..], 401),
        ("application/json", b"[]", 401),
        ("application/json", b"", 401),
        ("multipart/form-data", b"--x\r\n", 401),
        ("application/x-www-form-urlencoded", b"name=\xff", 401),
        ("text/plain", b"name=Ana", 415),
    ] {
        let answer = app.erp().post_bytes(NEW, content_type, body).await.expect(status);
        let code = if status == 401 { "malformed" } else { "unsupported_media_type" };
        assert_eq!(answer.faults(), format!("-: {code}"), "{content_type}");
    }
}
