//! Requests that no library sends: nothing under `/v2.0` is answered with anything but JSON.

use guiche_tests::{App, Raw};

use super::assert_envelope;

/// A read of a customer that does not exist, by a token that does not either, with more header lines.
fn get(more: &str) -> Vec<u8> {
    format!(
        "GET /v2.0/customer/details?customer_id=1 HTTP/1.1\r\nHost: a\r\nAuthorization: nobody\r\n{more}\r\n"
    )
    .into()
}

#[tokio::test]
async fn what_is_strange_and_can_be_read_is_answered_in_the_envelope() {
    let app = App::start().await;
    let cases: &[(u16, Vec<u8>)] = &[
        (401, get("")),
        (401, get("Content-Length: 5\r\n")),
        (401, get("Content-Length: 0\r\nContent-Length: 0\r\n")),
        (401, get("Expect: the-unexpected\r\n")),
        (401, get("Accept: text/html\r\n")),
        (401, get("Accept: image/png, */*;q=0\r\n")),
        (
            401,
            get("Accept-Language: \u{7f}\u{ff}, ;;q=\r\n").into_iter().filter(|byte| *byte != 0x7f).collect(),
        ),
        (401, get("X-Request-Id: a\r\nX-Request-Id: b\r\n")),
        (401, get("Authorization: another\r\n")),
        (401, get("Cookie: \r\n")),
        (401, get("Upgrade: websocket\r\nConnection: Upgrade\r\n")),
        (401, get("Upgrade: h2c\r\nHTTP2-Settings: AAA\r\nConnection: Upgrade, HTTP2-Settings\r\n")),
        (401, get("Range: bytes=0-1\r\nIf-None-Match: *\r\n")),
        (401, get(&"X: y\r\n".repeat(90))),
        (401, get(&format!("X: {}\r\n", "y".repeat(16_000)))),
        (401, b"GET /v2.0/customer/details HTTP/1.1\r\n\r\n".to_vec()),
        (401, b"GET /v2.0/customer/details HTTP/1.0\r\n\r\n".to_vec()),
        (401, b"GET /v2.0/customer/details HTTP/1.1\nHost: a\n\n".to_vec()),
        (401, b"\r\n\r\nGET /v2.0/customer/details HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        (401, b"GET http://elsewhere.example/v2.0/customer/details HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        (401, b"GET /v2.0/customer/details? HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        (401, b"GET /v2.0/customer/details?&&=&?%%% HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        (401, "GET /v2.0/customer/details?customer_id=Jo\u{e3}o HTTP/1.1\r\nHost: a\r\n\r\n".into()),
        (401, b"POST /v2.0/customer/new HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n".to_vec()),
        (
            401,
            b"POST /v2.0/customer/new HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnonsense"
                .to_vec(),
        ),
        (404, b"GET /v2.0/customer/details/..%00 HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        (405, b"get /v2.0/customer/details HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        (405, b"CONNECT /v2.0/customer/new HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
        (404, b"CONNECT desk.example.com:443 HTTP/1.1\r\nHost: desk.example.com:443\r\n\r\n".to_vec()),
        (404, b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
    ];
    for (status, request) in cases {
        let answer = Raw::ask(&app, request).await;
        let shown = String::from_utf8_lossy(request);
        assert_eq!(answer.status.as_u16(), *status, "{shown}");
        assert_envelope(&answer);
    }
}

#[tokio::test]
async fn requests_that_are_sent_ahead_are_answered_in_order() {
    let app = App::start().await;
    let token = app.token(&app.default_account().await).create().await;
    let mut raw = Raw::connect(&app).await;
    let mut ahead = String::new();
    for id in 0..20 {
        let body = format!("customer_id={id}&name=Ana");
        ahead += &format!(
            "POST /v2.0/customer/new HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\nX-Request-Id: n{id}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        ahead += &format!("GET /v2.0/nothing HTTP/1.1\r\nHost: a\r\nX-Request-Id: g{id}\r\n\r\n");
    }
    raw.send(ahead).await;
    for id in 0..20 {
        assert_eq!(raw.answer().await.expect(200).header("x-request-id"), format!("n{id}"));
        assert_eq!(raw.answer().await.expect(404).header("x-request-id"), format!("g{id}"));
    }
}

#[tokio::test]
async fn a_client_that_closes_its_sending_side_gets_its_answer_all_the_same() {
    let app = App::start().await;
    let mut raw = Raw::connect(&app).await;
    raw.send(get("")).await;
    raw.finish_sending().await;
    assert_envelope(&raw.answer().await.expect(401));
    assert_eq!(raw.rest().await, "");
}

/// Where the head itself cannot be read there is nobody to answer in the envelope (contract: "once a request's headers
/// could be read").
#[tokio::test]
async fn what_cannot_be_read_as_a_request_is_refused_and_hung_up_on() {
    let app = App::start().await;
    let cases: &[(&str, Vec<u8>)] = &[
        ("400", b"\x16\x03\x01\x02\x00\x01 TLS\r\n\r\n".to_vec()),
        ("400", b"GET /v2.0 HTTP/3.0\r\n\r\n".to_vec()),
        ("400", b"G\x00T /v2.0 HTTP/1.1\r\n\r\n".to_vec()),
        ("400", b"GET /v2.0/\xFF HTTP/1.1\r\n\r\n".to_vec()),
        ("400", get("no colon\r\n")),
        ("400", get("X: \0\r\n")),
        ("400", get("Content-Length: x\r\n")),
        ("400", get("Content-Length: 1\r\nContent-Length: 2\r\n")),
        ("400", get("Content-Length: -1\r\n")),
        ("400", get("Transfer-Encoding: gzip\r\n")),
        ("431", get(&"X: y\r\n".repeat(101))),
        ("431", get(&format!("X: {}\r\n", "y".repeat(40_000)))),
        ("431", format!("GET /v2.0/{} HTTP/1.1\r\n\r\n", "x".repeat(40_000)).into()),
    ];
    for (status, request) in cases {
        let mut raw = Raw::connect(&app).await;
        raw.send(request).await;
        let answer = raw.rest().await;
        let shown = String::from_utf8_lossy(&request[..request.len().min(200)]);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{shown}: {answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{shown}: {answer}");
    }
}
