//! How `GET /v2.0/customer/details` finds a customer: `customer_id` and `customer_type_id`.

use guiche_tests::App;
use insta::assert_snapshot;

use crate::customer::new::NEW;
use crate::customer::{DETAILS, shown};

async fn with_customers() -> App {
    let app = App::start().await;
    for (id, name, email) in
        [("1", "Ana", "Ana@Exemplo.com"), ("ana@exemplo.com", "Bia", "bia@exemplo.com"), (" 1", "Caio", "")]
    {
        let sent = [("customer_id", id), ("name", name), ("email", email)];
        app.erp().post(NEW, &sent).await.expect(200);
    }
    app
}

#[tokio::test]
async fn a_customer_is_found_by_internal_id_or_by_address() {
    let app = with_customers().await;
    for (id, kind, name) in [
        ("1", None, "Ana"),
        ("1", Some("I"), "Ana"),
        ("1", Some("i"), "Ana"),
        ("1", Some(" I "), "Ana"),
        ("1", Some(""), "Ana"),
        (" 1", Some("I"), "Caio"),
        ("ana@exemplo.com", None, "Bia"),
        ("ana@exemplo.com", Some("I"), "Bia"),
        ("ana@exemplo.com", Some("E"), "Ana"),
        ("ANA@EXEMPLO.COM", Some("E"), "Ana"),
        (" ana@exemplo.com ", Some("e"), "Ana"),
        ("Bia@exemplo.com", Some("E"), "Bia"),
    ] {
        let mut query = vec![("customer_id", id)];
        query.extend(kind.map(|kind| ("customer_type_id", kind)));
        let answer = app.erp().get(DETAILS, &query).await.expect(200);
        assert_eq!(answer.json()["data"][0]["name"], name, "{query:?}");
    }
}

#[tokio::test]
async fn nobody_is_found_by_another_spelling_or_what_is_no_key() {
    let app = with_customers().await;
    let (long, longer) = ("é".repeat(251), "é".repeat(512));
    for (id, kind) in [
        ("2", "I"),
        ("1 ", "I"),
        ("01", "I"),
        ("ANA@exemplo.com", "I"),
        ("%", "I"),
        (&*long, "I"),
        (&*longer, "I"),
        ("1", "E"),
        ("ana", "E"),
        ("caio@exemplo.com", "E"),
        (&*longer, "E"),
    ] {
        let query = [("customer_id", id), ("customer_type_id", kind)];
        let answer = app.erp().get(DETAILS, &query).await.expect(404);
        assert_eq!(answer.faults(), "customer_id: not_found", "{query:?}");
    }
    let answer = app.erp().get(DETAILS, &[("customer_id", "2")]).await.expect(404);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro customer_id n\u00e3o corresponde a nenhum registro desta conta.","success":false,"errors":[{"field":"customer_id","code":"not_found","message":"O par\u00e2metro customer_id n\u00e3o corresponde a nenhum registro desta conta."}]}"#);
}

#[tokio::test]
async fn a_query_that_names_nobody_is_refused() {
    let app = with_customers().await;
    let longer = "é".repeat(513);
    for (query, faults) in [
        (&[][..], "customer_id: required"),
        (&[("customer_id", "")], "customer_id: required"),
        (&[("customer_id", " ")], "customer_id: required"),
        (&[("customer_type_id", "E")], "customer_id: required"),
        (&[("customer_id", "1\0")], "customer_id: invalid"),
        (&[("customer_id", &*longer)], "customer_id: too_long"),
        (&[("customer_id", "1"), ("customer_id", "2")], "customer_id: repeated"),
        (&[("customer_id[]", "1")], "customer_id[]: malformed"),
        (&[("customer_id", "1"), ("customer_type_id", "X")], "customer_type_id: invalid"),
        (
            &[("customer_id", ""), ("customer_type_id", "IE")],
            "customer_id: required, customer_type_id: invalid",
        ),
    ] {
        let answer = app.erp().get(DETAILS, query).await.expect(401);
        assert_eq!(answer.faults(), faults);
    }
    let answer = app.erp().get(DETAILS, &[]).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro customer_id \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco.","success":false,"errors":[{"field":"customer_id","code":"required","message":"O par\u00e2metro customer_id \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."}]}"#);
    let twice = [("customer_id", "1"), ("customer_id", "1")];
    app.erp().get(DETAILS, &twice).await.expect(200);
}

#[tokio::test]
async fn where_the_type_of_a_key_is_faulty_no_route_looks_for_somebody() {
    let app = with_customers().await;
    app.deactivate(&app.default_account().await, "1").await;
    let department = app.department(&app.default_account().await, "Suporte").await;
    let long = "a".repeat(251);
    for id in ["1", "nobody", &*long] {
        let named = [("customer_id", id), ("customer_type_id", "X")];
        for path in ["details", "exists", "permissions/basic"] {
            let answer = app.erp().get(&format!("/v2.0/customer/{path}"), &named).await.expect(401);
            assert_eq!(answer.faults(), "customer_type_id: invalid", "{path}");
        }
        for (path, key, text) in [
            ("update", "internal_id", "2"),
            ("permissions/create_tickets", "create_tickets", "1"),
            ("permissions/access", "access", "1"),
            ("department/link", "configuration", &*department),
            ("department/unlink", "configuration", &*department),
            ("quick_access", "x", ""),
        ] {
            let sent = [&named[..], &[(key, text)]].concat();
            let answer = app.erp().post(&format!("/v2.0/customer/{path}"), &sent).await.expect(401);
            assert_eq!(answer.faults(), "customer_type_id: invalid", "{path}");
        }
    }
}

#[tokio::test]
async fn what_another_account_has_is_not_found() {
    let app = with_customers().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    for query in
        [&[("customer_id", "1")][..], &[("customer_id", "ana@exemplo.com"), ("customer_type_id", "E")]]
    {
        let answer = other.get(DETAILS, query).await.expect(404);
        assert_eq!(answer.faults(), "customer_id: not_found");
    }
    assert_eq!(shown(&app.erp(), "1").await["name"], "Ana");
}

#[tokio::test]
async fn keys_in_the_query_may_be_percent_encoded_and_bytes_that_are_no_text_are_refused() {
    let app = with_customers().await;
    let actor = app.erp();
    let get = async |query: &str| actor.get(&format!("{DETAILS}?{query}"), &[]).await;
    get("customer%5Fid=%31").await.expect(200);
    get("customer_id=ana%40exemplo.com&customer_type_id=%45").await.expect(200);
    let answer = get("customer_id=%ff").await.expect(401);
    assert_eq!(answer.faults(), "-: malformed");
}

#[tokio::test]
async fn parameters_of_other_routes_are_ignored_and_named() {
    let app = with_customers().await;
    let query = [("customer_id", "1"), ("page", "0"), ("show[]", "x"), ("customer_id_type", "E")];
    let answer = app.erp().get(DETAILS, &query).await.expect(200);
    assert_snapshot!(answer.header("ignored-parameters"), @"page, show%5B%5D, customer%5Fid%5Ftype");
    assert_eq!(answer.json()["data"][0]["name"], "Ana");
}
