//! `/v2.0/custom_field`

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;

const CUSTOMER: &str = "/v2.0/custom_field/customer/list";
const ORGANIZATION: &str = "/v2.0/custom_field/organization/list";
const DEPARTMENT: &str = "/v2.0/custom_field/department/list";

#[tokio::test]
async fn the_fields_in_use_are_listed_in_their_order_each_with_its_own() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Text, "Apelido").id("b").create().await;
    app.field(&account, Kind::Select, "Região").id("a").required().options(&["Sul", "Norte"]).create().await;
    app.field(&account, Kind::Text, "Velho").id("c").create().await;
    app.retire_field(&account, "c").await;
    app.field(&account, Kind::Cnpj, "CNPJ").id("d").of_organizations().create().await;
    let other = app.account("other").create().await;
    app.field(&other, Kind::Text, "Alheio").create().await;
    let customers = app.erp().get(CUSTOMER, &[]).await.expect(200);
    assert_snapshot!(customers.body, @r#"{"error":false,"message":null,"data":[{"id":"b","name":"Apelido","label":"Apelido","type":"text","required":false,"options":[]},{"id":"a","name":"Regi\u00e3o","label":"Regi\u00e3o","type":"select","required":true,"options":["Sul","Norte"]}],"success":true,"size":2}"#);
    let organizations = app.erp().get(ORGANIZATION, &[("x", "1")]).await.expect(200);
    assert_eq!(organizations.header("ignored-parameters"), "x");
    assert_snapshot!(organizations.body, @r#"{"error":false,"message":null,"data":[{"id":"d","name":"CNPJ","label":"CNPJ","type":"cnpj","required":false,"options":[]}],"success":true,"size":1}"#);
    let strict = app.erp().with("prefer", "handling=strict");
    assert_eq!(strict.get(CUSTOMER, &[("x", "1")]).await.expect(401).faults(), "x: unknown");
}

#[tokio::test]
async fn a_department_has_its_own_and_each_category_more() {
    let app = App::start().await;
    let account = app.default_account().await;
    let other = app.account("other").create().await;
    for (account, id) in [(&account, "d"), (&account, "e"), (&other, "alheio")] {
        let account_id = account.account_id;
        let department = "INSERT INTO department (account_id, department_id, name, version, created_at)
            VALUES ($1, $2, 'TI', 1, 0)";
        let made = app.db().write(move |tx| tx.execute(department, &[account_id.into(), id.into()]));
        made.await.unwrap();
    }
    for (name, department, category) in
        [("all", "d", None), ("network", "d", Some("n")), ("printers", "d", Some("p")), ("else", "e", None)]
    {
        let field = app.field(&account, Kind::Text, name).id(name);
        field.of_department(department, category).create().await;
    }
    for (query, names) in [
        (&[("department_id", "d")][..], &["all"][..]),
        (&[("department_id", " d "), ("category_id", "")], &["all"]),
        (&[("department_id", "d"), ("category_id", "n")], &["all", "network"]),
        (&[("department_id", "d"), ("category_id", "x")], &["all"]),
        (&[("department_id", "e"), ("category_id", "n")], &["else"]),
    ] {
        let answer = app.erp().get(DEPARTMENT, query).await.expect(200).json();
        let listed = answer["data"].as_array().unwrap();
        assert_eq!(listed.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), names);
        assert_eq!(answer["size"], names.len());
    }
    for (query, status, faults) in [
        (&[][..], 401, "department_id: required"),
        (&[("department_id", "alheio")], 404, "department_id: not_found"),
        (
            &[("department_id", "x"), ("category_id", "\0")],
            401,
            "category_id: invalid, department_id: not_found",
        ),
    ] {
        assert_eq!(app.erp().get(DEPARTMENT, query).await.expect(status).faults(), faults);
    }
}
