//! Tokens: made, used and revoked in the panel.

use guiche_domain::operator::Role;
use guiche_domain::plan::Plan;
use guiche_tests::App;

const NEW: &str = "/admin/tokens/new";

/// What stands in the element with this id.
fn text_of<'p>(page: &'p str, id: &str) -> &'p str {
    let (_, after) = page.split_once(&format!("id=\"{id}\">")).expect("the element");
    after.split('<').next().expect("its end")
}

/// The first address of the page to revoke a token.
fn revoking(list: &str) -> String {
    let end = list.find("/revoke\"").expect("a token to be revoked");
    let start = list[..end].rfind('"').expect("its address") + 1;
    format!("{}/revoke", &list[start..end])
}

#[tokio::test]
async fn a_token_works_until_it_is_revoked() {
    let app = App::start().await;
    let account = app.account("acme").create().await;
    let admin = app.operator(&account, Role::Administrator).await;
    assert!(admin.get("/admin/tokens").await.body.contains("Nenhum programa pode usar a API"));
    let sent =
        [("name", "ERP <b>"), ("rights", "read-write"), ("expiry", "90"), ("addresses", "127.0.0.0/8")];
    let made = admin.post(NEW, &sent).await.expect(200);
    assert!(made.body.contains("ERP &#60;b&#62;") && !made.body.contains("ERP <b>"));
    assert_eq!(made.header("cache-control"), "no-store");
    let secret = text_of(&made.body, "token-secret").to_owned();
    let example = text_of(&made.body, "token-example");
    assert!(example.contains(&format!("/v2.0/customer/new&#39; -H &#39;Authorization: Bearer {secret}")));

    let erp = app.holder(&secret);
    let maria = [("customer_id", "1"), ("name", "Maria"), ("email", "maria@example.com")];
    erp.post("/v2.0/customer/new", &maria).await.expect(200);

    let list = admin.get("/admin/tokens").await.expect(200).body;
    assert!(!list.contains(&secret), "the secret was shown once");
    assert!(list.contains("127.0.0.0/8") && list.contains("22/02/2027 10:30"), "{list}");
    let revoke = revoking(&list);
    let asked = admin.get(&revoke).await.expect(200).body;
    assert!(asked.contains("“ERP &#60;b&#62;” param de funcionar na hora"), "{asked}");
    assert!(
        list.contains("Nunca usado") && asked.contains("Nunca usado"),
        "uses are counted in memory first"
    );
    app.write_usage().await;
    for path in ["/admin/tokens", &revoke] {
        let page = admin.get(path).await.expect(200).body;
        assert!(page.contains("Último uso") && !page.contains("Nunca usado"), "{page}");
    }
    assert_eq!(erp.get("/v2.0/customer/list", &[]).await.status, 200, "to be asked revokes nothing");
    admin.post(&revoke, &[]).await.expect(303);
    assert_eq!(erp.get("/v2.0/customer/list", &[]).await.status, 401);
    assert_eq!(erp.post("/v2.0/customer/new", &maria).await.status, 401);
    admin.post(&revoke, &[]).await.expect(404);
    admin.get(&revoke).await.expect(404);
    let list = admin.get("/admin/tokens").await.body;
    assert!(list.contains("1 token revogado ou expirado") && !list.contains("/revoke\""), "{list}");
}

#[tokio::test]
async fn a_token_that_reads_is_shown_how_to_read() {
    let app = App::start().await;
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    let sent = [("name", "BI"), ("rights", "read-only"), ("expiry", "day"), ("expires_on", "2026-11-24")];
    let made = admin.post(NEW, &sent).await.expect(200).body;
    assert!(made.contains("24/11/2026 23:59"), "to the end of the day where the account is: {made}");
    assert!(text_of(&made, "token-example").contains("/v2.0/customer/list"));
    let reader = app.holder(text_of(&made, "token-secret"));
    reader.get("/v2.0/customer/list", &[]).await.expect(200);
    let refused = reader.post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "Maria")]).await;
    assert_eq!(refused.faults(), "-: token_read_only");
}

#[tokio::test]
async fn all_that_is_wrong_is_said_beside_its_field() {
    let app = App::start().await;
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    let sent = [
        ("name", ""),
        ("rights", "read-only"),
        ("expiry", "day"),
        ("expires_on", "2026-11-23"),
        ("addresses", "10.0.0.1\nhere\n10.0.0.0/40"),
    ];
    let refused = admin.post(NEW, &sent).await.expect(422).body;
    for sentence in [
        "O campo “Nome” é obrigatório",
        "O campo “Último dia” deve estar no futuro",
        "O campo “Endereços permitidos”: a linha 2 não é",
        "O campo “Endereços permitidos”: a linha 3 não é",
    ] {
        assert!(refused.contains(sentence), "{sentence}: {refused}");
    }
    assert!(refused.contains("here\n10.0.0.0/40</textarea>"), "what was typed stays");
    assert!(refused.contains("<option value=\"read-only\" selected>"));
}

#[tokio::test]
async fn tokens_of_another_account_are_not_there() {
    let app = App::start().await;
    let owner = app.operator(&app.default_account().await, Role::Administrator).await;
    let revoke = revoking(&owner.get("/admin/tokens").await.body);
    let elsewhere = app.operator(&app.account("other").create().await, Role::Administrator).await;
    elsewhere.get(&revoke).await.expect(404);
    elsewhere.post(&revoke, &[]).await.expect(404);
    app.erp().get("/v2.0/customer/list", &[]).await.expect(200);
}

#[tokio::test]
async fn who_has_no_api_is_told_so() {
    let app = App::start().await;
    let account = app.account("small").plan(Plan::Basic).create().await;
    let admin = app.operator(&account, Role::Administrator).await;
    assert!(admin.get(NEW).await.body.contains("O plano desta conta não inclui a API"));
}
