//! The keys of `POST /v2.0/customer/new`: sent twice, malformed, or named in another way.

use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, form};
use crate::customer::shown;

const SCALARS: [&str; 9] = [
    "customer_id",
    "name",
    "email",
    "phone",
    "create_tickets",
    "organization_id",
    "language",
    "portfolio_id",
    "password",
];

#[tokio::test]
async fn a_scalar_sent_twice_with_different_values_is_repeated() {
    let app = App::start().await;
    for key in SCALARS {
        for second in ["b", "", "a ", "A"] {
            let answer = app.erp().post(NEW, &form(&[(key, "a"), (key, second)])).await.expect(401);
            assert_eq!(answer.faults(), format!("{key}: repeated"), "{second:?}");
        }
    }
    let body = r#"{"customer_id":1,"name":"Ana","phone":"1","phone":1.0}"#;
    let answer = app.erp().post_bytes(NEW, "application/json", body).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro phone foi enviado mais de uma vez, com valores diferentes: envie um s\u00f3.","success":false,"errors":[{"field":"phone","code":"repeated","message":"O par\u00e2metro phone foi enviado mais de uma vez, com valores diferentes: envie um s\u00f3."}]}"#);
}

#[tokio::test]
async fn a_scalar_sent_twice_with_the_same_value_is_one() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Padaria").await;
    let portfolio = app.portfolio(&account, "Sul").await;
    let once = [
        ("customer_id", "1"),
        ("name", "Ana"),
        ("email", "ana@exemplo.com"),
        ("phone", "123"),
        ("create_tickets", "0"),
        ("organization_id", &organization),
        ("language", "en-US"),
        ("portfolio_id", &portfolio),
        ("password", "correto cavalo"),
    ];
    app.erp().post(NEW, &[once, once].concat()).await.expect(200);
    assert_eq!(shown(&app.erp(), "1").await["phone"], "123");
}

#[tokio::test]
async fn a_malformed_key_is_refused_under_the_name_that_was_sent() {
    let app = App::start().await;
    for key in [
        "custom_field",
        "custom_field[",
        "custom_field[]",
        "custom_field[ ]",
        "custom_field[a",
        "custom_field[a]b",
        "custom_field[a][b]",
        "custom_field[a][0][1]",
        "custom_field[[a]]",
        "name[",
        "name[]",
        "name[0]",
        "phone[a]",
        "email[x",
    ] {
        let answer = app.erp().post(NEW, &form(&[(key, "x")])).await.expect(401);
        assert_eq!(answer.faults(), format!("{key}: malformed"));
        let answer = app.erp().post_multipart(NEW, &form(&[(key, "x")])).await.expect(401);
        assert_eq!(answer.faults(), format!("{key}: malformed"));
    }
    let answer = app.erp().post(NEW, &form(&[("custom_field[", "x")])).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro custom_field[ tem um nome malformado: use o nome simples ou, nos campos personalizados, custom_field[ID].","success":false,"errors":[{"field":"custom_field[","code":"malformed","message":"O par\u00e2metro custom_field[ tem um nome malformado: use o nome simples ou, nos campos personalizados, custom_field[ID]."}]}"#);
}

#[tokio::test]
async fn what_json_nests_is_malformed_where_a_text_belongs() {
    let app = App::start().await;
    for (member, faults) in [
        (r#""phone":["1"]"#, "phone[0]: malformed"),
        (r#""phone":{"ddd":"11"}"#, "phone[ddd]: malformed"),
        (r#""custom_field":"x""#, "custom_field: malformed"),
        (r#""custom_field":["x"]"#, "custom_field[0]: not_found"),
        (r#""custom_field":{"a":{"b":1}}"#, "custom_field[a][b]: malformed"),
        (r#""custom_field":{"":"x"}"#, "custom_field[]: malformed"),
    ] {
        let body = format!(r#"{{"customer_id":"1","name":"Ana",{member}}}"#);
        let answer = app.erp().post_bytes(NEW, "application/json", body).await;
        assert_eq!(answer.faults(), faults);
    }
    let empty = json!({ "customer_id": "1", "name": "Ana", "phone": [], "custom_field": {} });
    app.erp().post_json(NEW, &empty).await.expect(200);
}

#[tokio::test]
async fn keys_are_told_apart_by_case() {
    let app = App::start().await;
    let answer = app.erp().post(NEW, &[("Customer_ID", "1"), ("NAME", "Ana")]).await.expect(401);
    assert_snapshot!(answer.faults(), @"customer_id: required, name: required");
}

#[tokio::test]
async fn keys_may_be_percent_encoded() {
    let app = App::start().await;
    let body = "customer%5Fid=1&n%61me=Ana";
    app.erp().post_bytes(NEW, "application/x-www-form-urlencoded", body).await.expect(200);
    let part = |key, text| format!("--b\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{text}\r\n");
    let body = format!("{}{}--b--\r\n", part("customer%5Fid", "2"), part("n%61me", "Ana"));
    app.erp().post_bytes(NEW, "multipart/form-data; boundary=b", body).await.expect(200);
    app.erp().post_json(NEW, &json!({ "customer%5Fid": "3", "n%61me": "Ana" })).await.expect(200);
}
