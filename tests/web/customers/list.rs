//! The list: words, filters, columns, pages.

use guiche_domain::custom_field::Kind;
use guiche_domain::operator::Role;
use guiche_tests::App;

use super::made;

#[tokio::test]
async fn a_customer_is_found_by_words_and_by_filters() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::ReadOnly).await;
    let organization = app.organization(&account, "Padaria São João").await;
    let region =
        app.field(&account, Kind::Select, "Região").options(&["Sul", "Norte"]).id("r").create().await;
    assert_eq!(region, "r");
    let ana = [
        ("customer_id", "1"),
        ("name", "Ana <b>Lima</b>"),
        ("organization_id", organization.as_str()),
        ("custom_field[r]", "Sul"),
    ];
    made(&app, &visitor, &ana).await;
    made(&app, &visitor, &[("customer_id", "2"), ("name", "Bruno Reis")]).await;
    app.deactivate(&account, "2").await;
    app.follow().await;

    let has = async |query: &str| {
        let body = visitor.get(&format!("/admin/customers{query}")).await.expect(200).body;
        (body.contains("Ana &#60;b&#62;Lima"), body.contains("Bruno Reis"))
    };
    assert_eq!(has("").await, (true, true));
    for (query, ana) in [
        ("?q=lima", true),
        ("?q=bruno", false),
        ("?active=1", true),
        ("?active=0", false),
        ("?organization=padaria+sao+joao", true),
        (&format!("?organization={organization}"), true),
        ("?alone=1", false),
        ("?custom_field%5Br%5D=Sul", true),
        ("?q=lima&active=1&custom_field%5Br%5D=Sul&organization=Padaria+S%C3%A3o+Jo%C3%A3o", true),
    ] {
        assert_eq!(has(query).await, (ana, !ana), "{query}");
    }
    let nobody = visitor.get("/admin/customers?q=zzzz").await.expect(200);
    assert!(nobody.body.contains("Nenhum cliente corresponde"), "{}", nobody.body);
    for wrong in ["?organization=nowhere", "?cursor=x", "?active=x", "?sort=x", "?custom_field%5Br%5D=Leste"]
    {
        let refused = visitor.get(&format!("/admin/customers{wrong}")).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(refused.body.contains("Não foi possível filtrar assim"), "{wrong}");
    }
}

#[tokio::test]
async fn pages_are_turned_there_and_back_with_all_that_was_asked_for() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::ReadOnly).await;
    let empty = visitor.get("/admin/customers").await.expect(200);
    assert!(empty.body.contains("Ainda não há nenhum"), "{}", empty.body);
    for number in 0..51 {
        let (id, name) = (format!("{number}"), format!("Cliente {number:02}"));
        let form = [("customer_id", id.as_str()), ("name", name.as_str())];
        app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    }
    app.follow().await;
    let link = |body: &str, rel: &str| {
        let start = body.find(&format!("rel=\"{rel}\" href=\"")).map(|at| at + rel.len() + 13);
        start
            .map(|start| body[start..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
    };
    let first = visitor.get("/admin/customers?active=1&sort=-name").await.expect(200).body;
    assert!(first.contains("51 clientes") && first.contains("Cliente 50") && !first.contains("Cliente 00"));
    assert_eq!(link(&first, "prev"), None);
    let next = link(&first, "next").expect("a second page");
    assert!(next.contains("active=1") && next.contains("sort=-name"), "{next}");
    let second = visitor.get(&next).await.expect(200).body;
    assert!(second.contains("Cliente 00") && !second.contains("Cliente 50"));
    assert_eq!(link(&second, "next"), None);
    let back = visitor.get(&link(&second, "prev").expect("the first page")).await.expect(200).body;
    assert!(back.contains("Cliente 50") && !back.contains("Cliente 00"));
}

#[tokio::test]
async fn the_browser_remembers_what_is_to_be_shown() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::ReadOnly).await;
    app.field(&account, Kind::Date, "Nascimento").id("n;~,1").create().await;
    let form = [
        ("customer_id", "code-1"),
        ("name", "Ana"),
        ("email", "ana@example.com"),
        ("custom_field[n;~,1]", "1990-05-31"),
    ];
    made(&app, &visitor, &form).await;
    app.follow().await;

    let usual = visitor.get("/admin/customers").await.expect(200);
    assert!(usual.body.contains("<td>ana@example.com</td>") && !usual.body.contains("31/05/1990"));
    let chosen = visitor.get("/admin/customers?columns=1&column=f.n%3B%7E%2C1").await.expect(200);
    assert!(chosen.body.contains("<td>31/05/1990</td>"), "{}", chosen.body);
    assert!(!chosen.body.contains("<td>ana@example.com</td>") && !chosen.body.contains("<td>code-1</td>"));
    let again = visitor.clone().keeping(&chosen).get("/admin/customers").await.expect(200);
    assert!(again.body.contains("<td>31/05/1990</td>") && !again.body.contains("<td>code-1</td>"));
    let none = visitor.get("/admin/customers?columns=1").await.expect(200);
    assert!(none.body.contains(">Ana</a>") && !none.body.contains("<td>"), "{}", none.body);
}

#[tokio::test]
async fn an_account_sees_its_own() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let (visitor, stranger) = (
        app.operator(&app.default_account().await, Role::Administrator).await,
        app.operator(&other, Role::Administrator).await,
    );
    let page = made(&app, &visitor, &[("customer_id", "1"), ("name", "Ana"), ("email", "a@b.com")]).await;
    app.follow().await;
    assert!(!stranger.get("/admin/customers").await.expect(200).body.contains(">Ana<"));
    assert_eq!(stranger.get(&page).await.status, 404);
    assert_eq!(stranger.get(&format!("{page}/edit")).await.status, 404);
    for action in ["edit", "activate", "deactivate", "block", "unblock", "link"] {
        let form = [("version", "1"), ("name", "Eva")];
        assert_eq!(stranger.post(&format!("{page}/{action}"), &form).await.status, 404, "{action}");
    }
}
