//! A customer's page and its history.

use guiche_domain::operator::Role;
use guiche_tests::App;

use super::made;

#[tokio::test]
async fn the_history_says_who_changed_what() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::Operator).await;
    let organization = app.organization(&account, "Padaria <i>").await;
    let page = made(&app, &visitor, &[("customer_id", "1"), ("name", "Ana"), ("phone", "123")]).await;
    let sent = [
        ("version", "1"),
        ("customer_id", "1"),
        ("name", "Ana Lima"),
        ("phone", ""),
        ("organization_id", organization.as_str()),
        ("create_tickets", "1"),
    ];
    visitor.post(&format!("{page}/edit"), &sent).await.expect(303);
    app.follow().await;
    let shown = visitor.get(&page).await.expect(200).body;
    for text in [
        "Um programa, pela API",
        "Operator operator",
        "<del>Ana</del> <ins>Ana Lima</ins>",
        "<ins>Padaria &#60;i&#62;</ins>",
        "<del>123</del> <span",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
}

#[tokio::test]
async fn a_long_history_is_read_in_parts() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::ReadOnly).await;
    let page = made(&app, &visitor, &[("customer_id", "1"), ("name", "Ana 00")]).await;
    for number in 1..=21 {
        let name = format!("Ana {number:02}");
        let form = [("customer_id", "1"), ("name", name.as_str())];
        app.erp().post("/v2.0/customer/update", &form).await.expect(200);
    }
    app.follow().await;
    let shown = visitor.get(&page).await.expect(200).body;
    assert!(shown.contains("<ins>Ana 21</ins>") && !shown.contains("<ins>Ana 00</ins>"), "{shown}");
    let start = shown.find(&format!("{page}?before=")).expect("older changes");
    let older = shown[start..].split('#').next().unwrap();
    let older = visitor.get(older).await.expect(200).body;
    assert!(older.contains("<ins>Ana 00</ins>") && !older.contains("<ins>Ana 21</ins>"), "{older}");
}

#[tokio::test]
async fn the_departments_that_serve_somebody_are_named() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::ReadOnly).await;
    app.department(&account, "Suporte").await;
    let department = app.department(&account, "Vendas <i>").await;
    let page = made(&app, &visitor, &[("customer_id", "1"), ("name", "Ana")]).await;
    assert!(!visitor.get(&page).await.expect(200).body.contains("<dt>Departamentos"));
    let link = [("customer_id", "1"), ("configuration", &*department)];
    app.erp().post("/v2.0/customer/department/link", &link).await.expect(200);
    let shown = visitor.get(&page).await.expect(200).body;
    assert!(shown.contains("<dt>Departamentos</dt><dd>Vendas &#60;i&#62;</dd>"), "{shown}");
}
