//! What a new customer refers to, and that accounts never see each other.

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, form};
use crate::customer::{DETAILS, count, shown};

#[tokio::test]
async fn a_customer_refers_to_an_organization_and_a_portfolio_of_its_account() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Padaria São João").await;
    let portfolio = app.portfolio(&account, "Carteira Sul").await;
    for (id, around) in [("1", ""), ("2", " "), ("3", "\t\r\n")] {
        let padded = [&organization, &portfolio].map(|id| format!("{around}{id}{around}"));
        let sent = [("customer_id", id), ("organization_id", &padded[0]), ("portfolio_id", &padded[1])];
        app.erp().post(NEW, &form(&sent)).await.expect(200);
        let customer = shown(&app.erp(), id).await;
        assert_eq!(customer["organization"], json!({ "id": organization, "name": "Padaria São João" }));
        assert_eq!(customer["portfolio"], json!({ "id": portfolio, "name": "Carteira Sul" }));
    }
}

#[tokio::test]
async fn an_id_that_refers_to_nothing_is_not_found() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Padaria").await;
    let portfolio = app.portfolio(&account, "Sul").await;
    for (organization_id, portfolio_id, faults) in [
        ("x", &*portfolio, "organization_id: not_found"),
        (&*organization, "x", "portfolio_id: not_found"),
        (&portfolio, &organization, "organization_id: not_found, portfolio_id: not_found"),
        ("Padaria", "Sul", "organization_id: not_found, portfolio_id: not_found"),
        ("%", "'; --", "organization_id: not_found, portfolio_id: not_found"),
        (&organization.to_uppercase(), "0", "organization_id: not_found, portfolio_id: not_found"),
    ] {
        let sent = form(&[("organization_id", organization_id), ("portfolio_id", portfolio_id)]);
        let answer = app.erp().post(NEW, &sent).await.expect(404);
        assert_eq!(answer.faults(), faults);
    }
    let answer = app.erp().post(NEW, &form(&[("organization_id", "x")])).await.expect(404);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro organization_id n\u00e3o corresponde a nenhum registro desta conta.","success":false,"errors":[{"field":"organization_id","code":"not_found","message":"O par\u00e2metro organization_id n\u00e3o corresponde a nenhum registro desta conta."}]}"#);
}

#[tokio::test]
async fn what_belongs_to_another_account_is_not_found() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let organization = app.organization(&other, "Alheia").await;
    let portfolio = app.portfolio(&other, "Alheia").await;
    let field = app.field(&other, Kind::Text, "Alheio").id("alheio").required().create().await;
    let sent = [
        ("organization_id", &*organization),
        ("portfolio_id", &portfolio),
        (&format!("custom_field[{field}]"), "a"),
    ];
    let answer = app.erp().post(NEW, &form(&sent)).await.expect(404);
    assert_snapshot!(answer.faults(), @"organization_id: not_found, portfolio_id: not_found, custom_field[alheio]: not_found");
    assert_eq!(count(&app, "SELECT count(*) FROM customer").await, 0);

    // Both sides go on as if nothing had been: the other's ids still work, and its required field binds only itself.
    app.erp().post(NEW, &form(&[])).await.expect(200);
    let other = app.holder(&app.token(&other).create().await);
    other.post(NEW, &form(&sent)).await.expect(200);
    assert_eq!(shown(&other, "1").await["organization"]["name"], "Alheia");
    assert_eq!(shown(&app.erp(), "1").await["organization"]["name"], json!(null));
}

#[tokio::test]
async fn two_accounts_have_customers_of_the_same_id_and_address_and_never_see_each_other() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    for (actor, name) in [(app.erp(), "Daqui"), (other.clone(), "De lá")] {
        let sent = form(&[("name", name), ("email", "ana@exemplo.com")]);
        actor.post(NEW, &sent).await.expect(200);
        let answer = actor.post(NEW, &sent).await.expect(401);
        assert_eq!(answer.faults(), "customer_id: duplicate, email: duplicate");
    }
    for (actor, name) in [(app.erp(), "Daqui"), (other.clone(), "De lá")] {
        assert_eq!(shown(&actor, "1").await["name"], name);
        let by_email = [("customer_id", "ana@exemplo.com"), ("customer_type_id", "E")];
        let answer = actor.get(DETAILS, &by_email).await.expect(200);
        assert_eq!(answer.json()["data"][0]["name"], name);
    }
    let sent = form(&[("customer_id", "2"), ("email", "bia@exemplo.com")]);
    app.erp().post(NEW, &sent).await.expect(200);
    for query in
        [&[("customer_id", "2")][..], &[("customer_id", "bia@exemplo.com"), ("customer_type_id", "E")]]
    {
        let answer = other.get(DETAILS, query).await.expect(404);
        assert_eq!(answer.faults(), "customer_id: not_found");
    }
}
