//! The account's settings, changed in the panel.

use guiche_domain::account::Account;
use guiche_domain::operator::Role;
use guiche_tests::{Answer, App, Visitor};

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

/// The head of a PNG file: what a picture is known by.
fn png(width: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(80_u32.to_be_bytes());
    bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// Sends a file as a browser does.
async fn send_logo(admin: &Visitor, name: &str, bytes: &[u8]) -> Answer {
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat();
    let admin = admin.actor().clone().with("sec-fetch-site", "same-origin");
    admin.post_bytes("/admin/settings/logo", "multipart/form-data; boundary=b", body).await
}

/// The address in a page that begins so.
fn address(page: &str, begin: &str) -> Option<String> {
    let start = page.find(&format!("\"{begin}"))? + 1;
    page[start..].split('"').next().map(str::to_owned)
}

#[tokio::test]
async fn a_logo_stands_on_every_page_until_it_is_removed() {
    let app = App::start().await;
    let account = stored(&app).await;
    let admin = app.operator(&account, Role::Administrator).await;
    send_logo(&admin, "logo.png", &png(200)).await.expect(303);
    let reader = app.operator(&account, Role::ReadOnly).await;
    let page = reader.get("/admin").await.body;
    let logo = address(&page, "/admin/logo/").expect("the logo");
    assert!(page.contains("width=\"200\" height=\"80\" alt=\"\""), "{page}");
    let picture = reader.get(&logo).await.expect(200);
    assert_eq!(picture.header("content-type"), "image/png");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert_eq!(picture.header("cache-control"), "private, max-age=31536000, immutable");
    app.visitor().get(&logo).await.expect(303);
    let elsewhere = app.operator(&app.account("other").create().await, Role::Administrator).await;
    elsewhere.get(&logo).await.expect(404);

    send_logo(&admin, "logo.png", &png(300)).await.expect(303);
    reader.get(&logo).await.expect(404);
    admin.post("/admin/settings/logo/remove", &[]).await.expect(303);
    assert_eq!(address(&reader.get("/admin").await.body, "/admin/logo/"), None);
}

#[tokio::test]
async fn what_is_no_picture_is_refused_whatever_it_is_called() {
    let app = App::start().await;
    let admin = app.operator(&stored(&app).await, Role::Administrator).await;
    let script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let mut heavy = png(200);
    heavy.resize(300 << 10, 0);
    for bytes in [&script[..], &png(5_000), &heavy] {
        let refused = send_logo(&admin, "logo.png", bytes).await.expect(422).body;
        assert!(refused.contains("O campo “Logotipo” deve ser uma imagem PNG, JPEG ou WebP"), "{refused}");
    }
    let nothing = send_logo(&admin, "", b"").await.expect(422).body;
    assert!(nothing.contains("O campo “Logotipo” é obrigatório"), "{nothing}");
    send_logo(&admin, "logo.png", &vec![0; 2 << 20]).await.expect(413);
    assert_eq!(address(&admin.get("/admin").await.body, "/admin/logo/"), None);
}

#[tokio::test]
async fn a_colour_is_on_every_page_where_text_on_it_can_be_read() {
    let app = App::start().await;
    let account = stored(&app).await;
    let admin = app.operator(&account, Role::Administrator).await;
    assert_eq!(address(&admin.get("/admin").await.body, "/admin/look/"), None);
    let grey = admin.post("/admin/settings/accent", &[("accent", "#808080")]).await.expect(422).body;
    assert!(grey.contains("nem o texto branco nem o escuro") && grey.contains("value=\"#808080\""), "{grey}");
    let nasty = admin.post("/admin/settings/accent", &[("accent", "red;}*{x:y")]).await.expect(422).body;
    assert!(nasty.contains("seis dígitos hexadecimais"), "{nasty}");

    admin.post("/admin/settings/accent", &[("accent", "#6A1B9A")]).await.expect(303);
    let reader = app.operator(&account, Role::ReadOnly).await;
    let look = address(&reader.get("/admin").await.body, "/admin/look/").expect("the stylesheet");
    let style = reader.get(&look).await.expect(200);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.body.contains("--accent: light-dark(#6a1b9a, "), "{}", style.body);
    admin.post("/admin/settings/accent", &[("accent", "")]).await.expect(303);
    reader.get(&look).await.expect(404);
    assert_eq!(address(&reader.get("/admin").await.body, "/admin/look/"), None);
}
