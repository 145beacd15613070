//! Paths that do not exist: 404 in the envelope, with and without a token.

use guiche_tests::{App, Raw};
use http::Method;
use insta::assert_snapshot;

use super::{assert_envelope, assert_problem};

#[tokio::test]
async fn a_path_that_does_not_exist_is_404_for_everybody_by_any_method() {
    let app = App::start().await;
    let long = format!("/v2.0/{}", "x".repeat(20_000));
    let deep = format!("/v2.0{}", "/x".repeat(5_000));
    let paths = [
        "/v2.0",
        "/v2.0/",
        "/v2.0//",
        "/v2.0/customer",
        "/v2.0/customer/",
        "/v2.0/customer/newer",
        "/v2.0/customer/new/1",
        "/v2.0/customer/%6Eew",
        "/v2.0/customer%2Fnew",
        "/v2.0/%00",
        "/v2.0/%FF%FE",
        "/v2.0/%zz",
        "/v2.0/%",
        "/v2.0/..%2f",
        "/v2.0/../v2.0/customer/new",
        "/v2.0/./customer/new",
        "/v2.0/customer/new;x=1",
        "/v2.0/customer/{file}",
        "/v2.0/caf\u{e9}",
        "/v2.00/customer/new",
        "/",
        "/v1/customer/new",
        &long,
        &deep,
    ];
    let token = app.token(&app.default_account().await).create().await;
    for path in paths {
        for authorization in ["", "Authorization: Bearer nobody\r\n", &format!("Authorization: {token}\r\n")]
        {
            for method in ["GET", "POST", "DELETE", "OPTIONS"] {
                let head = format!("{method} {path} HTTP/1.1\r\nHost: a\r\n{authorization}");
                let answer = Raw::ask(&app, format!("{head}\r\n")).await.expect(404);
                assert_envelope(&answer);
                assert_eq!(answer.faults(), "-: not_found");
                let wants_problem = format!("{head}Accept: application/problem+json\r\n\r\n");
                assert_problem(&Raw::ask(&app, wants_problem).await.expect(404));
            }
        }
    }
}

#[tokio::test]
async fn a_path_that_does_not_exist_is_told_in_the_language_that_is_named() {
    let app = App::start().await;
    let answer = app.anon().get("/v2.0/nothing", &[]).await.expect(404);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"Este endere\u00e7o n\u00e3o existe na API: confira o caminho da requisi\u00e7\u00e3o.","success":false,"errors":[{"field":null,"code":"not_found","message":"Este endere\u00e7o n\u00e3o existe na API: confira o caminho da requisi\u00e7\u00e3o."}]}"#);
    let answer = app.anon().with("accept-language", "en").get("/v2.0/nothing", &[]).await.expect(404);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"This address does not exist in the API: check the path of the request.","success":false,"errors":[{"field":null,"code":"not_found","message":"This address does not exist in the API: check the path of the request."}]}"#);
    assert_eq!(app.anon().call(Method::HEAD, "/v2.0/nothing").await.expect(404).body, "");
}
