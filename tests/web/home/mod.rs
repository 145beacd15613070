//! The home page: what it counts, for whom, and what it says where there is nothing yet.

use std::io::Write as _;

use guiche_desk::{Actor, Caller, Ids};
use guiche_domain::operator::Role;
use guiche_tests::{Account, App};
use guiche_transfer::import::{Given, upload};

const NEW: &str = "/v2.0/customer/new";

/// A file that waits to be looked at.
async fn uploaded(app: &App, account: &Account, name: &str) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"customer_id;name\n1;Ana\n2;Bia\n").unwrap();
    let caller = Caller::new(account.clone(), Actor::CommandLine, app.now(), Ids::random());
    let asked = || caller.clone();
    upload(app.db(), asked, file.path(), name, Given::default(), |_| ()).await.unwrap();
}

/// The texts of a page's table cells, without what is around them.
fn cells(page: &str) -> String {
    let mut text = String::new();
    let mut within = false;
    for char in page.chars() {
        match char {
            '<' => within = true,
            '>' => {
                within = false;
                text.push(' ');
            }
            _ if !within => text.push(char),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn whoever_begins_is_told_what_to_do() {
    let app = App::start().await;
    let account = app.default_account().await;
    let admin = app.operator(&account, Role::Administrator).await.get("/admin").await;
    assert_eq!(admin.status, 200);
    for step in ["/admin/customers/new", "/admin/imports", "/admin/tokens", "/admin/operators"] {
        assert!(admin.body.contains(&format!("<li><a href=\"{step}\">")), "{step}: {}", admin.body);
    }
    let line = format!("curl -sS http://{}/v2.0/customer/new -H", app.address());
    assert!(admin.body.contains(&line), "{}", admin.body);
    let reader = app.operator(&account, Role::ReadOnly).await.get("/admin").await;
    assert_eq!(reader.status, 200);
    for step in ["/admin/customers/new", "/admin/imports", "/admin/tokens", "curl"] {
        assert!(!reader.body.contains(step), "{step}: {}", reader.body);
    }
    assert!(reader.body.contains("Quando alguém cadastrar clientes"), "{}", reader.body);
}

#[tokio::test]
async fn customers_are_counted_by_day_and_group() {
    let app = App::start().await;
    let account = app.default_account().await;
    let organization = app.organization(&account, "<b>Átomo</b>").await;
    let portfolio = app.portfolio(&account, "Zeta").await;
    for (id, organization_id) in [("1", organization.as_str()), ("2", &organization), ("3", "")] {
        let form = [("customer_id", id), ("name", "Ana"), ("organization_id", organization_id)];
        app.erp().post(NEW, &form).await.expect(200);
    }
    app.erp()
        .post(NEW, &[("customer_id", "4"), ("name", "Bia"), ("portfolio_id", &portfolio)])
        .await
        .expect(200);
    app.deactivate(&account, "3").await;
    app.follow().await;
    let answer = app.operator(&account, Role::ReadOnly).await.get("/admin").await;
    assert_eq!(answer.status, 200);
    let page = answer.body;
    for (to, shown) in [("/admin/customers\"", ">4</a>"), ("/admin/customers?active=0\"", ">1</a>")] {
        let links = page.split("<a href=\"").filter(|link| link.starts_with(to));
        assert!(links.into_iter().any(|link| link.contains(shown)), "{to} {page}");
    }
    assert!(page.contains(&format!("/admin/customers?organization={organization}")), "{page}");
    assert!(page.contains("&#60;b&#62;Átomo") && !page.contains("<b>Átomo"), "{page}");
    let text = cells(&page);
    assert!(text.contains("24/11/2026 4 23/11/2026 0"), "{text}");
    assert!(text.contains("23/11/2026 4 16/11/2026 0"), "weeks begin on Mondays: {text}");
    assert!(text.contains("Átomo&#60;/b&#62; 2 Sem nenhuma 2"), "{text}");
    assert!(text.contains("Zeta 1 Sem nenhuma 3"), "{text}");
    assert_eq!(page.matches("<svg class=\"chart\" role=\"img\"").count(), 2, "nobody has called: {page}");
    assert!(!page.contains("home-"), "every phrase is there: {page}");
}

#[tokio::test]
async fn calls_and_refusals_are_shown_to_all_and_imports_to_administrators() {
    let app = App::start().await;
    let account = app.default_account().await;
    let ana = [("customer_id", "1"), ("name", "Ana")];
    app.erp().post(NEW, &ana).await.expect(200);
    app.erp().post(NEW, &ana).await.expect(401);
    app.erp().post(NEW, &[("customer_id", "2"), ("name", "")]).await.expect(401);
    app.erp().post(NEW, &ana).await.expect(401);
    app.write_usage().await;
    uploaded(&app, &account, "=clientes<1>.csv").await;

    let admin = app.operator(&account, Role::Administrator).await.get("/admin").await.body;
    let text = cells(&admin);
    assert!(text.contains("24/11/2026 4 3 23/11/2026 0 0"), "{text}");
    assert!(text.contains("duplicate 2 required 1"), "{text}");
    assert!(text.contains("=clientes&#60;1&#62;.csv 24/11/2026 10:30 A conferir 2 0"), "{text}");
    let reader = app.operator(&account, Role::ReadOnly).await.get("/admin").await.body;
    assert!(reader.contains("<code>duplicate</code>") && !reader.contains("clientes&#60;"), "{reader}");
}

#[tokio::test]
async fn another_account_is_not_counted() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.follow().await;
    app.write_usage().await;
    let other = app.account("other").create().await;
    let page = app.operator(&other, Role::Administrator).await.get("/admin").await.body;
    assert!(page.contains("Primeiros passos") && page.contains("Nenhum programa usou a API"), "{page}");
}
