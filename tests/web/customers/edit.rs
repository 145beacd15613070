//! Adding and changing.

use guiche_domain::custom_field::Kind;
use guiche_domain::operator::Role;
use guiche_tests::App;

use super::{made, value};

#[tokio::test]
async fn a_customer_is_added_with_all_that_it_has() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::Operator).await;
    app.organization(&account, "Padaria").await;
    app.field(&account, Kind::MultiSelect, "Produtos")
        .options(&["Pão", "Bolo"])
        .id("p")
        .required()
        .create()
        .await;
    let form = visitor.get("/admin/customers/new").await.expect(200).body;
    assert!(form.contains("name=\"custom_field[p]\" value=\"Bolo\""), "{form}");

    let mut sent = vec![
        ("name", "Ana <script>"),
        ("customer_id", "7"),
        ("email", "nobody"),
        ("phone", "+55 11 98765-4321"),
        ("organization_id", "padaria"),
        ("language", "es_ES"),
        ("password", "curta"),
    ];
    let refused = visitor.post("/admin/customers/new", &sent).await;
    assert_eq!(refused.status, 422);
    for field in ["email", "password", "custom-field-p-"] {
        assert!(refused.body.contains(&format!("id=\"field-{field}-fault\"")), "{field}: {}", refused.body);
    }
    assert!(!refused.body.contains("curta") && !refused.body.contains("<script>"));
    assert_eq!(value(&refused.body, "organization_id"), "padaria", "as it was typed");

    sent.retain(|(key, _)| !["email", "password", "language"].contains(key));
    sent.extend([("email", "ana@example.com"), ("password", "cavalo correto"), ("language", "es_ES")]);
    sent.extend([("custom_field[p]", "Pão"), ("custom_field[p]", "Bolo")]);
    let added = visitor.post("/admin/customers/new", &sent).await.expect(303);
    let page = added.header("location").to_owned();
    let shown = visitor.clone().keeping(&added).get(&page).await.expect(200).body;
    for text in [
        "O cliente foi adicionado.",
        "Ana &#60;script&#62;",
        "Pão, Bolo",
        ">Padaria</a>",
        "+55 11 98765-4321",
        "Não pode abrir chamados",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let twice = visitor.post("/admin/customers/new", &sent).await;
    assert_eq!(twice.status, 422, "a second click makes no second customer");
}

#[tokio::test]
async fn what_was_not_touched_stays_and_what_was_emptied_goes() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::Operator).await;
    app.field(&account, Kind::Text, "Apelido").id("a").create().await;
    let form = [
        ("customer_id", "1"),
        ("name", "Ana"),
        ("email", "ana@example.com"),
        ("phone", "123"),
        ("custom_field[a]", "Aninha"),
    ];
    let page = made(&app, &visitor, &form).await;
    let edit = format!("{page}/edit");
    let body = visitor.get(&edit).await.expect(200).body;
    assert_eq!(value(&body, "custom_field[a]"), "Aninha");
    let version = value(&body, "version").to_owned();
    let sent = [
        ("version", version.as_str()),
        ("customer_id", "1"),
        ("name", "Ana Lima"),
        ("email", "ana@example.com"),
        ("phone", ""),
        ("custom_field[a]", ""),
        ("create_tickets", "1"),
        ("password", ""),
    ];
    visitor.post(&edit, &sent).await.expect(303);
    let shown = visitor.get(&page).await.expect(200).body;
    assert!(shown.contains("<h1>Ana Lima</h1>") && shown.contains("<dd>ana@example.com</dd>"), "{shown}");
    assert!(!shown.contains("<dd>123</dd>") && !shown.contains("<dd class=\"lines\">Aninha"), "{shown}");

    let late = visitor.post(&edit, &sent).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Outra pessoa alterou este cliente"), "{}", late.body);
    assert_ne!(value(&late.body, "version"), version, "sent again, it holds");
    let without = visitor.post(&edit, &[("version", "2"), ("customer_id", ""), ("name", " ")]).await;
    assert_eq!(without.status, 422);
    for field in ["customer-id", "name"] {
        assert!(without.body.contains(&format!("id=\"field-{field}-fault\"")), "{}", without.body);
    }
    assert_eq!(visitor.post(&edit, &[("name", "Eva")]).await.status, 400, "without a version");
}

#[tokio::test]
async fn who_may_only_look_is_shown_no_way_to_change() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::ReadOnly).await;
    let page = made(&app, &visitor, &[("customer_id", "1"), ("name", "Ana"), ("email", "a@b.com")]).await;
    let shown = visitor.get(&page).await.expect(200).body;
    assert!(!shown.contains(&format!("{page}/")), "{shown}");
    assert!(!visitor.get("/admin/customers").await.expect(200).body.contains("/admin/customers/new"));
    assert_eq!(visitor.get(&format!("{page}/edit")).await.status, 403);
}
