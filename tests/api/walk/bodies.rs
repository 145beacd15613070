//! Bodies and queries that no route takes.

use std::time::Duration;

use guiche::server::Limits;
use guiche_api::Settings;
use guiche_tests::{Actor, Answer, App, Raw};
use http::Method;

use super::{assert_envelope, assert_problem, path, reads, writes};

/// Sends the same as itself and as one who wants problem details, and asserts both statuses.
async fn refused(
    actor: &Actor,
    envelope: u16,
    problem: u16,
    faults: &str,
    send: impl AsyncFn(Actor) -> Answer,
) {
    let answer = send(actor.clone()).await.expect(envelope);
    assert_envelope(&answer);
    assert_eq!(answer.faults(), faults);
    let answer = send(actor.clone().with("accept", "application/problem+json")).await.expect(problem);
    assert_problem(&answer);
    assert_eq!(answer.faults(), faults);
}

#[tokio::test]
async fn every_write_refuses_what_it_cannot_read() {
    let app = App::start().await;
    let json = "application/json";
    for route in writes() {
        let path = &*path(&route);
        let post = |content_type: &'static str, body: &'static [u8]| {
            async move |actor: Actor| actor.post_bytes(path, content_type, body).await
        };
        let malformed = "-: malformed";
        refused(&app.erp(), 415, 415, "-: unsupported_media_type", post("text/plain", b"a=1")).await;
        refused(&app.erp(), 401, 400, malformed, post("multipart/form-data", b"--b\r\n")).await;
        refused(&app.erp(), 401, 400, malformed, post("multipart/form-data; boundary=b", b"--b\r\n")).await;
        refused(&app.erp(), 401, 400, malformed, post(json, b"{\"name\":\"\xE9\"}")).await;
        refused(&app.erp(), 401, 400, malformed, post(json, b"{")).await;
        refused(&app.erp(), 401, 400, malformed, post("application/x-www-form-urlencoded", b"a=%FF")).await;
        refused(&app.erp(), 401, 400, malformed, async move |actor: Actor| {
            actor.call(Method::POST, path).await
        })
        .await;
    }
}

#[tokio::test]
async fn every_write_refuses_a_body_that_is_too_large_declared_or_not() {
    let settings = Settings { body_bytes: 1_000, ..Settings::default() };
    let app = App::start_with(settings, Limits::default()).await;
    let token = app.token(&app.default_account().await).create().await;
    for route in writes() {
        let path = &*path(&route);
        let large =
            async move |actor: Actor| actor.post_bytes(path, "application/json", vec![b' '; 1_001]).await;
        refused(&app.erp(), 413, 413, "-: content_too_large", large).await;
        let exact = app.erp().post_bytes(path, "application/json", vec![b' '; 1_000]).await;
        assert_eq!(exact.expect(401).faults(), "-: malformed");

        let chunk = "x".repeat(1_001);
        let chunked = format!(
            "POST {path} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\n\
             Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\
             3e9\r\n{chunk}\r\n0\r\n\r\n"
        );
        assert_envelope(&Raw::ask(&app, chunked).await.expect(413));
    }
}

#[tokio::test]
async fn every_write_refuses_a_body_that_stops_arriving() {
    let settings = Settings { body_timeout: Duration::from_millis(100), ..Settings::default() };
    let app = App::start_with(settings, Limits::default()).await;
    let token = app.token(&app.default_account().await).create().await;
    for route in writes() {
        let head = |more: &str| {
            format!(
                "POST {} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\n\
                 Content-Type: application/json\r\nContent-Length: 10\r\n{more}\r\nabc",
                route.path
            )
        };
        let answer = Raw::ask(&app, head("")).await.expect(408);
        assert_envelope(&answer);
        assert_eq!(answer.faults(), "-: request_timeout");
        let answer = Raw::ask(&app, head("Accept: application/problem+json\r\n")).await.expect(408);
        assert_problem(&answer);
    }
}

#[tokio::test]
async fn every_read_refuses_a_query_that_is_not_text() {
    let app = App::start().await;
    for route in reads() {
        for query in ["customer_id=%E9", "%FF=1", "x=%C3"] {
            let path = &*format!("{}?{query}", path(&route));
            let get = async move |actor: Actor| actor.call(Method::GET, path).await;
            refused(&app.erp(), 401, 400, "-: malformed", get).await;
        }
    }
}
