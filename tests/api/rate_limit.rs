//! How often a token may be used (contract: §1, rate limit), where the operator has set a limit.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use guiche_api::rate_limit::Elapsed;
use guiche_api::routes::{Guard, list};
use guiche_tests::{Actor, Answer, App};
use http::Method;

const DETAILS: &str = "/v2.0/customer/details";
const NEW: &str = "/v2.0/customer/new";

/// A server with a limit, and the time that it goes by: milliseconds.
async fn limited(rate: &str) -> (App, Arc<AtomicU64>) {
    let time = Arc::new(AtomicU64::new(0));
    let says = Arc::clone(&time);
    let elapsed = Elapsed::by(move || Duration::from_millis(says.load(Ordering::SeqCst)));
    (App::start_limited(rate, &elapsed).await, time)
}

async fn read(actor: &Actor) -> Answer {
    actor.get(DETAILS, &[("customer_id", "1")]).await
}

#[tokio::test]
async fn the_fourth_request_of_a_second_is_told_to_come_again() {
    let (app, time) = limited("vendor").await;
    let erp = app.erp();
    let mut told = Vec::new();
    for status in [404, 404, 404, 429] {
        let answer = read(&erp).await.expect(status);
        told.push([answer.header("ratelimit").to_owned(), answer.header("retry-after").to_owned()]);
        assert_eq!(answer.header("ratelimit-policy"), r#""default";q=3;w=1"#);
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        [
            "\"default\";r=2;t=1",
            "",
        ],
        [
            "\"default\";r=1;t=1",
            "",
        ],
        [
            "\"default\";r=0;t=1",
            "",
        ],
        [
            "\"default\";r=0;t=1",
            "1",
        ],
    ]
    "#);
    time.store(334, Ordering::SeqCst);
    read(&erp).await.expect(404);
    read(&erp).await.expect(429);
}

#[tokio::test]
async fn one_too_many_is_said_in_the_envelope_as_a_problem_and_in_three_languages() {
    let (app, _) = limited("1/m").await;
    let erp = app.erp();
    read(&erp).await.expect(404);
    let answer = read(&erp).await.expect(429);
    assert_eq!(answer.header("retry-after"), "60");
    assert_eq!(answer.header("content-type"), "application/json");
    insta::assert_snapshot!(answer.body, @r#"{"error":true,"message":"H\u00e1 requisi\u00e7\u00f5es demais com este token de acesso: aguarde o tempo indicado no cabe\u00e7alho Retry-After.","success":false,"errors":[{"field":null,"code":"too_many_requests","message":"H\u00e1 requisi\u00e7\u00f5es demais com este token de acesso: aguarde o tempo indicado no cabe\u00e7alho Retry-After."}]}"#);
    let problem = erp.clone().with("accept", "application/problem+json").with("accept-language", "en");
    let answer = read(&problem).await.expect(429);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!((answer.header("retry-after"), answer.header("ratelimit")), ("60", r#""default";r=0;t=60"#));
    insta::assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Too Many Requests","status":429,"detail":"Too many requests for this access token: wait for as long as the Retry-After header says.","errors":[{"field":null,"code":"too_many_requests","message":"Too many requests for this access token: wait for as long as the Retry-After header says."}]}"#);
    let answer = read(&erp.with("accept-language", "es")).await.expect(429);
    insta::assert_snapshot!(answer.body, @r#"{"error":true,"message":"Hay demasiadas solicitudes con este token de acceso: espere el tiempo que indica el encabezado Retry-After.","success":false,"errors":[{"field":null,"code":"too_many_requests","message":"Hay demasiadas solicitudes con este token de acceso: espere el tiempo que indica el encabezado Retry-After."}]}"#);
}

#[tokio::test]
async fn every_guarded_route_counts_and_nothing_else_does() {
    let (app, time) = limited("1/m").await;
    for (number, route) in list().into_iter().enumerate() {
        time.store((number as u64 + 1) * 60_000, Ordering::SeqCst);
        let guarded = route.guard != Guard::Open;
        let method: Method = route.methods.split(", ").next().unwrap().parse().unwrap();
        let path = route.path.replace("{file}", "index.html").replace("{customer_id}", "4711");
        for again in [false, true] {
            let answer = app.erp().call(method.clone(), &path).await;
            assert_eq!(answer.status == 429, guarded && again, "{route:?}: {}", answer.status);
            assert_eq!(answer.headers.contains_key("ratelimit"), guarded, "{route:?}");
        }
    }
}

#[tokio::test]
async fn each_token_has_its_own_and_nobody_spends_that_of_another() {
    let (app, _) = limited("1/m").await;
    let account = app.default_account().await;
    let (one, other) = (app.token(&account).create().await, app.token(&account).read_only().create().await);
    for _ in 0..3 {
        let answer = read(&app.anon()).await.expect(401);
        assert!(
            !answer.headers.contains_key("ratelimit") && !answer.headers.contains_key("ratelimit-policy")
        );
        read(&app.holder("nobody")).await.expect(401);
    }
    read(&app.holder(&one)).await.expect(404);
    read(&app.holder(&one)).await.expect(429);
    // What it may not do counts as well.
    let answer = app.holder(&other).post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(401);
    assert_eq!(
        (&*answer.faults(), answer.header("ratelimit")),
        ("-: token_read_only", r#""default";r=0;t=60"#)
    );
    read(&app.holder(&other)).await.expect(429);
}

#[tokio::test]
async fn a_write_that_is_one_too_many_leaves_nothing_and_may_be_repeated_later() {
    let (app, time) = limited("1/m").await;
    let erp = app.erp().with("idempotency-key", "1");
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let body = [("customer_id", "2"), ("name", "Rui")];
    assert_eq!(erp.post(NEW, &body).await.expect(429).faults(), "-: too_many_requests");
    time.store(60_000, Ordering::SeqCst);
    let answer = erp.post(NEW, &body).await.expect(200);
    assert_eq!(answer.header("idempotency-replayed"), "");
}

#[tokio::test]
async fn the_body_of_one_too_many_is_not_waited_for() {
    let (app, _) = limited("1/m").await;
    read(&app.erp()).await.expect(404);
    let token = app.erp().request(Method::GET, "/").build().unwrap();
    let token = token.headers()["authorization"].to_str().unwrap().to_owned();
    let head = format!("POST {NEW} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\n");
    let answer =
        guiche_tests::Raw::ask(&app, format!("{head}Content-Length: 1000\r\n\r\n")).await.expect(429);
    assert_eq!(answer.faults(), "-: too_many_requests");
}

#[tokio::test]
async fn of_many_at_once_as_many_pass_as_may() {
    let (app, _) = limited("5/m").await;
    let erp = app.erp();
    let answers = futures_util::future::join_all((0..20).map(|_| read(&erp))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status != 429).count(), 5);
}

#[tokio::test]
async fn a_token_revoked_meanwhile_is_told_so_and_not_to_come_again() {
    let (app, _) = limited("1/m").await;
    let account = app.default_account().await;
    let token = app.token(&account).create().await;
    app.holder(&token).post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.revoke(&account, &token).await;
    let answer = app.holder(&token).post(NEW, &[("customer_id", "2"), ("name", "Rui")]).await.expect(401);
    assert_eq!(answer.faults(), "-: token_invalid");
}

#[tokio::test]
async fn without_a_limit_nothing_is_said_of_one() {
    let app = App::start().await;
    for _ in 0..8 {
        let answer = read(&app.erp()).await.expect(404);
        assert!(
            !answer.headers.contains_key("ratelimit") && !answer.headers.contains_key("ratelimit-policy")
        );
    }
}
