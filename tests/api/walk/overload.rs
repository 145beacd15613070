//! A server whose places are all taken says so and asks to come again.

use guiche::server::Limits;
use guiche_api::Settings;
use guiche_tests::{App, Raw};
use insta::assert_snapshot;

use super::{assert_envelope, assert_problem};

#[tokio::test]
async fn who_finds_no_place_is_told_to_come_again() {
    let limits = Limits { connections: 1, ..Limits::default() };
    let app = App::start_with(Settings::default(), limits).await;
    let mut first = Raw::connect(&app).await;
    first.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await;
    first.answer().await.expect(200);

    for request in [
        "POST /v2.0/customer/new HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=1",
        "GET /v2.0/customer/details HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v2.0/nothing HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let mut raw = Raw::connect(&app).await;
        raw.send(request).await;
        let answer = raw.answer().await.expect(503);
        assert_envelope(&answer);
        assert_eq!((answer.header("retry-after"), answer.header("connection")), ("1", "close"));
        insta::allow_duplicates! {
            assert_snapshot!(answer.body, @r#"{"error":true,"message":"O servi\u00e7o est\u00e1 indispon\u00edvel no momento: tente de novo em instantes.","success":false,"errors":[{"field":null,"code":"service_unavailable","message":"O servi\u00e7o est\u00e1 indispon\u00edvel no momento: tente de novo em instantes."}]}"#);
        }
        assert_eq!(raw.rest().await, "");
    }
    let problem =
        "GET /v2.0 HTTP/1.1\r\nHost: a\r\nX-Request-Id: me\r\nAccept: application/problem+json\r\n\r\n";
    let answer = Raw::ask(&app, problem).await.expect(503);
    assert_problem(&answer);
    assert_eq!((answer.header("retry-after"), answer.header("x-request-id")), ("1", "me"));

    // The one who has the place keeps it.
    first.send("GET /v2.0/nothing HTTP/1.1\r\nHost: a\r\n\r\n").await;
    first.answer().await.expect(404);
}
