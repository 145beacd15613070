//! What every answer carries: an id, and that it is not to be kept.

use guiche_tests::App;
use http::Method;

use super::assert_envelope;

const REQUESTS: [(Method, &str, u16); 6] = [
    (Method::GET, "/v2.0/customer/details?customer_id=1", 200),
    (Method::GET, "/v2.0/customer/details?customer_id=2", 404),
    (Method::POST, "/v2.0/customer/new", 401),
    (Method::GET, "/v2.0/customer/new", 405),
    (Method::GET, "/v2.0/nothing", 404),
    (Method::GET, "/healthz", 200),
];

async fn with_a_customer() -> App {
    let app = App::start().await;
    let form = [("customer_id", "1"), ("name", "Ana")];
    app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    app
}

#[tokio::test]
async fn the_id_that_a_client_gives_is_echoed_on_every_answer() {
    let app = with_a_customer().await;
    for id in ["erp-2026/11:7", "x", &"y".repeat(128)] {
        let erp = app.erp().with("x-request-id", id);
        for (method, path, status) in REQUESTS {
            let answer = erp.call(method, path).await.expect(status);
            assert_eq!(answer.header("x-request-id"), id, "{path}");
        }
    }
}

#[tokio::test]
async fn where_a_client_gives_none_or_a_bad_one_an_id_is_made() {
    let app = with_a_customer().await;
    let mut made = std::collections::HashSet::new();
    for actor in [
        app.erp(),
        app.erp().with("x-request-id", ""),
        app.erp().with("x-request-id", "a b"),
        app.erp().with("x-request-id", "é"),
        app.erp().with("x-request-id", &"y".repeat(129)),
    ] {
        for (method, path, status) in REQUESTS {
            let answer = actor.call(method, path).await.expect(status);
            let id = answer.header("x-request-id").to_owned();
            assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
            assert!(made.insert(id), "each its own");
        }
    }
}

#[tokio::test]
async fn no_answer_of_the_api_is_to_be_kept() {
    let app = with_a_customer().await;
    for (method, path, status) in REQUESTS {
        let answer = app.erp().call(method, path).await.expect(status);
        if path.starts_with("/v2.0") {
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert_eq!(answer.header("vary"), "Accept, Accept-Language, Authorization", "{path}");
            assert_eq!(answer.headers.get_all("content-type").iter().count(), 1);
        }
        if path.starts_with("/v2.0") && status != 200 {
            assert_envelope(&answer);
        }
    }
}

#[tokio::test]
async fn no_success_has_a_header_of_redirection_or_session() {
    let app = with_a_customer().await;
    for (method, path, status) in REQUESTS {
        let answer = app.erp().call(method, path).await.expect(status);
        for name in ["location", "set-cookie", "server", "x-powered-by"] {
            assert_eq!(answer.header(name), "", "{name} of {path}");
        }
    }
}
