//! Who may call: tokens (contract: §1, Auth, Token, status codes).

mod limits;
mod networks;
mod recent;
mod secrecy;

use guiche_tests::{Answer, App, Raw};
use http::Method;
use insta::{allow_duplicates, assert_snapshot};

const NEW: &str = "/v2.0/customer/new";
const DETAILS: &str = "/v2.0/customer/details";

/// A read with a whole `Authorization` header.
async fn read(app: &App, authorization: &str) -> Answer {
    let anon = app.anon().with("authorization", authorization);
    anon.get(DETAILS, &[("customer_id", "1")]).await
}

#[tokio::test]
async fn without_a_token_nobody_gets_in() {
    let app = App::start().await;
    let answers = [
        app.anon().get(DETAILS, &[]).await.expect(401),
        app.anon().post(NEW, &[]).await.expect(401),
        app.anon().call(Method::POST, NEW).await.expect(401),
        read(&app, "").await.expect(401),
        read(&app, "Bearer").await.expect(401),
        read(&app, "Bearer   ").await.expect(401),
    ];
    allow_duplicates! {
        for answer in &answers {
            assert_snapshot!(answer.body, @r#"{"error":true,"message":"Falta o token de acesso: envie-o no cabe\u00e7alho Authorization, depois da palavra Bearer.","success":false,"errors":[{"field":null,"code":"token_missing","message":"Falta o token de acesso: envie-o no cabe\u00e7alho Authorization, depois da palavra Bearer."}]}"#);
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn an_unknown_token_is_told_so() {
    let app = App::start().await;
    let secret = app.token(&app.default_account().await).create().await;
    let shouted = secret.to_uppercase();
    let answers = [
        read(&app, "Bearer guiche_0000000000000000000000000000000000000000").await.expect(401),
        read(&app, "nobody").await.expect(401),
        read(&app, "Basic dXNlcjpwYXNz").await.expect(401),
        read(&app, "Bearer sênha").await.expect(401),
        read(&app, &format!("Bearer {shouted}")).await.expect(401),
        read(&app, &format!("Bearer Bearer {secret}")).await.expect(401),
        read(&app, &format!("Bearer {secret} x")).await.expect(401),
        read(&app, &"x".repeat(8_000)).await.expect(401),
    ];
    allow_duplicates! {
        for answer in &answers {
            assert_snapshot!(answer.body, @r#"{"error":true,"message":"O token de acesso n\u00e3o \u00e9 v\u00e1lido: confira se ele est\u00e1 completo e se n\u00e3o foi revogado.","success":false,"errors":[{"field":null,"code":"token_invalid","message":"O token de acesso n\u00e3o \u00e9 v\u00e1lido: confira se ele est\u00e1 completo e se n\u00e3o foi revogado."}]}"#);
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn a_token_that_is_not_text_is_unknown_not_missing() {
    let app = App::start().await;
    for authorization in [&b"Bearer s\xEAnha"[..], b"\xFF", b"Bearer \xC3\xAA"] {
        let head = b"GET /v2.0/customer/details HTTP/1.1\r\nHost: a\r\nAuthorization: ";
        let answer = Raw::ask(&app, [head, authorization, b"\r\n\r\n"].concat()).await.expect(401);
        assert_eq!(answer.faults(), "-: token_invalid");
    }
}

#[tokio::test]
async fn the_word_may_be_missing_or_in_any_case_with_spaces_around() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let secret = app.token(&app.default_account().await).create().await;
    for authorization in [
        format!("Bearer {secret}"),
        format!("bearer {secret}"),
        format!("BEARER   {secret}  "),
        format!("bEaReR\t{secret}"),
        format!("  {secret} "),
        secret,
    ] {
        read(&app, &authorization).await.expect(200);
    }
}

#[tokio::test]
async fn an_existing_token_can_be_brought_along() {
    let app = App::start().await;
    let account = app.default_account().await;
    for secret in ["5b3c6d0e9f", "x", "a:b/c+d=="] {
        app.token(&account).secret(secret).create().await;
        let holder = app.holder(secret);
        holder.post(NEW, &[("customer_id", secret), ("name", "Ana")]).await.expect(200);
        assert_eq!(read(&app, secret).await.expect(404).faults(), "customer_id: not_found");
    }
}

#[tokio::test]
async fn the_token_is_checked_before_anything_of_the_request() {
    let app = App::start().await;
    let stranger = app.holder("nobody");
    for answer in [
        stranger.post_bytes(NEW, "text/plain", "x").await,
        stranger.post_bytes(NEW, "application/json", "{").await,
        stranger.post_bytes(NEW, "multipart/form-data", vec![b'x'; 3 << 20]).await,
        stranger.clone().with("idempotency-key", "").post(NEW, &[]).await,
        stranger.get(DETAILS, &[("customer_id", "")]).await,
    ] {
        assert_eq!(answer.expect(401).faults(), "-: token_invalid");
    }
}

#[tokio::test]
async fn a_token_acts_in_its_own_account_only() {
    let app = App::start().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    let form = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@example.com")];
    app.erp().post(NEW, &form).await.expect(200);
    other.get(DETAILS, &[("customer_id", "1")]).await.expect(404);
    other.post(NEW, &form).await.expect(200);
}
