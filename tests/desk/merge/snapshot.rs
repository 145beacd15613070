//! A customer that is taken away and put back.

use guiche_desk::customer::{Snapshot, remove, restore, snapshot};
use guiche_domain::account::Account;
use guiche_domain::custom_field::Kind;
use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_store::Error;
use guiche_tests::App;
use http::Method;
use serde_json::{Value, json};

use super::{as_role, business, id_of, refused};

const NEW: &str = "/v2.0/customer/new";

/// A customer with all that it can have, `1`, and another, `2`.
async fn two(app: &App) -> Account {
    let account = app.default_account().await;
    let organization = app.organization(&account, "Acme").await;
    let portfolio = app.portfolio(&account, "Ouro").await;
    let field = app.field(&account, Kind::Text, "Região").create().await;
    let department = app.department(&account, "Suporte").await;
    let form = [
        ("customer_id", "1"),
        ("name", "Ana"),
        ("email", "Ana@exemplo.com.br"),
        ("phone", "(11) 98765-4321"),
        ("password", "segredo-de-ana"),
        ("create_tickets", "0"),
        ("language", "es_ES"),
        ("organization_id", &*organization),
        ("portfolio_id", &*portfolio),
        (&*format!("custom_field[{field}]"), "Sul"),
    ];
    app.erp().post(NEW, &form).await.expect(200);
    let link = [("customer_id", "1"), ("configuration", &*department)];
    app.erp().post("/v2.0/customer/department/link", &link).await.expect(200);
    app.erp().post(NEW, &[("customer_id", "2"), ("name", "Bia")]).await.expect(200);
    account
}

async fn taken(app: &App, account: &Account, id: &Id) -> Snapshot {
    let (account_id, id) = (account.account_id, id.clone());
    app.db().read(move |tx| snapshot(tx, account_id, &id)).await.unwrap().unwrap()
}

async fn removed(app: &App, account: &Account, id: &Id) -> bool {
    let id = id.clone();
    as_role(app, account, Role::Operator, move |tx, caller| remove(tx, caller, &id)).await.unwrap()
}

async fn put_back(app: &App, account: &Account, snapshot: Snapshot) -> Result<(), Error> {
    as_role(app, account, Role::Operator, move |tx, caller| restore(tx, caller, &snapshot, "restored")).await
}

/// The last change of a customer, once everything has its place.
async fn last_change(app: &App, id: &Id) -> Value {
    app.follow().await;
    let all = app.erp().get("/guiche/v1/changes", &[("limit", "1000")]).await.expect(200).json();
    let mut of_it = all["data"].as_array().unwrap().iter().filter(|change| change["id"] == id.as_str());
    of_it.next_back().unwrap().clone()
}

async fn found(app: &App, q: &str) -> usize {
    let page = app.erp().get("/guiche/v1/customers", &[("q", q)]).await.expect(200).json();
    page["data"].as_array().unwrap().len()
}

async fn listed(app: &App) -> Value {
    app.erp().get("/v2.0/customer/list", &[]).await.expect(200).json()["size"].clone()
}

#[tokio::test]
async fn what_was_removed_is_gone_for_all_and_comes_back_whole() {
    let app = App::start().await;
    let account = two(&app).await;
    let id = id_of(&app, &account, "1").await;
    app.erp().post("/v2.0/customer/quick_access", &[("customer_id", "1")]).await.expect(200);
    app.follow().await;
    let before = business(&app).await;
    let snapshot = taken(&app, &account, &id).await;
    let etag = snapshot.customer().version;
    assert_eq!((found(&app, "Ana").await, listed(&app).await), (1, json!(2)));

    assert!(removed(&app, &account, &id).await);
    assert!(!removed(&app, &account, &id).await, "once");
    let change = last_change(&app, &id).await;
    assert_eq!(
        (&change["entity"], &change["id"], &change["version"], &change["change"], &change["data"]),
        (&json!("customer"), &json!(id.as_str()), &json!(etag + 1), &json!("deleted"), &Value::Null)
    );
    app.erp().get("/guiche/v1/customers/1", &[]).await.expect(404);
    assert_eq!((found(&app, "Ana").await, listed(&app).await), (0, json!(1)));
    let left = business(&app).await;
    assert_eq!(
        (left["customer"].len(), left["customer_value"].len(), left["customer_department"].len()),
        (1, 0, 0)
    );

    let kept = serde_json::to_string(&snapshot).unwrap();
    put_back(&app, &account, serde_json::from_str(&kept).unwrap()).await.unwrap();
    assert_eq!(business(&app).await, before);
    let change = last_change(&app, &id).await;
    assert_eq!(
        (&change["version"], &change["change"], &change["data"]["name"]),
        (&json!(etag + 2), &json!("restored"), &json!("Ana"))
    );
    assert_eq!((found(&app, "Ana").await, listed(&app).await), (1, json!(2)));
    app.erp().get("/guiche/v1/customers/1", &[]).await.expect(200);
    let links = app.db().read(|tx| {
        let links = guiche_store::table::all().iter().find(|table| table.name() == "quick_access").unwrap();
        links.count(tx)
    });
    assert_eq!(links.await.unwrap(), 0, "a link does not come back");
}

#[tokio::test]
async fn what_was_changed_becomes_what_it_was() {
    let app = App::start().await;
    let account = two(&app).await;
    let id = id_of(&app, &account, "1").await;
    let before = business(&app).await;
    let snapshot = taken(&app, &account, &id).await;
    let field = app.field(&account, Kind::Text, "Bairro").create().await;
    let other = json!({ "name": "Outra", "custom_field": { &*field: "Centro" } });
    let at = "/guiche/v1/customers/1";
    app.erp().send_json(Method::PUT, at, &other).await.expect(200);
    let password = json!({ "password": "outro-segredo" });
    let changed = app.erp().send_json(Method::PATCH, at, &password).await.expect(200).json();
    assert_ne!(business(&app).await, before);

    put_back(&app, &account, snapshot).await.unwrap();
    assert_eq!(business(&app).await, before);
    let change = last_change(&app, &id).await;
    assert_eq!(change["version"], changed["version"].as_i64().unwrap() + 1);
    assert_eq!(id_of(&app, &account, "1").await, id);
}

#[tokio::test]
async fn it_comes_back_above_the_last_version_that_it_ever_had() {
    let app = App::start().await;
    let account = two(&app).await;
    let id = id_of(&app, &account, "2").await;
    let first = taken(&app, &account, &id).await;
    for name in ["B", "C", "D"] {
        app.erp()
            .send_json(Method::PATCH, "/guiche/v1/customers/2", &json!({ "name": name }))
            .await
            .expect(200);
    }
    assert!(removed(&app, &account, &id).await);
    put_back(&app, &account, first).await.unwrap();
    let shown = app.erp().get("/guiche/v1/customers/2", &[]).await.expect(200).json();
    assert_eq!((&shown["name"], &shown["version"]), (&json!("Bia"), &json!(6)));
}

#[tokio::test]
async fn what_others_have_meanwhile_is_in_the_way_and_nothing_is_written() {
    let app = App::start().await;
    let account = two(&app).await;
    let id = id_of(&app, &account, "1").await;
    let snapshot = taken(&app, &account, &id).await;
    assert!(removed(&app, &account, &id).await);
    let organization = snapshot.customer().organization_id.clone().unwrap();
    let gone = app.as_operator(&account, move |tx, caller| {
        guiche_desk::organization::delete(tx, caller, &organization)
    });
    assert_eq!(gone.await, guiche_desk::organization::Deleted::Done);
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Outra")]).await.expect(200);
    app.erp()
        .post(NEW, &[("customer_id", "3"), ("name", "C"), ("email", "ana@EXEMPLO.com.br")])
        .await
        .expect(200);
    let before = business(&app).await;
    let back = put_back(&app, &account, snapshot);
    assert_eq!(refused(back.await), "customer_id: duplicate, email: duplicate, organization_id: not_found");
    assert_eq!(business(&app).await, before);
}

#[tokio::test]
async fn only_who_may_write_customers_removes_them_and_only_within_the_account() {
    let app = App::start().await;
    let account = two(&app).await;
    let id = id_of(&app, &account, "1").await;
    let (one, two) = (id.clone(), id.clone());
    let by_reader = as_role(&app, &account, Role::ReadOnly, move |tx, caller| remove(tx, caller, &one));
    assert_eq!(refused(by_reader.await), "request: role");
    let other = app.account("other").create().await;
    assert!(
        !as_role(&app, &other, Role::Operator, move |tx, caller| remove(tx, caller, &two)).await.unwrap()
    );
    assert_eq!(id_of(&app, &account, "1").await, id);
}

#[tokio::test]
async fn a_snapshot_shows_nothing_by_accident() {
    let app = App::start().await;
    let account = two(&app).await;
    let id = id_of(&app, &account, "1").await;
    let shown = format!("{:?}", taken(&app, &account, &id).await);
    assert_eq!(shown, format!("Snapshot({id} 2)"));
}
