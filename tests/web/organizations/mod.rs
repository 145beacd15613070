//! Organizations: listed, found, made, changed, deleted.

use guiche_domain::custom_field::Kind;
use guiche_domain::operator::Role;
use guiche_tests::{Answer, App};

const LIST: &str = "/admin/organizations";
const NEW: &str = "/admin/organizations/new";

/// Where an answer leads.
fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.headers["location"].to_str().unwrap().to_owned()
}

/// What a browser sends of the form's hidden version.
fn version(page: &Answer) -> String {
    assert_eq!(page.status, 200, "{}", page.body);
    let after = page.body.split("name=\"version\" value=\"").nth(1).expect("a version");
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn one_is_made_shown_changed_and_deleted() {
    let app = App::start().await;
    let account = app.default_account().await;
    let region = app.field(&account, Kind::Select, "Região").of_organizations().options(&["Sul", "Norte"]);
    let region = format!("custom_field[{}]", region.create().await);
    let operator = app.operator(&account, Role::Operator).await;
    let above = app.organization(&account, "Grupo Átomo").await;
    let sent = [
        ("name", "<b>Sul & Cia</b>"),
        ("email", "contato@sul.example"),
        ("site", "https://sul.example/a"),
        ("mother_organization_id", "grupo atomo"),
        ("create_tickets", "1"),
        (&region, "Sul"),
    ];
    let page = to(&operator.post(NEW, &sent).await);
    let shown = operator.get(&page).await.body;
    assert!(shown.contains("&#60;b&#62;Sul &#38; Cia&#60;/b&#62;") && !shown.contains("<b>Sul"), "{shown}");
    assert!(shown.contains(&format!("{LIST}/{above}\">Grupo Átomo")), "its mother is above: {shown}");
    for expected in ["contato@sul.example", "https://sul.example/a", "<dd class=\"lines\">Sul</dd>"] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    assert!(operator.get(&format!("{LIST}/{above}")).await.body.contains("&#60;b&#62;Sul"), "a daughter");

    let edit = format!("{page}/edit");
    let old = version(&operator.get(&edit).await);
    let sent =
        [("name", "Sul"), ("email", ""), ("mother_organization_id", ""), (&region, ""), ("version", &old)];
    assert_eq!(to(&operator.post(&edit, &sent).await), page);
    let shown = operator.get(&page).await.body;
    assert!(!shown.contains("contato@sul.example") && !shown.contains("Grupo Átomo"), "{shown}");
    assert!(shown.contains("https://sul.example/a"), "what was not sent stays: {shown}");
    assert_eq!(operator.post(&edit, &sent).await.status, 409, "it is another version now");

    assert_eq!(operator.get(&format!("{page}/delete")).await.status, 200);
    assert_eq!(to(&operator.post(&format!("{page}/delete"), &[]).await), LIST);
    assert_eq!(operator.get(&page).await.status, 404);
    assert_eq!(operator.post(&format!("{page}/delete"), &[]).await.status, 404);
}

#[tokio::test]
async fn faults_come_beside_their_fields_and_what_was_typed_stays() {
    let app = App::start().await;
    let account = app.default_account().await;
    let operator = app.operator(&account, Role::Operator).await;
    for _ in 0..2 {
        app.organization(&account, "Gêmea").await;
    }
    let field = app.field(&account, Kind::Cnpj, "CNPJ").of_organizations().required().create().await;
    let field = format!("custom_field[{field}]");
    let sent = [
        ("name", " "),
        ("email", "\"><script>alert(1)</script>"),
        ("site", "javascript:alert(1)"),
        ("monthly_tickets_quota", "-1"),
        ("mother_organization_id", "gemea"),
        (&field, "11"),
    ];
    let refused = operator.post(NEW, &sent).await;
    assert_eq!(refused.status, 422);
    for key in ["name", "email", "site", "monthly-tickets-quota", "mother-organization-id"] {
        assert!(refused.body.contains(&format!("id=\"field-{key}-fault\"")), "{key}: {}", refused.body);
    }
    assert!(refused.body.contains("“CNPJ” deve ser um CNPJ válido"), "{}", refused.body);
    assert!(refused.body.contains("é o nome de mais de um registro"), "{}", refused.body);
    assert!(!refused.body.contains("<script>alert") && refused.body.contains("&#34;&#62;&#60;script"));
    let unknown = [("name", "A"), (field.as_str(), "12ABC34501DE35"), ("mother_organization_id", "Ninguém")];
    let refused = operator.post(NEW, &unknown).await;
    assert!(refused.body.contains("não corresponde a nenhum registro"), "{}", refused.body);
}

#[tokio::test]
async fn one_that_is_used_stays() {
    let app = App::start().await;
    let account = app.default_account().await;
    let token = app.token(&account).create().await;
    let used = app.organization(&account, "Usada").await;
    let sent =
        [("customer_id", "1"), ("name", "Ana"), ("email", "ana@example.com"), ("organization_id", &used)];
    assert_eq!(app.holder(&token).post("/v2.0/customer/new", &sent).await.status, 200);
    app.follow().await;
    let operator = app.operator(&account, Role::Operator).await;
    let page = format!("{LIST}/{used}");
    let shown = operator.get(&page).await.body;
    assert!(
        shown.contains("Ana") && shown.contains(&format!("/admin/customers?organization={used}")),
        "{shown}"
    );
    let asked = operator.get(&format!("{page}/delete")).await;
    assert!(
        asked.body.contains("1 cliente<") && !asked.body.contains("<button class=\"danger\""),
        "{}",
        asked.body
    );
    assert_eq!(operator.post(&format!("{page}/delete"), &[]).await.status, 422);
    assert_eq!(operator.get(&page).await.status, 200);
    let list = operator.get(LIST).await.body;
    assert!(list.contains("<td class=\"number\">1</td>"), "{list}");
}

#[tokio::test]
async fn the_list_is_read_page_by_page_and_searched_by_beginnings() {
    let app = App::start().await;
    let account = app.default_account().await;
    let reader = app.operator(&account, Role::ReadOnly).await;
    assert!(reader.get(LIST).await.body.contains("Ainda não há nenhuma"));
    for number in 0..51 {
        app.organization(&account, &format!("Árvore {number:02}")).await;
    }
    app.organization(&account, "Zebra").await;
    let first = reader.get(LIST).await.body;
    assert!(first.contains("Árvore 49") && !first.contains("Árvore 50"), "{first}");
    assert!(!first.contains("organizations/new"), "its role is to look");
    let start = first.find("/admin/organizations?q=&#38;cursor=").expect("more");
    let next = first[start..].split('"').next().unwrap().replace("&#38;", "&");
    let second = reader.get(&next).await.body;
    assert!(second.contains("Árvore 50") && second.contains("Zebra") && !second.contains("Árvore 49"));
    let found = reader.get("/admin/organizations?q=ARVORE+1").await.body;
    assert!(
        found.contains("Árvore 19") && !found.contains("Árvore 20") && !found.contains("Zebra"),
        "{found}"
    );
    assert!(
        reader.get("/admin/organizations?q=nada").await.body.contains("Nenhuma organização começa assim")
    );
    let suggested = reader.get("/admin/organizations/suggest?q=zeb").await;
    assert!(suggested.body.contains("<option value=\"Zebra\">Zebra</option>"), "{}", suggested.body);
    assert!(!reader.get("/admin/organizations/suggest?q=").await.body.contains("<option"));
}

#[tokio::test]
async fn another_account_is_not_to_be_seen() {
    let app = App::start().await;
    let theirs = app.account("theirs").create().await;
    let id = app.organization(&theirs, "Delas").await;
    let operator = app.operator(&app.default_account().await, Role::Operator).await;
    for path in ["", "/edit", "/delete"] {
        assert_eq!(operator.get(&format!("{LIST}/{id}{path}")).await.status, 404, "{path}");
    }
    assert_eq!(operator.post(&format!("{LIST}/{id}/edit"), &[("name", "x")]).await.status, 404);
    assert_eq!(operator.post(&format!("{LIST}/{id}/delete"), &[]).await.status, 404);
    let refused = operator.post(NEW, &[("name", "x"), ("mother_organization_id", "Delas")]).await;
    assert_eq!(refused.status, 422);
}
