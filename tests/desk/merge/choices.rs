//! What stays of two customers.

use guiche_desk::customer::preview;
use guiche_domain::custom_field::Kind;
use guiche_domain::id::Id;
use guiche_domain::merge::{Choice, Choices, Part};
use guiche_domain::operator::Role;
use guiche_tests::{Account, App};
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{as_role, made, merging};

/// Two customers that differ in all that they can differ in, and each has something that the other has not.
async fn two(app: &App) -> (Account, [Id; 2], [String; 2]) {
    let account = app.default_account().await;
    let region = app.field(&account, Kind::Text, "Região").id("1").create().await;
    let colour = app.field(&account, Kind::Text, "Cor").id("2").create().await;
    let organization = app.organization(&account, "Acme").await;
    let departments = [app.department(&account, "Suporte").await, app.department(&account, "Vendas").await];
    let ana = [
        ("customer_id", "A"),
        ("name", "Ana"),
        ("email", "ana@exemplo.com.br"),
        ("language", "es_ES"),
        (&*format!("custom_field[{region}]"), "Sul"),
    ];
    let bia = [
        ("customer_id", "B"),
        ("name", "Bia"),
        ("email", "bia@exemplo.com.br"),
        ("phone", "(11) 98765-4321"),
        ("password", "segredo-de-bia"),
        ("create_tickets", "0"),
        ("organization_id", &*organization),
        (&*format!("custom_field[{region}]"), "Norte"),
        (&*format!("custom_field[{colour}]"), "Azul"),
    ];
    let ids = [made(app, &account, &ana).await, made(app, &account, &bia).await];
    for (customer, department) in ["A", "B"].into_iter().zip(&departments) {
        let form = [("customer_id", customer), ("configuration", department)];
        app.erp().post("/v2.0/customer/department/link", &form).await.expect(200);
    }
    (account, ids, departments)
}

async fn previewed(app: &App, account: &Account, ids: &[Id; 2], choices: Choices) -> String {
    let ids = ids.clone();
    let previewed = as_role(app, account, Role::Operator, move |tx, caller| {
        let preview = preview(tx, caller, &ids[0], &ids[1], &choices)?;
        assert_eq!((&*preview.kept.customer.name, &*preview.merged.customer.name), ("Ana", "Bia"));
        assert_eq!(preview.departments.len(), 2);
        let organization = preview.merged.customer.organization_id.clone().unwrap();
        Ok((preview.lines, organization))
    });
    let (lines, organization) = previewed.await.unwrap();
    let lines = lines.into_iter().map(|line| {
        let name = line.label.unwrap_or_else(|| line.part.to_string());
        let marks = [(line.taken, " taken"), (line.lost, " lost")];
        let marks = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect::<String>();
        format!("{name}: {:?} {:?}{marks}", line.kept, line.merged)
    });
    lines.collect::<Vec<_>>().join("\n").replace(&organization, "ACME")
}

async fn shown(app: &App, id: &str) -> Value {
    app.erp().get(&format!("/guiche/v1/customers/{id}"), &[]).await.expect(200).json()
}

#[tokio::test]
async fn what_the_kept_one_has_stays_and_what_it_has_not_it_gets() {
    let app = App::start().await;
    let (account, ids, _) = two(&app).await;
    assert_snapshot!(previewed(&app, &account, &ids, Choices::default()).await, @r#"
    customer_id: Some("A") Some("B")
    name: Some("Ana") Some("Bia") lost
    email: Some("ana@exemplo.com.br") Some("bia@exemplo.com.br") lost
    phone: None Some("(11) 98765-4321") taken
    password: None Some("") taken
    organization_id: None Some("ACME") taken
    portfolio_id: None None
    language: Some("es_ES") Some("pt-BR") lost
    create_tickets: Some("1") Some("0") lost
    active: Some("1") Some("1")
    account_approved: Some("1") Some("1")
    monthly_tickets_quota: None None
    Região: Some("Sul") Some("Norte") lost
    Cor: None Some("Azul") taken
    "#);
    merging(&app, &account, [&ids[0], &ids[1]], Choices::default()).await.unwrap();
    let ana = shown(&app, "A").await;
    assert_eq!(
        (&ana["name"], &ana["email"], &ana["phone_e164"], &ana["language"], &ana["create_tickets"]),
        (
            &json!("Ana"),
            &json!("ana@exemplo.com.br"),
            &json!("+5511987654321"),
            &json!("es_ES"),
            &json!(true)
        )
    );
    assert_eq!(ana["custom_field"], json!({ "1": "Sul", "2": "Azul" }));
    let (account_id, ana) = (account.account_id, ids[0].clone());
    let beside = app.db().read(move |tx| {
        let departments = guiche_store::customer_snapshot::departments(tx, account_id, &ana)?;
        Ok((
            departments.len(),
            guiche_store::customer_snapshot::password_hash(tx, account_id, &ana)?.is_some(),
        ))
    });
    assert_eq!(beside.await.unwrap(), (2, true));
}

#[tokio::test]
async fn each_part_can_be_chosen() {
    let app = App::start().await;
    let (account, ids, _) = two(&app).await;
    let keep = [Part::Phone, Part::Password, Part::OrganizationId, Part::CustomField("2".into())];
    let take =
        [Part::CustomerId, Part::Name, Part::Email, Part::CreateTickets, Part::CustomField("1".into())];
    let keep = keep.into_iter().map(|part| (part, Choice::Keep));
    let choices: Choices = keep.chain(take.into_iter().map(|part| (part, Choice::Take))).collect();
    assert_snapshot!(previewed(&app, &account, &ids, choices.clone()).await, @r#"
    customer_id: Some("A") Some("B") taken
    name: Some("Ana") Some("Bia") taken lost
    email: Some("ana@exemplo.com.br") Some("bia@exemplo.com.br") taken lost
    phone: None Some("(11) 98765-4321") lost
    password: None Some("") lost
    organization_id: None Some("ACME") lost
    portfolio_id: None None
    language: Some("es_ES") Some("pt-BR") lost
    create_tickets: Some("1") Some("0") taken lost
    active: Some("1") Some("1")
    account_approved: Some("1") Some("1")
    monthly_tickets_quota: None None
    Região: Some("Sul") Some("Norte") taken lost
    Cor: None Some("Azul") lost
    "#);
    merging(&app, &account, [&ids[0], &ids[1]], choices).await.unwrap();
    let one = shown(&app, "B").await;
    assert_eq!(
        (&one["customer_id"], &one["name"], &one["email"], &one["phone"], &one["create_tickets"]),
        (&json!("B"), &json!("Bia"), &json!("bia@exemplo.com.br"), &Value::Null, &json!(false))
    );
    assert_eq!(one["custom_field"], json!({ "1": "Norte" }));
    assert_eq!(shown(&app, "A").await, one, "its own key of before leads to it");
}

#[tokio::test]
async fn the_lost_one_is_gone_in_the_list_of_changes_and_the_search_and_the_size() {
    let app = App::start().await;
    let (account, ids, _) = two(&app).await;
    let merged = merging(&app, &account, [&ids[0], &ids[1]], Choices::default()).await.unwrap();
    app.follow().await;
    let all = app.erp().get("/guiche/v1/changes", &[("limit", "1000")]).await.expect(200).json();
    let of = |id: &Id| {
        let mut changes = all["data"].as_array().unwrap().iter().filter(|change| change["id"] == id.as_str());
        changes.next_back().unwrap().clone()
    };
    let (kept, gone, merge) = (of(&ids[0]), of(&ids[1]), of(&merged.merge_id));
    assert_eq!((&kept["change"], &kept["version"]), (&json!("updated"), &json!(merged.version)));
    assert_eq!(
        (&gone["change"], &gone["version"], &gone["data"]),
        (&json!("deleted"), &json!(3), &Value::Null)
    );
    assert_eq!(
        (&merge["entity"], &merge["change"], &merge["data"]["kept_id"], &merge["data"]["merged_id"]),
        (&json!("customer_merge"), &json!("created"), &json!(ids[0].as_str()), &json!(ids[1].as_str()))
    );
    assert_eq!(merge["data"]["internal_id"], "B");
    for (q, found) in [("Ana", 1), ("Bia", 0), ("98765-4321", 1)] {
        let page = app.erp().get("/guiche/v1/customers", &[("q", q)]).await.expect(200).json();
        assert_eq!(page["data"].as_array().unwrap().len(), found, "{q}");
    }
    assert_eq!(app.erp().get("/v2.0/customer/list", &[]).await.expect(200).json()["size"], 1);
}
