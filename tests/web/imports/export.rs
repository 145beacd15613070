//! Customers that go out into a file.

use guiche_domain::operator::Role;
use guiche_tests::App;
use http::Method;

use super::{administrator, words};

const FILE: &str = "/admin/imports/export/customers.csv";

#[tokio::test]
async fn customers_go_out_into_a_file_and_the_trail_knows() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "Padaria Ação").await;
    for (id, name, of) in [("1", "=1+1", &*organization), ("2", "Bia", "")] {
        let form = [("customer_id", id), ("name", name), ("organization_id", of)];
        app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    }
    app.follow().await;
    let admin = administrator(&app).await;
    let form = admin.get("/admin/imports/export").await.expect(200);
    assert!(
        form.body.contains("name=\"organization\"") && form.body.contains("name=\"bom\" value=\"1\" checked")
    );

    let all = admin.get(&format!("{FILE}?organization=&delimiter=semicolon&bom=1")).await.expect(200);
    assert_eq!(all.header("content-type"), "text/csv; charset=utf-8");
    assert!(all.header("content-disposition").starts_with("attachment; filename=\"clientes.csv\""));
    // Both were made at one moment: either may come first.
    let mut lines: Vec<&str> = all.body.lines().skip(1).collect();
    lines.sort_unstable();
    assert_eq!(lines.len(), 2, "{}", all.body);
    assert!(lines[0].starts_with("1;'=1+1;") && lines[1].starts_with("2;Bia;"), "{}", all.body);
    let some = admin.get(&format!("{FILE}?organization=padaria%20acao&delimiter=comma")).await.expect(200);
    assert_eq!(some.body.lines().count(), 2, "{}", some.body);
    assert!(some.body.lines().nth(1).unwrap().starts_with("1,"), "{}", some.body);

    let unknown = admin.get(&format!("{FILE}?organization=Ningu%C3%A9m&delimiter=tab")).await.expect(422);
    assert!(words(&unknown.body).contains("Não há uma organização com esse nome"), "{}", unknown.body);
    assert!(unknown.body.contains("value=\"Ninguém\"") && unknown.body.contains("value=\"tab\" selected"));
    let head = admin.actor().call(Method::HEAD, FILE).await.expect(200);
    assert_eq!(head.header("content-type"), "text/csv; charset=utf-8");
    let exports = app.db().read(|tx| {
        let table = guiche_store::table::all().iter().find(|table| table.name() == "audit_event").unwrap();
        table.rows(tx, None, 1_000)
    });
    let exports = exports.await.unwrap();
    let exported = exports.iter().filter(|row| format!("{row:?}").contains("\"exported\"")).count();
    assert_eq!(exported, 2, "each file leaves its trace, what is none leaves none");
}

#[tokio::test]
async fn only_administrators_take_customers_out() {
    let app = App::start().await;
    let account = app.default_account().await;
    for role in [Role::Operator, Role::ReadOnly] {
        let visitor = app.operator(&account, role).await;
        for path in ["/admin/imports/export", FILE] {
            assert_eq!(visitor.get(path).await.status, 403, "{role} {path}");
        }
    }
}
