//! A repetition gets the answer again, with one header as the difference.

use guiche_tests::{Answer, App};
use http::HeaderMap;
use insta::assert_snapshot;
use serde_json::json;

use super::{ANA, NEW, done, replayed, with_key};

/// What two answers to the same request must share.
fn shared(answer: &Answer) -> HeaderMap {
    let mut headers = answer.headers.clone();
    for each_its_own in ["date", "x-request-id", "idempotency-replayed"] {
        headers.remove(each_its_own);
    }
    headers
}

#[tokio::test]
async fn a_repetition_differs_in_one_header() {
    let app = App::start().await;
    let erp = with_key(&app, "k");
    let form = [ANA.as_slice(), &[("custom", "é")]].concat();
    let first = done(erp.post(NEW, &form).await);
    assert_eq!(first.header("ignored-parameters"), "custom");
    for _ in 0..3 {
        let again = replayed(erp.post(NEW, &form).await);
        assert_eq!(again.body, first.body);
        assert_eq!(shared(&again), shared(&first));
    }
}

#[tokio::test]
async fn a_repetition_is_rendered_in_the_language_of_its_asker() {
    let app = App::start().await;
    let erp = with_key(&app, "k");
    assert_snapshot!(done(erp.post(NEW, &ANA).await).body, @r#"{"error":false,"message":"O cliente foi cadastrado.","success":true}"#);
    let english = erp.clone().with("accept-language", "en");
    assert_snapshot!(replayed(english.post(NEW, &ANA).await).body, @r#"{"error":false,"message":"The customer has been created.","success":true}"#);
    let spanish = erp.with("accept-language", "es");
    assert_snapshot!(replayed(spanish.post(NEW, &ANA).await).body, @r#"{"error":false,"message":"El cliente fue registrado.","success":true}"#);
}

#[tokio::test]
async fn parameters_are_compared_as_parsed() {
    let app = App::start().await;
    let erp = with_key(&app, "k");
    done(erp.post_multipart(NEW, &ANA).await);
    // Another boundary, another encoding, another order, another way of writing the path.
    replayed(erp.post_multipart(NEW, &ANA).await);
    replayed(erp.post(NEW, &ANA).await);
    let mut turned = ANA;
    turned.reverse();
    replayed(erp.post(NEW, &turned).await);
    let body = json!({ "email": "ana@example.com", "name": "Ana", "customer_id": 1 });
    replayed(erp.post_json(NEW, &body).await);
    let encoded = "customer%5Fid=%31&name=A%6Ea&email=ana%40example.com\r\n";
    let form = "application/x-www-form-urlencoded; charset=iso-8859-1";
    replayed(erp.post_bytes(NEW, form, encoded).await);
    replayed(erp.post("/v2.0//customer/new/", &ANA).await);
}

#[tokio::test]
async fn without_a_key_a_repetition_is_another_request() {
    let app = App::start().await;
    done(app.erp().post(NEW, &ANA).await);
    let again = app.erp().post(NEW, &ANA).await.expect(401);
    assert_eq!(again.faults(), "customer_id: duplicate, email: duplicate");
    // A key that comes late does not make it the first.
    with_key(&app, "k").post(NEW, &ANA).await.expect(401);
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    let app = App::start().await;
    let erp = with_key(&app, "k");
    let refused = erp.post(NEW, &[("customer_id", "1")]).await.expect(401);
    assert_eq!(refused.faults(), "name: required");
    let missing = [ANA.as_slice(), &[("organization_id", "0")]].concat();
    erp.post(NEW, &missing).await.expect(404);
    // The key is free: with the same parameters and with others.
    erp.post(NEW, &missing).await.expect(404);
    done(erp.post(NEW, &ANA).await);
    replayed(erp.post(NEW, &ANA).await);
}

#[tokio::test]
async fn the_token_is_checked_first_on_repetitions_too() {
    let app = App::start().await;
    let account = app.default_account().await;
    let secret = app.token(&account).create().await;
    let holder = app.holder(&secret).with("idempotency-key", "k");
    done(holder.post(NEW, &ANA).await);
    replayed(holder.post(NEW, &ANA).await);
    app.revoke(&account, &secret).await;
    let refused = holder.post(NEW, &ANA).await.expect(401);
    assert_eq!(refused.faults(), "-: token_invalid");
    let anon = app.anon().with("idempotency-key", "k");
    assert_eq!(anon.post(NEW, &ANA).await.expect(401).faults(), "-: token_missing");
}

#[tokio::test]
async fn a_read_takes_no_notice_of_a_key() {
    let app = App::start().await;
    let erp = with_key(&app, "");
    for id in ["1", "2"] {
        let answer = erp.get("/v2.0/customer/details", &[("customer_id", id)]).await.expect(404);
        assert_eq!(answer.faults(), "customer_id: not_found");
    }
}
