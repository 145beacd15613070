//! How a body comes over the wire: chunked, after `100 Continue`, by HTTP/1.0 (contract: "What real clients send").

use guiche_tests::{App, Raw};
use http::StatusCode;

use super::{NEW, outcome};

const FORM: &str = "customer_id=1&name=Ana";

fn post(version: &str, token: &str, headers: &str) -> String {
    format!(
        "POST {NEW} HTTP/{version}\r\nHost: desk\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n{headers}\r\n\r\n"
    )
}

async fn token(app: &App) -> String {
    let account = app.default_account().await;
    app.token(&account).create().await
}

#[tokio::test]
async fn chunks_are_put_together() {
    let app = App::start().await;
    let mut raw = Raw::connect(&app).await;
    let head = post("1.1", &token(&app).await, "Transfer-Encoding: chunked");
    raw.send(head + "5;x=y\r\ncusto\r\n1\r\nm\r\n").await;
    raw.send("10\r\ner_id=1&name=Ana\r\n0\r\nTrailer: x\r\n\r\n").await;
    assert_eq!(outcome(&app, &raw.answer().await.expect(200)).await, "\"Ana\"");
}

#[tokio::test]
async fn broken_chunks_are_malformed_in_the_envelope() {
    let app = App::start().await;
    let head = post("1.1", &token(&app).await, "Transfer-Encoding: chunked");
    let answer = Raw::ask(&app, head + "zz\r\ncustomer_id=1\r\n").await.expect(401);
    assert_eq!(answer.faults(), "-: malformed");
}

#[tokio::test]
async fn a_body_that_ends_too_early_is_malformed_in_the_envelope() {
    let app = App::start().await;
    let mut raw = Raw::connect(&app).await;
    raw.send(post("1.1", &token(&app).await, "Content-Length: 100") + FORM).await;
    raw.finish_sending().await;
    assert_eq!(raw.answer().await.expect(401).faults(), "-: malformed");
}

#[tokio::test]
async fn who_expects_100_continue_sees_it_before_sending_the_body() {
    let app = App::start().await;
    let mut raw = Raw::connect(&app).await;
    let length = format!("Content-Length: {}\r\nExpect: 100-continue", FORM.len());
    raw.send(post("1.1", &token(&app).await, &length)).await;
    assert_eq!(raw.head().await.0, StatusCode::CONTINUE);
    raw.send(FORM).await;
    assert_eq!(outcome(&app, &raw.answer().await.expect(200)).await, "\"Ana\"");
}

#[tokio::test]
async fn a_refusal_that_needs_no_body_comes_instead_of_100_continue() {
    let app = App::start().await;
    let (good, bad) = (token(&app).await, "nobody".to_owned());
    let cases = [
        (&bad, "Content-Length: 22\r\nExpect: 100-continue", 401),
        (&good, "Content-Length: 99999999\r\nExpect: 100-continue", 413),
        (&good, "Content-Length: 22\r\nContent-Encoding: gzip\r\nExpect: 100-continue", 415),
    ];
    for (token, headers, status) in cases {
        Raw::ask(&app, post("1.1", token, headers)).await.expect(status);
    }
}

#[tokio::test]
async fn http_1_0_is_answered_and_hung_up_on() {
    let app = App::start().await;
    let mut raw = Raw::connect(&app).await;
    let length = format!("Content-Length: {}", FORM.len());
    raw.send(post("1.0", &token(&app).await, &length) + FORM).await;
    let answer = raw.rest().await;
    assert!(answer.starts_with("HTTP/1.0 200 OK\r\n"), "{answer}");
    assert!(answer.ends_with("\"success\":true}"), "{answer}");
}

#[tokio::test]
async fn line_breaks_after_a_body_disturb_neither_it_nor_the_next_request() {
    let app = App::start().await;
    let (token, mut raw) = (token(&app).await, Raw::connect(&app).await);
    let length = format!("Content-Length: {}", FORM.len());
    // Old browsers sent a line break that they did not count.
    raw.send(post("1.1", &token, &length) + FORM + "\r\n").await;
    assert_eq!(outcome(&app, &raw.answer().await.expect(200)).await, "\"Ana\"");
    raw.send(post("1.1", &token, &length) + FORM).await;
    assert_eq!(raw.answer().await.expect(401).faults(), "customer_id: duplicate");
}
