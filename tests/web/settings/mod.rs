//! The account's settings, changed in the panel.

use guiche_domain::account::Account;
use guiche_domain::operator::Role;
use guiche_tests::{App, Visitor};

const SETTINGS: &str = "/admin/settings";

/// The version in the page's form.
async fn version(admin: &Visitor) -> String {
    let page = admin.get(SETTINGS).await.expect(200).body;
    let (_, after) = page.split_once("name=\"version\" value=\"").expect("the version");
    after.split('"').next().expect("its end").to_owned()
}

async fn stored(app: &App) -> Account {
    app.default_account().await
}

/// What a form says that changes nothing but what `changed` says.
fn form<'f>(version: &'f str, changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let same = [
        ("name", "default"),
        ("language", "pt-BR"),
        ("time_zone", "America/Sao_Paulo"),
        ("details_shape", "array"),
        ("rate_limit", ""),
        ("rate_window", "s"),
    ];
    let other = |key: &str| changed.iter().find(|(other, _)| *other == key).map(|(_, text)| *text);
    let same = same.into_iter().map(|(key, text)| (key, other(key).unwrap_or(text)));
    [("version", version)].into_iter().chain(same).collect()
}

#[tokio::test]
async fn settings_are_changed_and_take_effect() {
    let app = App::start().await;
    let admin = app.operator(&stored(&app).await, Role::Administrator).await;
    app.erp().post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "A"), ("email", "a@b.co")]).await;
    let before = version(&admin).await;
    let changed = [
        ("name", "Padaria <Central>"),
        ("language", "es_ES"),
        ("time_zone", "Asia/Tokyo"),
        ("details_shape", "object"),
    ];
    admin.post(SETTINGS, &form(&before, &changed)).await.expect(303);
    let page = admin.get(SETTINGS).await.body;
    assert!(page.contains("Padaria &#60;Central&#62;") && !page.contains("Padaria <Central>"));
    assert!(page.contains("<option value=\"Asia/Tokyo\" selected>"), "{page}");
    let details = app.erp().get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(200);
    assert!(details.json()["data"].is_object(), "{}", details.body);

    let old = admin.post(SETTINGS, &form(&before, &[("name", "Old")])).await;
    assert_eq!(old.status, 409, "somebody else has changed it since");
    assert_eq!(stored(&app).await.name, "Padaria <Central>");
}

#[tokio::test]
async fn all_that_is_wrong_is_said_beside_its_field() {
    let app = App::start().await;
    let admin = app.operator(&stored(&app).await, Role::Administrator).await;
    let (account, before) = (stored(&app).await, version(&admin).await);
    let wrong = [("name", " "), ("time_zone", "Mars/Olympus"), ("rate_limit", "0")];
    let refused = admin.post(SETTINGS, &form(&before, &wrong)).await.expect(422).body;
    for sentence in [
        "O campo “Nome da conta” é obrigatório",
        "O campo “Fuso horário” deve ser um fuso horário da base IANA",
        "O campo “Limite de requisições por token” deve ser um número inteiro de 1 a 1.000.000",
    ] {
        assert!(refused.contains(sentence), "{sentence}: {refused}");
    }
    assert_eq!(stored(&app).await, account);
    assert_eq!(version(&admin).await, before);
}

#[tokio::test]
async fn an_accounts_own_limit_holds_for_its_tokens() {
    let app = App::start().await;
    let admin = app.operator(&stored(&app).await, Role::Administrator).await;
    let read = async || app.erp().get("/v2.0/customer/list", &[]).await;
    assert_eq!(read().await.header("ratelimit-policy"), "", "no limit unless one is set");
    let before = version(&admin).await;
    let limit = [("rate_limit", "2"), ("rate_window", "m")];
    admin.post(SETTINGS, &form(&before, &limit)).await.expect(303);
    let first = read().await.expect(200);
    assert_eq!(first.header("ratelimit-policy"), r#""default";q=2;w=60"#);
    read().await.expect(200);
    read().await.expect(429);
    let other = app.account("other").create().await;
    let token = app.token(&other).create().await;
    let free = app.holder(&token).get("/v2.0/customer/list", &[]).await.expect(200);
    assert_eq!(free.header("ratelimit-policy"), "", "another account has its own");
    let now = version(&admin).await;
    admin.post(SETTINGS, &form(&now, &[])).await.expect(303);
    read().await.expect(200);
}

#[tokio::test]
async fn the_plan_is_not_for_the_panel() {
    let app = App::start().await;
    let admin = app.operator(&stored(&app).await, Role::Administrator).await;
    let before = version(&admin).await;
    let mut sent = form(&before, &[("name", "Acme")]);
    sent.push(("plan", "free"));
    admin.post(SETTINGS, &sent).await.expect(303);
    let after = stored(&app).await;
    assert_eq!((after.name.as_str(), after.plan.as_str()), ("Acme", "enterprise"));
}
