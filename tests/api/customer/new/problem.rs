//! Problem details (RFC 9457) for clients that name `application/problem+json`, with the statuses HTTP itself would want.

use guiche_domain::plan::Plan;
use guiche_tests::{Actor, App};
use insta::assert_snapshot;

use super::{NEW, form};
use crate::customer::DETAILS;

fn asks(actor: Actor) -> Actor {
    actor.with("accept", "application/problem+json")
}

#[tokio::test]
async fn values_and_references_are_422() {
    let app = App::start().await;
    for (sent, faults) in [
        (&[("name", " ")][..], "name: required"),
        (&[("phone", "123456789012345678901")], "phone: too_long"),
        (&[("email", "x")], "email: invalid"),
        (&[("language", "fr")], "language: not_allowed"),
        (&[("organization_id", "x")], "organization_id: not_found"),
        (&[("custom_field[x]", "1")], "custom_field[x]: not_found"),
    ] {
        let answer = asks(app.erp()).post(NEW, &form(sent)).await.expect(422);
        assert_eq!(answer.faults(), faults);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    let answer = asks(app.erp()).get(DETAILS, &[("customer_id", "1")]).await.expect(422);
    assert_eq!(answer.faults(), "customer_id: not_found");
    let sent = form(&[("name", ""), ("organization_id", "x")]);
    let answer = asks(app.erp()).post(NEW, &sent).await.expect(422);
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"O par\u00e2metro name \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco.","errors":[{"field":"name","code":"required","message":"O par\u00e2metro name \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."},{"field":"organization_id","code":"not_found","message":"O par\u00e2metro organization_id n\u00e3o corresponde a nenhum registro desta conta."}]}"#);
}

#[tokio::test]
async fn what_is_malformed_or_repeated_is_400() {
    let app = App::start().await;
    for sent in [
        form(&[("custom_field[", "x")]),
        form(&[("phone", "1"), ("phone", "2")]),
        form(&[("name", ""), ("custom_field[a][b]", "1")]),
    ] {
        asks(app.erp()).post(NEW, &sent).await.expect(400);
    }
    for body in ["{", ""] {
        let answer = asks(app.erp()).post_bytes(NEW, "application/json", body).await.expect(400);
        assert_eq!(answer.faults(), "-: malformed");
    }
    let answer = asks(app.erp()).post_bytes(NEW, "application/json", "{").await.expect(400);
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"N\u00e3o foi poss\u00edvel ler os par\u00e2metros: confira se o corpo est\u00e1 no formato que o cabe\u00e7alho Content-Type declara.","errors":[{"field":null,"code":"malformed","message":"N\u00e3o foi poss\u00edvel ler os par\u00e2metros: confira se o corpo est\u00e1 no formato que o cabe\u00e7alho Content-Type declara."}]}"#);
}

#[tokio::test]
async fn a_token_that_is_not_known_is_401_and_one_that_may_not_is_403() {
    let app = App::start().await;
    let account = app.default_account().await;
    let free = app.account("free").plan(Plan::Free).create().await;
    let premium = app.account("premium").plan(Plan::Premium).create().await;
    let token = |account| app.token(account);
    let revoked = token(&account).create().await;
    app.revoke(&account, &revoked).await;
    let expired = token(&account).expires_at(app.now()).create().await;
    let elsewhere = token(&account).from(&["10.0.0.0/8"]).create().await;
    let reader = token(&account).read_only().create().await;
    for (actor, status, faults) in [
        (app.anon(), 401, "-: token_missing"),
        (app.holder("x"), 401, "-: token_invalid"),
        (app.holder(&revoked), 401, "-: token_invalid"),
        (app.holder(&expired), 401, "-: token_expired"),
        (app.holder(&elsewhere), 403, "-: token_address"),
        (app.holder(&reader), 403, "-: token_read_only"),
        (app.holder(&token(&free).create().await), 403, "-: plan"),
        (app.holder(&token(&premium).create().await), 403, "portfolio_id: plan"),
    ] {
        let answer = asks(actor).post(NEW, &form(&[("portfolio_id", "x")])).await.expect(status);
        assert_eq!(answer.faults(), faults);
        assert_eq!(answer.json()["status"], status);
        if status == 401 {
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn a_duplicate_is_409_where_it_is_the_only_fault() {
    let app = App::start().await;
    app.erp().post(NEW, &form(&[("email", "ana@exemplo.com")])).await.expect(200);
    let answer = asks(app.erp()).post(NEW, &form(&[])).await.expect(409);
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Conflict","status":409,"detail":"O par\u00e2metro customer_id tem um valor j\u00e1 usado em outro cadastro desta conta.","errors":[{"field":"customer_id","code":"duplicate","message":"O par\u00e2metro customer_id tem um valor j\u00e1 usado em outro cadastro desta conta."}]}"#);
    let sent = form(&[("customer_id", "2"), ("email", "Ana@exemplo.com")]);
    asks(app.erp()).post(NEW, &sent).await.expect(409);
    for with in [("phone", "123456789012345678901"), ("organization_id", "x")] {
        asks(app.erp()).post(NEW, &form(&[with])).await.expect(422);
    }
}

#[tokio::test]
async fn a_path_that_does_not_exist_is_404_and_transport_keeps_its_names() {
    let app = App::start().await;
    let answer = asks(app.anon()).get("/v2.0/nada", &[]).await.expect(404);
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"Este endere\u00e7o n\u00e3o existe na API: confira o caminho da requisi\u00e7\u00e3o.","errors":[{"field":null,"code":"not_found","message":"Este endere\u00e7o n\u00e3o existe na API: confira o caminho da requisi\u00e7\u00e3o."}]}"#);
    let answer = asks(app.erp()).get(NEW, &[]).await.expect(405);
    assert_eq!((answer.faults(), answer.header("allow")), ("-: method_not_allowed".into(), "POST"));
    asks(app.erp()).post_bytes(NEW, "text/plain", "x").await.expect(415);
}

#[tokio::test]
async fn only_who_names_problem_details_and_ranks_json_no_higher_gets_them() {
    let app = App::start().await;
    for (accept, problem) in [
        ("application/problem+json", true),
        ("application/json, application/problem+json", true),
        ("Application/Problem+JSON;q=0.5", true),
        ("application/problem+json;q=0.9, application/json;q=0.8", true),
        ("application/json;q=0.9, application/problem+json;q=0.8", false),
        ("application/problem+json;q=0", false),
        ("application/json", false),
        ("application/*", false),
        ("*/*", false),
        ("", false),
    ] {
        let answer = app.erp().with("accept", accept).post(NEW, &form(&[("name", "")])).await;
        let (status, media) =
            if problem { (422, "application/problem+json") } else { (401, "application/json") };
        let answer = answer.expect(status);
        assert_eq!(answer.header("content-type"), media, "{accept}");
        assert_eq!(answer.json()["error"].is_null(), problem, "{accept}");
    }
}

#[tokio::test]
async fn a_success_is_the_envelope_for_everyone_and_sentences_follow_the_language() {
    let app = App::start().await;
    let answer = asks(app.erp()).post(NEW, &form(&[])).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_snapshot!(answer.body, @r#"{"error":false,"message":"O cliente foi cadastrado.","success":true}"#);
    let english = asks(app.erp()).with("accept-language", "en");
    let answer = english.post(NEW, &form(&[("language", "fr")])).await.expect(422);
    assert_snapshot!(answer.json()["detail"], @r#""The parameter customer_id has a value that another record of this account already uses.""#);
}
