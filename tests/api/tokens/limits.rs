//! Tokens that are over, taken back, or for reading only; and the language in which they are told.

use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;
use guiche_tests::App;
use http::Method;
use insta::assert_snapshot;

use super::{DETAILS, NEW};

#[tokio::test]
async fn a_token_is_refused_from_the_microsecond_on_at_which_it_expires() {
    let app = App::start().await;
    let account = app.default_account().await;
    let at = |micros: i64| Timestamp::from_micros(app.now().micros() + micros);
    for (micros, faults) in [(-1, "-: token_expired"), (0, "-: token_expired"), (1, "customer_id: not_found")]
    {
        let secret = app.token(&account).expires_at(at(micros)).create().await;
        let answer = app.holder(&secret).get(DETAILS, &[("customer_id", "1")]).await;
        assert_eq!(answer.faults(), faults, "{micros}");
    }
}

#[tokio::test]
async fn an_expired_token_is_told_so() {
    let app = App::start().await;
    let account = app.default_account().await;
    let secret = app.token(&account).expires_at(app.now()).create().await;
    let answer = app.holder(&secret).post(NEW, &[]).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O token de acesso expirou: pe\u00e7a um novo a quem administra a conta.","success":false,"errors":[{"field":null,"code":"token_expired","message":"O token de acesso expirou: pe\u00e7a um novo a quem administra a conta."}]}"#);
    assert_eq!(answer.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn a_revoked_token_is_refused_from_the_next_request_on() {
    let app = App::start().await;
    let account = app.default_account().await;
    let (secret, bystander) = (app.token(&account).create().await, app.erp());
    let holder = app.holder(&secret);
    holder.post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.revoke(&account, &secret).await;
    let answer = holder.get(DETAILS, &[("customer_id", "1")]).await.expect(401);
    assert_eq!(answer.faults(), "-: token_invalid");
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    bystander.get(DETAILS, &[("customer_id", "1")]).await.expect(200);
}

#[tokio::test]
async fn a_read_only_token_reads_and_does_not_write() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let reader = app.holder(&app.token(&account).read_only().create().await);
    reader.get(DETAILS, &[("customer_id", "1")]).await.expect(200);

    let refused = reader.post(NEW, &[("customer_id", "2"), ("name", "Eva")]).await.expect(401);
    assert_snapshot!(refused.body, @r#"{"error":true,"message":"O token de acesso s\u00f3 permite consultas: para gravar, use um token de leitura e escrita.","success":false,"errors":[{"field":null,"code":"token_read_only","message":"O token de acesso s\u00f3 permite consultas: para gravar, use um token de leitura e escrita."}]}"#);
    assert_eq!(refused.header("www-authenticate"), "");
    // Alone, whatever else is wrong.
    assert_eq!(reader.call(Method::POST, NEW).await.expect(401).faults(), "-: token_read_only");
    let problem = reader.with("accept", "application/problem+json");
    problem.post(NEW, &[]).await.expect(403);
    app.erp().get(DETAILS, &[("customer_id", "2")]).await.expect(404);
}

#[tokio::test]
async fn a_refusal_speaks_the_language_of_the_tokens_account_unless_one_is_named() {
    let app = App::start().await;
    let account = app.account("es").language(Language::Spanish).create().await;
    let expired = app.token(&account).expires_at(app.now()).create().await;
    let elsewhere = app.token(&account).from(&["192.0.2.0/24"]).create().await;
    let revoked = app.token(&account).create().await;
    app.revoke(&account, &revoked).await;
    let reader = app.token(&account).read_only().create().await;

    let mut told = String::new();
    for secret in [&expired, &elsewhere, &revoked, &reader, &"nobody".to_owned()] {
        for named in ["*", "en-GB, pt;q=0.5"] {
            let holder = app.holder(secret).with("accept-language", named);
            let answer = holder.post(NEW, &[]).await.expect(401);
            told += answer.json()["message"].as_str().unwrap();
            told += "\n";
        }
    }
    assert_snapshot!(told, @"
    El token de acceso venció: solicite uno nuevo a quien administra la cuenta.
    The access token has expired: ask the account's administrator for a new one.
    El token de acceso no se puede usar desde esta dirección IP.
    The access token may not be used from this IP address.
    El token de acceso no es válido: compruebe que esté completo y que no haya sido revocado.
    The access token is not valid: check that it is complete and has not been revoked.
    El token de acceso solo permite consultas: para guardar datos, use un token de lectura y escritura.
    The access token may only read: to write, use a token for reading and writing.
    O token de acesso não é válido: confira se ele está completo e se não foi revogado.
    The access token is not valid: check that it is complete and has not been revoked.
    ");
}
